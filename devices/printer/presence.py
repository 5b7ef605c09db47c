"""Whether the printer was on all the while that a slip was on its way.

Switched off and on, it has forgotten what it held, finds nothing wrong and prints what the line still brings, up to the
fence.  The questions that stand along the slip (`job`) give that away while one of them is in its buffer.  Where the
buffer was nearly empty, it is found out by

* its own word, the power-on notice 3B 31 00 (Epson, memory switch 1-1; off as delivered);
* a memory that is gone: asked, it says that its cover is closed, but its last report by itself (GS a, which a switch
  resets) still says "open";
* its silence: a question (DLE EOT) from before the fence that was not answered before it, or nothing heard for longer
  than a busy printer is silent.  Only lines that stay up without the device are watched for that
  (`Transport.feels_power`); and only while no trouble is known: with an open cover some printers do not speak at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devices.printer.job import SLOWEST_BYTES_S

if TYPE_CHECKING:
    from collections.abc import Callable

    from devices.printer.conversation import Conversation
    from devices.printer.job import Job

LATE_S = 1.5
"""A printer that is on answers sooner, once it has the question; switched off and on it needs longer."""
COUNTED_S = 0.1
"""A look that took longer than this was our own delay, not the printer's."""


class Presence:
    """Watches over `talk` whether the printer is there, for one slip that begins now.

    `is_silent`: it has said nothing for so long that it may be dead.
    """

    def __init__(self, talk: Conversation, monotonic: Callable[[], float]) -> None:
        self._talk, self._monotonic = talk, monotonic
        self._counts_silence = not talk.transport.feels_power
        self._began_s = self._noted_s = monotonic()
        self._quiet_s = 0.0
        self.is_silent = False
        self._fell_silent = False
        self._heard, self._missed, self._power_ons = talk.heard, talk.missed, talk.power_ons
        self._passed_bytes, self._pace_bytes_s = 0, float(SLOWEST_BYTES_S)
        talk.reports_trouble = False

    def note(self, job: Job, *, trouble: bool) -> None:
        """Count how long nothing has been heard; after each look for answers."""
        now = self._monotonic()
        waited_s, self._noted_s = min(now - self._noted_s, COUNTED_S), now
        if trouble:
            self._missed = self._talk.missed
        if trouble or self._talk.heard != self._heard:
            self._heard, self._quiet_s = self._talk.heard, 0.0
            self._learn_pace(job, now)
        else:
            self._quiet_s += waited_s
        ahead_bytes = job.sent_bytes - self._passed_bytes
        self.is_silent = self._quiet_s > LATE_S + ahead_bytes / self._pace_bytes_s
        self._fell_silent |= self.is_silent

    def was_off(self, job: Job) -> str:
        """Say by what the printer has shown that its power was off; "" when it was there, as far as it can tell."""
        if self._talk.power_ons != self._power_ons:
            return "it said that it had been switched on"
        if self._talk.reports_trouble and self._talk.status.trouble is None:
            return "it forgot that it was to report changes"
        if self._counts_silence and (self._fell_silent or self._missed_a_question(job)):
            return "it was silent"
        return ""

    def _missed_a_question(self, job: Job) -> bool:
        asked_s = self._talk.open_since_s
        before_the_fence = asked_s is not None and asked_s < job.progress_at  # when the last bytes, the fence, had gone
        return before_the_fence or self._talk.missed > self._missed

    def _learn_pace(self, job: Job, now: float) -> None:
        """Note how much the printer has worked off, and how fast: what still stands before a question takes as long."""
        passed_bytes = job.passed_bytes(self._talk.queued_open)
        if passed_bytes != self._passed_bytes:
            self._passed_bytes = passed_bytes
            self._pace_bytes_s = max(SLOWEST_BYTES_S, passed_bytes / max(now - self._began_s, COUNTED_S))
