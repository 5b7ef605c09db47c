"""Text as dots: 16 rows from Unifont, numbers in the bold 14-row face, one column after the other.

Rows come from `unifont.hex` of the Debian package `unifont`: lines of `CODEPOINT:HEX`, 16 rows, most
significant bit left, 8 dots wide (32 digits) or 16 (64 digits).  No font library is needed, and every
character of the basic plane is there.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from devices.marquee.bold import BOLD_CELL_DOTS, BOLD_GLYPH_DOTS, BOLD_GLYPHS, BOLD_ROWS
from devices.marquee.page import Colour, Segment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ROWS = 16
DEBIAN_UNIFONT = Path("/usr/share/unifont/unifont.hex")
REPLACEMENT = "〓"
THIN_SPACE = "\u2009"
THIN_SPACE_DOTS = 4
CHINESE_DOTS = 16
LATIN_DOTS = 8


@dataclass(frozen=True)
class Column:
    """One column of dots: bit 0 of `bits` is the top row."""

    bits: int
    colour: Colour


class Strip(tuple[Column, ...]):
    """Columns of dots, left to right, `ROWS` high."""

    __slots__ = ()

    def window(self, first: int, columns: int) -> Strip:
        """Return the `columns` columns from `first` on (it may be negative); dark where there is no text."""
        dark = Column(0, Colour.AMBER)
        return Strip(self[at] if 0 <= at < len(self) else dark for at in range(first, first + columns))

    def centred(self, columns: int) -> Strip:
        """Return a window with the text in its middle, or the text's beginning if it is wider."""
        return self.window(-max(0, (columns - len(self)) // 2), columns)

    def rows(self) -> tuple[str, ...]:
        """Return the rows as text, `#` for a lit dot: for tests and terminals."""
        return tuple(
            "".join("#" if column.bits >> row & 1 else "." for column in self) for row in range(ROWS)
        )


class Glyphs:
    """The dots of each character, read from a Unifont file when first needed."""

    def __init__(self, unifont: Path = DEBIAN_UNIFONT) -> None:
        try:
            lines = unifont.read_text(encoding="ascii").split()
        except OSError as missing:
            raise FileNotFoundError(
                f"{unifont} cannot be read ({missing.strerror}): install the Debian package `unifont`"
            ) from missing
        self._hex = {int(code, 16): rows for code, _, rows in (line.partition(":") for line in lines)}
        self._columns: dict[tuple[str, bool], tuple[int, ...]] = {}

    def __contains__(self, char: str) -> bool:
        return ord(char) in self._hex

    def columns(self, char: str, *, bold: bool = False) -> tuple[int, ...]:
        """Return the columns of `char`, bit 0 on top; those of `REPLACEMENT` if the font lacks it."""
        if char == THIN_SPACE:
            return (0,) * THIN_SPACE_DOTS
        key = (char, bold)
        if key not in self._columns:
            self._columns[key] = (
                _bold_columns(char) if bold and char in BOLD_GLYPHS else self._thin_columns(char)
            )
        return self._columns[key]

    def _thin_columns(self, char: str) -> tuple[int, ...]:
        rows = self._hex.get(ord(char)) or self._hex[ord(REPLACEMENT)]
        width = len(rows) * 4 // ROWS
        digits = width // 4
        values = [int(rows[row * digits : (row + 1) * digits], 16) for row in range(ROWS)]
        return _turn(values, width)


def _bold_columns(char: str) -> tuple[int, ...]:
    rows = BOLD_GLYPHS[char]
    values = [0, *(int(rows[row * 3 : row * 3 + 3], 16) << 1 for row in range(BOLD_ROWS)), 0]
    assert BOLD_GLYPH_DOTS + 1 == BOLD_CELL_DOTS  # noqa: S101  # the shift above leaves the gap between two numbers
    return _turn(values, BOLD_CELL_DOTS)


def _turn(rows: Sequence[int], width: int) -> tuple[int, ...]:
    """Turn rows (leftmost dot in the highest bit) into columns (top dot in bit 0)."""
    return tuple(
        sum((value >> (width - 1 - column) & 1) << row for row, value in enumerate(rows))
        for column in range(width)
    )


def strip(segments: Iterable[Segment], glyphs: Glyphs) -> Strip:
    """Set `segments` one after the other; characters without a glyph stand as `REPLACEMENT`."""
    return Strip(
        Column(bits, segment.colour)
        for segment in segments
        for char in unicodedata.normalize("NFC", segment.text)
        for bits in glyphs.columns(char, bold=segment.bold)
    )


def width_dots(segments: Iterable[Segment]) -> int:
    """Return how many columns `segments` take, from the cell sizes alone (no font file needed)."""
    return sum(
        _cell_dots(char, bold=segment.bold)
        for segment in segments
        for char in unicodedata.normalize("NFC", segment.text)
    )


def _cell_dots(char: str, *, bold: bool) -> int:
    if char == THIN_SPACE:
        return THIN_SPACE_DOTS
    if bold and char in BOLD_GLYPHS:
        return BOLD_CELL_DOTS
    return LATIN_DOTS if ord(char) < 0x250 else CHINESE_DOTS


def missing(segments: Iterable[Segment], glyphs: Glyphs) -> tuple[str, ...]:
    """Return the characters of `segments` that no dots exist for, each once, in order."""
    text = unicodedata.normalize("NFC", "".join(segment.text for segment in segments))
    return tuple(dict.fromkeys(char for char in text if char not in glyphs))
