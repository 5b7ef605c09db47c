"""The Alpha sign as its supervisor sees it: hand it what should be shown, it sends only what differs.

Alpha signs have no Chinese letters and no acknowledgement.  Hence:

* words are pictures, loaded once; what changes (called numbers, who waits) is a STRING, which is written without a blink.
* pages are TEXT files, played by the run sequence; one is shown only when all of it has arrived.
* a call is one of two pages that are ready at any time: the one that is not on gets its numbers, then it alone is played.
  Where a single number differs, and its page is on already, that STRING is all that is sent.
* urgent is the priority message, released by a bare A0.
* a write that got lost is found by the sign's error register, a lost memory by its run sequence and its table.

The text, picture and STRING files themselves are not read back in daily work: the display blinks at that.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from devices.marquee.alpha_conversation import ROUTINE_S, Conversation, understood
from devices.marquee.alpha_page import letter_rows
from devices.marquee.alpha_plan import Plan, Planner
from devices.marquee.alpha_stage import Stage
from devices.marquee.alpha_table import Table
from devices.marquee.codecs import alpha_commands as commands
from devices.marquee.codecs.alpha_replies import Errors, parse_errors, parse_information
from devices.marquee.driver import NEVER, SignDriver
from devices.marquee.settings import MarqueeSettings, ShowReport, SignInfo
from devices.marquee.tall import glyphs_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from devices.marquee.alpha_layout import Layout
    from devices.marquee.page import Programme
    from devices.transports.base import Transport

FULL = 100
TABLE_EACH_ROUNDS = 6
MINUTE_BEGINS_S = 2


class AlphaSign(SignDriver):
    """An Alpha or BetaBrite sign on a line; used by one thread."""

    def __init__(
        self,
        transport: Transport,
        settings: MarqueeSettings,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        super().__init__(transport, settings, monotonic)
        self._talk = Conversation(transport, settings, monotonic, sleep)
        self._table = Table(self._talk, letter_rows(settings.rows), monotonic)
        self._stage = Stage(self._talk, settings, monotonic)
        self._planner: tuple[Layout | None, Planner | None] = (None, None)
        self._planned: tuple[object, Plan] = (None, Plan())
        self._call = settings.call_form
        self._dims, self._light, self._light_is_set = True, FULL, True
        self._rounds = 0
        self.forget()

    def open(self) -> None:
        """Open the line; raises `LinkError`.  Says nothing to the sign, and leaves it alone for a moment."""
        super().open()
        self._talk.begin()

    def forget_content(self) -> None:
        """Take no table, file or error for known: the next `show` asks for the table and writes everything else."""
        self._table.forget()
        self._stage.forget()
        self._clock_is_exact = False
        self._light_is_set = self._light == FULL
        self._stuck: Errors | None = None

    def identify(self) -> SignInfo:
        """Ask the sign who it is; raises `Silent` when nobody answers.  It cannot tell its size."""
        said = self._talk.ask(commands.READ_INFORMATION)
        found = understood(parse_information(said), commands.READ_INFORMATION, said)
        return SignInfo(f"{found.firmware} {found.revision} {found.released}".replace("  ", " "), unit=self._settings.unit)

    def show(self, programme: Programme, now: datetime) -> ShowReport:
        """Bring the sign to `programme`; silent and cheap if nothing differs.  `now` is aware.

        Dividing the memory of a new sign takes about ten seconds, and pictures take their time on the line: until all is there
        the report says `waiting`, and each further call goes on, at most a second longer than one picture takes.
        """
        before = self._talk.frames
        with self._forgetting_on_trouble():
            is_ready = self._table.bring()
        if not is_ready:
            return ShowReport(self._talk.frames - before, waiting=True)
        plan = self._plan(programme)
        with self._forgetting_on_trouble():
            if self._stuck is None:
                self._clear_errors(self._errors())
            complete = self._stage.bring(programme, plan)
            self._bring_light()
            self._bring_clock(now)
        return ShowReport(self._talk.frames - before, plan.shortfalls, waiting=not complete)

    def verify(self) -> bool:
        """Ask for the run sequence or the error register in turn, now and then for the table; False also forgets.

        None of these disturbs the display.  Where the register tells of an error, only what was sent since it was last clean is
        written again by the next `show`.
        """
        if not self._table.is_ready:
            return True
        self._rounds += 1
        with self._forgetting_on_trouble():
            if self._rounds % 2:
                right = self._stage.sequence_is_right()
            else:
                self._look_for_losses(self._errors())
                right = self._rounds % TABLE_EACH_ROUNDS != 0 or self._table.is_right()
        if not right:
            self.forget()
        return right

    def set_brightness(self, percent: int | None) -> None:
        """Set the nearest of the sign's five steps, None for its sensor; one that cannot be dimmed stays as bright as it is."""
        self._light = 0 if percent is None else percent
        self._light_is_set = False
        if self._table.is_ready:
            with self._forgetting_on_trouble():
                self._bring_light()

    def set_dark(self, *, dark: bool) -> None:
        """Show an empty page alone, or what was there again: the sign has no switch of its own."""
        with self._forgetting_on_trouble():
            self._stage.set_dark(dark=dark, now=self._table.is_ready)

    def _plan(self, programme: Programme) -> Plan:
        self._call = programme.call or self._call
        wish = (programme.pages, self._call, programme.urgent, self._table.layout)
        if self._planned[0] != wish:
            self._planned = (wish, self._planner_now().plan(programme, self._call))
        return self._planned[1]

    def _planner_now(self) -> Planner:
        layout, planner = self._planner
        if planner is None or layout != self._table.layout:
            assert self._table.layout is not None  # noqa: S101  # ready tables have one
            planner = Planner(self._settings, self._table.layout, glyphs_of(letter_rows(self._settings.rows)))
            self._planner = (self._table.layout, planner)
        return planner

    def _errors(self) -> Errors:
        """Return what the error register tells, but for what cannot be cleared in it."""
        said = self._talk.ask(commands.READ_ERRORS, *ROUTINE_S)
        return understood(parse_errors(said), commands.READ_ERRORS, said) & ~(Errors.ALWAYS | (self._stuck or Errors(0)))

    def _clear_errors(self, told: Errors) -> None:
        """Clear the register; old signs cannot do that, and what stays in it tells nothing new from then on."""
        self._stuck = self._stuck or Errors(0)
        if told:
            self._talk.say(commands.CLEAR_ERRORS)
            self._stuck |= self._errors()

    def _look_for_losses(self, told: Errors) -> None:
        self._stage.judge(lost=bool(told))
        if told:
            self._clock_set_at = NEVER
            self._clear_errors(told)

    def _bring_light(self) -> None:
        """Dim, and ask whether the sign knows what that is: many do not."""
        if self._light_is_set or not self._dims:
            return
        self._look_for_losses(self._errors())
        self._talk.say(commands.dim(self._light or None))
        told = self._errors()
        self._light_is_set = True
        self._dims = not told & Errors.ILLEGAL
        self._clear_errors(told)

    def _bring_clock(self, now: datetime) -> None:
        """Set the clock at once, and again when a minute begins: it takes no seconds, so only then it is exact."""
        local, age_s = self._local(now), self._clock_age_s()
        if age_s == float("inf"):
            told = (commands.set_weekday(local), commands.set_date(local), commands.set_time(local.timetz()))
            self._talk.say(commands.TWENTY_FOUR_HOURS, *told)
        elif local.second < MINUTE_BEGINS_S and (not self._clock_is_exact or age_s >= self._settings.clock_every_s):
            self._talk.say(commands.set_weekday(local), commands.set_date(local), commands.set_time(local.timetz()))
        else:
            return
        self._clock_set_at = self._monotonic()
        self._clock_is_exact = local.second < MINUTE_BEGINS_S
