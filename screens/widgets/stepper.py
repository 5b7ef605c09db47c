"""Where one stands in a flow: discs joined by bars.  Not touchable."""

# ruff: noqa: PLR0913, PLR0917  # the words of a part are its arguments

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.geometry import Area
from screens.parts import Part
from screens.ruler import Said

if TYPE_CHECKING:
    from screens.pen import Pen


class Stepper(Part):
    """Steps in equal columns; the middle of the discs is 44 below the top, the word 112.

    Where the words do not fit below their discs, only the present step has its word.
    """

    least, least_large = 136.0, 196.0

    def __init__(self, area: Area, words: tuple[str, ...], now: int) -> None:
        super().__init__(area)
        self.words, self.now = words, now

    def draw(self, pen: Pen) -> None:
        """Draw bars, discs and words; `now` counts from 0."""
        step = self.area.width / len(self.words)
        y = self.area.y + 44
        for i in range(len(self.words) - 1):
            left = self.area.x + step * (i + 0.5) + 44
            colour = "pine" if i < self.now else "line_strong"
            pen.card(Area(left, y - 3, step - 88, 6), 3, colour)
        if pen.look.large or step < 200:
            room = Area(self.area.x, self.area.y + 88, self.area.width, self.area.height - 88)
            pen.stack((Said(self.words[self.now], (38, 36), "ink", "bold", 1),), room, align="centre")
        for i, word in enumerate(self.words):
            self._draw_step(pen, i, word, self.area.x + step * (i + 0.5), y, step)

    def _draw_step(self, pen: Pen, i: int, word: str, x: float, y: float, step: float) -> None:
        if i == self.now:
            pen.disc(x, y, 40, "pine")
            pen.disc(x, y, 35, "paper")
        later = i > self.now
        pen.disc(x, y, 34 if i != self.now else 30, "line_strong" if later else "pine")
        if later:
            pen.disc(x, y, 31, "surface")
        if i < self.now:
            pen.icon("check", x, y, 40, "on")
        else:
            pen.text(str(i + 1), x, y, 20 if pen.look.large else 38, "ink" if later else "on", face="bold", align="centre")
        if pen.look.large or step < 200:
            return
        face = "bold" if i == self.now else "medium" if i < self.now else "regular"
        lines, size = pen.fitted(word, step - 12, (36,), 1, face)
        pen.lines(lines, x, y + 68, size, "ink2" if later else "ink", face=face, align="centre", spacing=1.0)
