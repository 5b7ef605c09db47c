"""What every page for a visitor's phone shares: no script, no account, no personal data; its address is the only key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.utils.cache import patch_cache_control

from kiosk.guide import services as guide
from kiosk.texts import LANGUAGES, pick

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kiosk.texts import Texts

JOINER = "\u2060"
HTML_LANGUAGES = {"zh_Hant": "zh-Hant-TW", "en": "en", "vi": "vi", "id": "id"}
NAMES = {"zh_Hant": "中文", "en": "English", "vi": "Tiếng Việt", "id": "Indonesia"}


def language_asked(request: HttpRequest) -> str:
    """Return the language the visitor has chosen on the page, empty where none."""
    asked = request.GET.get("language", "")
    return asked if asked in LANGUAGES else ""


def common(words: Texts) -> dict[str, Any]:
    """Return what the frame of every page for a phone wants."""
    return {
        "language": words.language, "html_language": HTML_LANGUAGES[words.language], "languages": NAMES,
        "office": pick(guide.office_name(), words.language) or words.text("app.office"),
    }  # fmt: skip


def range_told(words: Texts, low_min: int, high_min: int) -> str:
    """Return a wait in words; its range of minutes is never broken at the end of a line."""
    return words.text("phone.wait", low=low_min, high=high_min).replace("–", f"{JOINER}–{JOINER}")


def page(request: HttpRequest, template: str, words: Texts, status: int = 200, **context: Any) -> HttpResponse:
    """Return a page in the visitor's language, kept out of caches and search engines."""
    response = render(request, template, common(words) | context, status=status)
    patch_cache_control(response, no_store=True)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response
