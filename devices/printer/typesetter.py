"""Lines of type: from a `Text` or `Phrase` to rows with a baseline, and onto the picture."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from devices.printer.slip import Line, Phrase, Text
from devices.printer.typesetting import break_lines

if TYPE_CHECKING:
    from PIL import ImageDraw

    from devices.printer.slip import Align
    from devices.printer.typefaces import TypeCase

FULL_WIDTH_DOTS = 576
SMALLEST_SIZE = 26
"""3.3 mm at 203 dpi: body text is not scaled below it."""
SHRUNK_SIZE = 20
BODY_SIZE = 40
"""Up to here lines have 1.4 em; larger ones are set closer."""
DISPLAY_SIZE = 100
"""From here on a text is a number that stands alone."""
ASCENT = 0.88
"""Share of a CJK character's em above the baseline (all Noto CJK faces)."""
HANGING = frozenset("，。、；：！？）」』】》")
HANG = 1 / 3
"""Share of an em by which a closing mark at the end of a line may hang over: it is white there."""


@dataclass(frozen=True)
class Row:
    """One line of type: its parts with their offsets from the row's left end.  All in dots."""

    parts: tuple[tuple[float, Text], ...]
    width: float
    ascent: float
    descent: float
    align: Align

    @property
    def height(self) -> int:
        """Height of the line's box."""
        return round(self.ascent + self.descent)

    def start(self, left: float, right: float, align: Align | None = None) -> float:
        """Where the row begins so that it stands aligned between `left` and `right`."""
        side = align or self.align
        if side == "right":
            return right - self.width
        return left + (right - left - self.width) / 2 if side == "center" else left


class Typesetter:
    """Sets lines for a head of `width_dots`."""

    def __init__(self, case: TypeCase, width_dots: int) -> None:
        self._case = case
        self._width_dots = width_dots

    def dots(self, at_full_width: float) -> int:
        """Return a distance told for 576 dots, on this head."""
        return round(at_full_width * self._width_dots / FULL_WIDTH_DOTS)

    def fitted(self, text: Text) -> Text:
        """Return the same text in this head's size, with only characters that can be drawn."""
        size = max(min(text.size, SMALLEST_SIZE), self.dots(text.size))
        return replace(text, size=size, text=self._case.clean(text.text))

    def rows(self, line: Line, width: float) -> list[Row]:
        """Set `line` into `width` dots.

        A text is wrapped, a phrase or a display size is made smaller until it fits.
        """
        if isinstance(line, Phrase):
            return [self._shrunk(line, width)]
        text = self.fitted(line)
        if text.size >= DISPLAY_SIZE:
            return [self._shrunk(line, width)]
        words = self._case.whole_words
        pieces = break_lines(text.text, width, lambda piece: self._visible_width(piece, text), words)
        return [self._row((replace(text, text=piece),), 0, text.align) for piece in pieces]

    def row(self, line: Line) -> Row:
        """`line` on one row, however wide."""
        if isinstance(line, Phrase):
            return self._row(tuple(self.fitted(part) for part in line.parts), self.dots(line.gap), line.align)
        return self._row((self.fitted(line),), 0, line.align)

    def draw(self, on: ImageDraw.ImageDraw, row: Row, x: float, top: float, ink: int = 0) -> None:
        """Draw `row` with its box's left upper corner at (x, top)."""
        for offset, part in row.parts:
            ground = (x + offset - 4, top, x + offset + self._width(part) + 3, top + row.height - 1)
            if part.inverse:
                on.rectangle(ground, fill=ink)
            shade = 1 - ink if part.inverse else ink
            self._case.draw(on, (x + offset, top + row.ascent), part.text, part.weight, part.size, shade)

    def _shrunk(self, line: Line, width: float) -> Row:
        row = self.row(line)
        while row.width > width and any(part.size > SHRUNK_SIZE for _, part in row.parts):
            factor = min(0.97, width / row.width)
            parts = tuple(
                replace(part, size=max(SHRUNK_SIZE, int(part.size * factor))) for _, part in row.parts
            )
            row = self._row(parts, self.dots(line.gap) if isinstance(line, Phrase) else 0, row.align)
        return row

    def _row(self, parts: tuple[Text, ...], gap: int, align: Align) -> Row:
        offsets: list[tuple[float, Text]] = []
        x = 0.0
        for part in parts:
            offsets.append((x, part))
            x += self._width(part) + gap
        ascent = max(_leading(part.size) / 2 + (ASCENT - 0.5) * part.size for part in parts)
        descent = max(_leading(part.size) / 2 - (ASCENT - 0.5) * part.size for part in parts)
        hang = self._hang(parts[-1])
        return Row(tuple(offsets), x - gap - hang, ascent, descent, align)

    def _width(self, part: Text) -> float:
        return self._case.width(part.text, part.weight, part.size)

    def _visible_width(self, piece: str, text: Text) -> float:
        part = replace(text, text=piece)
        return self._width(part) - self._hang(part)

    @staticmethod
    def _hang(part: Text) -> float:
        return part.size * HANG if part.text[-1:] in HANGING else 0.0


def _leading(size: int) -> float:
    """Height of the box of a line of type."""
    return size * (1.4 if size <= BODY_SIZE else 1.25 if size < DISPLAY_SIZE else 1.0)
