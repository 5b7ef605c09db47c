"""The cards of the board: the latest call, recent calls, the waiting bar, a counter."""

# ruff: noqa: PLR0913  # the words of a part are its arguments

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.clock import day_of
from kiosk.texts import roc_long
from screens.geometry import Area
from screens.parts import Part
from screens.widgets.header import draw_seal

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from kiosk.queues.answers import CallView, CounterView
    from kiosk.texts import Texts
    from screens.pen import Pen

HEAD, MARK = 104, 48


class LatestCall(Part):
    """812x474: flame head, number 234, 請到 n 號櫃台; `flash` tints a new call, `outlined` frames it instead."""

    def __init__(self, area: Area, texts: Texts, other: Texts, call: CallView | None, *, said: str = "") -> None:
        super().__init__(area)
        self.texts, self.other, self.call, self.said = texts, other, call, said
        self.flash = self.outlined = False

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        area = self.area
        pen.card(area, 40, "pine_tint" if self.flash else "surface", depth=2)
        pen.card(Area(area.x, area.y, area.width, HEAD), 40, "flame", corners=(True, True, False, False))
        if self.outlined:
            pen.frame(area, 40, 6, "flame")
        y = area.y + 53
        pen.icon("volume-2", area.x + 68, y, 62, "on")
        pen.text(self.texts.text("call.now_serving"), area.x + 116, y, 56, "on", face="bold")
        pen.text(self.other.text("call.now_serving"), area.right - 48, y, 46, "on", align="right")
        if self.call is None or self.said:
            said = self.said or self.texts.text("strip.no_calls")
            pen.text(said, area.centre[0], area.y + 270, 72, "ink2", face="bold", align="centre")
            return
        self._draw_number(pen, self.call)
        self._draw_counter(pen, self.call.counter)

    def _draw_number(self, pen: Pen, call: CallView) -> None:
        x, y = self.area.centre[0], self.area.y + 222
        if call.priority:
            wide = pen.width(call.label, 200, "bold")
            draw_priority(pen, Area(x - wide / 2 - 92, y - 32, 64, 64))
            x += 34
            pen.text(call.label, x, y, 200, face="bold", align="centre")
            return
        pen.text(call.label, x, y, 234, face="bold", align="centre")

    def _draw_counter(self, pen: Pen, counter: int) -> None:
        area = Area(self.area.x + 40, self.area.y + 342, self.area.width - 80, 104)
        pen.card(area, 28, "surface" if self.flash else "pine_tint")
        before, after = self.texts.text("board.to_counter_before"), self.texts.text("board.to_counter_after")
        widths = (pen.width(before, 58, "medium"), pen.width(str(counter), 92, "bold"), pen.width(after, 58, "medium"))
        x = area.centre[0] - (sum(widths) + 52) / 2
        y = area.centre[1]
        pen.text(before, x, y, 58, face="medium")
        pen.text(str(counter), x + widths[0] + 26, y - 2, 92, "pine", face="bold")
        pen.text(after, x + widths[0] + widths[1] + 52, y, 58, face="medium")


def draw_priority(pen: Pen, box: Area) -> None:
    """Draw the mark of a priority ticket; why it has priority is nobody's business."""
    pen.card(box, 14, "pine")
    pen.text("優", *box.centre, 44 if box.width > 60 else 40, "on", face="bold", align="centre")


class RecentCall(Part):
    """188x136: a number and where it was called."""

    def __init__(self, area: Area, texts: Texts, call: CallView) -> None:
        super().__init__(area)
        self.texts, self.call = texts, call

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        x = self.area.centre[0]
        pen.card(self.area, 28, "surface", depth=1)
        mark = MARK + 8 if self.call.priority else 0
        size = next((one for one in (60, 52) if pen.width(self.call.label, one, "bold") + mark <= self.area.width - 28), 48)
        if mark:
            left = x - (pen.width(self.call.label, size, "bold") + mark) / 2
            draw_priority(pen, Area(left, self.area.y + 46 - MARK / 2, MARK, MARK))
            pen.text(self.call.label, left + mark, self.area.y + 46, size, face="bold")
        else:
            pen.text(self.call.label, x, self.area.y + 46, size, face="bold", align="centre")
        pen.text(self.texts.text("strip.counter", n=self.call.counter), x, self.area.y + 104, 40, "ink2", align="centre")


