"""What time alone brings: more time is offered, the visit ends, the screen invites, rests, closes and opens with the office."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from screens.idle import Idle, IdleClock

if TYPE_CHECKING:
    from screens.touch import TouchScreen

SLOW_S = 30.0  # more quiet before the question, in large type and where pages are read aloud
REST_AFTER, WAKE_BEFORE = timedelta(minutes=15), timedelta(minutes=10)  # round the hours in which nobody is expected


class Quiet:
    """Looks at the clocks for a touch screen; main thread only."""

    def __init__(self, touch: TouchScreen) -> None:
        self._touch = touch
        ask_s, clear_s = touch.office.idle_s
        self.idle = IdleClock(ask_s, clear_s, touch.monotonic())
        self._minute = -1

    def told(self) -> None:
        """Take the office's own times, once they are known."""
        self.idle.ask_s, self.idle.clear_s = self._touch.office.idle_s
        self.pace()
        self.hours()

    def pace(self) -> None:
        """Give more time where reading or reaching takes longer."""
        touch = self._touch
        slow = SLOW_S * (touch.visit.look.large or touch.reader.on) + touch.screen.more_quiet_s
        self.idle.ask_s = touch.office.idle_s[0] + slow

    def tick(self, now_s: float) -> None:
        """Ask, clear or invite when it is time to."""
        touch = self._touch
        asking = touch.sheets.asking
        heard = touch.reader.speaking and not asking  # the question itself holds nothing
        held = touch.screen.holds or touch.help_line.holds or heard
        due = self.idle.tick(now_s, at_home=touch.screen.at_home and touch.sheets.dialog is None, held=held)
        if due == Idle.INVITE:
            self._sleep()
        elif due == Idle.CLEAR:
            touch.home()
        elif due == Idle.ASK and not asking:
            touch.sheets.ask_for_time()
        elif due == Idle.NOTHING and asking:
            touch.sheets.close()

    def minute(self) -> None:
        """Draw the clocks anew with every minute, and look at the hours."""
        minute = self._touch.now().minute
        if minute != self._minute:
            self._minute = minute
            self._touch.stage.repaint_clocks()
            self.hours()

    def hours(self) -> None:
        """Close and open with the office; wake up shortly before it opens."""
        touch = self._touch
        open_ = touch.office.hours.is_open(touch.now())
        if open_ == (touch.place in {"closed", "night"}) and touch.screen.at_home and touch.place != "out_of_order":
            touch.home()
        elif touch.place == "night" and not self._rests():
            touch.replace("closed")
        elif touch.place == "home" and touch.office.hours.told:
            touch.refresh(touch.screen)  # until when numbers are given

    def _sleep(self) -> None:
        """Forget who was here and invite the next; where nobody is expected, rest."""
        touch = self._touch
        following = {"home": "attract", "closed": "night" if self._rests() else "closed"}.get(touch.place)
        if following is None:
            return
        if following == touch.place:
            self.idle.touched(touch.monotonic())
        touch.forget()
        touch.replace(following)

    def _rests(self) -> bool:
        touch = self._touch
        return touch.office.hours.rests(touch.now(), after=REST_AFTER, before=WAKE_BEFORE)
