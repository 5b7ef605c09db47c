"""The doors of the home screen: the hero ticket, tiles, compact tiles and their chips."""

# ruff: noqa: PLR0913  # the words of a part are its arguments

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from screens.geometry import Area
from screens.parts import FILLED, RAISED, SUNK, Part, Pressable
from screens.ruler import Said
from screens.widgets.stacked import Stacked

if TYPE_CHECKING:
    from collections.abc import Callable

    from screens.pen import Pen
    from screens.ruler import Ruler

STUB = 284
CLOSED_LEAD, CLOSED_TRAIL = 176.0, 130.0  # room of the ticket and the lock of a closed one
WIDE = 600
COMMA = re.compile("，|, ")  # a line that ends says as much


def draw_chip(pen: Pen, area: Area, icon: str, colour: str) -> None:
    """Draw an icon in its category's colour on its tint; the icon is 56 % of the chip."""
    x, y = area.centre
    pen.card(area, area.width * 0.3, f"{colour}_tint", outline="line" if pen.theme.bare_outline else None)
    side = area.width * 0.56
    pen.icon(icon, x, y, side * 64 / 84 if pen.look.large and side < 84 else side, colour)


class HeroTicket(Pressable):
    """984x288: the stub with its icon, the tear line, the label and how long the waiting is.

    Closed (`reason`), it is a sunk card with a lock that says why.
    """

    ground = FILLED

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

    def needs(self, ruler: Ruler, width: float) -> float:
        """Return the height, in large type of the words that say why it is closed."""
        usual = super().needs(ruler, width)
        if self.reason is None or not ruler.look.large:
            return usual
        return max(usual, ruler.high(self._closed(), width - CLOSED_LEAD - CLOSED_TRAIL) + 24)

    def draw(self, pen: Pen) -> None:
        """Draw it open or closed."""
        if self.reason is not None:
            self._draw_closed(pen)
            return
        area = self.area
        if area.height > 360:
            self._draw_tall(pen)
            return
        ground = self._fill(pen)
        pen.card(area, 36, "pine_stub", depth=0 if self.pressed else 2)
        stub = 190 if pen.look.large else STUB * min(1.0, max(0.7, area.height / 288))
        body = Area(area.x + stub, area.y, area.width - stub, area.height)
        pen.card(body, 36, ground, corners=(False, True, True, False))
        tear = area.x + stub
        dots = round((area.height - 80) / 24)
        for i in range(dots + 1):
            pen.disc(tear, area.y + 40 + i * (area.height - 80) / dots, 4, "pine_soft")
        pen.disc(tear, area.y, 24, "paper", part="lower")
        pen.disc(tear, area.bottom, 24, "paper", part="upper")
        pen.sign(self, "ticket", area.x + stub / 2, area.centre[1], min(130, area.height * 0.58), "on")
        pen.disc(area.right - 88, area.centre[1], 48, "way_disc")
        pen.icon("arrow-right", area.right - 88, area.centre[1], 50, "on_way")
        self._draw_words(pen, tear + 53)

    def _fill(self, pen: Pen) -> str:
        """Return the colour of its body, and draw what follows in the colours of its state."""
        ground, state = self.stands_on()
        pen.turn(state)
        return ground.fill

    def _draw_words(self, pen: Pen, x: float) -> None:
        width = self.area.right - 152 - x
        if pen.look.large or self.area.height < 200:
            room = Area(x, self.area.y + 8, width, self.area.height - 16)
            pen.stack(self._said(pen, room.width, room.height), room)
            return
        lines, size = pen.fitted(self.label, width, (96,) if self.chinese else (66, 60, 54), 2, "bold")
        details, small = pen.fitted(self.detail, width + (0 if len(lines) > 1 else 10), (38, 36), 2)
        high = len(lines) * size * (1.16 if self.chinese else 1.12)
        total = high + len(details) * small * 1.25
        top = self.area.centre[1] - total / 2 + (0 if self.chinese else 4)
        pen.lines(lines, x, top + high / 2 - size * 0.08, size, "on", face="bold", spacing=1.12)
        pen.lines(details, x, top + high + len(details) * small * 0.6, small, "on2", spacing=1.25)

    def _said(self, pen: Pen, width: float, room: float) -> tuple[Said, ...]:
        sizes: tuple[float, ...] = (96, 72, 66, 60, 54, 46) if self.chinese else (66, 60, 54, 46)
        if pen.look.large and self.chinese:
            sizes = (140, 120, *sizes)
        if pen.look.low and not pen.look.large:
            sizes = sizes[1:]
        label = Said(self.label, sizes, "on", "bold", 2, 1.04 if pen.look.large else 1.12)
        detail = Said(self.detail, (38, 36), "on2", max_lines=2)
        if self.area.height < 140 or (pen.look.large and pen.high((replace(label, sizes=(46,)), detail), width) > room):
            return (label,)  # who waits stands in the line above as well
        return label, detail

    def _draw_tall(self, pen: Pen) -> None:
        """Draw the ticket of a screen on its long side: the stub above the tear line."""
        area = self.area
        stub = 190 if pen.look.large else 150
        ground, tear = self._fill(pen), area.y + stub
        pen.card(area, 36, ground, depth=0 if self.pressed else 2)
        pen.card(Area(area.x, area.y, area.width, stub), 36, "pine_stub", corners=(True, True, False, False))
        for i in range(17):
            pen.disc(area.x + 44 + i * (area.width - 88) / 16, tear, 4, "pine_soft")
        pen.disc(area.x, tear, 24, "paper", part="right")
        pen.disc(area.right, tear, 24, "paper", part="left")
        pen.sign(self, "ticket", area.x + 100, area.y + stub / 2, 100, "on")
        room = Area(area.x + 172, area.y + 10, area.width - 172 - 36, stub - 20)
        detail = self.detail if pen.width(self.detail, 42) <= room.width else COMMA.sub("\n", self.detail, count=1)
        pen.stack((Said(detail, (42, 40, 38, 36), "on2", max_lines=2, spacing=1.15),), room, align="right")
        pen.disc(area.right - 92, tear + 125, 52, "way_disc")
        pen.icon("arrow-right", area.right - 92, tear + 125, 54, "on_way")
        words = Area(area.x + 44, tear + 16, area.width - 44 - 160, area.height - stub - 32)
        sizes = (128, 110, 96, 72) if self.chinese else (72, 66, 60, 54, 46, 42, 38)
        pen.stack((Said(self.label, sizes, "on", "bold", 2, 1.12),), words)

    def _closed(self) -> tuple[Said, ...]:
        return (
            Said(self.label, (60, 54, 46), "ink2", "bold", 2, 1.2), Said(self.reason or "", (40, 38, 36), "ink2", max_lines=3),
        )  # fmt: skip

    def _draw_closed(self, pen: Pen) -> None:
        area, y = self.area, self.area.centre[1]
        pen.control(self, 28)
        pen.icon("ticket", area.x + 92, y, 84, "ink2")
        lead, trail = CLOSED_LEAD, CLOSED_TRAIL
        pen.stack(self._closed(), Area(area.x + lead, area.y + 8, area.width - lead - trail, area.height - 16))
        pen.icon("lock", area.right - 80, y, 54, "ink2")


