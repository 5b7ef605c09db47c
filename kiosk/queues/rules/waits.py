"""How long somebody will wait, as a range, and when another counter should open.

The work ahead is the sum of what the people ahead will take, from the mean of the last cases of their classes: the sum of
medians would fall short, since a few cases take very long.  What is not known is how long each of them really takes, so the
range grows with the root of their number; it is cut to steps of five minutes, outwards.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

ROUND_TO_MIN = 5
SPREADS = 1.28  # so many standard deviations to both sides; measured by `kiosk bench queue` on synthetic days


@dataclass(frozen=True)
class WaitRange:
    """How long somebody will probably wait, in minutes."""

    low_min: int
    high_min: int

    def holds(self, minutes: float) -> bool:
        """Tell whether a wait of so many minutes was what the range had said."""
        return self.low_min <= minutes <= self.high_min


@dataclass(frozen=True)
class Work:
    """What stands between somebody and a counter: expected minutes of counter time, and their variance (minutes squared)."""

    minutes: float = 0.0
    variance: float = 0.0

    def __add__(self, other: Work) -> Work:
        """Return both together; cases know nothing of each other."""
        return Work(self.minutes + other.minutes, self.variance + other.variance)

    def times(self, count: float) -> Work:
        """Return so many cases like this one."""
        return Work(self.minutes * count, self.variance * count)


def wait_range(*, work: Work, open_counters: int) -> WaitRange | None:
    """Return the expected wait behind `work` shared by `open_counters`; None where no counter is open."""
    if open_counters <= 0:
        return None
    middle = work.minutes / open_counters
    spread = SPREADS * math.sqrt(work.variance) / open_counters
    low = max(0, math.floor((middle - spread) / ROUND_TO_MIN)) * ROUND_TO_MIN
    high = math.ceil((middle + spread) / ROUND_TO_MIN) * ROUND_TO_MIN
    return WaitRange(low, max(high, low + ROUND_TO_MIN))


def counters_wanted(*, work: Work, open_counters: int, all_counters: int, limit_min: float) -> int:
    """Return how many counters should be open so that a newcomer waits at most `limit_min`; never fewer than now."""
    enough = math.ceil(work.minutes / limit_min) if work.minutes > 0 else 0
    return min(all_counters, max(open_counters, enough))
