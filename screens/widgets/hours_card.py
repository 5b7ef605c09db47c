"""When the office is open: the card of a closed door."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.texts import FALLBACK
from screens.geometry import Area
from screens.parts import Part
from screens.ruler import Said
from screens.widgets.tiles import draw_chip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from screens.pen import Pen

HEAD, ROW = 196, 76


class HoursCard(Part):
    """984x500: moon, title and next opening; below a rule the week, days at the left, hours at the right."""

    def __init__(self, area: Area, *, title: str, next_: str, week: Sequence[tuple[str, str]], language: str) -> None:
        super().__init__(area)
        self.title, self.next, self.week, self.language = title, next_, tuple(week), language

    def draw(self, pen: Pen) -> None:
        """Draw it; the rows share what the head leaves."""
        area = self.area
        pen.card(area, 36, "surface", depth=2)
        draw_chip(pen, Area(area.x + 40, area.y + 36, 126, 126), "moon", "indigo")
        serif = "serif" if self.language == FALLBACK else "bold"
        head = [Said(self.title, (68, 60, 54, 48), "ink", serif, 1, 1.15)]
        most = 1 if pen.width(self.next, 36, "bold") <= area.width - 240 else 2
        head += [Said(self.next, (42, 40, 38, 36), "flame", "bold", most, 1.2 if most > 1 else 1.6)] if self.next else []
        pen.stack(tuple(head), Area(area.x + 200, area.y + 16, area.width - 240, HEAD - 28))
        pen.fill(Area(area.x + 40, area.y + HEAD, area.width - 80, 2), "seal_line")
        step = min(ROW + 16, (area.height - HEAD - 24) / max(1, len(self.week)))
        size_of_hours = self._size_of_hours(pen)
        for number, (days, hours) in enumerate(self.week):
            y = area.y + HEAD + 12 + step * (number + 0.5)
            wide = pen.text(hours, area.right - 44, y, size_of_hours, face="bold", align="right")
            lines, size = pen.fitted(days, area.width - wide - 88 - 24, (42, 40, 38, 36), 1)
            pen.lines(lines, area.x + 44, y, size, "ink2", spacing=1.05)

    def _size_of_hours(self, pen: Pen) -> float:
        """Return the largest size of the hours that leaves every line's days on one line."""
        room = self.area.width - 88 - 24
        for size in (40.0, 38.0):
            if all(pen.width(days, 36) + pen.width(hours, size, "bold") <= room for days, hours in self.week):
                return size
        return 36.0
