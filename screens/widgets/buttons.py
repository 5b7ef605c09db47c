"""Buttons: one filled primary a screen, everything else lighter."""

# ruff: noqa: PLR0913, PLR0917  # the words of a part are its arguments

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from screens.geometry import Area
from screens.parts import FILLED, Ground, Pressable
from screens.ruler import Said

if TYPE_CHECKING:
    from collections.abc import Callable

    from screens.pen import Pen
    from screens.ruler import Ruler


BUSY = "busy"
LEAST_LABEL = 36.0


def draw_label(
    pen: Pen,
    area: Area,
    icon: str | None,
    label: str,
    sizes: tuple[float, ...],
    colour: str,
    *,
    face: str = "bold",
    icon_ratio: float = 1.2,
    gap: float = 22,
    icon_last: bool = False,
    spare_icon: bool = False,
) -> None:
    """Write icon and label side by side in the middle of the area; the label takes two lines if it must.

    In large type an arrow or a sign gives way where the word beside it would be small: the word says it all.
    """
    grown = pen.look.size(sizes[0]) / sizes[0]
    side = sizes[0] * (1.0 if pen.look.large else icon_ratio) * min(grown, 1.6) if icon else 0
    if icon and spare_icon and pen.look.large and pen.width(label, sizes[-1], face) > area.width - 48 - side - gap:
        icon, side = None, 0
    gap = gap if icon else 0
    room = area.width - 48 - side - gap
    lines, size = pen.fitted(label, room, sizes, 1, face)
    if len(lines) > 1 or pen.width(lines[0] if lines else "", size, face) > room:
        one = pen.stacked((Said(label, sizes, colour, face, 2, 1.1),), room, area.height - 12)
        lines, size = (one[0].lines, one[0].size) if one else ([], size)
    words = max((pen.width(line, size, face) for line in lines), default=0)
    if icon and not pen.look.large:
        side = size * icon_ratio
    left = area.centre[0] - (words + side + gap) / 2
    if icon:
        x = left + (words + gap if icon_last else 0) + side / 2
        if icon == BUSY:
            draw_busy(pen, x, area.centre[1], colour)
        else:
            pen.icon(icon, x, area.centre[1], side * (64 / 84 if pen.look.large and side < 84 else 1), colour)
    if icon and not icon_last:
        left += side + gap
    pen.lines(lines, left, area.centre[1], size, colour, face=face, spacing=1.1)


def button_high(ruler: Ruler, label: str, width: float, least: float) -> float:
    """Return how high a button is whose label, in large type, may take two lines."""
    if not ruler.look.large:
        return least
    size = LEAST_LABEL
    return max(least, len(ruler.broken(label, width - 48, size, "bold")) * ruler.look.size(size) * 1.1 + 20)


def label_wide(ruler: Ruler, label: str, icon: str | None) -> float:
    """Return how wide a button is whose icon and label stand on one line at the smallest size."""
    icon_side = (LEAST_LABEL * 1.6 + 22) if icon else 0
    return 48 + icon_side + ruler.width(label, LEAST_LABEL, "bold")


def on_a_line(ruler: Ruler, label: str, icon: str | None, width: float, size: float) -> bool:
    """Say whether a button's icon and label stand on one line at a size."""
    return ruler.width(label, size, "bold") + (size * 1.2 + 22 if icon else 0) <= width - 48


def draw_busy(pen: Pen, x: float, y: float, colour: str) -> None:
    """Draw the ring of something that runs: three quarters of a circle, 56 across."""
    pen.ring(x, y, 28, 8, -45, 225, colour)


