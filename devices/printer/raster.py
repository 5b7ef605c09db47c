"""A slip drawn in dots, block by block from top to bottom, for a head of any width.

The sheet's grid: text keeps 10 dots from both edges, rules and bars run from edge to edge.  A line of text
has a box of 1.4 em (1.25 em above 40 dots, 1 em from 100 dots on, where a number stands alone) with the em in
its middle.  Sizes are told for 576 dots; a narrower head scales them down, but never under 26 dots (3.3 mm),
the smallest that older eyes can read.

`bands` is lazy: the first block is on its way to the printer while the last has not been drawn yet.
"""

from __future__ import annotations

from dataclasses import replace
from functools import singledispatchmethod
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from devices.errors import EncodeError
from devices.printer import qr
from devices.printer.slip import (
    Bar,
    Block,
    Cells,
    Check,
    Columns,
    Cut,
    Labelled,
    Line,
    Phrase,
    Qr,
    Rule,
    Signatures,
    Slip,
    Space,
    Text,
)
from devices.printer.typefaces import TypeCase, Typefaces
from devices.printer.typesetter import Row, Typesetter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devices.printer.slip import Align, Weight

__all__ = ["FULL_WIDTH_DOTS", "Raster", "Typefaces"]

FULL_WIDTH_DOTS = 576
BLACK, WHITE = 0, 1
Band = Image.Image


SHORTEST_SIGNATURE = 60  # dots of a line that somebody can still write on


def stacked(bands: list[Band], width_dots: int) -> Band:
    """Return the bands of a slip one below the other."""
    whole = Image.new("1", (width_dots, max(1, sum(band.height for band in bands))), WHITE)
    top = 0
    for band in bands:
        whole.paste(band, (0, top))
        top += band.height
    return whole


