"""Blood-pressure levels: a shape and a word each; colour only repeats them."""

# ruff: noqa: PLR0913, PLR0917  # the words of a part are its arguments

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from screens.geometry import Area
from screens.parts import Part

if TYPE_CHECKING:
    from screens.pen import Pen


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


class LevelBar(Part):
    """904x76 and its limits: five segments, one's own filled, a pointer above it.

    `limits` are the words under the four joints (systolic mmHg), empty where no table is approved.
    """

    private = True

    least, least_large = 184.0, 264.0

    def __init__(self, area: Area, words: tuple[str, ...], own: int, *, here: str, limits: tuple[str, ...]) -> None:
        super().__init__(area)
        self.words, self.own, self.here, self.limits = words, own, here, limits

    def draw(self, pen: Pen) -> None:
        """Draw pointer, segments and limits."""
        area = self.area
        if not pen.look.upright:
            area = Area(area.x, area.y + (90 if pen.look.large else 62), area.width, 76)
        step = (area.width + 6) / len(LEVELS)
        for i, look in enumerate(LEVELS):
            box = Area(area.x + i * step, area.y, step - 6, 76)
            self._draw_segment(pen, i, look, box)
        for i, limit in enumerate(self.limits):
            pen.text(limit, area.x + (i + 1) * step - 3, area.y + (124 if pen.look.large else 106), 38, "ink2", align="centre")

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
        """Draw shape and word side by side; where the word is too long for that, the shape above it."""
        ink, colour, face = ("on", "on", "bold") if own else ("ink", look.colour, "medium")
        room = box.width - 46
        lines, size = pen.fitted(word, room, (40, 38, 36), 1, face)
        wide = max(pen.width(line, size, face) for line in lines)
        x, y = box.centre
        if pen.look.large:
            draw_level_shape(pen, look, x, y, 40, colour)
            return
        if wide > room:
            draw_level_shape(pen, look, x, box.y + 18, 24, colour)
            pen.text(word, x, box.y + 52, 36, ink, face=face, align="centre")
            return
        left = x - (wide + 44) / 2
        draw_level_shape(pen, look, left + 16, y, 32, colour)
        pen.lines(lines, left + 44, y, size, ink, face=face, spacing=0.98)
