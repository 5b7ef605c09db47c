"""The board as a whole: reads the hall at every wake-up and composes its one page when something has changed."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.texts import Texts
from screens.access import Look
from screens.board.calls import CallQueue
from screens.board.composition import Composer, Known
from screens.board.places import TALL, WIDE
from screens.board.rotation import Rotation
from screens.board.ticker import Ticker, told
from screens.loudness import Loudness
from screens.visit import Visit
from screens.voice import NoVoice

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from kiosk.clock import Clock
    from kiosk.queues.answers import ClassView, HallView
    from screens.access import Layout
    from screens.board.cards import LatestCall
    from screens.bridge import Bridge
    from screens.office import Facts, HallSheets, Office
    from screens.parts import Page, Pressable
    from screens.stage import Stage
    from screens.voice import Voice

LOOK_EVERY_S = 1.0
STALE_S, LOST_S = 20.0, 120.0
FLASH_S, FLASHES = 0.4, 6
OUTLINE_S = 6.0  # instead of flashes, where nothing may flash
SHEETS_EVERY_S = 300.0
CHINESE = "zh_Hant"
_log = logging.getLogger(__name__)


class Board:
    """A `Display` without touch.

    `motion` says whether the machine draws fast enough for a running ticker; `voice` sounds the chime, where one is wanted.
    """

    stage: Stage

    def __init__(  # noqa: PLR0913  # what a display is handed
        self,
        office: Office,
        bridge: Bridge,
        clock: Clock,
        monotonic: Callable[[], float],
        *,
        motion: Callable[[], bool],
        voice: Voice | None = None,
    ) -> None:
        self.office, self.bridge, self.clock, self.monotonic = office, bridge, clock, monotonic
        self.visit = Visit(Look(layout="board"))
        self.on_facts: Callable[[], None] = lambda: None
        self.texts, self.english = Texts(CHINESE), Texts("en")
        self.facts: Facts | None = None
        self.calls, self.rotation, self.known = CallQueue(), Rotation(), Known()
        self._composer = Composer(WIDE, self.texts, self.english, self._now)
        self._voice, self._loudness = voice or NoVoice(), Loudness(self._now)
        self._motion = motion
        self._read_s = self._look_s = float("-inf")
        self._asked = self._ready = False
        self._sheets_s = float("-inf")
        self._blind = self._called_before = False
        self._minute = -1
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
        """Hang as the television does; nothing else of a visitor's look is a board's."""
        tall = layout == "portrait"
        self.visit.look = replace(self.visit.look, layout="tall_board" if tall else "board")
        self._composer.places = TALL if tall else WIDE

    def start(self) -> None:
        """Show the frame before any fact is known."""
        self._read_s = self.monotonic()
        self._compose()

    def became_ready(self) -> None:
        """Read the hall for the first time."""
        self._ready = True
        self._loudness.told(self.office.sound)
        self._look()

    def failed(self) -> None:
        """Ask people to listen: the services cannot start."""
        self.known.stale = 2
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
            self._announce(now_s)
            self._compose()
        self._mind_silence(now_s)
        self._mind_flash(now_s)
        if self.rotation.advance(now_s):
            self._compose()
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
        office, sheets = self.office, self._look_s - self._sheets_s >= SHEETS_EVERY_S
        self.bridge.call(
            lambda: (
                office.facts(), office.classes(CHINESE), office.classes("en") if sheets else (),
                office.hall_sheets() if sheets and office.board_pages else None,
            ),
            ok=lambda found: self._came(*found), failed=self._missed, still_wanted=lambda: True,
        )  # fmt: skip

    def _came(
        self, facts: Facts, classes: tuple[ClassView, ...], english: tuple[ClassView, ...], sheets: HallSheets | None
    ) -> None:
        self._asked, now_s = False, self.monotonic()
        if self._blind:
            self._blind = False
            _log.info("the hall can be read again")
        self._read_s = now_s
        if english:
            self._sheets_s = now_s
        before = self.known
        self.known = Known(
            facts.hall, classes, {one.letter: one.name for one in english} or before.names, sheets or before.sheets
        )
        news = facts != self.facts or self.known != before
        self.facts = facts
        called = self.calls.feed(facts.hall.calls if facts.hall else (), now_s)
        if called:
            self._announce(now_s)
        if news or called:
            self._compose()
        self.on_facts()

    def _announce(self, now_s: float) -> None:
        """Let a new call be seen, and heard where this board has a loudspeaker; the first of a start is none."""
        new, self._called_before = self._called_before, True
        self._flash_from_s = now_s
        shown = self.calls.shown
        if shown is not None:
            self.rotation.called(shown.counter, now_s)
        if new and shown is not None and self.office.board_chime:
            self._voice.chime("call", self._loudness.volume)

    def _missed(self, error: BaseException) -> None:
        self._asked = False
        if not self._blind:
            self._blind = True
            _log.warning("the hall cannot be read: %s", error)

    # ---- time ----------------------------------------------------------------------------------------------------
    def _mind_silence(self, now_s: float) -> None:
        silent_s = now_s - self._read_s
        stale = 2 if silent_s >= LOST_S else 1 if silent_s >= STALE_S else 0
        if stale > self.known.stale:
            self.known.stale = stale
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

    def _now(self) -> datetime:
        return self.clock.now()

    # ---- composing -----------------------------------------------------------------------------------------------
    def _compose(self) -> None:
        if self._over(self.known.hall):
            self._latest = None
            page = self._composer.closed(self.office.hours)
        else:
            counters = len(self.known.hall.counters) if self.known.hall else 0
            self.rotation.told(counters, self.known.pages(self.office.board_pages))
            page, self._latest = self._composer.open(self.known, self.calls.shown, self.rotation.shown)
        self._add_ticker(page)
        self.stage.show(page)

    def _over(self, hall: HallView | None) -> bool:
        """Say whether the office is closed and nobody waits or is served any more."""
        busy = hall is None or hall.waiting > 0 or any(one.open for one in hall.counters)
        return not busy and not self.office.hours.is_open(self._now())

    def _add_ticker(self, page: Page) -> None:
        live = self.facts.announcements if self.facts else ()
        texts = told(live, self.office.board_languages) or (self.texts.text("board.standing"),)
        label = self.texts.text("board.news")
        old = self._ticker
        if old is None or old.texts != texts:
            area = self._composer.places.ticker
            self._ticker = Ticker(area, label, texts, motion=self._motion() and not self.office.still_board)
        if self._ticker is not None:
            page.add(self._ticker)
