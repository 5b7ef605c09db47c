"""When the office is open: the card of a closed door."""

# ruff: noqa: PLR0913  # the words of a part are its arguments

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
    """984x500: moon, title and next opening; below a rule the week, days at the left, hours at the right.

    `times` is by how much all of it is larger where it is read from afar.
    """

    def __init__(
        self, area: Area, *, title: str, next_: str, week: Sequence[tuple[str, str]], language: str, times: float = 1
    ) -> None:
        super().__init__(area)
        self.title, self.next, self.week, self.language, self.times = title, next_, tuple(week), language, times

    def draw(self, pen: Pen) -> None:
        """Draw it; the rows share what the head leaves."""
        area, times = self.area, self.times
        head, air, lead = HEAD * times, 40 * times, 200 * times
        pen.card(area, 36, "surface", depth=2)
        draw_chip(pen, Area(area.x + air, area.y + 36 * times, 126 * times, 126 * times), "moon", "indigo")
        serif = "serif" if self.language == FALLBACK else "bold"
        said = [Said(self.title, self._sizes(68, 60, 54, 48), "ink", serif, 1, 1.15)]
        most = 1 if pen.width(self.next, 36 * times, "bold") <= area.width - lead - air else 2
        spacing = 1.2 if most > 1 else 1.6
        said += [Said(self.next, self._sizes(42, 40, 38, 36), "flame", "bold", most, spacing)] if self.next else []
        pen.stack(tuple(said), Area(area.x + lead, area.y + 16, area.width - lead - air, head - 28))
        pen.fill(Area(area.x + air, area.y + head, area.width - 2 * air, 2), "seal_line")
        step = min((ROW + 16) * times, (area.height - head - 24) / max(1, len(self.week)))
        size_of_hours = self._size_of_hours(pen)
        top = area.y + head + (area.height - head - step * len(self.week)) / 2
        for number, (days, hours) in enumerate(self.week):
            y = top + step * (number + 0.5)
            wide = pen.text(hours, area.right - air - 4, y, size_of_hours, face="bold", align="right")
            lines, size = pen.fitted(days, area.width - wide - 2 * air - 32, self._sizes(42, 40, 38, 36), 1)
            pen.lines(lines, area.x + air + 4, y, size, "ink2", spacing=1.05)

    def _sizes(self, *sizes: float) -> tuple[float, ...]:
        return tuple(size * self.times for size in sizes)

    def _size_of_hours(self, pen: Pen) -> float:
        """Return the largest size of the hours that leaves every line's days on one line."""
        room = self.area.width - 88 * self.times - 24
        *larger, least = self._sizes(40, 38, 36)
        for size in larger:
            if all(pen.width(days, least) + pen.width(hours, size, "bold") <= room for days, hours in self.week):
                return size
        return least