class Tile(Stacked, Pressable):
    """480x208: chip, label of up to three lines and, in Chinese, a second line."""

    ground = RAISED

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

    def said(self) -> tuple[Said, ...]:
        """Return the words, one below the other."""
        return (
            Said(self.label, (46, 42, 40, 38, 36), "ink2" if self.reason else "ink", "bold", 2, 1.12),
            Said(self.reason or "", (36,), "ink2", max_lines=2),
        )

    def lead(self, ruler: Ruler) -> float:
        """Leave room for the sign."""
        if ruler.look.large:
            return 194 if self.area.width >= WIDE else 168
        return 168 if self.area.height >= 160 else 134

    def trail(self, ruler: Ruler) -> float:
        """Leave room for the sign at the end."""
        return 110 if ruler.look.large else 20

    def draw(self, pen: Pen) -> None:
        """Draw the card, the chip and the words."""
        area, y = self.area, self.area.centre[1]
        off = self.reason is not None
        pen.control(self, 28)
        if pen.look.wide and not pen.look.large and area.width < WIDE:
            self._draw_corners(pen)
            return
        side = (136 if pen.look.large and area.width >= WIDE else 112) if area.height >= 160 else 88
        self._draw_chip(pen, Area(area.x + (30 if side > 88 else 24), y - side / 2, side, side))
        if pen.look.large or area.height < 160:
            self.write(pen)
            if pen.look.large:
                pen.icon("lock" if off else "chevron-right", area.right - 62, y, 60, "ink2" if off else "line_strong")
            return
        wide = area.width >= WIDE
        x, width = area.x + 166, area.width - (286 if wide else 178)
        if wide and not off:
            pen.icon("chevron-right", area.right - 64, y, 60, "line_strong")
        detail = self.reason or self.detail
        lines, size = pen.fitted(self.label, width, (46, 42, 38, 36), 1 if detail else 3, "bold")
        if not detail:
            pen.lines(lines, x, y, size, "ink", face="bold")
            return
        pen.lines(lines, x, y - 26, size, "ink2" if off else "ink", face="bold", spacing=1.1)
        details, small = pen.fitted(detail, width, (36,), 2)
        pen.lines(details, x, y + 32, small, "ink2", spacing=1.1)

    def _draw_chip(self, pen: Pen, area: Area) -> None:
        if self.busy:
            pen.sign(self, "", *area.centre, area.width, self.colour)
        else:
            draw_chip(pen, area, self.icon, self.colour)

    def _draw_corners(self, pen: Pen) -> None:
        """Draw the tile of a wide screen: chip above at the left, label below, chevron above at the right."""
        area, off = self.area, self.reason is not None
        if area.height < 200:
            self._draw_chip(pen, Area(area.x + 20, area.centre[1] - 44, 88, 88))
            words = Area(area.x + 126, area.y + 8, area.width - 146, area.height - 16)
            pen.stack((Said(self.label, (46, 42, 40, 38, 36), "ink2" if off else "ink", "bold", 2, 1.12),), words)
            return
        self._draw_chip(pen, Area(area.x + 32, area.y + 32, 112, 112))
        pen.icon("lock" if off else "chevron-right", area.right - 52, area.y + 88, 54, "ink2" if off else "line_strong")
        words = Area(area.x + 32, area.y + 148, area.width - 56, area.height - 156)
        reason = (Said(self.reason or "", (36,), "ink2"),) if off else ()
        sizes = (48, 46, 42, 40, 38, 36)
        pen.stack((Said(self.label, sizes, "ink2" if off else "ink", "bold", 2, 1.08), *reason), words)


