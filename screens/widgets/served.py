"""Who served: the card of a counter with its clerk and number, the door to say it, and the numbers to choose from."""

# ruff: noqa: PLR0913  # the words of a part are its arguments

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from screens.geometry import Area
from screens.parts import CHOSEN, RAISED, Pressable
from screens.ruler import Said
from screens.widgets.labels import draw_check
from screens.widgets.rows import SunkRow
from screens.widgets.stacked import Stacked

if TYPE_CHECKING:
    from collections.abc import Callable

    from screens.pen import Pen
    from screens.ruler import Ruler

SIZES = (44, 42, 40, 38, 36)
MARGIN, AIR = 20.0, 24.0  # of the box, and beside it
LINE, LARGE_LINE = 112.0, 132.0


class ServedCard(Stacked):
    """984x112: the counter's number in its box, the counter, who sits there, and at the right the visitor's number.

    Large type, and words that are too long for a line, stand below each other.  Where even so they need more than the
    card has, `fit` leaves out the clerk's title, then the `name`, too.
    """

    name = ""

    def __init__(self, area: Area, *, counter: int, where: str, who: str, number: str) -> None:
        super().__init__(area)
        self.counter, self.where, self.who, self.number = counter, where, who, number

    @property
    def label(self) -> str:
        """Return all of it, as it is read aloud."""
        return "，".join(part for part in (self.where, self.who, self.number) if part)

    least, least_large = LINE, LARGE_LINE

    def said(self) -> tuple[Said, ...]:
        """Return the words, one below the other."""
        where = Said("　".join(part for part in (self.where, self.number) if part), SIZES, "ink", "bold", 2, 1.1)
        return where, Said(self.who, (40, 38, 36), "ink2", max_lines=2, spacing=1.15)

    def lead(self, ruler: Ruler) -> float:
        """Leave room for the box."""
        return MARGIN + _side(ruler) + AIR

    def trail(self, ruler: Ruler) -> float:
        """Leave a margin."""
        return 32

    def needs(self, ruler: Ruler, width: float) -> float:
        """Return the height of a line, or of the words below each other."""
        line = LARGE_LINE if ruler.look.large else LINE
        return line if self._on_a_line(ruler, width) else max(line, super().needs(ruler, width))

    def fit(self, ruler: Ruler) -> None:
        """Say less of who sits there, where the whole has no room in the area."""
        room = self.area.width - self.lead(ruler) - self.trail(ruler)
        for less in (self.name, ""):
            set_ = ruler.stacked(self.said(), room, self.area.height - 12)
            if self._on_a_line(ruler, self.area.width) or sum(one.height for one in set_) <= self.area.height - 12:
                return
            self.who = less

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        pen.card(self.area, 28, "surface", depth=1)
        self.fill(pen)

    def fill(self, pen: Pen) -> None:
        """Draw what stands on its ground."""
        area, y, side = self.area, self.area.centre[1], _side(pen)
        box = Area(area.x + MARGIN, y - side / 2, side, side)
        pen.card(box, side * 0.25, "pine")
        pen.text(str(self.counter), *box.centre, 46, "on", face="bold", align="centre")
        size = self._on_a_line(pen, area.width)
        if not size:
            self.write(pen)
            return
        x = area.x + self.lead(pen)
        x += pen.text(self.where, x, y, size, face="bold") + _between(pen)
        pen.text(self.who, x, y, size, face="bold")
        pen.text(self.number, area.right - self.trail(pen), y, size, "ink2", align="right")

    def _on_a_line(self, ruler: Ruler, width: float) -> float:
        """Return the largest size with which all stands on one line, 0 where that needs too small a one."""
        room = width - self.lead(ruler) - self.trail(ruler) - _between(ruler) * (bool(self.who) + bool(self.number))
        for size in SIZES[: 3 if ruler.look.large else None]:
            words = sum(ruler.width(text, size, "bold") for text in (self.where, self.who, self.number))
            if words <= room:
                return size
        return 0.0


class ServedDoor(ServedCard, Pressable):
    """The same as a choice of the visitor's that can be changed: it is chosen already."""

    ground = ground_chosen = RAISED

    def __init__(
        self, area: Area, pilot_id: str, action: Callable[[], None], *, counter: int, where: str, who: str, number: str
    ) -> None:
        Pressable.__init__(self, area, pilot_id, action)
        self.counter, self.where, self.who, self.number = counter, where, who, number
        self.chosen = True

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        pen.control(self, 28)
        self.fill(pen)


class NumberDoor(SunkRow):
    """The way to the numbers: one line, for the faces need the room; in large type the aside gives way to the label."""

    least_large = 124.0

    def said(self) -> tuple[Said, ...]:
        """Return the label, on one line."""
        return (replace(super().said()[0], max_lines=1),)

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        super().draw(pen)
        if not pen.look.large:
            return
        label = pen.stacked(self.said(), self.area.width - self.lead(pen) - self.trail(pen), self.area.height - 12)[0]
        taken = self.lead(pen) + max(pen.width(line, label.size, "bold") for line in label.lines) + AIR
        if taken + pen.width(self.aside, 36) + self.trail(pen) <= self.area.width:
            pen.text(self.aside, self.area.right - self.trail(pen), self.area.centre[1], 36, "ink2", align="right")


class NumberOption(Pressable):
    """270x108: a number above the counter that served it; large, on one line; chosen: tint, pine outline and a check."""

    ground_chosen = CHOSEN

    def __init__(
        self, area: Area, pilot_id: str, action: Callable[[], None], *, label: str, where: str, chosen: bool,
        reason: str | None = None,
    ) -> None:
        super().__init__(area, pilot_id, action, reason=reason)
        self.label, self.where, self.chosen = label, where, chosen

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        area, y = self.area, self.area.centre[1]
        pen.control(self, 24)
        mark = 40.0 if pen.look.large else 22.0
        left, right = area.x + 28, area.right - 24
        if pen.look.large:
            if self.chosen:
                draw_check(pen, right - mark, y, mark, "pine")
                right -= 2 * mark + 20
            left += pen.text(self.label, left, y, 46, self.ink("ink"), face="bold") + 24
            lines, size = pen.fitted(self.where, right - left, (42, 40, 38, 36), 1)
            pen.lines(lines, right, y, size, "ink2", align="right", spacing=1.0)
            return
        pen.text(self.label, left, y - 21, 46, self.ink("ink"), face="bold")
        if self.chosen:
            draw_check(pen, right - mark, y - 21, mark, "pine")
        lines, size = pen.fitted(self.where, right - left, (38, 36), 1)
        pen.lines(lines, left, y + 27, size, "ink2", spacing=1.0)


def _side(ruler: Ruler) -> float:
    """Return the side of the counter's box."""
    return 108.0 if ruler.look.large else 72.0


def _between(ruler: Ruler) -> float:
    """Return the room between counter and name: an em, as a full-width space."""
    return ruler.look.size(SIZES[0])
