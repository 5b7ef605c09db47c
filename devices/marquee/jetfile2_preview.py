"""What a JetFile II sign will really show: its Big5 letters or our dots, its colours, and what it makes of too wide a page."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from devices.marquee.dots import ROWS, THIN_SPACE, Column, Strip, strip
from devices.marquee.jetfile2_plan import Planner, as_single, is_drawn, runs
from devices.marquee.letters import sayable, shown_as
from devices.marquee.preview import PagePreview, Preview

if TYPE_CHECKING:
    from devices.marquee.dots import Glyphs
    from devices.marquee.page import Page, Programme, Segment
    from devices.marquee.settings import MarqueeSettings, Shortfall


def preview(programme: Programme, settings: MarqueeSettings, glyphs: Glyphs) -> Preview:
    """Return what the sign will show; raises `EncodeError` where its driver would."""
    planner = Planner(settings, glyphs)
    planned = planner.pages(programme.pages)

    def single(page: Page | None) -> PagePreview | None:
        return _page(as_single(page), settings, glyphs, planner.single(page).shortfalls) if page else None

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
    parts = settings.palette.page(page).segments
    dots = Strip(column for part in parts for column in _dots(part, settings, glyphs))
    text = "".join(_said(part.text, glyphs) for part in parts)
    return PagePreview(
        page.key, text, dots, runs(page, settings), page.hold_s, settings.scroll_dots_per_s, shortfalls
    )


def _dots(part: Segment, settings: MarqueeSettings, glyphs: Glyphs) -> Strip:
    """Draw a part in the sign's height where it is sent as dots, else in the sign's letters of 16 rows, in the middle."""
    drawn = is_drawn(part, settings) and all(char in glyphs for char in part.text)
    said = replace(part, text=_said(part.text, glyphs))
    if settings.rows == ROWS or drawn:
        return strip((said,), glyphs)
    down = (settings.rows - ROWS) // 2
    return Strip(Column(column.bits << down, column.colour) for column in strip((said,), glyphs.sixteen))


def _said(text: str, glyphs: Glyphs) -> str:
    """Return the characters that are shown: the font's, else ours in dots, else what stands for them."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(char if _is_shown(char, glyphs) else shown_as(char) for char in composed)


def _is_shown(char: str, glyphs: Glyphs) -> bool:
    return char == THIN_SPACE or sayable(char) or (char.isprintable() and char in glyphs)
