"""A sign without power for fifty calls, and a mute one, in played time: what is shown afterwards, how soon it is missed.

Its driver is asked as a supervisor asks it: a look each second, a question whether all is still there each two.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from devices.errors import DeviceError
from devices.marquee.page import Colour, Live, Page, Segment
from kiosk.clock import local

if TYPE_CHECKING:
    from devices.marquee.page import Programme
    from devices.marquee.sign import Sign
    from devices.simulators.sign import SimulatedSign
    from kiosk.cli.benches.marquee_time import PlayedTime

MISSED_CALLS, CALL_EACH_S = 50, 3.0
WATCHED_S, WATCHED_EACH_S = 60.0, 0.25
LOOK_EACH_S, LOOKS_PER_QUESTION = 1.0, 2
GIVEN_UP_AFTER_S = 60.0


@dataclass(frozen=True)
class Outage:
    """A driver and its sign, both well, with what is wanted of them meanwhile."""

    driver: Sign
    sign: SimulatedSign
    time: PlayedTime
    programme: Programme

    def calls_replayed(self) -> int:
        """Return how many of the calls that were made while the sign had no power it shows afterwards."""
        self.sign.power_loss()
        for number in range(MISSED_CALLS):
            with suppress(DeviceError):
                self._show(replace(self.programme, call=_call(number)))
            self.time.sleep(CALL_EACH_S)
        self.sign.power_back()
        seen, end = set[str](), self.time.monotonic() + WATCHED_S
        while self.time.monotonic() < end:
            with suppress(DeviceError):
                self._look(1)
            seen.add(self.sign.state()["showing"])
            self.time.sleep(WATCHED_EACH_S)
        return sum(any(_label(number) in words for words in seen) for number in range(MISSED_CALLS))

    def mute_noticed_s(self) -> float:
        """Return how long it takes until a sign that says nothing any more is missed, from the worst moment on."""
        self._look(1)
        self.sign.mute()
        began, looks = self.time.monotonic(), 0
        try:
            while self.time.monotonic() - began < GIVEN_UP_AFTER_S:
                self.time.sleep(LOOK_EACH_S)
                looks += 1
                self._look(int(looks % LOOKS_PER_QUESTION == 0))
        except DeviceError:
            pass
        finally:
            self.sign.mute(on=False)
        return self.time.monotonic() - began

    def _look(self, questions: int) -> None:
        self._show(self.programme)
        for _ in range(questions):
            if not self.driver.verify():
                self.driver.forget()
                self._show(self.programme)

    def _show(self, programme: Programme) -> None:
        self.driver.show(programme, local(self.time.now()))


def _label(number: int) -> str:
    return f"Z{900 + number}"


def _call(number: int) -> Page:
    parts = (Segment(_label(number), Colour.RED, bold=True, live=Live.NUMBER), Segment("\u2009號 請到 "),
             Segment(str(number % 9 + 1), Colour.RED, bold=True, live=Live.NUMBER), Segment("\u2009號櫃台"))  # fmt: skip
    return Page(f"missed-{number}", parts, hold_s=6)
