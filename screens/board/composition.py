"""The board's one page, from what is known now: head, latest call, last calls, who waits, the panel, announcements."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from screens.board.cards import BoardHead, CounterRow, LatestCall, RecentCall, WaitingBar
from screens.board.panels import FeesPanel, MapPanel, WaitingPanel, sheets
from screens.board.rotation import COUNTERS_A_PAGE, Turn
from screens.geometry import Area, grid, rows
from screens.hours_lines import next_line, week_lines
from screens.office import HallSheets
from screens.parts import Page
from screens.widgets.hours_card import HoursCard
from screens.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from kiosk.hours import Hours
    from kiosk.queues.answers import CallView, ClassView, CounterView, HallView
    from kiosk.texts import Texts
    from screens.board.places import Places
    from screens.parts import Part

NARROW_ABOVE = 8


@dataclass
class Known:
    """What the board knows: `classes` in Chinese, `names` of the same in English; `stale` 1 for a while, 2 for long."""

    hall: HallView | None = None
    classes: tuple[ClassView, ...] = ()
    names: dict[str, str] = field(default_factory=dict)
    sheets: HallSheets = field(default_factory=HallSheets)
    stale: int = 0

    def pages(self, wanted: tuple[str, ...]) -> list[tuple[str, int]]:
        """Return which of the wanted pages there is something for, and how many sheets each has."""
        there = {"waiting": bool(self.classes), "map": self.sheets.plan is not None, "fees": sheets(self.sheets.fees)}
        return [(name, int(there.get(name, 0))) for name in wanted if there.get(name)]


class Composer:
    """Makes pages for one board."""

    def __init__(self, places: Places, texts: Texts, english: Texts, now: Callable[[], datetime]) -> None:
        self.places, self._texts, self._english, self._now = places, texts, english, now

    def closed(self, hours: Hours) -> Page:
        """Return the door sign."""
        page, texts = self._page(), self._texts
        card = HoursCard(
            self.places.door, title=texts.text("closed.title"), next_=next_line(texts, hours, self._now()),
            week=week_lines(texts, hours), language=texts.language, times=self.places.door_times,
        )  # fmt: skip
        page.add(card)
        return page

    def open(self, known: Known, shown: CallView | None, turn: Turn) -> tuple[Page, LatestCall]:
        """Return the page of an open office, and its big card."""
        page, places, texts, hall = self._page(), self.places, self._texts, known.hall
        said = texts.text("board.listen") if known.stale == 2 else "" if hall else texts.text("board.welcome")
        latest = page.add(LatestCall(places.latest, texts, self._english, shown, said=said))
        calls = hall.calls if hall else ()
        recent = [one for one in calls if shown is None or (one.ticket_id, one.label) != (shown.ticket_id, shown.label)]
        self._add_recent(page, recent)
        waiting, by_class = (hall.waiting, hall.waiting_by_class) if hall else (0, {})
        page.add(WaitingBar(places.waiting, texts, waiting, by_class, stale=known.stale > 0))
        for part in self._panel(known, shown, turn):
            page.add(part)
        return page, latest

    # ---- inside --------------------------------------------------------------------------------------------------
    def _add_recent(self, page: Page, recent: Sequence[CallView]) -> None:
        """Add the last calls and the rule; before the first ones the rule stands alone in their place."""
        places, texts = self.places, self._texts
        first, last = places.recent[0], places.recent[-1]
        if not recent:
            alone = Area(first.x, places.recent_title.y, last.right - first.x, last.bottom - places.recent_title.y)
            page.add(Words(alone, texts.text("board.rule"), sizes=(44, 40), colour="ink2", align="centre", max_lines=2))
            return
        page.add(Words(places.recent_title, texts.text("call.recent"), sizes=(42,), face="bold"))
        page.add(Words(places.recent_rule, texts.text("board.rule"), sizes=(40,), colour="ink2", align="right"))
        for call, area in zip(recent, places.recent, strict=False):
            page.add(RecentCall(area, texts, call))

    def _page(self) -> Page:
        page = Page()
        page.add(BoardHead(self.places.head, self._texts, self._now))
        return page

    def _panel(self, known: Known, shown: CallView | None, turn: Turn) -> list[Part]:
        area, (name, sheet), sheets_ = self.places.panel, turn, known.sheets
        words = (area, self._texts, self._english)
        counters = known.hall.counters if known.hall else ()
        if name == "waiting":
            return [WaitingPanel(*words, known.classes, known.names)]
        if name == "fees":
            return [FeesPanel(*words, sheets_.fees, sheet, sheets_.as_of)]
        if name == "map" and sheets_.plan is not None:
            at_counter = shown is not None and any(one.label == shown.label for one in counters)
            return [MapPanel(*words, sheets_.plan, len(counters), shown.counter if shown and at_counter else 0)]
        return list(self._counters(known, shown, sheet))

    def _counters(self, known: Known, shown: CallView | None, sheet: int) -> list[CounterRow]:
        hall = known.hall
        if hall is None:
            return []
        here = hall.counters[sheet * COUNTERS_A_PAGE : (sheet + 1) * COUNTERS_A_PAGE]
        narrow = len(hall.counters) > NARROW_ABOVE
        services = {one.letter: one.name for one in known.classes}
        first = {call.label for call in hall.calls if call.priority}
        return [
            CounterRow(
                area, self._texts, one, services.get(one.label[:1], ""), called=_calls(one, shown), narrow=narrow,
                priority=one.label in first,
            )
            for one, area in zip(here, self._areas(len(hall.counters), len(here)), strict=True)
        ]  # fmt: skip

    def _areas(self, count: int, here: int) -> list[Area]:
        panel = self.places.panel
        if count > NARROW_ABOVE:
            return grid(Area(panel.x, panel.y, 482, 119), here, 2, 16, 15)
        high, gap = (119, 15) if count <= 6 else (86, 14)
        return rows(Area(panel.x, panel.y, panel.width, high), here, gap)


def _calls(counter: CounterView, shown: CallView | None) -> bool:
    """Say whether the number on the big card is called to this counter."""
    return shown is not None and counter.open and (counter.number, counter.label) == (shown.counter, shown.label)
