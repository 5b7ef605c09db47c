"""Parts in large type and in narrow places: a sign at the left, words below each other, a sign at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.geometry import Area
from screens.parts import Part

if TYPE_CHECKING:
    from screens.pen import Pen
    from screens.ruler import Ruler, Said

NARROW = 700


class Stacked(Part):
    """`said` are its words; `lead` and `trail` the room of its signs, `pad` the air above and below the words."""

    pad = 12.0

    def said(self) -> tuple[Said, ...]:
        """Return the words."""
        raise NotImplementedError

    def lead(self, ruler: Ruler) -> float:
        """Return how far from the left edge the words begin."""
        return 32

    def trail(self, ruler: Ruler) -> float:
        """Return how far from the right edge the words end."""
        return 32

    def needs(self, ruler: Ruler, width: float) -> float:
        """Return the height for the words at their largest."""
        room = width - self.lead(ruler) - self.trail(ruler)
        return max(super().needs(ruler, width), ruler.high(self.said(), room) + 2 * self.pad)

    def least_width(self, ruler: Ruler) -> float:
        """Return the width that the longest word needs at the smallest size."""
        words = [(line, said) for said in self.said() for line in ruler.broken(said.text, 1.0, said.sizes[-1], said.face)]
        longest = max((ruler.width(line, said.sizes[-1], said.face) for line, said in words), default=0.0)
        return self.lead(ruler) + longest + self.trail(ruler)

    def stacks(self, pen: Pen) -> bool:
        """Say whether the words stand below each other here."""
        return pen.look.large or self.area.width < NARROW

    def write(self, pen: Pen) -> None:
        """Write the words in what the signs leave."""
        left, right = self.lead(pen), self.trail(pen)
        area = self.area
        pen.stack(self.said(), Area(area.x + left, area.y + 6, area.width - left - right, area.height - 12))
