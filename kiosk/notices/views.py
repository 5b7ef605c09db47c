"""The page behind the QR code on a notice: the list as on paper, for 30 days, without script or personal data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from kiosk.errors import Refused
from kiosk.guide import services as guide
from kiosk.notices import services
from kiosk.staff.access import open_to_all
from kiosk.texts import FALLBACK, LANGUAGES, Texts, pick

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kiosk.notices.answers import NoticePage

HTML_LANGUAGES = {"zh_Hant": "zh-Hant-TW", "en": "en", "vi": "vi", "id": "id"}
NAMES = {"zh_Hant": "中文", "en": "English", "vi": "Tiếng Việt", "id": "Indonesia"}


@open_to_all
@require_safe
def notice(request: HttpRequest, token: str) -> HttpResponse:
    """Show a notice in its own language or the one asked for; unknown and old ones get the same answer."""
    asked = request.GET.get("language", "")
    asked = asked if asked in LANGUAGES else ""
    try:
        page = services.page(token=token, language=asked)
    except Refused as refused:
        words = Texts(asked or FALLBACK)
        context = _common(words) | {"gone": words.text(refused.text_key, **refused.values)}
        return _private(render(request, "notices/phone.html", context, status=404))
    words = Texts(page.language)
    return _private(render(request, "notices/phone.html", _common(words) | _shown(page, words)))


def _common(words: Texts) -> dict[str, object]:
    return {
        "language": words.language,
        "html_language": HTML_LANGUAGES[words.language],
        "languages": NAMES,
        "office": pick(guide.office_name(), words.language) or words.text("app.office"),
    }


def _shown(page: NoticePage, words: Texts) -> dict[str, object]:
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


def _private(response: HttpResponse) -> HttpResponse:
    """Keep the page out of caches and search engines: the address is the only key to it."""
    patch_cache_control(response, no_store=True)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response
