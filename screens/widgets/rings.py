"""Rings: time that passes, and waiting whose length nobody knows."""

# ruff: noqa: PLR0913, PLR0917  # one figure, one line of numbers

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.geometry import Area
from screens.parts import Part
from screens.ruler import Said

if TYPE_CHECKING:
    from screens.pen import Pen


LEAST_RING = 120.0  # radius of a ring that still holds its icon


def draw_track(pen: Pen, x: float, y: float, radius: float, width: float, colour: str) -> None:
    """Draw what a ring runs on: a band, or in a theme without tints its two edges."""
    edge = pen.theme.bare_outline
    if not edge or width <= 3 * edge:
        pen.ring(x, y, radius, width, 0, 360, colour)
        return
    pen.ring(x, y, radius, edge, 0, 360, "line")
    pen.ring(x, y, radius - width + edge, edge, 0, 360, "line")


class TimerRing(Part):
    """A ring of what has passed, clockwise from 12, with a caption, m:ss and a hint in its middle (band 40)."""

    least, least_large = 540.0, 580.0

    def __init__(self, area: Area, *, caption: str, hint: str, total_s: float) -> None:
        super().__init__(area)
        self.caption, self.hint, self.total_s, self.left_s = caption, hint, total_s, total_s
        self._drawn: tuple[int, int] = (-1, -1)

    def show(self, left_s: float) -> None:
        """Show the seconds left; draws only when something visible moves."""
        self.left_s = max(0.0, left_s)
        state = (int(self.left_s + 0.999), int(self.left_s / self.total_s * 720))
        if state != self._drawn:
            self._drawn = state
            self.repaint()

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        x, y = self.area.centre
        radius = min(self.area.width, self.area.height) / 2
        pen.disc(x, y, radius, "surface")
        draw_track(pen, x, y, radius - 24, 40, "pine_tint")
        pen.ring(x, y, radius - 24, 40, 0, max(0.5, 360 * (1 - self.left_s / self.total_s)), "pine")
        seconds = int(self.left_s + 0.999)
        if not pen.look.upright:
            words = (
                Said(self.caption, (48, 42, 38, 36), "ink2", max_lines=2),
                Said(f"{seconds // 60}:{seconds % 60:02}", (190, 150, 120), "ink", "bold", 1, 1.05),
                Said(self.hint, (40, 38, 36), "ink2", max_lines=2),
            )
            pen.stack(words, Area(x - radius * 0.66, y - radius * 0.66, radius * 1.32, radius * 1.32), align="centre")
            return
        pen.text(self.caption, x, y - 120, 48, "ink2", align="centre")
        pen.text(f"{seconds // 60}:{seconds % 60:02}", x, y + 6, 190, face="bold", align="centre")
        lines, size = pen.fitted(self.hint, radius * 1.5, (40, 38, 36), 2)
        pen.lines(lines, x, y + 132 + 18 * (len(lines) - 1), size, "ink2", align="centre")


class SecondsRing(Part):
    """The small ring of a dialog (radius 104, band 22): whole seconds, flame over its tint."""

    def __init__(self, area: Area, total_s: float) -> None:
        super().__init__(area)
        self.total_s = self.left_s = total_s

    def show(self, left_s: float) -> None:
        """Show the seconds left."""
        self.left_s = max(0.0, left_s)
        self.repaint()

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        x, y = self.area.centre
        radius = min(self.area.width, self.area.height) / 2
        draw_track(pen, x, y, radius, 22, "flame_tint")
        pen.ring(x, y, radius, 22, 0, 360 * self.left_s / self.total_s, "flame")
        pen.text(str(int(self.left_s + 0.999)), x, y, 92, face="bold", align="centre")


class StayRing(Part):
    """A thin ring round what is said in passing: how long it stays (band 12)."""

    def __init__(self, area: Area) -> None:
        super().__init__(area)
        self.part = 1.0

    def show(self, part: float) -> None:
        """Show which part of the stay is left, 0 to 1."""
        if part != self.part:
            self.part = part
            self.repaint()

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        (x, y), radius = self.area.centre, self.area.width / 2
        draw_track(pen, x, y, radius, 12, "ok_tint")
        if self.part > 0:
            pen.ring(x, y, radius, 12, 0, max(1.0, 360 * self.part), "ok")


class WaitingRing(Part):
    """A quarter arc that walks round: something is waited for, and nobody pretends to know how long."""

    least, least_large = 540.0, 580.0

    def __init__(self, area: Area, *, icon: str, title: str, hint: str, colour: str = "rose") -> None:
        super().__init__(area)
        self.icon, self.title, self.hint, self.colour = icon, title, hint, colour
        self.turn = 0

    def step(self) -> None:
        """Walk on by one step."""
        self.turn = (self.turn + 1) % 16
        self.repaint()

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        x, y = self.area.centre
        radius = min(self.area.width, self.area.height) / 2
        if pen.look.large:
            self._draw_large(pen)
            return
        self._draw_ring(pen, x, y, radius)
        if not pen.look.upright:
            pen.icon(self.icon, x, y - radius * 0.46, radius * 0.36, self.colour)
            words = (
                Said(self.title, (56, 52, 46, 42, 38), "ink", "bold", 2, 1.12),
                Said(self.hint, (40, 38, 36), "ink2", max_lines=3),
            )  # fmt: skip
            pen.stack(words, Area(x - radius * 0.62, y - radius * 0.24, radius * 1.24, radius * 0.86), align="centre")
            return
        pen.icon(self.icon, x, y - 130, 124, self.colour)
        words = (
            Said(self.title, (56, 52, 46, 42), "ink", "bold", 2, 1.3),
            Said(self.hint, (40, 38, 36), "ink2", max_lines=3, spacing=1.25),
        )
        pen.stack(words, Area(x - radius * 0.68, y - 50, radius * 1.36, radius * 0.78), align="centre")

    def _draw_ring(self, pen: Pen, x: float, y: float, radius: float) -> None:
        band = min(52, radius * 0.22)
        pen.disc(x, y, radius, "surface")
        draw_track(pen, x, y, radius - 24, band, "sunk")
        start = self.turn * 22.5
        pen.ring(x, y, radius - 24, band, start, start + 90, self.colour)

    def _draw_large(self, pen: Pen) -> None:
        """Draw the ring with its icon, the words below over the whole width."""
        area, hint = self.area, Said(self.hint, (40, 38, 36), "ink2", max_lines=3)
        title = Said(self.title, (56, 52, 46, 42, 38, 36), "ink", "bold", 2, 1.12)
        words = (title, hint) if pen.high((title, hint), area.width) + 2 * LEAST_RING <= area.height else (title,)
        high = pen.high(words, area.width)
        radius = min(area.width / 2, (area.height - high - 16) / 2)
        x, y = area.centre[0], area.y + radius
        self._draw_ring(pen, x, y, radius)
        pen.icon(self.icon, x, y, max(84, radius * 0.6), self.colour)
        pen.stack(words, Area(area.x, area.bottom - high, area.width, high), align="centre")


def ring_area(x: float, y: float, radius: float) -> Area:
    """Return the area of a ring round its centre."""
    return Area(x - radius, y - radius, 2 * radius, 2 * radius)
