"""When a number has lapsed: three calls, far enough apart that somebody could have come."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

MAX_CALLS = 20


def counted_calls(called: Iterable[datetime], *, apart_s: float) -> tuple[int, datetime | None]:
    """Return how many of the calls count, and when the last one that does was made.

    A call that comes sooner than `apart_s` after the one that counted before it is heard, but does not bring the number
    nearer to lapsing: two presses in a hurry must not cost somebody their place.
    """
    count, last = 0, None
    for moment in sorted(called):
        if last is None or moment - last >= timedelta(seconds=apart_s):
            count, last = count + 1, moment
    return count, last


def lapses_at(
    called: Iterable[datetime], *, calls_wanted: int, apart_s: float
) -> tuple[int, datetime | None]:
    """Return how many calls are still wanted before a number lapses, and from when it may (None while calls are wanted)."""
    count, last = counted_calls(called, apart_s=apart_s)
    wanted = max(0, calls_wanted - count)
    return wanted, None if wanted or last is None else last + timedelta(seconds=apart_s)
