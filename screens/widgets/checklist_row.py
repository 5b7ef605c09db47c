"""A thing to bring, ready or missing."""

# ruff: noqa: PLR0913  # the words of a part are its arguments

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.geometry import Area
from screens.parts import Ground, Pressable
from screens.ruler import Said
from screens.widgets.labels import draw_check
from screens.widgets.stacked import Stacked

if TYPE_CHECKING:
    from collections.abc import Callable

    from screens.pen import Pen
    from screens.ruler import Ruler, Set


class ChecklistRow(Stacked, Pressable):
    """984x154 and more: a disc that is ticked or empty, what to bring, a note, and 已備妥 or 尚缺.

    The whole row toggles; `beside` is the room of the longer of both words, so that nothing moves when it is touched.
    """

    pad = 8.0
    ground, ground_chosen = Ground(outline="line_strong", depth=1), Ground("ok_tint", "ok")

    def __init__(
        self,
        area: Area,
        pilot_id: str,
        action: Callable[[], None],
        *,
        label: str,
        detail: str,
        word: str,
        ready: bool,
        beside: float = 0,
        reason: str | None = None,
    ) -> None:
        super().__init__(area, pilot_id, action, reason=reason)
        self.beside, self.chosen = beside, ready
        self.label, self.detail, self.word, self.ready = label, detail, word, ready

    def said(self) -> tuple[Said, ...]:
        """Return the words, one below the other."""
        return (
            Said(self.label, (46, 42, 40, 38, 36), self.ink("ink"), "bold", 3, 1.12),
            Said(self.detail, (36,), "ink2", max_lines=3),
            Said(self.word, (40,), self.ink("ok" if self.ready else "flame"), "bold", 1),
        )

    def lead(self, ruler: Ruler) -> float:
        """Leave room for the sign."""
        return 141 if ruler.look.large else 126

    def trail(self, ruler: Ruler) -> float:
        """Leave room for the sign at the end."""
        return 36 if ruler.look.large else 24

    def draw(self, pen: Pen) -> None:
        """Draw it ticked or open."""
        area, y = self.area, self.area.centre[1]
        pen.control(self, 28)
        if self.off:
            pen.icon("lock", area.x + 72, y, 54, "ink2")
        elif self.ready:
            draw_check(pen, area.x + 72, y, 38, "ok")
        else:
            pen.disc(area.x + 72, y, 38, "line_strong")
            pen.disc(area.x + 72, y, 34, "surface")
        if self.stacks(pen):
            self._write_stacked(pen)
            return
        pen.text(self.word, area.right - 36, y, 40, self.said()[-1].colour, face="bold", align="right")
        labels, size, notes = self._set(pen)
        high, below = len(labels) * size * 1.14, len(notes) * 36 * 1.15
        top = y - (high + below) / 2
        pen.lines(labels, area.x + 141, top + high / 2, size, self.ink("ink"), face="bold", spacing=1.14)
        pen.lines(notes, area.x + 141, top + high + below / 2, 36, "ink2", spacing=1.15)

    def needs(self, ruler: Ruler, width: float) -> float:
        """Return the height for the words at their largest, the state beside the last line where it fits there."""
        set_ = self._beside(ruler, width - self.lead(ruler) - self.trail(ruler))
        if set_ is None:
            return super().needs(ruler, width)
        return max(self.least_large if ruler.look.large else self.least, sum(one.height for one in set_) + 2 * self.pad)

    def _beside(self, ruler: Ruler, room: float) -> list[Set] | None:
        """Return label and note as they are set where the state fits beside their last line, else None."""
        *above, state = self.said()
        set_ = ruler.stacked(above, room)
        last = set_[-1]
        wide = ruler.width(last.lines[-1], last.size, last.said.face) + 24 + ruler.width(state.text, 40, "bold")
        return set_ if wide <= room else None

    def _write_stacked(self, pen: Pen) -> None:
        left, right = self.lead(pen), self.trail(pen)
        set_ = self._beside(pen, self.area.width - left - right)
        if set_ is None:
            self.write(pen)
            return
        *above, state = self.said()
        area = Area(self.area.x + left, self.area.y + 6, self.area.width - left - right, self.area.height - 12)
        pen.stack(above, area)
        last = area.centre[1] + sum(one.height for one in set_) / 2 - pen.look.size(set_[-1].size) * 0.6
        pen.text(state.text, area.right, last, 40, state.colour, face="bold", align="right")

    def height(self, ruler: Ruler) -> float:
        """Return the height that label and note take."""
        labels, size, notes = self._set(ruler)
        return max(154, len(labels) * size * 1.14 + len(notes) * 36 * 1.15 + 28)

    def _set(self, ruler: Ruler) -> tuple[list[str], float, list[str]]:
        """Return the lines of the label, their size, and the lines of the note."""
        room = self.area.width - 141 - 36 - 24 - max(self.beside, ruler.width(self.word, 40, "bold"))
        labels, size = ruler.fitted(self.label, room, (46, 42, 40), 1, "bold")
        if len(labels) > 1:
            labels, size = ruler.fitted(self.label, room, (42, 40, 38, 36), 2, "bold")
        return labels, size, ruler.broken(self.detail, room, 36)
