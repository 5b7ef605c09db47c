"""A hall lives through an invented day.  Pure: no database, no clock; how it chooses and what it forecasts are handed in."""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kiosk.queues.synthetic.people import Visitor

CALL_APART_S = 25
CALLS = 3
NOTED_S = 5  # from the end of one case to the call of the next


@dataclass(slots=True)
class Visit:
    """What became of a visitor; moments are seconds of the local day, None where it did not happen."""

    visitor: Visitor
    order: int
    people_ahead: int
    forecast: tuple[int, int] | None
    counter: int | None = None
    called_s: int | None = None
    calls: int = 0
    served_s: int | None = None
    ended_s: int | None = None
    state: str = "waiting"


@dataclass(frozen=True, slots=True)
class Open:
    """A counter's time of service."""

    counter: int
    from_s: int
    to_s: int


@dataclass
class HallState:
    """What can be seen in the hall at one moment."""

    waiting: list[Visit] = field(default_factory=list)
    open: set[int] = field(default_factory=set)
    busy: dict[int, Visit] = field(default_factory=dict)


class Chooser(Protocol):
    """Chooses the next visit of those who wait, and hears what has ended."""

    def forecast(self, hall: HallState, visitor: Visitor) -> tuple[int, int] | None:
        """Return the range in minutes that a newcomer is told."""

    def choose(self, hall: HallState, counter: int, now_s: int) -> Visit:
        """Return one of those who wait; there is at least one."""

    def ended(self, visit: Visit) -> None:
        """Hear that a visit is over."""


_ARRIVES, _OPENS, _SHUTS, _FREE = 0, 1, 2, 3


def play(people: Sequence[Visitor], times: Iterable[Open], chooser: Chooser) -> list[Visit]:
    """Return every visit of a day, in the order of arrival; whoever has a number is served, also after closing."""
    hall, visits = HallState(), []
    agenda: list[tuple[int, int, int]] = [(one.at_s, _ARRIVES, at) for at, one in enumerate(people)]
    for one in times:
        agenda += [(one.from_s, _OPENS, one.counter), (one.to_s, _SHUTS, one.counter)]
    heapq.heapify(agenda)
    while agenda:
        now_s, what, which = heapq.heappop(agenda)
        if what == _ARRIVES:
            visits.append(_arrive(hall, people[which], which, chooser))
        elif what == _OPENS:
            hall.open.add(which)
        elif what == _SHUTS and len(hall.open) > 1:
            hall.open.discard(which)  # the last counter stays while anybody waits
        elif what == _FREE:
            chooser.ended(hall.busy.pop(which))
        for counter in sorted(hall.open - hall.busy.keys()):
            if not hall.waiting:
                break
            visit = chooser.choose(hall, counter, now_s)
            hall.waiting.remove(visit)
            free_s = _serve(visit, counter, now_s)
            if visit.state == "cancelled":
                continue
            hall.busy[counter] = visit
            heapq.heappush(agenda, (free_s + NOTED_S, _FREE, counter))
    return visits


def _arrive(hall: HallState, visitor: Visitor, order: int, chooser: Chooser) -> Visit:
    visit = Visit(visitor, order, len(hall.waiting), chooser.forecast(hall, visitor))
    hall.waiting.append(visit)
    return visit


def _serve(visit: Visit, counter: int, now_s: int) -> int:
    """Write down what happens at the counter; returns when it is free again."""
    if visit.visitor.fate == "gives_up" and now_s - visit.visitor.at_s > 300:
        visit.state, visit.ended_s = "cancelled", max(visit.visitor.at_s + 300, now_s - 60)
        return now_s
    visit.counter, visit.called_s = counter, now_s
    if visit.visitor.fate == "no_show":
        visit.calls, visit.state, visit.ended_s = CALLS, "no_show", now_s + CALLS * CALL_APART_S
        return visit.ended_s
    visit.calls = 1 if visit.visitor.walk_s < CALL_APART_S else 2
    visit.served_s = now_s + visit.visitor.walk_s
    visit.state, visit.ended_s = "done", visit.served_s + visit.visitor.work_s
    return visit.ended_s
