"""Text as dots: 16 rows from Unifont, numbers in the bold 14-row face, one column after the other.

Rows come from `unifont.hex` of the Debian package `unifont`: lines of `CODEPOINT:HEX`, 16 rows, most
significant bit left, 8 dots wide (32 digits) or 16 (64 digits).  No font library is needed, and every
character of the basic plane is there; names written with others (𠮷) come from the CNS fonts.  Signs of 24 and 32 rows
have their letters in `devices.marquee.tall`.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from devices.marquee.bold import BOLD_CELL_DOTS, BOLD_GLYPH_DOTS, BOLD_GLYPHS, BOLD_ROWS
from devices.marquee.cns import DEBIAN_X11_FONTS, CnsFonts
from devices.marquee.page import Colour, Segment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from devices.marquee.pcf import Glyph

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
    """Columns of dots, left to right; how many rows they have, its sign knows."""

    __slots__ = ()

    def window(self, first: int, columns: int) -> Strip:
        """Return the `columns` columns from `first` on (it may be negative); dark where there is no text."""
        dark = Column(0, Colour.AMBER)
        return Strip(self[at] if 0 <= at < len(self) else dark for at in range(first, first + columns))

    def centred(self, columns: int) -> Strip:
        """Return a window with the text in its middle, or the text's beginning if it is wider."""
        return self.window(-max(0, (columns - len(self)) // 2), columns)

    def rows(self, count: int = ROWS) -> tuple[str, ...]:
        """Return the rows as text, `#` for a lit dot: for tests and terminals."""
        return tuple(
            "".join("#" if column.bits >> row & 1 else "." for column in self) for row in range(count)
        )


_VIETNAMESE = frozenset(map(chr, range(0x1E00, 0x1F00)))


@dataclass(frozen=True)
class Cells:
    """How many dots wide the characters of a face are."""

    chinese: int
    latin: int
    bold: int
    thin: int

    def dots(self, char: str, *, bold: bool) -> int:
        """Return the width of one character."""
        if char == THIN_SPACE:
            return self.thin
        if bold and char in BOLD_GLYPHS:
            return self.bold
        return self.latin if ord(char) < 0x250 or char in _VIETNAMESE else self.chinese


CELLS = {16: Cells(16, 8, BOLD_CELL_DOTS, 4), 24: Cells(24, 12, 16, 6), 32: Cells(32, 16, 20, 8)}
"""By the rows of a sign."""


class Glyphs:
    """The dots of each character in `rows` rows, read from a Unifont file when first needed."""

    rows = ROWS

    def __init__(self, unifont: Path = DEBIAN_UNIFONT, folder: Path = DEBIAN_X11_FONTS) -> None:
        try:
            lines = unifont.read_text(encoding="ascii").split()
        except OSError as missing:
            raise FileNotFoundError(
                f"{unifont} cannot be read ({missing.strerror}): install the Debian package `unifont`"
            ) from missing
        self._hex = {int(code, 16): rows for code, _, rows in (line.partition(":") for line in lines)}
        self._files = unifont, folder
        self._cns = CnsFonts(ROWS, folder)
        self._columns: dict[tuple[str, bool], tuple[int, ...]] = {}

    def __contains__(self, char: str) -> bool:
        return char == THIN_SPACE or ord(char) in self._hex or self._beyond(char) is not None

    @property
    def cells(self) -> Cells:
        """How wide its characters are."""
        return CELLS[self.rows]

    @cached_property
    def sixteen(self) -> Glyphs:
        """The letters of 16 rows; these themselves if they are."""
        return self if self.rows == ROWS else Glyphs(*self._files)

    def columns(self, char: str, *, bold: bool = False) -> tuple[int, ...]:
        """Return the columns of `char`, bit 0 on top; those of `REPLACEMENT` if no font has it."""
        if char == THIN_SPACE:
            return (0,) * self.cells.thin
        key = (char, bold)
        if key not in self._columns:
            self._columns[key] = _in_cell(self._drawn(char, bold=bold), self.cells.dots(char, bold=bold))
        return self._columns[key]

    def _drawn(self, char: str, *, bold: bool) -> tuple[int, ...]:
        return _bold_columns(char) if bold and char in BOLD_GLYPHS else self._thin_columns(char)

    def _beyond(self, char: str) -> Glyph | None:
        return self._cns.glyph(char) if ord(char) > 0xFFFF else None

    def _thin_columns(self, char: str) -> tuple[int, ...]:
        beyond = self._beyond(char)
        if beyond is not None:
            return stand(beyond, CELLS[ROWS].chinese, ROWS, beyond.ascent)
        rows = self._hex.get(ord(char)) or self._hex[ord(REPLACEMENT)]
        width = len(rows) * 4 // ROWS
        digits = width // 4
        values = [int(rows[row * digits : (row + 1) * digits], 16) for row in range(ROWS)]
        return turn(values, width)


def _in_cell(columns: tuple[int, ...], cell_dots: int) -> tuple[int, ...]:
    """Return a glyph in the middle of its cell, so that the width of a text is known without its font."""
    before = max(0, cell_dots - len(columns)) // 2
    return ((0,) * before + columns + (0,) * cell_dots)[:cell_dots]


def _bold_columns(char: str) -> tuple[int, ...]:
    rows = BOLD_GLYPHS[char]
    values = [0, *(int(rows[row * 3 : row * 3 + 3], 16) << 1 for row in range(BOLD_ROWS)), 0]
    assert BOLD_GLYPH_DOTS + 1 == BOLD_CELL_DOTS  # noqa: S101  # the shift above leaves the gap between two numbers
    return turn(values, BOLD_CELL_DOTS)


def stand(glyph: Glyph, cell_dots: int, rows: int, base_row: int) -> tuple[int, ...]:
    """Return the columns of a glyph in a cell of `cell_dots` by `rows`, its base line under row `base_row`."""
    top, lines = base_row - glyph.ascent, [0] * rows
    shift = cell_dots - glyph.width - glyph.left
    for number, row in enumerate(glyph.rows):
        if 0 <= top + number < rows:
            lines[top + number] = row << shift if shift >= 0 else row >> -shift
    return turn(lines, cell_dots)


def turn(rows: Sequence[int], width: int) -> tuple[int, ...]:
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


def width_dots(segments: Iterable[Segment], rows: int = ROWS) -> int:
    """Return how many columns `segments` take on a sign of `rows`, from the cell sizes alone (no font file needed)."""
    cells = CELLS[rows]
    return sum(
        cells.dots(char, bold=segment.bold)
        for segment in segments
        for char in unicodedata.normalize("NFC", segment.text)
    )


def parted(segments: Iterable[Segment], columns: int, rows: int = ROWS) -> Iterator[list[Segment]]:
    """Part `segments` between characters, as few times as possible, so that no part takes more than `columns`."""
    begun: list[Segment] = []
    width = 0
    for segment in segments:
        for char in unicodedata.normalize("NFC", segment.text):
            one = replace(segment, text=char)
            more = width_dots((one,), rows)
            if begun and width + more > columns:
                yield begun
                begun, width = [], 0
            begun.append(one)
            width += more
    if begun:
        yield begun


def missing(segments: Iterable[Segment], glyphs: Glyphs) -> tuple[str, ...]:
    """Return the characters of `segments` that no dots exist for, each once, in order."""
    text = unicodedata.normalize("NFC", "".join(segment.text for segment in segments))
    return tuple(dict.fromkeys(char for char in text if char not in glyphs))
