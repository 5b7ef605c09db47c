"""A row of boxes for digits, as on a form: what is typed shows, or dots for what is to be kept to oneself."""

# ruff: noqa: PLR0913  # the words of a part are its arguments

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.geometry import Area
from screens.parts import Part

if TYPE_CHECKING:
    from screens.pen import Pen

GAP = 14


class DigitBoxes(Part):
    """984x200: a label, and a box for each digit; the box that the next digit goes into is outlined.

    Dots stand for what is `hidden`; nothing that is typed here is ever read aloud.
    """

    secret = True

    def __init__(self, area: Area, label: str, typed: str, *, digits: int, hidden: bool, active: bool) -> None:
        super().__init__(area)
        self.label, self.typed, self.digits, self.hidden, self.active = label, typed, digits, hidden, active

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        area = self.area
        lines, size = pen.fitted(self.label, area.width, (42, 40, 38, 36), 1, "medium")
        head = pen.look.size(size) * (1.25 if pen.look.large else 1.45)
        pen.lines(lines, area.x, area.y + head / 2, size, "ink" if self.active else "ink2", face="medium")
        wide = min(140.0, (area.width - GAP * (self.digits - 1)) / self.digits)
        for at in range(self.digits):
            self._box(pen, Area(area.x + at * (wide + GAP), area.y + head, wide, area.height - head), at)

    def _box(self, pen: Pen, box: Area, at: int) -> None:
        here = self.active and at == len(self.typed)
        pen.card(box, 20, "surface", outline="pine" if here else "line_strong", width=6 if here else 3)
        if at >= len(self.typed):
            return
        x, y = box.centre
        if self.hidden:
            pen.disc(x, y, 16, "ink")
        else:
            pen.text(self.typed[at], x, y, min(72, box.height * 0.6), "ink", face="bold", align="centre")
