"""The page behind the QR code on a ticket: one number's place, in its language, without script or personal data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from kiosk.clock import SYSTEM
from kiosk.errors import Refused
from kiosk.guide import services as guide
from kiosk.queues import services
from kiosk.staff.access import open_to_all
from kiosk.texts import FALLBACK, LANGUAGES, Texts, pick

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kiosk.queues.answers import TicketStatus

HTML_LANGUAGES = {"zh_Hant": "zh-Hant-TW", "en": "en", "vi": "vi", "id": "id"}
NAMES = {"zh_Hant": "中文", "en": "English", "vi": "Tiếng Việt", "id": "Indonesia"}
REFRESH_S = {"waiting": 20, "called": 10}


@open_to_all
@require_safe
def ticket(request: HttpRequest, token: str) -> HttpResponse:
    """Show where a number stands; unknown and old ones get the same answer."""
    asked = request.GET.get("language", "")
    asked = asked if asked in LANGUAGES else ""
    try:
        status = services.ticket_status(token=token, language=asked or None)
    except Refused as refused:
        words = Texts(asked or FALLBACK)
        context = _common(words) | {"unknown": words.text(refused.text_key, **refused.values)}
        return _private(render(request, "queues/phone.html", context, status=404))
    words = Texts(status.language)
    place = {"ticket": status, "lines": _lines(status, words), "refresh_s": REFRESH_S.get(status.state)}
    return _private(render(request, "queues/phone.html", _common(words) | place))


def _common(words: Texts) -> dict[str, object]:
    return {
        "language": words.language,
        "html_language": HTML_LANGUAGES[words.language],
        "languages": NAMES,
        "office": pick(guide.office_name(), words.language) or words.text("app.office"),
        "your_number": words.text("ticket.your_number"),
        "updated": words.text("phone.updated", time=words.clock(SYSTEM.now())),
    }


def _lines(status: TicketStatus, words: Texts) -> dict[str, str]:
    """Return what is said under the number: `main`, and where it waits `ahead` and `wait`."""
    if status.state == "called":
        return {"main": words.text("call.go_to_counter", n=status.counter)}
    if status.state == "no_show":
        return {"main": words.text("ticket.passed")}
    if status.state == "done":
        return {"main": words.text("phone.done")}
    main = words.plural("phone.people_ahead", status.people_ahead) if status.people_ahead else words.text("phone.next")
    if status.wait is None:
        return {"main": main, "wait": words.text("phone.no_counter")}
    return {"main": main, "wait": words.text("phone.wait", low=status.wait.low_min, high=status.wait.high_min)}


def _private(response: HttpResponse) -> HttpResponse:
    """Keep the page out of caches and search engines: the address is the only key to it."""
    patch_cache_control(response, no_store=True)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response
