"""Choice pills: one of a few, the chosen one filled with a check."""

# ruff: noqa: PLR0913  # the words of a part are its arguments

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.geometry import Area
from screens.parts import FILLED, Pressable
from screens.ruler import Said

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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

    ground_chosen = FILLED
    least, least_large = 96.0, 132.0

    def __init__(
        self, area: Area, pilot_id: str, action: Callable[[], None], *, label: str, chosen: bool, check: bool = True,
        reason: str | None = None,
    ) -> None:
        super().__init__(area, pilot_id, action, reason=reason)
        self.label, self.chosen, self.check = label, chosen, check

    def least_width(self, ruler: Ruler) -> float:
        """Return the width of label and mark at the smallest size."""
        return ruler.width(self.label, 36, "bold") + 96

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        area = self.area
        x, y = area.centre
        pen.control(self, min(area.height / 2, 60))
        chosen = self.chosen and not self.off
        colour, face = ("on", "bold") if chosen else (self.ink("ink"), "medium")
        mark = 48 if (chosen and self.check) or self.off else 0
        if pen.look.large:
            left = 80 if mark else 24
            if mark:
                pen.sign(self, "check", area.x + 56, y, 40, colour)
            words = Area(area.x + left, area.y + 6, area.width - left - 16, area.height - 12)
            pen.stack((Said(self.label, (42, 40, 38, 36), colour, face, 2, 1.05),), words, align="centre")
            return
        lines, size = pen.fitted(self.label, area.width - 28 - mark, (42, 40, 38, 36), 1, face)
        if len(lines) > 1:
            one = pen.stacked((Said(self.label, (38, 36), colour, face, 2, 1.0),), area.width - 48 - mark, area.height - 8)
            lines, size = one[0].lines, one[0].size
        if mark:
            wide = max((pen.width(line, size, face) for line in lines), default=0)
            pen.sign(self, "check", x - wide / 2 - 4, y, 40, colour)
        pen.lines(lines, x + mark / 2, y, size, colour, face=face, align="centre", spacing=1.0)


class Switch(Pressable):
    """432x200 on the display sheet: icon, word, and a track whose knob stands right while the mode is on."""

    def __init__(
        self, area: Area, pilot_id: str, action: Callable[[], None], *, label: str, icon: str, on: bool,
        reason: str | None = None,
    ) -> None:
        super().__init__(area, pilot_id, action, reason=reason)
        self.label, self.icon, self.on = label, icon, on
        self.chosen = on
        self.sizes: tuple[float, ...] = (46, 42, 40, 38, 36)

    def size(self, ruler: Ruler) -> float:
        """Return the size at which the word fits beside the track."""
        words = self._words(large=ruler.look.large)
        return ruler.stacked((self._said(),), words.width, words.height)[0].size

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        area, y = self.area, self.area.centre[1]
        pen.control(self, 28)
        lead = 116 if pen.look.large else 92
        pen.sign(self, self.icon, area.x + lead / 2 + 6, y, 56, "pine")
        track = Area(area.right - 120, y - 30, 96, 60)
        pen.card(track, 30, "pine" if self.on else "sunk", outline="pine" if self.on else "line_strong", width=3)
        knob = track.right - 30 if self.on else track.x + 30
        pen.disc(knob, y, 22, "on" if self.on else "line_strong")
        pen.stack((self._said(),), self._words(large=pen.look.large))

    def _said(self) -> Said:
        return Said(self.label, self.sizes, self.ink("ink"), "bold", 3, 1.1)

    def _words(self, *, large: bool) -> Area:
        lead = 124 if large else 100
        return Area(self.area.x + lead, self.area.y + 8, self.area.width - lead - 136, self.area.height - 16)
