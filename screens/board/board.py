"""The board as a whole: reads the hall at every wake-up and composes its one page when something has changed."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from kiosk.texts import Texts, pick
from screens.access import Look
from screens.board.calls import CallQueue
from screens.board.cards import BoardHead, CounterRow, LatestCall, RecentCall, WaitingBar
from screens.board.ticker import Ticker
from screens.geometry import Area, grid, rows
from screens.hours_lines import next_line, week_lines
from screens.parts import Page
from screens.visit import Visit
from screens.widgets.hours_card import HoursCard
from screens.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from kiosk.clock import Clock
    from kiosk.queues.answers import CounterView, HallView
    from screens.access import Layout
    from screens.bridge import Bridge
    from screens.office import Facts, Office
    from screens.parts import Part, Pressable
    from screens.stage import Stage

LOOK_EVERY_S = 1.0
STALE_S, LOST_S = 20.0, 120.0
FLASH_S, FLASHES = 0.4, 6
OUTLINE_S = 6.0  # instead of flashes, where nothing may flash
PAGE_S, COUNTERS_A_PAGE = 8.0, 12
CHINESE = "zh_Hant"
_log = logging.getLogger(__name__)


class Board:
    """A `Display` without touch.  `motion` says whether the machine draws fast enough for a running ticker."""

    stage: Stage

    def __init__(
        self,
        office: Office,
        bridge: Bridge,
        clock: Clock,
        monotonic: Callable[[], float],
        *,
        motion: Callable[[], bool],
    ) -> None:
        self.office, self.bridge, self.clock, self.monotonic = office, bridge, clock, monotonic
        self.visit = Visit(Look(layout="board"))
        self.on_facts: Callable[[], None] = lambda: None
        self.texts, self.english = Texts(CHINESE), Texts("en")
        self.facts: Facts | None = None
        self.calls = CallQueue()
        self._motion = motion
        self._names: dict[str, str] = {}
        self._read_s = self._look_s = float("-inf")
        self._asked = self._ready = False
        self._stale = 0
        self._blind = False
        self._minute = -1
        self._page = 0
        self._page_s = 0.0
        self._flash_from_s: float | None = None
        self._latest: LatestCall | None = None
        self._ticker: Ticker | None = None

    @property
    def animated(self) -> bool:
        """Say whether the ticker may run."""
        return self._motion()

    @property
    def place(self) -> str:
        """Return the name of what shows."""
        return "board"

    @property
    def dialog_name(self) -> str:
        """Return nothing: a board asks no questions."""
        return ""

    # ---- what the window tells -----------------------------------------------------------------------------------
    def key_down(self, key: str) -> None:
        """Keys do nothing here."""

    key_up = key_down

    def lie(self, layout: Layout) -> None:
        """Keep the board's own layout."""

    def start(self) -> None:
        """Show the frame before any fact is known."""
        self._read_s = self.monotonic()
        self._compose()

    def became_ready(self) -> None:
        """Read the hall for the first time."""
        self._ready = True
        self._look()

    def failed(self) -> None:
        """Ask people to listen: the services cannot start."""
        self._stale = 2
        self._compose()

    def broke(self) -> None:
        """Compose anew."""
        self._compose()

    def tick(self) -> None:
        """Turn pages, flash, notice silence."""
        now_s = self.monotonic()
        if now_s - self._look_s >= LOOK_EVERY_S:
            self._look()
        if self.calls.advance(now_s):
            self._flash_from_s = now_s
            self._compose()
        self._mind_silence(now_s)
        self._mind_flash(now_s)
        self._mind_page(now_s)
        if self.clock.now().minute != self._minute:
            self._minute = self.clock.now().minute
            self.stage.repaint_clocks()
            if self.office.hours.told:
                self._compose()
        if self._ticker is not None:
            self._ticker.move(now_s)

    def frame(self) -> None:
        """Move the ticker by a frame, where it runs."""
        if self._ticker is not None and self._ticker.motion:
            self._ticker.move(self.monotonic())

    def woken(self, topics: frozenset[str]) -> None:
        """Read the hall again."""
        self._look()

    def pressed(self, target: Pressable) -> None:
        """Nothing on a board can be pressed."""

    def contact(self, x: float, y: float) -> bool:
        """Swallow every touch: a board takes none."""
        return True

    # ---- reading -------------------------------------------------------------------------------------------------
    def _look(self) -> None:
        if self._asked or not self._ready:
            return
        self._asked, self._look_s = True, self.monotonic()
        office = self.office
        self.bridge.call(
            lambda: (office.facts(), {one.letter: one.name for one in office.classes(CHINESE)}),
            ok=lambda found: self._came(*found), failed=self._missed, still_wanted=lambda: True,
        )  # fmt: skip

    def _came(self, facts: Facts, names: dict[str, str]) -> None:
        self._asked, now_s = False, self.monotonic()
        if self._blind:
            self._blind = False
            _log.info("the hall can be read again")
        self._read_s = now_s
        news = facts != self.facts or names != self._names or self._stale
        self.facts, self._names, self._stale = facts, names, 0
        if self.calls.feed(facts.hall.calls if facts.hall else (), now_s):
            self._flash_from_s = now_s
        if news or self._flash_from_s == now_s:
            self._compose()
        self.on_facts()

    def _missed(self, error: BaseException) -> None:
        self._asked = False
        if not self._blind:
            self._blind = True
            _log.warning("the hall cannot be read: %s", error)

    # ---- time ----------------------------------------------------------------------------------------------------
    def _mind_silence(self, now_s: float) -> None:
        silent_s = now_s - self._read_s
        stale = 2 if silent_s >= LOST_S else 1 if silent_s >= STALE_S else 0
        if stale > self._stale:
            self._stale = stale
            self._compose()

    def _mind_flash(self, now_s: float) -> None:
        if self._flash_from_s is None or self._latest is None:
            return
        new_s = now_s - self._flash_from_s
        if new_s >= (OUTLINE_S if self.office.still_board else FLASH_S * FLASHES):
            self._flash_from_s = None
        new = self._flash_from_s is not None
        flash = new and not self.office.still_board and int(new_s / FLASH_S) % 2 == 0
        outlined = new and self.office.still_board
        if (flash, outlined) != (self._latest.flash, self._latest.outlined):
            self._latest.flash, self._latest.outlined = flash, outlined
            self._latest.repaint()

    def _mind_page(self, now_s: float) -> None:
        hall = self.facts.hall if self.facts else None
        if hall is not None and len(hall.counters) > COUNTERS_A_PAGE and now_s - self._page_s >= PAGE_S:
            self._page_s, self._page = now_s, self._page + 1
            self._compose()

    def _now(self) -> datetime:
        return self.clock.now()

    # ---- composing -----------------------------------------------------------------------------------------------
    def _compose(self) -> None:
        page = Page()
        page.add(BoardHead(Area(0, 0, 1920, 128), self.texts, self._now))
        hall = self.facts.hall if self.facts else None
        if self._over(hall):
            self._latest = None
            page.add(self._door_sign())
            self._add_ticker(page)
            self.stage.show(page)
            return
        said = self.texts.text("board.listen") if self._stale == 2 else "" if hall else self.texts.text("board.welcome")
        shown = self.calls.shown
        self._latest = page.add(LatestCall(Area(48, 160, 812, 474), self.texts, self.english, shown, said=said))
        page.add(Words(Area(48, 654, 300, 56), self.texts.text("call.recent"), sizes=(42,), face="bold"))
        page.add(Words(Area(300, 654, 560, 56), self.texts.text("board.rule"), sizes=(40,), colour="ink2", align="right"))
        recent = (
            [call for call in hall.calls if shown is None or call.ticket_id != shown.ticket_id or call.label != shown.label]
            if hall
            else []
        )
        for call, area in zip(recent[:4], grid(Area(48, 716, 188, 136), 4, 4, 20, 0), strict=False):
            page.add(RecentCall(area, self.texts, call))
        waiting, by_class = (hall.waiting, hall.waiting_by_class) if hall else (0, {})
        page.add(WaitingBar(Area(48, 872, 812, 86), self.texts, waiting, by_class, stale=self._stale > 0))
        for row in self._counters(hall.counters if hall else ()):
            page.add(row)
        self._add_ticker(page)
        self.stage.show(page)

    def _over(self, hall: HallView | None) -> bool:
        """Say whether the office is closed and nobody waits or is served any more."""
        busy = hall is None or hall.waiting > 0 or any(one.open for one in hall.counters)
        return not busy and not self.office.hours.is_open(self._now())

    def _door_sign(self) -> HoursCard:
        texts, hours = self.texts, self.office.hours
        return HoursCard(
            Area(320, 220, 1280, 640), title=texts.text("closed.title"), next_=next_line(texts, hours, self._now()),
            week=week_lines(texts, hours), language=CHINESE,
        )  # fmt: skip

    def _counters(self, counters: tuple[CounterView, ...]) -> list[Part]:
        count = len(counters)
        if count > COUNTERS_A_PAGE:
            pages = -(-count // COUNTERS_A_PAGE)
            first = (self._page % pages) * COUNTERS_A_PAGE
            counters = counters[first : first + COUNTERS_A_PAGE]
        narrow = count > 8
        if narrow:
            areas = grid(Area(892, 160, 482, 119), len(counters), 2, 16, 15)
        else:
            high, gap = (119, 15) if count <= 6 else (86, 14)
            areas = rows(Area(892, 160, 980, high), len(counters), gap)
        return [self._counter(one, area, narrow=narrow) for one, area in zip(counters, areas, strict=True)]

    def _counter(self, counter: CounterView, area: Area, *, narrow: bool) -> CounterRow:
        shown = self.calls.shown
        called = shown is not None and counter.open and counter.number == shown.counter and counter.label == shown.label
        service = self._names.get(counter.label[:1], "")
        return CounterRow(area, self.texts, counter, service, called=called, narrow=narrow)

    def _add_ticker(self, page: Page) -> None:
        live = self.facts.announcements if self.facts else ()
        texts = tuple(pick(one.text, CHINESE) for one in live) or (self.texts.text("board.standing"),)
        label = self.texts.text("board.news")
        old = self._ticker
        if old is None or old.texts != texts:
            self._ticker = Ticker(Area(0, 976, 1920, 104), label, texts, motion=self._motion() and not self.office.still_board)
        if self._ticker is not None:
            page.add(self._ticker)
