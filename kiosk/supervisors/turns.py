"""Whose turn it is to be called by the voice: calls one after the other, each once more a while after it ended.  Pure.

What is due first is said first, so a call that comes while others are repeated is not kept back long.  A number that is called
again while its call still waits is said once, as the newer call.  What was called while nobody looked (a start, an outage) is
not made up for: those people have seen the board or asked at the counter.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from kiosk.queues.answers import CallView

OUTAGE_S = 10.0  # after so long without a look, what is new then was missed
REPEAT_WITHIN_S = 60.0  # a repeat that comes later than this helps nobody


@dataclass(frozen=True)
class Turn:
    """One call to be said at `due_s` of a running clock; `repeat` where it is said for the second time."""

    call: CallView
    due_s: float
    repeat: bool = False


class Turns:
    """Takes the hall's calls as often as they are read; gives the one to say."""

    def __init__(self, repeat_after_s: float) -> None:
        self._repeat_after_s = repeat_after_s
        self._waiting: list[Turn] = []
        self._seen: frozenset[tuple[int, datetime]] = frozenset()
        self._looked_s = float("-inf")

    def feed(self, calls: Iterable[CallView], now_s: float) -> None:
        """Take the calls of the last minute or so, in any order."""
        calls = sorted(calls, key=lambda call: (call.called_at, call.ticket_id))
        missed = now_s - self._looked_s > OUTAGE_S
        for call in calls:
            if not missed and _name(call) not in self._seen:
                self._waiting = [turn for turn in self._waiting if turn.call.ticket_id != call.ticket_id]
                self._waiting.append(Turn(call, now_s))
        self._seen, self._looked_s = frozenset(map(_name, calls)), now_s

    def next(self, now_s: float, wanted: Callable[[Turn], bool]) -> Turn | None:
        """Take out and return the turn that is due, if any; those that are not `wanted` any more are dropped."""
        for turn in sorted(self._waiting, key=lambda one: one.due_s):
            if turn.due_s > now_s:
                return None
            self._waiting.remove(turn)
            late = turn.repeat and now_s - turn.due_s > REPEAT_WITHIN_S
            if not late and wanted(turn):
                return turn
        return None

    def said(self, turn: Turn, now_s: float) -> None:
        """Take note that a turn has just ended: it comes once more, unless the number has been called anew meanwhile."""
        again = any(one.call.ticket_id == turn.call.ticket_id for one in self._waiting)
        if not turn.repeat and self._repeat_after_s and not again:
            self._waiting.append(Turn(turn.call, now_s + self._repeat_after_s, repeat=True))


def _name(call: CallView) -> tuple[int, datetime]:
    return call.ticket_id, call.called_at
