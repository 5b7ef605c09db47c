"""The chosen face, and the chips of reasons."""

# ruff: noqa: PLR0913  # the words of a part are its arguments

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from screens.geometry import Area
from screens.parts import CHOSEN, Pressable
from screens.ruler import Said
from screens.widgets.labels import draw_check
from screens.widgets.stacked import Stacked

if TYPE_CHECKING:
    from collections.abc import Callable

    from screens.pen import Pen
    from screens.ruler import Ruler


class ChosenFace(Stacked):
    """984x180: the face and its word, below it who served, on its tint."""

    def __init__(self, area: Area, *, label: str, icon: str, colour: str, detail: str = "") -> None:
        super().__init__(area)
        self.label, self.icon, self.colour, self.detail = label, icon, colour, detail

    def said(self) -> tuple[Said, ...]:
        """Return the words, one below the other."""
        label = Said(self.label, (60, 52, 46, 42, 40), "ink", "bold", 2, 1.1)
        return label, Said(self.detail, (40, 38, 36), "ink2", max_lines=1, spacing=1.15)

    def lead(self, ruler: Ruler) -> float:
        """Leave room for the sign."""
        return 200

    def trail(self, ruler: Ruler) -> float:
        """Leave room for the sign at the end."""
        return 24

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        y = self.area.centre[1]
        pen.card(self.area, 28, f"{self.colour}_tint", outline=self.colour, width=4)
        radius = min(64, self.area.height / 2 - 14)
        pen.disc(self.area.x + 104, y, radius, "surface")
        pen.icon(self.icon, self.area.x + 104, y, radius * 1.65, self.colour)
        if not pen.look.upright:
            self.write(pen)
            return
        label, detail = self.said()
        words = Area(self.area.x + 216, self.area.y + 8, self.area.width - 216 - 220, self.area.height - 16)
        pen.stack((replace(label, spacing=1.3), detail) if self.detail else (label,), words)


class ReasonChip(Stacked, Pressable):
    """480x176: icon, label of up to two lines, check disc."""

    def __init__(
        self, area: Area, pilot_id: str, action: Callable[[], None], *, label: str, icon: str, chosen: bool,
        reason: str | None = None,
    ) -> None:
        super().__init__(area, pilot_id, action, reason=reason)
        self.label, self.icon, self.chosen = label, icon, chosen

    def said(self) -> tuple[Said, ...]:
        """Return the words, one below the other."""
        return (Said(self.label, (46, 42, 40, 38, 36), self.ink("ink"), "bold", 3, 1.12),)

    def lead(self, ruler: Ruler) -> float:
        """Leave room for the sign."""
        return 140

    def trail(self, ruler: Ruler) -> float:
        """Leave room for the sign at the end."""
        return 100

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        area, y = self.area, self.area.centre[1]
        on = self.chosen
        pen.control(self, 28)
        pen.icon(self.icon, area.x + 70, y, 60, self.ink("pine"))
        if pen.look.plain:
            lines, size = pen.fitted(self.label, area.width - 122 - 96, (46, 42, 40, 38, 36), 2, "bold")
            pen.lines(lines, area.x + 122, y, size, self.ink("ink"), face="bold", spacing=1.15)
        else:
            self.write(pen)
        if self.off:
            pen.icon("lock", area.right - 50, y, 50, "ink2")
        elif on:
            draw_check(pen, area.right - 50, y, 30, "pine")
        else:
            pen.disc(area.right - 50, y, 30, "line_strong")
            pen.disc(area.right - 50, y, 27, "surface")


class IdentityCard(Stacked):
    """984x188: how the visitor is known, chosen."""

    def __init__(self, area: Area, *, title: str, detail: str) -> None:
        super().__init__(area)
        self.title, self.detail = title, detail

    def said(self) -> tuple[Said, ...]:
        """Return the words, one below the other."""
        return (Said(self.title, (46, 42, 40), "ink", "bold", 2), Said(self.detail, (40, 38, 36), "ink2", max_lines=4))

    def lead(self, ruler: Ruler) -> float:
        """Leave room for the sign."""
        return 136

    def trail(self, ruler: Ruler) -> float:
        """Leave room for the sign at the end."""
        return 28

    def draw(self, pen: Pen) -> None:
        """Draw it as chosen."""
        area, y = self.area, self.area.centre[1]
        pen.ground(area, 28, CHOSEN, "chosen")
        draw_check(pen, area.x + 76, y, 38, "pine")
        if not pen.look.upright:
            self.write(pen)
            return
        pen.text(self.title, area.x + 146, y - 36, 48, face="bold")
        lines, size = pen.fitted(self.detail, area.width - 146 - 32, (40, 38, 36), 1)
        pen.lines(lines, area.x + 146, y + 38, size, "ink2", spacing=1.1)