class WaitingBar(Part):
    """812x86, pine: how many wait, and in which class; grey words while no news comes."""

    def __init__(self, area: Area, texts: Texts, waiting: int, by_class: dict[str, int], *, stale: bool) -> None:
        super().__init__(area)
        self.texts, self.waiting, self.by_class, self.stale = texts, waiting, by_class, stale

    def draw(self, pen: Pen) -> None:
        """Draw it; classes that do not fit are left out from the end."""
        area, y = self.area, self.area.centre[1]
        pen.card(area, 28, "pine")
        pen.icon("users", area.x + 48, y, 48, "on")
        said = self.texts.plural("board.waiting", self.waiting) if self.waiting else self.texts.text("board.nobody_waits")
        left = area.x + 90 + pen.text(said, area.x + 90, y, 48, "on", face="bold") + 24
        if self.stale:
            pen.text(self.texts.text("board.stale"), area.right - 32, y, 40, "pine_soft", align="right")
            return
        shown = [(letter, str(n)) for letter, n in self.by_class.items() if n]
        step = max((pen.width(letter, 44, "medium") + pen.width(n, 46, "bold") + 36 for letter, n in shown), default=94)
        shown = shown[: int((area.right - 24 - left) // step)]
        x = area.right - 24 - step * len(shown) + 12
        for letter, n in shown:
            wide = pen.text(letter, x, y, 44, "pine_soft", face="medium")
            pen.text(n, x + wide + 10, y, 46, "on", face="bold")
            x += step


class CounterRow(Part):
    """980x119: counter, its number, what for, who serves.  Now called: flame outline.  Closed: sunk and paused.

    `narrow` leaves the service out (two columns).
    """

    def __init__(
        self, area: Area, texts: Texts, counter: CounterView, service: str, *, called: bool, narrow: bool,
        priority: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(area)
        self.texts, self.counter, self.service, self.called, self.narrow = texts, counter, service, called, narrow
        self.priority = priority

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        area, y, counter = self.area, self.area.centre[1], self.counter
        side = min(92, area.height - 12)
        if not counter.open:
            pen.card(area, 28, "sunk", outline="line", width=2)
        elif self.called:
            pen.card(area, 28, "surface", outline="flame", width=5, depth=1)
        else:
            pen.card(area, 28, "surface", depth=1)
        box = Area(area.x + 20, y - side / 2, side, side)
        pen.card(box, 22, "flame" if self.called else "pine" if counter.open else "ink2")
        pen.text(str(counter.number), *box.centre, 60, "on", face="bold", align="centre")
        if counter.open:
            self._draw_open(pen, y)
        else:
            pen.icon("circle-pause", area.x + 164, y, 62, "ink2")
            pen.text(self.texts.text("board.paused"), area.x + 214, y, 56, "ink2", face="bold")
        if not self.narrow:
            self._draw_clerk(pen, y)

    def _draw_open(self, pen: Pen, y: float) -> None:
        left, label = self.area.x + 140, self.counter.label
        mark = 76 if self.priority and self.narrow else 0
        room = (self.area.right - 24 if self.narrow else self.area.x + 380) - left - mark
        sizes = (88, 64) if self.area.height > 100 else (64,)
        size = next((one for one in sizes if pen.width(label, one, "bold") <= room), 60)
        wide = pen.text(label, left, y, size, "flame" if self.called else "ink", face="bold")
        at = self.area.x + 400
        if self.priority and label:
            box = Area(left + wide + 16, y - 32, 64, 64)
            draw_priority(pen, box)
            at = max(at, box.right + 20)
        if not self.narrow and label:
            lines, small = pen.fitted(self.service, self.area.x + 785 - at, (40,), 2)
            pen.lines(lines, at, y, small, "ink2", spacing=1.1)

    def _draw_clerk(self, pen: Pen, y: float) -> None:
        right = self.area.right - 32
        if self.area.height > 100:
            pen.text(self.counter.clerk_name, right, y - 26, 44, face="bold", align="right")
            pen.text(self.counter.clerk_title, right, y + 28, 40, "ink2", align="right")
        else:
            pen.text(self.counter.clerk_name, right, y, 44, face="bold", align="right")


class BoardHead(Part):
    """Pine: seal, name, long date, clock; on a board that stands the date is below the name."""

    shows_time = True

    def __init__(self, area: Area, texts: Texts, now: Callable[[], datetime]) -> None:
        super().__init__(area)
        self.texts, self.now = texts, now

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        area, now, tall = self.area, self.now(), self.area.width < 1500
        y = area.centre[1]
        pen.fill(area, "pine")
        draw_seal(pen, Area(48, y - 38, 76, 76))
        clock = pen.text(self.texts.clock(now), area.right - 48, y, 84, "on", face="bold", align="right")
        pen.text(self.texts.text("app.office_header"), 148, y - 32 if tall else y, 52, "on", face="serif")
        if tall:
            pen.text(roc_long(day_of(now)), 148, y + 40, 42, "on2")
        else:
            pen.text(roc_long(day_of(now)), area.right - 48 - clock - 30, y + 4, 42, "on2", align="right")
