"""A door to a list or a page, and the mark 範例 of what the office has not confirmed."""

# ruff: noqa: PLR0913  # the words of a part are its arguments

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.geometry import Area
from screens.parts import RAISED, Pressable
from screens.ruler import Said
from screens.widgets.labels import draw_label
from screens.widgets.stacked import NARROW, Stacked

if TYPE_CHECKING:
    from collections.abc import Callable

    from screens.pen import Pen
    from screens.ruler import Ruler

FLAT_LINES = 2  # beside the mark; a longer label takes the row's whole width


class DoorRow(Stacked, Pressable):
    """984x116 and more: label, an optional mark, a chevron: opens what it names."""

    ground = RAISED
    ease = 156.0

    def __init__(
        self, area: Area, pilot_id: str, action: Callable[[], None], *, label: str, detail: str = "", mark: str = "",
        reason: str | None = None,
    ) -> None:
        super().__init__(area, pilot_id, action, reason=reason)
        self.label, self.detail, self.mark = label, detail, mark

    def said(self) -> tuple[Said, ...]:
        """Return the words, one below the other."""
        return (
            Said(self.label, (46, 42, 40, 38, 36), self.ink("ink"), "bold", 3, 1.12),
            Said(self.detail, (36,), "ink2", max_lines=3),
            Said(self.mark, (36,), "ochre", "bold", 1),
        )

    def lead(self, ruler: Ruler) -> float:
        """Leave room for the sign."""
        return 34

    def trail(self, ruler: Ruler) -> float:
        """Leave room for the sign at the end."""
        return 104

    def stacks(self, ruler: Ruler, width: float | None = None) -> bool:
        """Say whether the words stand below each other here, which a long label asks for too."""
        width = self.area.width if width is None else width
        mark = ruler.width(self.mark, 36, "bold") + 56 if self.mark else 0
        room = width - self.lead(ruler) - 100 - mark
        return ruler.look.large or width < NARROW or len(ruler.broken(self.label, room, 36, "bold")) > FLAT_LINES

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        area, y = self.area, self.area.centre[1]
        pen.control(self, 24)
        pen.sign(self, "chevron-right", area.right - 54, y, 54, "pine")
        if self.stacks(pen):
            self.write(pen)
            return
        right = area.right - 100
        if self.mark:
            right = draw_sample_mark(pen, right, y, self.mark) - 20
        words = Area(area.x + 34, area.y, right - area.x - 34, area.height)
        draw_label(pen, words, self.label, self.detail, colour=self.ink("ink"))


def draw_sample_mark(pen: Pen, right: float, y: float, word: str, *, pressed: bool = False) -> float:
    """Draw the mark 範例 with its right edge at `right`; returns its left edge."""
    wide = pen.width(word, 36, "bold") + 36
    pen.card(Area(right - wide, y - 30, wide, 60), 30, "pine_soft" if pressed else "ochre_tint", outline="ochre", width=3)
    pen.text(word, right - wide / 2, y, 36, "ochre", face="bold", align="centre")
    return right - wide


class SampleMark(Pressable):
    """The mark 範例 beside a title; touching it says what it means."""

    least, least_large = 72.0, 116.0
    off = False  # its reason is what it says

    def __init__(self, area: Area, word: str, reason: str) -> None:
        super().__init__(area, "sample", lambda: None, reason=reason)
        self.word = word

    def draw(self, pen: Pen) -> None:
        """Draw it at the right end of its area."""
        pen.turn(self.stands_on()[1])
        draw_sample_mark(pen, self.area.right, self.area.centre[1], self.word, pressed=self.pressed)

