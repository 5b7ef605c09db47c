"""The sign's thread: asks what the hall should read now, compares it with what the sign holds, and sends the difference.

After an outage nothing is replayed: `wanted` is asked again and the sign is made to agree.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from django.db import DatabaseError

from kiosk import signals
from kiosk.announcements.showings import ShowingLog
from kiosk.clock import SYSTEM, Clock, local
from kiosk.supervisors.programme import EVERYTHING, Lamps, lamps_wanted, wanted
from kiosk.supervisors.shown import shown_pages
from kiosk.supervisors.supervisor import BACK_OFF_S, Supervisor

if TYPE_CHECKING:
    import threading
    from collections.abc import Sequence

    from devices.marquee.page import Programme
    from devices.marquee.sign import Sign

LOOK_EACH_S = 1.0
LOOK_AT_CALLS_EACH_S = 0.2  # calls take turns of three seconds: each gets its three
VERIFY_EACH_S = 2.0  # a sign that lost its power is right again within five seconds


class MarqueeSupervisor(Supervisor):
    """Keeps one sign true."""

    back_off_s = BACK_OFF_S[:-1]  # however long it was away, it is found within the five seconds it has to be right again

    def __init__(  # noqa: PLR0913  # the sign, its name, what it shows
        self, marquee: Sign, stop: threading.Event, *, device: str = "marquee", channels: frozenset[str] = EVERYTHING,
        translations: Sequence[str] = (), clock: Clock = SYSTEM,
    ) -> None:  # fmt: skip
        self.device = device
        super().__init__(stop, clock=clock)
        self._marquee = marquee
        self._channels, self._translations = channels, translations
        self._lamps: Lamps | None = None
        self._showings = ShowingLog(device)
        self._verified_s = 0.0
        self._shortfalls: tuple[object, ...] = ()

    def serve(self) -> None:
        """Keep the sign true until the line breaks or `stop` is set."""
        ear = signals.subscribe("hall", "announcements")
        try:
            self._forget()
            self._showings.forget()
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
        """Make the sign agree; returns whether to look again soon: a call stands there, or not everything has arrived."""
        now = self.clock.now()
        programme = wanted(now, self._channels, self._translations)
        report = self._marquee.show(programme, local(now))
        self._light(lamps_wanted(now, programme))
        self._note(programme)
        lost = tuple(one for one in report.shortfalls if one.trouble.loses)
        if lost and lost != self._shortfalls:
            self.log.warning("the sign cannot show everything: %s", "; ".join(str(one) for one in lost))
        self._shortfalls = lost
        if time.monotonic() - self._verified_s >= VERIFY_EACH_S:
            self._verify()
        return programme.call is not None or report.waiting

    def _light(self, lamps: Lamps | None) -> None:
        """Make the lamps agree, where the office says anything about them; what they have is said once."""
        if lamps is None or lamps == self._lamps:
            return
        before = self._lamps or Lamps(percent=None, dark=not lamps.dark)
        if lamps.percent is not None and lamps.percent != before.percent:
            self._marquee.set_brightness(lamps.percent)
        if lamps.dark != before.dark:
            self._marquee.set_dark(dark=lamps.dark)
        self._lamps = lamps

    def _note(self, programme: Programme) -> None:
        """Write into the log what has changed; a log that cannot be written keeps nobody from reading the sign."""
        try:
            self._showings.note(shown_pages(programme, dark=self._lamps is not None and self._lamps.dark), clock=self.clock)
        except DatabaseError as error:
            self.log.warning("what is shown could not be noted: %s", error)

    def _forget(self) -> None:
        """Take nothing for known about the sign, its lamps included."""
        self._marquee.forget()
        self._lamps = None

    def _verify(self) -> None:
        if not self._marquee.verify():
            self.log.warning("the sign no longer holds what was shown: sending it again")
            self._forget()
            now = self.clock.now()
            programme = wanted(now, self._channels, self._translations)
            self._marquee.show(programme, local(now))
            self._light(lamps_wanted(now, programme))
        self._verified_s = time.monotonic()
        self.well(warning="sign_shortfall" if self._shortfalls else "")
