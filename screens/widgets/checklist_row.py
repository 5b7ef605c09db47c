"""A thing to bring, ready or missing."""

# ruff: noqa: PLR0913  # the words of a part are its arguments

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.geometry import Area
from screens.parts import Ground, Pressable
from screens.ruler import Said
from screens.widgets.labels import draw_check
from screens.widgets.stacked import NARROW, Stacked

if TYPE_CHECKING:
    from collections.abc import Callable

    from screens.pen import Pen
    from screens.ruler import Ruler, Set


class ChecklistRow(Stacked, Pressable):
    """984x154 and more: a disc that is ticked or empty, what to bring, a note, and 已備妥 or 尚缺.

    The whole row toggles; `beside` is the room of the longer of both words, so that nothing moves when it is touched but
    in large type, where that would cost pages.
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
        narrow = area.width < NARROW and not pen.look.large
        pen.control(self, 28)
        middle = area.x + (60 if narrow else 72)
        if self.off:
            pen.icon("lock", middle, y, 54, "ink2")
        elif self.ready:
            draw_check(pen, middle, y, 38, "ok")
        else:
            pen.disc(middle, y, 38, "line_strong")
            pen.disc(middle, y, 34, "surface")
        if self.stacks(pen):
            self._write_stacked(pen)
            return
        right = area.right - (24 if narrow else 36)
        pen.text(self.word, right, y, 40, self.said()[-1].colour, face="bold", align="right")
        labels, size, notes = self._set(pen, area.width)
        x = area.x + (118 if narrow else 141)
        high, below = len(labels) * size * 1.14, len(notes) * 36 * 1.15
        air = max(0.0, min(12.0, area.height - high - below - 28)) if notes else 0.0
        top = y - (high + air + below) / 2
        pen.lines(labels, x, top + high / 2, size, self.ink("ink"), face="bold", spacing=1.14)
        pen.lines(notes, x, top + high + air + below / 2, 36, "ink2", spacing=1.15)

    def needs(self, ruler: Ruler, width: float) -> float:
        """Return the height for the words at their largest, the state beside one of their lines where it fits there."""
        if not ruler.look.large:
            return max(self.least, self._high(ruler, width) + 2 * self.pad)
        set_, line = self._beside(ruler, width - self.lead(ruler) - self.trail(ruler))
        if line is None:
            return super().needs(ruler, width)
        return max(self.least_large, sum(one.height for one in set_) + 2 * self.pad)

    def stacks(self, pen: Pen) -> bool:
        """Say whether the words stand below each other: in large type only, elsewhere the state stands at the right."""
        return pen.look.large

    def _beside(self, ruler: Ruler, room: float) -> tuple[list[Set], int | None]:
        """Return label and note as they are set, and beside which the state fits: the first line, else the last, else None."""
        *above, state = self.said()
        set_ = ruler.stacked(above, room)
        wide = 24 + ruler.width(state.text, 40, "bold")
        for i, line in ((0, set_[0].lines[0]), (-1, set_[-1].lines[-1])):
            if ruler.width(line, set_[i].size, set_[i].said.face) + wide <= room:
                return set_, i
        return set_, None

    def _write_stacked(self, pen: Pen) -> None:
        left, right = self.lead(pen), self.trail(pen)
        set_, line = self._beside(pen, self.area.width - left - right)
        if line is None:
            self.write(pen)
            return
        *above, state = self.said()
        area = Area(self.area.x + left, self.area.y + 6, self.area.width - left - right, self.area.height - 12)
        pen.stack(above, area)
        away = sum(one.height for one in set_) / 2 - pen.look.size(set_[line].size) * set_[line].said.spacing / 2
        y = area.centre[1] + (away if line else -away)
        pen.text(state.text, area.right, y, 40, state.colour, face="bold", align="right")

    def height(self, ruler: Ruler) -> float:
        """Return the height that label and note take in a row of the portrait."""
        return max(154, self._high(ruler, self.area.width) + 28)

    def _high(self, ruler: Ruler, width: float) -> float:
        labels, size, notes = self._set(ruler, width)
        return len(labels) * size * 1.14 + len(notes) * 36 * 1.15

    def _set(self, ruler: Ruler, width: float) -> tuple[list[str], float, list[str]]:
        """Return the lines of the label, their size, and the lines of the note."""
        signs = 118 + 24 if width < NARROW else 141 + 36
        room = width - signs - 24 - max(self.beside, ruler.width(self.word, 40, "bold"))
        labels, size = ruler.fitted(self.label, room, (46, 42, 40), 1, "bold")
        if len(labels) > 1:
            labels, size = ruler.fitted(self.label, room, (42, 40, 38, 36), 2, "bold")
        return labels, size, ruler.broken(self.detail, room, 36)
