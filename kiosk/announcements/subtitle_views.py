"""The electronic subtitle machine: a full page for a television that nobody touches, one text at a time, or one running line.

It is open to all: what it shows is meant for the public.  The page asks again every few seconds and keeps what it has while
nobody answers; it is never blank.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kiosk.announcements import services
from kiosk.announcements.forms import KIND_CHOICES
from kiosk.announcements.models import Channel
from kiosk.clock import SYSTEM, local
from kiosk.guide import services as guide
from kiosk.staff.access import open_to_all
from kiosk.texts import FALLBACK, LANGUAGES, Texts, pick, roc_long

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kiosk.announcements.answers import AnnouncementView

PARTS = re.compile(r"[^。！？；：，、]+[。！？；：，、]?")
WHOLE = re.compile(r"\d+(?:年\d+月\d+日|月\d+日)(?:（.）)?|\d+ ?[年月日時分號樓元歲]")
WORD_JOINER = "\u2060"
KINDS = dict(KIND_CHOICES)
LAYOUTS = ("page", "line")


@open_to_all
@never_cache
@require_safe
def subtitle(request: HttpRequest) -> HttpResponse:
    """Show the page; `?layout=line` is one running line for a narrow screen."""
    layout = request.GET.get("layout", "")
    layout = layout if layout in LAYOUTS else LAYOUTS[0]
    context = {"layout": layout, "office": _office(), "shown": _shown(), "today": roc_long(local(SYSTEM.now()).date())}
    return render(request, "announcements/subtitle.html", context)


@open_to_all
@never_cache
@require_safe
def now(_request: HttpRequest) -> JsonResponse:
    """Return what is to be shown now, and what the clock says here."""
    wall = local(SYSTEM.now())
    return JsonResponse({"shown": _shown(), "clock": f"{wall:%H:%M}", "today": roc_long(wall.date())})


def _shown() -> list[dict[str, Any]]:
    return [_said(one) for one in services.on_air(Channel.SUBTITLE)]


def _said(one: AnnouncementView) -> dict[str, Any]:
    """Return one text; its Chinese in parts that a line should not break, the other languages below it."""
    chinese = one.text[FALLBACK]
    return {
        "id": one.announcement_id, "kind": one.kind.value, "label": KINDS[one.kind],
        "parts": [_in_one_piece(part) for part in PARTS.findall(chinese) or [chinese]], "source": one.source,
        "others": [one.text[language] for language in LANGUAGES if language != FALLBACK and one.text.get(language)],
    }  # fmt: skip


def _in_one_piece(part: str) -> str:
    """Keep a date, and a number with its unit, on one line."""
    return WHOLE.sub(lambda found: WORD_JOINER.join(found[0]), part)


def _office() -> str:
    return pick(guide.office_name(), FALLBACK) or Texts(FALLBACK).text("app.office")
