"""What an Onbon card will really show: the very areas it will be sent, drawn in its own cells."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from devices.marquee.codecs.onbon_area import Units
from devices.marquee.codecs.onbon_text import COLOUR_CODES, cell_dots, parse_text
from devices.marquee.dots import Column, Glyphs, Strip
from devices.marquee.onbon_plan import FONT_ROWS, lay_out, top_row
from devices.marquee.page import Colour
from devices.marquee.preview import PagePreview, Preview

if TYPE_CHECKING:
    from devices.marquee.page import Page, Programme
    from devices.marquee.settings import MarqueeSettings

_COLOURS = {code[1:].decode(): colour for colour, code in COLOUR_CODES.items()}
_UNITS = Units.DOTS  # the picture is the same for both kinds of card


def preview(programme: Programme, settings: MarqueeSettings, glyphs: Glyphs) -> Preview:
    """Return what the sign will show."""

    def single(page: Page | None) -> PagePreview | None:
        return _page(page, settings, glyphs) if page else None

    return Preview(
        settings.columns, settings.rows, tuple(_page(page, settings, glyphs) for page in programme.pages),
        single(programme.call), single(programme.urgent),
    )  # fmt: skip


def _page(page: Page, settings: MarqueeSettings, glyphs: Glyphs) -> PagePreview:
    layout = lay_out(page, settings, _UNITS)
    font, top = glyphs if glyphs.rows == FONT_ROWS else _font(), top_row(settings)
    columns: list[Column] = []
    text = ""
    for area in layout.areas:
        words, drawn = _drawn(area.text, font)
        text += words
        columns += drawn if layout.runs else Strip(drawn).window(0, _UNITS.dots(area.width))
    return PagePreview(
        page.key,
        text.strip(),
        Strip(Column(dots.bits << top, dots.colour) for dots in columns),
        layout.runs,
        page.hold_s,
        settings.scroll_dots_per_s,
        layout.shortfalls,
    )


def _drawn(raw: bytes, glyphs: Glyphs) -> tuple[str, list[Column]]:
    """Return the words of an area's text and their columns."""
    colour, words, columns = Colour.RED, "", list[Column]()
    for piece in parse_text(raw):
        if piece.is_code:
            colour = _COLOURS.get(piece.value, colour)
            continue
        words += piece.value
        columns += [Column(bits, colour) for char in piece.value for bits in _cell(char, glyphs)]
    return words, columns


def _cell(char: str, glyphs: Glyphs) -> tuple[int, ...]:
    """Return the columns of a character in the middle of the card's cell for it."""
    drawn, width = glyphs.columns(char), cell_dots(char)
    before = max(0, width - len(drawn)) // 2
    return ((0,) * before + drawn + (0,) * width)[:width]


@cache
def _font() -> Glyphs:
    """Return the card's one font, for a sign whose own letters are taller."""
    return Glyphs()
