"""Plain words on a page: titles, lines and paragraphs."""

# ruff: noqa: PLR0913  # the words of a part are its arguments

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.parts import Part
from screens.ruler import Said
from screens.widgets.stacked import Stacked

if TYPE_CHECKING:
    from screens.geometry import Area
    from screens.pen import Align, Pen
    from screens.ruler import Ruler


class Words(Stacked):
    """A paragraph round the middle of its area; sizes are tried from the largest down to the last."""

    def __init__(
        self, area: Area, text: str, *, sizes: tuple[float, ...] = (40,), colour: str = "ink", face: str = "regular",
        align: Align = "left", max_lines: int = 1, spacing: float = 1.3,
    ) -> None:  # fmt: skip
        super().__init__(area)
        self.text, self.sizes, self.colour, self.face, self.align = text, sizes, colour, face, align
        self.max_lines, self.spacing = max_lines, spacing

    least, least_large, pad = 0.0, 0.0, 4.0

    def said(self) -> tuple[Said, ...]:
        """Return the paragraph."""
        return (self._said(min(self.spacing, 1.25)),)

    def _said(self, spacing: float) -> Said:
        return Said(self.text, self.sizes, self.colour, self.face, max(self.max_lines, 3), spacing)

    def lead(self, ruler: Ruler) -> float:
        """Begin at the edge."""
        return 0

    trail = lead

    def needs(self, ruler: Ruler, width: float) -> float:
        """Return the height of the lines, as widely spaced as they will stand."""
        if not ruler.look.upright:
            return super().needs(ruler, width)
        lines, size = ruler.fitted(self.text, width, self.sizes, self.max_lines, self.face)
        return len(lines) * size * self.spacing + 2 * self.pad

    def likes(self, ruler: Ruler, width: float) -> float:
        """Return the height of the lines as widely spaced as they would stand, not in large type."""
        return 0.0 if ruler.look.large else ruler.high((self._said(self.spacing),), width) + 2 * self.pad

    def draw(self, pen: Pen) -> None:
        """Write the lines."""
        if not pen.look.upright:
            wide = self._said(self.spacing)
            fits = not pen.look.large and pen.high((wide,), self.area.width) <= self.area.height
            pen.stack((wide,) if fits else self.said(), self.area, align=self.align)
            return
        lines, size = pen.fitted(self.text, self.area.width, self.sizes, self.max_lines, self.face)
        x = {"left": self.area.x, "centre": self.area.centre[0], "right": self.area.right}[self.align]
        pen.lines(lines, x, self.area.centre[1], size, self.colour, face=self.face, align=self.align, spacing=self.spacing)


class Title(Words):
    """The question of a screen: serif in Chinese, bold elsewhere, two lines at most."""

    def __init__(
        self, area: Area, text: str, *, chinese: bool, size: float = 68, align: Align = "left", colour: str = "ink"
    ) -> None:
        sizes = (size, 64, 56, 48, 44, 40) if chinese else (min(size, 66), 60, 54, 48, 44, 40)
        super().__init__(
            area, text, sizes=sizes, colour=colour, face="serif" if chinese else "bold", align=align,
            max_lines=1 if area.height < 120 else 2, spacing=1.15,
        )  # fmt: skip


class Rule(Part):
    """A hairline, decoration only."""

    def draw(self, pen: Pen) -> None:
        """Fill the area."""
        pen.fill(self.area, "line")
