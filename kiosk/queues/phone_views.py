"""The page behind the QR code on a ticket: one number's place, in its language, without personal data; script is not needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core import signing
from django.urls import reverse
from django.views.decorators.http import require_safe

from kiosk.clock import SYSTEM
from kiosk.errors import Refused
from kiosk.guide import phone
from kiosk.limits import services as limits
from kiosk.queues import services
from kiosk.queues.states import AT_COUNTER
from kiosk.staff.access import open_to_all
from kiosk.texts import FALLBACK, Texts

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kiosk.queues.answers import TicketStatus

REFRESH_S = {"waiting": 20, "transferred": 20, "returned": 20, "called": 10, "recalled": 10, "serving": 30, "on_hold": 60}
SPREAD_MS = 1500  # fifty phones that hear of the same call do not all ask in the same moment
WRONG_PER_MINUTE = 60
RATING = "kiosk.rating"  # the salt of the address at which a visit is rated; kiosk.ratings reads it
SAID = {
    "serving": "phone.serving", "on_hold": "phone.on_hold", "no_show": "ticket.passed", "done": "phone.done",
    "cancelled": "phone.cancelled",
}  # fmt: skip


@open_to_all
@require_safe
def ticket(request: HttpRequest, token: str) -> HttpResponse:
    """Show where a number stands; unknown and old ones get the same answer after the same question to the database.

    With `part` in the query only what changes is returned, for the page's script.
    """
    asked = phone.language_asked(request)
    template = "queues/_ticket.html" if "part" in request.GET else "queues/phone.html"
    try:
        status = services.ticket_status(token=token, language=asked or None)
    except Refused as refused:
        return _unknown(request, template, Texts(asked or FALLBACK), refused)
    words = Texts(status.language)
    return phone.page(request, template, words, **_shown(status, words, token))


def _unknown(request: HttpRequest, template: str, words: Texts, refused: Refused) -> HttpResponse:
    address = limits.address_key("phone", request.META.get("REMOTE_ADDR", ""))
    wait_s = limits.take(address, WRONG_PER_MINUTE, SYSTEM.now())
    unknown = words.text(refused.text_key, **refused.values)
    links = [(words.text("phone.hall"), f"{reverse('queues:waiting')}?language={words.language}")]
    response = phone.page(request, template, words, 429 if wait_s else 404, unknown=unknown, links=links)
    if wait_s:
        response["Retry-After"] = str(wait_s)
    return response


def _shown(status: TicketStatus, words: Texts, token: str) -> dict[str, Any]:
    language = f"?language={words.language}"
    links = [(words.text("phone.hall"), reverse("queues:waiting") + language)]
    if status.state not in {"done", "cancelled"}:
        bring = reverse("notices:bring", kwargs={"letter": status.letter}) + language
        links.insert(0, (words.text("phone.bring"), bring))
    else:
        key = signing.dumps([token, status.label, status.counter], salt=RATING)
        links.insert(0, (words.text("phone.rate"), reverse("ratings:rate", kwargs={"key": key}) + language))
    return {
        "ticket": status, "lines": _lines(status, words), "refresh_s": REFRESH_S.get(status.state), "links": links,
        "spread_ms": SPREAD_MS, "your_number": words.text("ticket.your_number"),
        "updated": words.text("phone.updated", time=words.clock(SYSTEM.now())),
    }  # fmt: skip


def _lines(status: TicketStatus, words: Texts) -> dict[str, str]:
    """Return what is said under the number: `main`, and where it waits `ahead` and `wait`."""
    if status.state in AT_COUNTER and status.state != "serving":
        return {"main": words.text("call.go_to_counter", n=status.counter)}
    if status.state in SAID:
        return {"main": words.text(SAID[status.state])}
    main = words.plural("phone.people_ahead", status.people_ahead) if status.people_ahead else words.text("phone.next")
    if status.wait is None:
        return {"main": main, "wait": words.text("phone.no_counter")}
    return {"main": main, "wait": phone.range_told(words, status.wait.low_min, status.wait.high_min)}
