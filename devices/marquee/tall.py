"""Letters for signs of 24 and 32 rows.

24 rows: Chinese from the Taipei font (Big5), what that lacks from the CNS fonts (堃喆峯犇煊𠮷 are in their planes 3 and 6),
both of the Debian package `xfonts-intl-chinese`; Latin from Terminus (`xfonts-terminus`); the large numbers are those of
16 rows, half as large again and smoothed.  A character in none of them is set in Unifont's 16 rows made half as large
again: it is visible, if not as fine.

32 rows: everything of 16 rows, each dot doubled.
"""

from __future__ import annotations

from functools import cached_property
from math import floor
from typing import TYPE_CHECKING

from devices.marquee.bold import BOLD_GLYPH_DOTS, BOLD_GLYPHS, BOLD_ROWS
from devices.marquee.cns import DEBIAN_X11_FONTS, CnsFonts
from devices.marquee.dots import DEBIAN_UNIFONT, ROWS, Glyphs, stand, turn
from devices.marquee.pcf import Glyph, PcfFont

if TYPE_CHECKING:
    from pathlib import Path

PACKAGES = "`xfonts-intl-chinese` and `xfonts-terminus`"
TALL_ROWS, DOUBLE_ROWS = 24, 32
LATIN_BASE_ROW = 20  # rows above the base line, on which Latin stands beside Chinese
TALL_BOLD = (14, 21)
"""The large numbers of 9 by 14 dots, half as large again."""


class TallGlyphs(Glyphs):
    """24 rows; the fonts are read when their first character is asked for."""

    rows = TALL_ROWS

    def __init__(self, unifont: Path = DEBIAN_UNIFONT, folder: Path = DEBIAN_X11_FONTS) -> None:
        super().__init__(unifont, folder)
        self._folder = folder
        self._tall_cns = CnsFonts(TALL_ROWS, folder)

    def __contains__(self, char: str) -> bool:
        return super().__contains__(char) or self._chinese(char) is not None

    def _drawn(self, char: str, *, bold: bool) -> tuple[int, ...]:
        if bold and char in BOLD_GLYPHS:
            return turn([0, *(row << 1 for row in _bold_rows(char))], self.cells.bold)
        latin = self._latin.glyph(ord(char)) if ord(char) < 0x250 else None
        if latin is not None:
            return stand(latin, self.cells.latin, self.rows, LATIN_BASE_ROW)
        glyph = self._chinese(char)
        if glyph is not None:
            return stand(glyph, self.cells.chinese, self.rows, glyph.ascent)
        return _half_as_large_again(super()._drawn(char, bold=False))

    def _chinese(self, char: str) -> Glyph | None:
        try:
            code = int.from_bytes(char.encode("big5"), "big")
        except UnicodeEncodeError:
            code = 0
        found = self._taipei.glyph(code) if code > 0xFF else None
        return found or self._tall_cns.glyph(char)

    @cached_property
    def _taipei(self) -> PcfFont:
        return self._font("taipei24.pcf.gz")

    @cached_property
    def _latin(self) -> PcfFont:
        return self._font("ter-u24b_unicode.pcf.gz")

    def _font(self, name: str) -> PcfFont:
        try:
            return PcfFont(self._folder / name)
        except OSError as missing:
            raise FileNotFoundError(
                f"{self._folder / name} cannot be read ({missing.strerror}): install the Debian packages {PACKAGES}"
            ) from missing


class DoubleGlyphs(Glyphs):
    """32 rows: the letters of 16 rows with every dot doubled."""

    rows = DOUBLE_ROWS

    def _drawn(self, char: str, *, bold: bool) -> tuple[int, ...]:
        return tuple(_doubled(bits) for bits in super()._drawn(char, bold=bold) for _ in range(2))


def glyphs_of(rows: int, unifont: Path = DEBIAN_UNIFONT, folder: Path = DEBIAN_X11_FONTS) -> Glyphs:
    """Return the letters for a sign of 16, 24 or 32 rows; raises `ValueError` for another height."""
    if rows == TALL_ROWS:
        return TallGlyphs(unifont, folder)
    if rows == DOUBLE_ROWS:
        return DoubleGlyphs(unifont, folder)
    if rows == ROWS:
        return Glyphs(unifont, folder)
    raise ValueError(f"rows is {rows}: there are letters for {ROWS}, {TALL_ROWS} and {DOUBLE_ROWS} rows")


def _bold_rows(char: str) -> list[int]:
    """Return a large number in 21 rows of 14 dots: a dot is lit where at least half of its light falls on lit ones."""
    columns, rows = TALL_BOLD
    return [
        sum((_light(char, x, y) >= 0.5) << (columns - 1 - x) for x in range(columns)) for y in range(rows)
    ]


def _light(char: str, x: int, y: int) -> float:
    """Return how lit the place of dot (x, y) of 14 by 21 is in the face of 9 by 14: bilinear, 0 to 1."""
    across, down = (x + 0.5) * BOLD_GLYPH_DOTS / TALL_BOLD[0] - 0.5, (y + 0.5) * BOLD_ROWS / TALL_BOLD[1] - 0.5
    left, top = floor(across), floor(down)
    right_share, low_share = across - left, down - top
    upper = _lit(char, left, top) * (1 - right_share) + _lit(char, left + 1, top) * right_share
    lower = _lit(char, left, top + 1) * (1 - right_share) + _lit(char, left + 1, top + 1) * right_share
    return upper * (1 - low_share) + lower * low_share


def _lit(char: str, x: int, y: int) -> int:
    inside = 0 <= x < BOLD_GLYPH_DOTS and 0 <= y < BOLD_ROWS
    return int(BOLD_GLYPHS[char][y * 3 : y * 3 + 3], 16) >> (BOLD_GLYPH_DOTS - 1 - x) & 1 if inside else 0


def _half_as_large_again(columns: tuple[int, ...]) -> tuple[int, ...]:
    """Stretch 16 rows to 24, and the width likewise: of every two lines the second stands twice."""
    wide = [columns[at * 2 // 3] for at in range(len(columns) * 3 // 2)]
    return tuple(sum((bits >> (row * 2 // 3) & 1) << row for row in range(TALL_ROWS)) for bits in wide)


def _doubled(bits: int) -> int:
    return sum((bits >> row & 1) * 3 << row * 2 for row in range(ROWS))
