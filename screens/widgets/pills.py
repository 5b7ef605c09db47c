"""Choice pills: one of a few, the chosen one filled with a check."""

# ruff: noqa: PLR0913  # the words of a part are its arguments

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.parts import Pressable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from screens.geometry import Area
    from screens.pen import Pen
    from screens.ruler import Ruler

PILL, GAP = 96, 14


def columns_of(ruler: Ruler, labels: Sequence[str], width: float) -> int:
    """Return how many pills of one size stand in a row so that each label fits on a line, checked or not."""
    widest = max(ruler.width(label, 36, face) for label in labels for face in ("bold", "medium")) + 96
    for lines in range(1, len(labels) + 1):
        columns = -(-len(labels) // lines)
        if (width + GAP) / columns - GAP >= widest:
            return columns
    return 1


class ChoicePill(Pressable):
    """96 high, fully round."""

    def __init__(
        self, area: Area, pilot_id: str, action: Callable[[], None], *, label: str, chosen: bool, check: bool = True
    ) -> None:
        super().__init__(area, pilot_id, action)
        self.label, self.chosen, self.check = label, chosen, check

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        area = self.area
        x, y = area.centre
        if self.chosen:
            pen.card(area, area.height / 2, "pine")
        else:
            pen.card(area, area.height / 2, "pine_tint" if self.pressed else "surface", outline="line_strong", width=3)
        colour, face = ("on", "bold") if self.chosen else ("ink", "medium")
        mark = 48 if self.chosen and self.check else 0
        lines, size = pen.fitted(self.label, area.width - 48 - mark, (42, 40, 38, 36), 1, face)
        if len(lines) > 1:
            lines, size = pen.fitted(self.label, area.width - 48 - mark, (38, 36), 2, face)
        if mark:
            wide = max((pen.width(line, size, face) for line in lines), default=0)
            pen.icon("check", x - wide / 2 - 4, y, 40, colour)
        pen.lines(lines, x + mark / 2, y, size, colour, face=face, align="centre", spacing=1.0)
