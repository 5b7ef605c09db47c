"""The page behind the QR code on a notice: the list as on paper, for 30 days, without script or personal data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.views.decorators.http import require_safe

from kiosk.errors import Refused
from kiosk.guide import phone
from kiosk.notices import services
from kiosk.staff.access import open_to_all
from kiosk.texts import FALLBACK, Texts

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kiosk.notices.answers import NoticePage


TEMPLATE = "notices/phone.html"


@open_to_all
@require_safe
def notice(request: HttpRequest, token: str) -> HttpResponse:
    """Show a notice in its own language or the one asked for; unknown and old ones get the same answer."""
    asked = phone.language_asked(request)
    try:
        page = services.page(token=token, language=asked)
    except Refused as refused:
        words = Texts(asked or FALLBACK)
        return phone.page(
            request, TEMPLATE, words, 404, gone=words.text(refused.text_key, **refused.values)
        )
    words = Texts(page.language)
    return phone.page(request, TEMPLATE, words, **shown(page, words))


def shown(page: NoticePage, words: Texts) -> dict[str, Any]:
    """Return what the template wants: what is missing first, then what is ready, and the facts."""
    view = page.checklist
    facts = (("fee", view.fee), ("deadline", view.deadline), ("place", view.place))
    return {
        "page": page,
        "title": words.text("notice.page_title", serial=page.serial),
        "lists": [
            (
                words.text("notice.bring"),
                "missing",
                [item for item in view.items if item.item_id not in page.ready],
            ),
            (words.text("notice.have"), "ready", [item for item in view.items if item.item_id in page.ready]),
        ],
        "facts": [(words.text(f"slip.notice.{name}"), value) for name, value in facts],
        "way_back": words.text("slip.notice.return"),
        "law_label": words.text("notice.law"),
        "as_of": words.text("notice.as_of", day=view.as_of),
        "sample": words.text("slip.notice.sample") if view.sample else "",
    }
