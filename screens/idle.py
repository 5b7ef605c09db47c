"""When nobody touches: ask, clear, and invite.  Pure; time is handed in.

45 s without a touch: ask whether more time is needed; 15 s later everything is cleared.  On home nothing is asked:
after 30 s the invitation shows.  While something runs that the visitor waits for, nothing happens.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

INVITE_S = 30.0


class Idle(StrEnum):
    """What the quiet asks for."""

    NOTHING = "nothing"
    ASK = "ask"
    CLEAR = "clear"
    INVITE = "invite"


@dataclass
class IdleClock:
    """Counts the quiet since the last touch, in seconds of a monotonic clock."""

    ask_s: float
    clear_s: float
    quiet_since: float = 0.0

    def touched(self, now: float) -> None:
        """Start counting anew."""
        self.quiet_since = now

    def left_s(self, now: float) -> float:
        """Return how long until everything is cleared."""
        return max(0.0, self.quiet_since + self.ask_s + self.clear_s - now)

    def tick(self, now: float, *, at_home: bool, held: bool) -> Idle:
        """Say what is due at `now`; while `held`, the count stands at zero."""
        if held:
            self.quiet_since = now
            return Idle.NOTHING
        quiet = now - self.quiet_since
        if at_home:
            return Idle.INVITE if quiet >= INVITE_S else Idle.NOTHING
        if quiet >= self.ask_s + self.clear_s:
            return Idle.CLEAR
        return Idle.ASK if quiet >= self.ask_s else Idle.NOTHING
