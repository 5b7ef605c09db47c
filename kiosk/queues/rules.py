"""The queue's rules: pure, so that tables and properties can hold them.

Source: the domain's conventions for tickets and priority: a class letter and at least three digits; self-declared priority
goes first, but at most one call in three per class and never more than two in a row at a counter, as long as somebody is made
to wait by that: a share that no ordinary ticket of the class profits from would only let its priority tickets wait for ever.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

ROUND_TO_MIN = 5
LONG_WAIT_MIN = 30  # the further away, the wider the range
PRIORITY_SHARE = 3  # at most one priority call among so many of a class
PRIORITY_IN_A_ROW = 2  # and at most so many in a row at one counter


@dataclass(frozen=True)
class WaitRange:
    """How long somebody will probably wait, in minutes."""

    low_min: int
    high_min: int


@dataclass(frozen=True)
class Waiting:
    """A ticket that waits to be called."""

    ticket_id: int
    letter: str
    priority: bool
    taken_at: datetime


def label(letter: str, number: int) -> str:
    """Return the number as people read it: A001 ... A999, A1000."""
    return f"{letter}{number:03}"


def name_and_detail(wording: str) -> tuple[str, str]:
    """Split 戶籍登記（出生、結婚、遷徙） into its name and what stands in the brackets at its end (empty without)."""
    found = re.fullmatch(r"(.+?)\s*[（(]([^（(]+)[）)]", wording)
    return (found[1], found[2]) if found else (wording, "")


def wait_range(*, minutes_ahead: float, open_counters: int) -> WaitRange | None:
    """Return the expected wait in steps of five minutes; None where no counter is open.

    `minutes_ahead` is the work of everybody who waits, in counter minutes: every counter serves every class.  The lower end
    takes the cases now at the counters to be nearly done, the upper end that they have just begun.
    """
    if open_counters <= 0:
        return None
    low = math.floor(minutes_ahead / open_counters / ROUND_TO_MIN) * ROUND_TO_MIN
    return WaitRange(low, low + ROUND_TO_MIN * (1 if low < LONG_WAIT_MIN else 2))


def choose_next(
    waiting: Sequence[Waiting], *, recent_of_class: dict[str, Sequence[bool]], recent_here: Sequence[bool]
) -> Waiting | None:
    """Return whom to call: the longest waiting, a priority ticket first where its share allows.

    `recent_of_class` gives, per class letter, whether each of the last calls was a priority ticket, newest first;
    `recent_here` the same for this counter.
    """
    by_time = sorted(waiting, key=lambda one: (one.taken_at, one.ticket_id))
    ordinary = [one for one in by_time if not one.priority]
    made_to_wait = {one.letter for one in ordinary}
    shares = {letter: calls for letter, calls in recent_of_class.items() if letter in made_to_wait}
    allowed = [one for one in by_time if one.priority and _priority_may(one, shares, recent_here)]
    return next(iter(allowed or ordinary or by_time), None)


def _priority_may(one: Waiting, recent_of_class: dict[str, Sequence[bool]], recent_here: Sequence[bool]) -> bool:
    in_class = any(list(recent_of_class.get(one.letter, ()))[: PRIORITY_SHARE - 1])
    last_here = list(recent_here)[:PRIORITY_IN_A_ROW]
    return not in_class and not (len(last_here) == PRIORITY_IN_A_ROW and all(last_here))
