"""The page behind the QR code on a ticket: one number's place, in its language, without script or personal data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.views.decorators.http import require_safe

from kiosk.clock import SYSTEM
from kiosk.errors import Refused
from kiosk.guide import phone
from kiosk.queues import services
from kiosk.queues.states import AT_COUNTER
from kiosk.staff.access import open_to_all
from kiosk.texts import FALLBACK, Texts

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kiosk.queues.answers import TicketStatus

REFRESH_S = {"waiting": 20, "transferred": 20, "returned": 20, "called": 10, "recalled": 10}

SAID = {
    "serving": "phone.serving", "on_hold": "phone.on_hold", "no_show": "ticket.passed", "done": "phone.done",
    "cancelled": "phone.cancelled",
}  # fmt: skip


@open_to_all
@require_safe
def ticket(request: HttpRequest, token: str) -> HttpResponse:
    """Show where a number stands; unknown and old ones get the same answer."""
    asked = phone.language_asked(request)
    try:
        status = services.ticket_status(token=token, language=asked or None)
    except Refused as refused:
        words = Texts(asked or FALLBACK)
        unknown = words.text(refused.text_key, **refused.values)
        return phone.page(request, "queues/phone.html", words, 404, unknown=unknown)
    words = Texts(status.language)
    return phone.page(
        request, "queues/phone.html", words, ticket=status, lines=_lines(status, words), refresh_s=REFRESH_S.get(status.state),
        your_number=words.text("ticket.your_number"), updated=words.text("phone.updated", time=words.clock(SYSTEM.now())),
    )  # fmt: skip


def _lines(status: TicketStatus, words: Texts) -> dict[str, str]:
    """Return what is said under the number: `main`, and where it waits `ahead` and `wait`."""
    if status.state in AT_COUNTER and status.state != "serving":
        return {"main": words.text("call.go_to_counter", n=status.counter)}
    if status.state in SAID:
        return {"main": words.text(SAID[status.state])}
    main = words.plural("phone.people_ahead", status.people_ahead) if status.people_ahead else words.text("phone.next")
    if status.wait is None:
        return {"main": main, "wait": words.text("phone.no_counter")}
    return {"main": main, "wait": words.text("phone.wait", low=status.wait.low_min, high=status.wait.high_min)}