class CompactTile(Stacked, Pressable):
    """231x152: sunk, icon above a short label."""

    ground = SUNK

    def __init__(
        self, area: Area, pilot_id: str, action: Callable[[], None], *, label: str, icon: str, reason: str | None = None
    ) -> None:
        super().__init__(area, pilot_id, action, reason=reason)
        self.label, self.icon = label, icon

    def said(self) -> tuple[Said, ...]:
        """Return the words, one below the other."""
        return (Said(self.label, (46, 42, 40, 38, 36), self.ink("ink"), "bold", 2, 1.12),)

    def lead(self, ruler: Ruler) -> float:
        """Leave room for the sign."""
        return 150

    def trail(self, ruler: Ruler) -> float:
        """Leave room for the sign at the end."""
        return 32

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        x = self.area.centre[0]
        pen.control(self, 24)
        if pen.look.large:
            pen.sign(self, self.icon, self.area.x + 80, self.area.centre[1], 52, "pine")
            self.write(pen)
            return
        pen.sign(self, self.icon, x, self.area.y + min(51, self.area.height * 0.34), 52, "pine")
        lines, size = pen.fitted(self.label, self.area.width - 16, (36,), 2, "medium")
        y = self.area.y + self.area.height * 0.73
        pen.lines(lines, x, y, size, self.ink("ink"), face="medium", align="centre", spacing=1.05)


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
