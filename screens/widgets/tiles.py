"""The doors of the home screen: the hero ticket, tiles, compact tiles and their chips."""

# ruff: noqa: PLR0913  # the words of a part are its arguments

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.geometry import Area
from screens.parts import Part, Pressable

if TYPE_CHECKING:
    from collections.abc import Callable

    from screens.pen import Pen

STUB = 284


def draw_chip(pen: Pen, area: Area, icon: str, colour: str) -> None:
    """Draw an icon in its category's colour on its tint; the icon is 56 % of the chip."""
    x, y = area.centre
    pen.card(area, area.width * 0.3, f"{colour}_tint", outline="line" if pen.theme.bare_outline else None)
    pen.icon(icon, x, y, area.width * 0.5, colour)


class HeroTicket(Pressable):
    """984x288: the stub with its icon, the tear line, the label and how long the waiting is.

    Closed (`reason`), it is a sunk card with a lock that says why.
    """

    def __init__(
        self,
        area: Area,
        pilot_id: str,
        action: Callable[[], None],
        *,
        label: str,
        detail: str,
        chinese: bool,
        reason: str | None = None,
    ) -> None:
        super().__init__(area, pilot_id, action, reason=reason)
        self.label, self.detail, self.chinese = label, detail, chinese

    def draw(self, pen: Pen) -> None:
        """Draw it open or closed."""
        if self.reason is not None:
            self._draw_closed(pen)
            return
        area = self.area
        ground = "pine_press" if self.pressed else "pine"
        pen.card(area, 36, "pine_stub", depth=0 if self.pressed else 2)
        body = Area(area.x + STUB, area.y, area.width - STUB, area.height)
        pen.card(body, 36, ground, corners=(False, True, True, False))
        tear = area.x + STUB
        for i in range(10):
            pen.disc(tear, area.y + 40 + i * (area.height - 80) / 9, 4, "pine_soft")
        pen.disc(tear, area.y, 24, "paper", part="lower")
        pen.disc(tear, area.bottom, 24, "paper", part="upper")
        pen.icon("ticket", area.x + STUB / 2, area.centre[1], 130, "on")
        pen.disc(area.right - 88, area.centre[1], 48, "pine_disc")
        pen.icon("arrow-right", area.right - 88, area.centre[1], 50, "white" if not pen.theme.bare_outline else "ink")
        self._draw_words(pen, tear + 53)

    def _draw_words(self, pen: Pen, x: float) -> None:
        width = self.area.right - 152 - x
        lines, size = pen.fitted(self.label, width, (96,) if self.chinese else (66, 60, 54), 2, "bold")
        details, small = pen.fitted(self.detail, width + (0 if len(lines) > 1 else 10), (38, 36), 2)
        high = len(lines) * size * (1.16 if self.chinese else 1.12)
        total = high + len(details) * small * 1.25
        top = self.area.centre[1] - total / 2 + (0 if self.chinese else 4)
        pen.lines(lines, x, top + high / 2 - size * 0.08, size, "on", face="bold", spacing=1.12)
        pen.lines(details, x, top + high + len(details) * small * 0.6, small, "on2", spacing=1.25)

    def _draw_closed(self, pen: Pen) -> None:
        area, y = self.area, self.area.centre[1]
        pen.card(area, 28, "sunk", outline="line", width=2)
        pen.icon("ticket", area.x + 92, y, 84, "ink2")
        pen.text(self.label, area.x + 176, y - 30, 60, "ink2", face="bold")
        pen.text(self.reason or "", area.x + 176, y + 36, 40, "ink2")
        pen.icon("lock", area.right - 80, y, 54, "ink2")


class Tile(Pressable):
    """480x208: chip, label of up to three lines and, in Chinese, a second line."""

    def __init__(
        self,
        area: Area,
        pilot_id: str,
        action: Callable[[], None],
        *,
        label: str,
        detail: str,
        icon: str,
        colour: str,
        reason: str | None = None,
    ) -> None:
        super().__init__(area, pilot_id, action, reason=reason)
        self.label, self.detail, self.icon, self.colour = label, detail, icon, colour

    def draw(self, pen: Pen) -> None:
        """Draw the card, the chip and the words."""
        area, y = self.area, self.area.centre[1]
        off = self.reason is not None
        pen.card(
            area,
            28,
            "sunk" if off else "pine_tint" if self.pressed else "surface",
            depth=0 if self.pressed or off else 1,
        )
        draw_chip(pen, Area(area.x + 30, y - 56, 112, 112), self.icon, self.colour)
        wide = area.width > 600
        x, width = area.x + 168, area.width - (288 if wide else 188)
        if wide and not off:
            pen.icon("chevron-right", area.right - 64, y, 60, "line_strong")
        detail = self.reason or self.detail
        lines, size = pen.fitted(self.label, width, (46, 42, 38), 1 if detail else 3, "bold")
        if not detail:
            pen.lines(lines, x, y, size, "ink", face="bold")
            return
        pen.lines(lines, x, y - 26, size, "ink2" if off else "ink", face="bold", spacing=1.1)
        details, small = pen.fitted(detail, width, (36,), 2)
        pen.lines(details, x, y + 32, small, "ink2", spacing=1.1)


class CompactTile(Pressable):
    """231x152: sunk, icon above a short label."""

    def __init__(self, area: Area, pilot_id: str, action: Callable[[], None], *, label: str, icon: str) -> None:
        super().__init__(area, pilot_id, action)
        self.label, self.icon = label, icon

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        x = self.area.centre[0]
        pen.card(self.area, 24, "pine_tint" if self.pressed else "sunk", outline="line", width=2)
        pen.icon(self.icon, x, self.area.y + 51, 52, "pine")
        lines, size = pen.fitted(self.label, self.area.width - 16, (36,), 2, "medium")
        pen.lines(lines, x, self.area.y + 111, size, face="medium", align="centre")


class ChipPart(Part):
    """A chip that stands alone."""

    def __init__(self, area: Area, icon: str, colour: str) -> None:
        super().__init__(area)
        self.icon, self.colour = icon, colour

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        draw_chip(pen, self.area, self.icon, self.colour)


class IconPart(Part):
    """An icon that stands alone, as large as its area."""

    def __init__(self, area: Area, icon: str, colour: str) -> None:
        super().__init__(area)
        self.icon, self.colour = icon, colour

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        pen.icon(self.icon, *self.area.centre, self.area.width, self.colour)


class DoneDisc(Part):
    """A large disc with a check: it is done."""

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        x, y = self.area.centre
        pen.disc(x, y, self.area.width / 2, "ok")
        pen.icon("check", x, y, self.area.width * 0.6, "on")