class Raster:
    """Draws slips for a head of `width_dots`; `missing` collects the characters that had to become 〓."""

    def __init__(self, typefaces: Typefaces, width_dots: int = FULL_WIDTH_DOTS) -> None:
        if not 200 <= width_dots <= 1200:
            raise EncodeError(f"a head of {width_dots} dots is not a receipt printer's")
        self.width_dots = width_dots
        self.whole_words = typefaces.whole_words
        self._case = TypeCase(typefaces)
        self._setter = Typesetter(self._case, width_dots)
        self._left = self._setter.dots(10)
        self._right = width_dots - self._left

    @property
    def missing(self) -> frozenset[str]:
        """Characters that no face has, so far."""
        return frozenset(self._case.missing)

    def warm(self) -> None:
        """Open the faces and read what they cover (0.2 s): the first slip is then as quick as the others."""
        weights: tuple[Weight, ...] = ("medium", "bold", "serif")
        self.picture(Slip(tuple(Text("號", weight=weight) for weight in weights)))

    def bands(self, slip: Slip) -> Iterator[Band]:
        """Pictures (mode "1", the head's width, black 0) of one block after the other; `Cut` gives none.

        Each is drawn when it is asked for.  Raises `EncodeError` when a block cannot fit this head.
        """
        for block in slip.blocks:
            band = self._drawn(block)
            if band is not None and band.height:
                yield band

    def picture(self, slip: Slip) -> Band:
        """Draw the whole slip as one picture; cuts inside a slip leave no mark."""
        return stacked(list(self.bands(slip)), self.width_dots)

    @singledispatchmethod
    def _drawn(self, block: Block) -> Band | None:
        raise EncodeError(f"{type(block).__name__} is no block of a slip")

    @_drawn.register
    def _cut(self, _block: Cut) -> Band | None:
        return None

    @_drawn.register
    def _space(self, block: Space) -> Band | None:
        return self._sheet(self._setter.dots(block.height))[0]

    @_drawn.register
    def _rule(self, block: Rule) -> Band | None:
        band, draw = self._sheet(block.thickness)
        step, dash = (12, 6) if block.style == "dashed" else (self.width_dots, self.width_dots)
        for x in range(0, self.width_dots, step):
            draw.rectangle((x, 0, min(x + dash, self.width_dots) - 1, block.thickness - 1), fill=BLACK)
        return band

    @_drawn.register(Text)
    @_drawn.register(Phrase)
    def _line(self, block: Line) -> Band | None:
        return self._stack(self._setter.rows(block, self._right - self._left))

    @_drawn.register
    def _columns(self, block: Columns) -> Band | None:
        left, right = self._setter.row(block.left), self._setter.row(block.right)
        if left.width + right.width + self._setter.dots(16) > self._right - self._left:
            return self._wrapped_columns(block)
        return self._side_by_side(left, right)

    def _side_by_side(self, left: Row, right: Row) -> Band:
        band, draw = self._sheet(round(max(left.ascent, right.ascent) + max(left.descent, right.descent)))
        ascent = max(left.ascent, right.ascent)
        self._setter.draw(draw, left, self._left, ascent - left.ascent)
        self._setter.draw(draw, right, right.start(self._left, self._right, "right"), ascent - right.ascent)
        return band

    def _wrapped_columns(self, block: Columns) -> Band:
        """Draw the right text below the left one, or beside its last line where there is room."""
        room = self._right - self._left
        lefts = [replace(row, align="left") for row in self._setter.rows(block.left, room)]
        rights = [replace(row, align="right") for row in self._setter.rows(block.right, room)]
        if len(lefts) == 1 or lefts[-1].width + rights[0].width + self._setter.dots(16) > room:
            return self._stack(lefts + rights)
        shared = self._side_by_side(lefts[-1], rights[0])
        return stacked([self._stack(lefts[:-1]), shared, self._stack(rights[1:])], self.width_dots)

    @_drawn.register
    def _cells(self, block: Cells) -> Band | None:
        width = self.width_dots / len(block.cells)
        room = width - 2 * self._left
        columns = [[self._setter.rows(line, room) for line in cell] for cell in block.cells]
        count = max(map(len, columns), default=0)
        heights = [max((_height(rows[n]) for rows in columns if n < len(rows)), default=0) for n in range(count)]
        band, draw = self._sheet(sum(heights))
        for number, lines in enumerate(columns):
            left = number * width
            if number and block.divider:
                draw.rectangle((round(left) - 1, 0, round(left), band.height - 1), fill=BLACK)
            for n, rows in enumerate(lines):  # the n-th line of every cell begins at the same height
                self._pile(draw, rows, left, left + width, sum(heights[:n]), align="center")
        return band

    @_drawn.register
    def _labelled(self, block: Labelled) -> Band | None:
        label = self._setter.row(block.label)
        text_left = self._left + max(label.width + self._setter.dots(20), self._setter.dots(80))
        rows = self._setter.rows(block.text, self._right - text_left)
        ascent = max(label.ascent, rows[0].ascent)
        height = ascent - rows[0].ascent + sum(row.height for row in rows)
        band, draw = self._sheet(round(max(height, ascent + label.descent)))
        self._setter.draw(draw, label, self._left, ascent - label.ascent)
        self._pile(draw, rows, text_left, self._right, ascent - rows[0].ascent)
        return band

    @_drawn.register
    def _check(self, block: Check) -> Band | None:
        missing = block.state == "missing"
        side, text_left = (34, 66) if missing else (30, 58)
        left = self._left + self._setter.dots(text_left - 10)
        text = Text(block.text, size=38 if missing else 30, weight="bold" if missing else "medium")
        first = self._setter.rows(text, self._right - left)
        notes = self._setter.rows(Text(block.note), self._right - left) if block.note else []
        height = sum(row.height for row in first)
        below = height + self._setter.dots(5)
        height = (
            below + sum(row.height for row in notes) + self._setter.dots(7)
            if missing or notes
            else height + 2
        )
        band, draw = self._sheet(height)
        edge = max(22, self._setter.dots(side))
        top = (first[0].height - edge) / 2
        (_draw_box if missing else _draw_tick)(draw, self._left + 2, top, edge)
        self._pile(draw, first, left, self._right, 0)
        self._pile(draw, notes, left, self._right, below)
        return band

    @_drawn.register
    def _bar(self, block: Bar) -> Band | None:
        pad, top = self._setter.dots(18), self._setter.dots(4)
        right = self._setter.row(Text(block.right, size=34, weight="bold"))
        room = self.width_dots - 2 * pad - (right.width + self._setter.dots(24) if block.right else 0)
        rows = self._setter.rows(Text(block.left, size=34, weight="bold"), room)
        band, draw = self._sheet(_height(rows) + 2 * top)
        draw.rectangle((0, 0, self.width_dots - 1, band.height - 1), fill=BLACK)
        self._setter.draw(draw, right, right.start(pad, self.width_dots - pad, "right"), top, ink=WHITE)
        self._pile(draw, rows, pad, self.width_dots - pad, top, ink=WHITE)
        return band

    @_drawn.register
    def _qr(self, block: Qr) -> Band | None:
        count = len(qr.modules(block.data))
        fits = (self.width_dots - 2 * self._left) // (count + qr.QUIET_MODULES)
        module = min(block.module, fits, max(4, self._setter.dots(block.module)))
        if module < 3:
            raise EncodeError(f"a QR code of {count} modules is too fine for {self.width_dots} dots")
        quiet, side = module * qr.QUIET_MODULES, module * count
        left = self._setter.dots(16)
        text_left = left + side + quiet + self._setter.dots(8)
        rows = [row for text in block.beside for row in self._setter.rows(text, self._right - text_left)]
        height = max(side + 2 * quiet, _height(rows) + 2 * self._setter.dots(8) if rows else 0)
        below = [row for text in block.beside for row in self._setter.rows(text, self._right - self._left)]
        code = qr.picture(block.data, module)
        if side + 2 * quiet + _height(below) + self._setter.dots(8) < height or not rows:
            return self._code_above(code, quiet, below)
        band, draw = self._sheet(height)
        band.paste(code, (left, (height - side) // 2))
        self._pile(draw, rows, text_left, self._right, (height - _height(rows)) / 2)
        return band

    def _code_above(self, code: Image.Image, quiet: int, rows: list[Row]) -> Band:
        """Draw a code alone on its rows, the texts below it: on narrow paper long ones are shorter that way."""
        top = code.height + 2 * quiet
        band, draw = self._sheet(top + (_height(rows) + self._setter.dots(8) if rows else 0))
        band.paste(code, ((self.width_dots - code.width) // 2, quiet))
        self._pile(draw, rows, self._left, self._right, top)
        return band

    @_drawn.register
    def _signatures(self, block: Signatures) -> Band | None:
        gap, count = self._setter.dots(22), len(block.labels)
        share = (self._right - self._left - gap * (count - 1)) / count
        rows = [self._setter.row(Text(label)) for label in block.labels]
        crowded = any(share - row.width < self._setter.dots(SHORTEST_SIGNATURE) for row in rows)
        drop = rows[0].height + 8 if crowded else 0  # no room beside its words: everybody signs below them
        band, draw = self._sheet(rows[0].height + drop + 2)
        for number, row in enumerate(rows):
            left = self._left + number * (share + gap)
            self._setter.draw(draw, row, left, 0)
            begin = left if crowded else left + row.width + self._setter.dots(10)
            y = round(row.ascent) + drop + 6
            draw.rectangle((round(begin), y, round(left + share), y + 1), fill=BLACK)
        return band

    def _sheet(self, height: int) -> tuple[Band, ImageDraw.ImageDraw]:
        """White paper, as wide as the head, and the pen that draws on it without grey."""
        band = Image.new("1", (self.width_dots, max(0, height)), WHITE)
        pen = ImageDraw.Draw(band)
        pen.fontmode = "1"
        return band, pen

    def _stack(self, rows: list[Row]) -> Band:
        band, draw = self._sheet(sum(row.height for row in rows))
        self._pile(draw, rows, self._left, self._right, 0)
        return band

    def _pile(  # noqa: PLR0913  # a place on paper has four numbers
        self,
        draw: ImageDraw.ImageDraw,
        rows: list[Row],
        left: float,
        right: float,
        top: float,
        *,
        align: Align | None = None,
        ink: int = BLACK,
    ) -> None:
        """Draw rows one below the other."""
        for row in rows:
            self._setter.draw(draw, row, row.start(left, right, align), top, ink=ink)
            top += row.height


def _height(rows: list[Row]) -> int:
    return sum(row.height for row in rows)


def _draw_box(draw: ImageDraw.ImageDraw, left: float, top: float, edge: int) -> None:
    draw.rectangle((round(left), round(top), round(left) + edge, round(top) + edge), outline=BLACK, width=4)


def _draw_tick(draw: ImageDraw.ImageDraw, left: float, top: float, edge: int) -> None:
    points = [
        (round(left + x * edge), round(top + y * edge)) for x, y in ((0.05, 0.55), (0.35, 0.9), (0.97, 0.1))
    ]
    draw.line(points, fill=BLACK, width=4, joint="curve")
