"""The sign's thread: asks what the hall should read now, compares it with what the sign holds, and sends the difference.

After an outage nothing is replayed: `wanted` is asked again and the sign is made to agree.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from kiosk import signals
from kiosk.clock import SYSTEM, Clock, local
from kiosk.supervisors.programme import wanted
from kiosk.supervisors.supervisor import BACK_OFF_S, Supervisor

if TYPE_CHECKING:
    import threading

    from devices.marquee.sign import Sign

LOOK_EACH_S = 1.0
LOOK_AT_CALLS_EACH_S = 0.2  # calls take turns of three seconds: each gets its three
VERIFY_EACH_S = 2.0  # a sign that lost its power is right again within five seconds


class MarqueeSupervisor(Supervisor):
    """Keeps one sign true."""

    back_off_s = BACK_OFF_S[:-1]  # however long it was away, it is found within the five seconds it has to be right again

    def __init__(
        self, marquee: Sign, stop: threading.Event, *, device: str = "marquee", clock: Clock = SYSTEM
    ) -> None:
        self.device = device
        super().__init__(stop, clock=clock)
        self._marquee = marquee
        self._verified_s = 0.0
        self._shortfalls: tuple[object, ...] = ()

    def serve(self) -> None:
        """Keep the sign true until the line breaks or `stop` is set."""
        ear = signals.subscribe("hall", "announcements")
        try:
            self._marquee.forget()
            self._marquee.open()
            self._marquee.identify()
            while not self.stop.is_set():
                ear.wait(LOOK_AT_CALLS_EACH_S if self._show() else LOOK_EACH_S)
        finally:
            ear.close()

    def tear_down(self) -> None:
        """Close the line."""
        self._marquee.close()

    def _show(self) -> bool:
        """Make the sign agree; returns whether a call stands there."""
        now = self.clock.now()
        programme = wanted(now)
        report = self._marquee.show(programme, local(now))
        lost = tuple(one for one in report.shortfalls if one.trouble.loses)
        if lost and lost != self._shortfalls:
            self.log.warning("the sign cannot show everything: %s", "; ".join(str(one) for one in lost))
        self._shortfalls = lost
        if time.monotonic() - self._verified_s >= VERIFY_EACH_S:
            self._verify()
        return programme.call is not None

    def _verify(self) -> None:
        if not self._marquee.verify():
            self.log.warning("the sign no longer holds what was shown: sending it again")
            self._marquee.forget()
            self._marquee.show(wanted(self.clock.now()), local(self.clock.now()))
        self._verified_s = time.monotonic()
        self.well(warning="sign_shortfall" if self._shortfalls else "")
