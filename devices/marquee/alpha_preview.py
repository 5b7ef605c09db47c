"""What an Alpha sign will really show: its own letters and pictures, as far as its memory goes."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from devices.marquee.alpha_layout import USUAL_POOL_BYTES, layout
from devices.marquee.alpha_page import letter_rows, runs
from devices.marquee.alpha_plan import Planner
from devices.marquee.dots import REPLACEMENT, Column, Strip, strip
from devices.marquee.page import Colour
from devices.marquee.preview import PagePreview, Preview
from devices.marquee.settings import Trouble
from devices.marquee.tall import glyphs_of

if TYPE_CHECKING:
    from devices.marquee.dots import Glyphs
    from devices.marquee.page import Page, Programme
    from devices.marquee.settings import MarqueeSettings, Shortfall


def preview(programme: Programme, settings: MarqueeSettings, glyphs: Glyphs) -> Preview:
    """Return what the sign will show; raises `EncodeError` where its driver would.

    How much fits is reckoned for a memory of the usual size: the real one is known only to the sign.
    """
    rows = letter_rows(settings.rows)
    letters = glyphs if glyphs.rows == rows else glyphs_of(rows)
    plan = Planner(settings, layout(USUAL_POOL_BYTES, rows), letters).plan(programme, programme.call)
    left_out = tuple(short for short in plan.shortfalls if short.trouble is Trouble.LEFT_OUT)
    missing = {short.page_key for short in left_out}

    def shown(page: Page) -> PagePreview:
        return _page(page, settings, letters, tuple(short for short in plan.shortfalls if short.page_key == page.key))

    return Preview(
        settings.columns, settings.rows,
        tuple(shown(page) for page in programme.pages if page.key not in missing),
        shown(programme.call) if programme.call else None,
        shown(programme.urgent) if programme.urgent else None,
        left_out,
    )  # fmt: skip


def _page(
    page: Page, settings: MarqueeSettings, letters: Glyphs, shortfalls: tuple[Shortfall, ...]
) -> PagePreview:
    def drawn(words: str) -> str:
        return "".join(char if char in letters else REPLACEMENT for char in unicodedata.normalize("NFC", words))

    segments = tuple(replace(part, text=drawn(part.text)) for part in settings.palette.page(page).segments)
    above = (settings.rows - letters.rows) // 2
    dots = Strip(
        Column(column.bits << above, column.colour if column.bits else Colour.AMBER) for column in strip(segments, letters)
    )
    text = "".join(part.text for part in segments)
    return PagePreview(
        page.key, text, dots, runs(page, settings), page.hold_s, settings.scroll_dots_per_s, shortfalls
    )
