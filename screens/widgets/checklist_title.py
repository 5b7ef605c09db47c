"""The name of a service with what the list is about beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.parts import Part

if TYPE_CHECKING:
    from screens.geometry import Area
    from screens.pen import Pen


class ChecklistTitle(Part):
    """Name (serif 68 in Chinese), then the caption at 44 where there is room."""

    def __init__(self, area: Area, name: str, caption: str, *, chinese: bool) -> None:
        super().__init__(area)
        self.name, self.caption, self.chinese = name, caption, chinese

    def draw(self, pen: Pen) -> None:
        """Write both on one line, or the name alone on up to two."""
        face = "serif" if self.chinese else "bold"
        y = self.area.centre[1]
        lines, size = pen.fitted(self.name, self.area.width, (68, 60, 54, 48) if self.chinese else (60, 54, 48), 1, face)
        if len(lines) > 1:
            lines, size = pen.fitted(self.name, self.area.width, (46, 42, 40, 38, 36), 2, face)
        pen.lines(lines, self.area.x, y, size, face=face, spacing=1.1)
        left = self.area.x + max(pen.width(line, size, face) for line in lines) + 40
        if len(lines) == 1 and left + pen.width(self.caption, 44) <= self.area.right:
            pen.text(self.caption, left, y + 8, 44, "ink2")
