"""What a JetFile II sign will really show: its Big5 letters, its colours, and what it makes of too wide a page."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from devices.marquee.dots import THIN_SPACE, strip
from devices.marquee.jetfile2_plan import Planner, runs
from devices.marquee.letters import sayable, shown_as
from devices.marquee.preview import PagePreview, Preview

if TYPE_CHECKING:
    from devices.marquee.dots import Glyphs
    from devices.marquee.page import Page, Programme
    from devices.marquee.settings import MarqueeSettings, Shortfall


def preview(programme: Programme, settings: MarqueeSettings, glyphs: Glyphs) -> Preview:
    """Return what the sign will show; raises `EncodeError` where its driver would."""
    planner = Planner(settings)
    planned = planner.pages(programme.pages)

    def single(page: Page | None) -> PagePreview | None:
        return _page(page, settings, glyphs, planner.single(page).shortfalls) if page else None

    return Preview(
        settings.columns, settings.rows,
        tuple(_page(page, settings, glyphs, _of(page, planned.shortfalls)) for page in programme.pages),
        single(programme.call), single(programme.urgent),
    )  # fmt: skip


def _of(page: Page, shortfalls: tuple[Shortfall, ...]) -> tuple[Shortfall, ...]:
    return tuple(short for short in shortfalls if short.page_key == page.key)


def _page(
    page: Page, settings: MarqueeSettings, glyphs: Glyphs, shortfalls: tuple[Shortfall, ...]
) -> PagePreview:
    shown = settings.palette.page(page)
    segments = tuple(replace(part, text=_said(part.text)) for part in shown.segments)
    dots = strip(segments, glyphs)
    text = "".join(part.text for part in segments)
    return PagePreview(
        page.key, text, dots, runs(page, settings), page.hold_s, settings.scroll_dots_per_s, shortfalls
    )


def _said(text: str) -> str:
    composed = unicodedata.normalize("NFC", text)
    return "".join(char if char == THIN_SPACE or sayable(char) else shown_as(char) for char in composed)
