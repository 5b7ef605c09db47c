"""Facts below each other on one card: what stands beside a list and must not take its room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.parts import Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from screens.geometry import Area
    from screens.pen import Pen
    from screens.ruler import Ruler

INDENT, PAD, END = 80.0, 6.0, 24.0
LEAST_ROW = 64.0


class FactList(Part):
    """A row for each fact: icon and caption at the left, the fact beside them in up to two lines."""

    def __init__(self, area: Area, facts: Sequence[tuple[str, str, str]]) -> None:
        super().__init__(area)
        self.facts = facts

    def needs(self, ruler: Ruler, width: float) -> float:
        """Return the height of all rows."""
        return sum(high for *_, high in self._set(ruler, width)) + 2 * PAD

    def draw(self, pen: Pen) -> None:
        """Draw the card and its rows."""
        area = self.area
        pen.card(area, 24, "sunk", outline="line", width=2)
        rows = self._set(pen, area.width)
        y, left = area.y + (area.height - sum(high for *_, high in rows)) / 2, area.x + self._beside(pen)
        for (icon, caption, _), (lines, size, high) in zip(self.facts, rows, strict=True):
            middle = y + high / 2
            pen.icon(icon, area.x + 46, middle, 44, "pine")
            pen.text(caption, area.x + INDENT, middle, 38, "ink2")
            pen.lines(lines, left, middle, size, face="bold", spacing=1.12)
            y += high

    def _beside(self, ruler: Ruler) -> float:
        return INDENT + max(ruler.width(caption, 38) for _, caption, _ in self.facts) + 24

    def _set(self, ruler: Ruler, width: float) -> list[tuple[list[str], float, float]]:
        """Return the lines of each fact, their size, and how high its row is."""
        room, rows = width - self._beside(ruler) - END, []
        for _, _, value in self.facts:
            lines, size = ruler.fitted(value, room, (42, 40, 38, 36), 1, "bold")
            if len(lines) > 1:
                lines, size = ruler.fitted(value, room, (36,), 2, "bold")
            rows.append((lines, size, max(LEAST_ROW, len(lines) * size * 1.12 + 10)))
        return rows
