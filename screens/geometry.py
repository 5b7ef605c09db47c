"""Places on a screen, in design pixels from its top left corner, y downwards."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Area:
    """A rectangle: left and top edge, width, height."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Return the x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Return the y of the lower edge."""
        return self.y + self.height

    @property
    def centre(self) -> tuple[float, float]:
        """Return the middle."""
        return self.x + self.width / 2, self.y + self.height / 2

    def inset(self, by: float) -> Area:
        """Return the area less `by` on every side; a negative value grows it."""
        return Area(self.x + by, self.y + by, self.width - 2 * by, self.height - 2 * by)

    def moved(self, dx: float = 0, dy: float = 0) -> Area:
        """Return the area shifted to the right and downwards."""
        return Area(self.x + dx, self.y + dy, self.width, self.height)

    def holds(self, x: float, y: float) -> bool:
        """Say whether the point lies inside."""
        return self.x <= x < self.right and self.y <= y < self.bottom


def rows(first: Area, count: int, gap: float) -> list[Area]:
    """Return `count` areas of one size below each other, `gap` apart."""
    return [first.moved(dy=i * (first.height + gap)) for i in range(count)]


def grid(first: Area, count: int, columns: int, gap_x: float, gap_y: float) -> list[Area]:
    """Return `count` areas in rows of `columns`."""
    return [first.moved((i % columns) * (first.width + gap_x), (i // columns) * (first.height + gap_y)) for i in range(count)]


@dataclass(frozen=True)
class Surface:
    """How design pixels lie on a window: one scale, centred, the rest left in the ground colour."""

    window: tuple[int, int]
    design: tuple[int, int]

    @property
    def scale(self) -> float:
        """Return window pixels per design pixel."""
        return min(self.window[0] / self.design[0], self.window[1] / self.design[1])

    @property
    def left(self) -> float:
        """Return the window x of the design's left edge."""
        return (self.window[0] - self.design[0] * self.scale) / 2

    @property
    def top(self) -> float:
        """Return the distance of the design's top edge from the window's."""
        return (self.window[1] - self.design[1] * self.scale) / 2

    def to_design(self, x: float, y_up: float) -> tuple[float, float]:
        """Return the design point under a window point that is counted from the lower left corner."""
        return (x - self.left) / self.scale, (self.window[1] - y_up - self.top) / self.scale

    def to_window(self, x: float, y: float) -> tuple[float, float]:
        """Return the window point, from the TOP left corner, of a design point."""
        return self.left + x * self.scale, self.top + y * self.scale
