"""Blood-pressure levels: a shape and a word each; colour only repeats them."""

# ruff: noqa: PLR0913, PLR0917  # the words of a part are its arguments

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from screens.geometry import Area
from screens.parts import Part

if TYPE_CHECKING:
    from screens.pen import Pen
    from screens.ruler import Ruler


@dataclass(frozen=True)
class LevelLook:
    """How a level is shown: its shape, its colour token and its word's key."""

    shape: str
    colour: str
    word_key: str


LEVELS: tuple[LevelLook, ...] = (
    LevelLook("disc", "ok", "bp.level.normal"),
    LevelLook("diamond", "ochre", "bp.level.elevated"),
    LevelLook("triangle", "flame", "bp.level.high"),
    LevelLook("square", "danger", "bp.level.very_high"),
    LevelLook("hexagon", "plum", "bp.level.urgent"),
)


def draw_level_shape(pen: Pen, look: LevelLook, x: float, y: float, side: float, colour: str) -> None:
    """Draw the shape of a level round its centre."""
    if look.shape == "disc":
        pen.disc(x, y, side / 2, colour)
    else:
        pen.shape(look.shape, x, y, side, colour)


FLAT, TALL = 76.0, 128.0
BESIDE = 60.0  # what shape, gap and air take of a segment


class LevelBar(Part):
    """904x76 and its limits: five segments, one's own filled, a pointer above it.

    Where a word does not stand beside its shape on a line, the bar is 128 high and every shape above its word.

    `limits` are the words under the four joints (systolic mmHg), empty where no table is approved.
    """

    private = True

    least, least_large = 184.0, 264.0

    def __init__(self, area: Area, words: tuple[str, ...], own: int, *, here: str, limits: tuple[str, ...]) -> None:
        super().__init__(area)
        self.words, self.own, self.here, self.limits = words, own, here, limits

    def high(self, ruler: Ruler, width: float) -> float:
        """Return how high the segments are."""
        room = (width + 6) / len(LEVELS) - 6 - BESIDE
        flat = ruler.look.large or all(ruler.width(word, 36, "bold") <= room for word in self.words)
        return FLAT if flat else TALL

    def needs(self, ruler: Ruler, width: float) -> float:
        """Return the height of pointer, segments and limits."""
        return super().needs(ruler, width) + self.high(ruler, width) - FLAT

    def draw(self, pen: Pen) -> None:
        """Draw pointer, segments and limits."""
        area, high = self.area, self.high(pen, self.area.width)
        if not pen.look.upright:
            area = Area(area.x, area.y + (90 if pen.look.large else 62), area.width, high)
        step = (area.width + 6) / len(LEVELS)
        for i, look in enumerate(LEVELS):
            box = Area(area.x + i * step, area.y, step - 6, high)
            self._draw_segment(pen, i, look, box)
        for i, limit in enumerate(self.limits):
            below = area.y + high + (48 if pen.look.large else 30)
            pen.text(limit, area.x + (i + 1) * step - 3, below, 38, "ink2", align="centre")

    def _draw_segment(self, pen: Pen, i: int, look: LevelLook, box: Area) -> None:
        own = i == self.own
        first, last = i == 0, i == len(LEVELS) - 1
        outline = "line" if pen.theme.bare_outline else None
        pen.card(box, 26, look.colour if own else f"{look.colour}_tint", corners=(first, last, last, first), outline=outline)
        self._draw_word(pen, self.words[i], look, box, own=own)
        if own:
            pen.shape("triangle_down", box.centre[0], box.y - 24, 48, "ink")
            to_left = last
            x = box.centre[0] - 46 if to_left else box.centre[0] + 46
            y = box.y - (40 if pen.look.large else 28)
            pen.text(self.here, x, y, 36, face="bold", align="right" if to_left else "left")

    def _draw_word(self, pen: Pen, word: str, look: LevelLook, box: Area, *, own: bool) -> None:
        """Draw shape and word side by side, in a tall bar the shape above the word."""
        ink, colour, face = ("on", "on", "bold") if own else ("ink", look.colour, "medium")
        x, y = box.centre
        if pen.look.large:
            draw_level_shape(pen, look, x, y, 40, colour)
            return
        if box.height > FLAT:
            lines, size = pen.fitted(word, box.width - 16, (36,), 2, face)
            draw_level_shape(pen, look, x, box.y + 26, 28, colour)
            pen.lines(lines, x, box.y + 84, size, ink, face=face, align="centre", spacing=1.02)
            return
        lines, size = pen.fitted(word, box.width - BESIDE, (40, 38, 36), 1, face)
        wide = max(pen.width(line, size, face) for line in lines)
        left = x - (wide + 44) / 2
        draw_level_shape(pen, look, left + 16, y, 32, colour)
        pen.lines(lines, left + 44, y, size, ink, face=face, spacing=0.98)