class PrimaryButton(Pressable):
    """984x148, pine: the next step.  Disabled it is sunk with a lock; counting down it shows a ring."""

    ground = replace(FILLED, depth=1)
    least, least_large = 148.0, 156.0

    def __init__(
        self,
        area: Area,
        pilot_id: str,
        action: Callable[[], None],
        *,
        label: str,
        icon: str | None = None,
        reason: str | None = None,
        busy: bool = False,
        size: float = 60,
    ) -> None:
        super().__init__(area, pilot_id, action, reason=reason, busy=busy)
        self.label, self.icon, self.size = label, icon, size
        self.seconds: tuple[float, float] | None = None

    def count(self, left_s: float, of_s: float) -> None:
        """Show how many of how many seconds are left before this button is taken as pressed."""
        self.seconds = (left_s, of_s)
        self.repaint()

    def stands_on_a_line(self, ruler: Ruler) -> bool:
        """Say whether its icon and label fit on one line at their largest."""
        return on_a_line(ruler, self.label, self.icon, self.area.width, self.size)

    def needs(self, ruler: Ruler, width: float) -> float:
        """Return the height its label takes."""
        return button_high(ruler, self.label, width, super().needs(ruler, width))

    def least_width(self, ruler: Ruler) -> float:
        """Return the width that icon, label and ring take on a line."""
        return label_wide(ruler, self.label, self.icon) + (100 if self.seconds is not None else 0)

    def draw(self, pen: Pen) -> None:
        """Draw it in its state."""
        sizes = tuple(s for s in (self.size, 56, 52, 46, 40, 36) if s <= self.size)
        pen.control(self, 28)
        if self.off:
            small = sizes[-2:] if pen.look.large and len(sizes) > 2 else sizes  # a smaller lock leaves the word its size
            draw_label(pen, self.area, "lock", self.label, small, "ink2", gap=16 if pen.look.large else 22)
            return
        room = self._beside_ring(pen, sizes[0]) if self.seconds is not None else self.area
        icon = BUSY if self.busy else self.icon
        draw_label(pen, room, icon, self.label, sizes, "on", spare_icon=not self.busy)
        if self.seconds is not None:
            self._draw_ring(pen, *self.seconds)

    def _beside_ring(self, pen: Pen, size: float) -> Area:
        """Return the whole area where the label in its middle stays clear of the ring, else what is left of the ring."""
        words = pen.width(self.label, size, "bold") + size * 1.2 + 22
        if not pen.look.large and words + 2 * 156 <= self.area.width:
            return self.area
        return Area(self.area.x, self.area.y, self.area.width - 140, self.area.height)

    def _draw_ring(self, pen: Pen, left_s: float, of_s: float) -> None:
        x, y = self.area.right - 100, self.area.centre[1]
        pen.ring(x, y, 42, 9, 0, 360, "pine_disc")
        pen.ring(x, y, 42, 9, 360 * (1 - left_s / of_s), 360, "on")
        pen.text(str(round(left_s + 0.4)), x, y, 18 if pen.look.large else 36, "on", face="bold", align="centre")


class StopButton(PrimaryButton):
    """984x148, danger: stops what runs."""

    ground = Ground("danger", pressed="danger_press", filled=True, depth=1)


class SecondaryButton(Pressable):
    """At least 136 high: surface with a 4 px pine outline."""

    ground = Ground(outline="pine", width=4)
    least, least_large = 136.0, 156.0

    def __init__(
        self,
        area: Area,
        pilot_id: str,
        action: Callable[[], None],
        *,
        label: str,
        icon: str | None = None,
        reason: str | None = None,
        busy: bool = False,
        size: float = 46,
        icon_last: bool = False,
    ) -> None:
        super().__init__(area, pilot_id, action, reason=reason, busy=busy)
        self.label, self.icon, self.size, self.icon_last = label, icon, size, icon_last

    def stands_on_a_line(self, ruler: Ruler) -> bool:
        """Say whether its icon and label fit on one line at their largest."""
        return on_a_line(ruler, self.label, self.icon, self.area.width, self.size)

    def needs(self, ruler: Ruler, width: float) -> float:
        """Return the height its label takes."""
        return button_high(ruler, self.label, width, super().needs(ruler, width))

    def least_width(self, ruler: Ruler) -> float:
        """Return the width that icon and label take on a line."""
        return label_wide(ruler, self.label, self.icon)

    def draw(self, pen: Pen) -> None:
        """Draw it in its state."""
        pen.control(self, 28)
        sizes = tuple(s for s in (self.size, 42, 40, 38, 36) if s <= self.size)
        icon = "lock" if self.off else BUSY if self.busy else self.icon
        spare = icon == self.icon
        draw_label(
            pen, self.area, icon, self.label, sizes, self.ink("pine"), icon_last=self.icon_last, spare_icon=spare
        )


class QuietButton(Pressable):
    """84 high, words only: the quiet way out of a dialog."""

    ground = Ground()

    def __init__(self, area: Area, pilot_id: str, action: Callable[[], None], *, label: str) -> None:
        super().__init__(area, pilot_id, action)
        self.label = label

    def draw(self, pen: Pen) -> None:
        """Write the words in pine."""
        if self.pressed:
            pen.control(self, 24)
        draw_label(pen, self.area, None, self.label, (46, 42, 38, 36), "pine")
