"""The chosen face, and the chips of reasons."""

# ruff: noqa: PLR0913  # the words of a part are its arguments

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.parts import Part, Pressable
from screens.widgets.rows import draw_check

if TYPE_CHECKING:
    from collections.abc import Callable

    from screens.geometry import Area
    from screens.pen import Pen


class ChosenFace(Part):
    """984x180: the face and its word, on its tint."""

    def __init__(self, area: Area, *, label: str, icon: str, colour: str) -> None:
        super().__init__(area)
        self.label, self.icon, self.colour = label, icon, colour

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        y = self.area.centre[1]
        pen.card(self.area, 28, f"{self.colour}_tint", outline=self.colour, width=4)
        pen.disc(self.area.x + 114, y, 64, "surface")
        pen.icon(self.icon, self.area.x + 114, y, 106, self.colour)
        lines, size = pen.fitted(self.label, self.area.width - 216 - 220, (60, 52, 46), 2, "bold")
        pen.lines(lines, self.area.x + 216, y, size, face="bold", spacing=1.1)


class ReasonChip(Pressable):
    """480x176: icon, label of up to two lines, check disc."""

    def __init__(self, area: Area, pilot_id: str, action: Callable[[], None], *, label: str, icon: str, chosen: bool) -> None:
        super().__init__(area, pilot_id, action)
        self.label, self.icon, self.chosen = label, icon, chosen

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        area, y = self.area, self.area.centre[1]
        on = self.chosen
        fill = "pine_tint" if on or self.pressed else "surface"
        pen.card(area, 28, fill, outline="pine" if on else "line_strong", width=6 if on else 3)
        pen.icon(self.icon, area.x + 70, y, 60, "pine")
        lines, size = pen.fitted(self.label, area.width - 122 - 96, (46, 42, 40, 38, 36), 2, "bold")
        pen.lines(lines, area.x + 122, y, size, face="bold", spacing=1.15)
        if on:
            draw_check(pen, area.right - 50, y, 30, "pine")
        else:
            pen.disc(area.right - 50, y, 30, "line_strong")
            pen.disc(area.right - 50, y, 27, "surface")


class IdentityCard(Part):
    """984x188: how the visitor is known, chosen."""

    def __init__(self, area: Area, *, title: str, detail: str) -> None:
        super().__init__(area)
        self.title, self.detail = title, detail

    def draw(self, pen: Pen) -> None:
        """Draw it as chosen."""
        area, y = self.area, self.area.centre[1]
        pen.card(area, 28, "pine_tint", outline="pine", width=6)
        draw_check(pen, area.x + 76, y, 38, "pine")
        pen.text(self.title, area.x + 146, y - 36, 48, face="bold")
        lines, size = pen.fitted(self.detail, area.width - 146 - 32, (40, 38, 36), 1)
        pen.lines(lines, area.x + 146, y + 38, size, "ink2", spacing=1.1)
