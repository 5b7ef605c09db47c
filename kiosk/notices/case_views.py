"""The list of one visitor's case on a phone: what the touch screen shows before, or instead of, a printed notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.views.decorators.http import require_safe

from kiosk.errors import Refused
from kiosk.guide import phone
from kiosk.notices import cases, services, views
from kiosk.notices.answers import NoticePage
from kiosk.staff.access import open_to_all
from kiosk.texts import FALLBACK, Texts

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@open_to_all
@require_safe
def case(request: HttpRequest, service_id: str, known: str, ready: str) -> HttpResponse:
    """Show the list; what the catalogue does not know is left out, an address that nobody wrote is refused."""
    words = Texts(phone.language_asked(request) or FALLBACK)
    try:
        answers, there = cases.read(known, ready)
        view = services.checklist(service_id=service_id, answers=answers, language=words.language)
    except Refused as refused:
        gone = words.text(refused.text_key, **refused.values)
        return phone.page(request, views.TEMPLATE, words, 404, gone=gone)
    shown = views.shown(NoticePage("", words.language, view, there), words)
    return phone.page(request, views.TEMPLATE, words, **shown | {"title": words.text("phone.bring"), "way_back": ""})
