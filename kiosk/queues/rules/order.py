"""Who is next.  A clerk presses "next" and cannot choose: this is the whole choice.

In this order:

1. who has waited longer than the limit, the longest first, booked ones from their hour on; where that is a priority ticket
   whose share is used up, an ordinary one of its class in its stead, so that its share comes free; so nobody starves, however
   many others keep coming;
2. who is meant for this very counter or clerk: transferred here, or back with the papers that were missing;
3. a booked slot whose hour has come;
4. a priority ticket, where its share allows: at most one call in three of its class, at most two in a row at a counter, as
   long as an ordinary ticket is made to wait by that (a share that nobody profits from would only let people wait);
5. the longest weighted wait of the ordinary tickets, then of the priority tickets whose share is used up;
6. who would be too early: a slot still to come, and a passed ticket before two others have been called.

A counter serves the classes it was given, by default all; a ticket whose class the office has meanwhile removed is served
by every counter, and one that was sent to a counter or clerk that is not there any more by anybody.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

PRIORITY_SHARE = 3  # at most one priority call among so many of a class
PRIORITY_IN_A_ROW = 2  # and at most so many in a row at one counter
AGEING_LIMIT = timedelta(minutes=20)
COMMON_WEIGHT = 100

Why = Literal["limit", "sent_here", "slot", "priority", "longest", "early"]


@dataclass(frozen=True)
class Waiting:
    """A ticket that waits to be called; `since` is when it joined the queue it is in."""

    ticket_id: int
    letter: str
    priority: bool
    since: datetime
    slot_at: datetime | None = None
    others_first: int = 0
    to_counter: int | None = None
    to_clerk: str = ""


@dataclass(frozen=True)
class Seat:
    """A counter that calls: its number, who sits there, and the classes it serves (None: all)."""

    counter: int
    clerk: str = ""
    letters: frozenset[str] | None = None

    def is_meant(self, one: Waiting) -> bool:
        """Tell whether a ticket was sent to this counter or to who sits here."""
        return one.to_counter == self.counter or bool(one.to_clerk and one.to_clerk == self.clerk)

    def serves(self, letter: str, known: Collection[str]) -> bool:
        """Tell whether tickets of a class are called here."""
        return self.letters is None or letter in self.letters or letter not in known


@dataclass(frozen=True)
class Chosen:
    """Whom to call, and by which of the steps above."""

    one: Waiting
    why: Why


@dataclass(frozen=True)
class Hall:
    """What the choice is made from, besides who waits.

    `recent_of_class` gives, per class letter, whether each of the last calls was a priority ticket, newest first;
    `recent_here` the same for this counter.  `known` are the letters of the office's classes, `weights` their weights in
    percent, `present` the counters and clerks that are there to be sent to.
    """

    now: datetime
    recent_of_class: Mapping[str, Sequence[bool]] = field(default_factory=dict)
    recent_here: Sequence[bool] = ()
    known: Collection[str] = ()
    weights: Mapping[str, int] = field(default_factory=dict)
    counters: Collection[int] = ()
    clerks: Collection[str] = ()
    limit: timedelta = AGEING_LIMIT


def choose_next(waiting: Iterable[Waiting], seat: Seat, hall: Hall) -> Chosen | None:
    """Return whom to call to `seat`, None where nobody waits for it."""
    mine = sorted((one for one in waiting if _may(one, seat, hall)), key=lambda one: (one.since, one.ticket_id))
    early = [one for one in mine if _is_early(one, hall.now)]
    ready = [one for one in mine if not _is_early(one, hall.now)]
    ordinary = [one for one in ready if not one.priority]
    made_to_wait = {one.letter for one in ordinary}
    allowed = [one for one in ready if one.priority and _share_allows(one, made_to_wait, hall)]
    booked = [one for one in ordinary if one.slot_at is not None]
    steps: tuple[tuple[Why, Waiting | None], ...] = (
        ("limit", _over_the_limit(ready, ordinary, allowed, hall)),
        ("sent_here", next((one for one in ready if seat.is_meant(one) and (not one.priority or one in allowed)), None)),
        ("slot", min(booked, key=_in_order, default=None)),
        ("priority", next(iter(allowed), None)),
        ("longest", _longest(ordinary, hall) or _longest(ready, hall)),
        ("early", min(early, key=lambda one: (one.others_first, _since(one), one.ticket_id), default=None)),
    )
    return next((Chosen(one, why) for why, one in steps if one is not None), None)


def _over_the_limit(
    ready: Sequence[Waiting], ordinary: Sequence[Waiting], allowed: Sequence[Waiting], hall: Hall
) -> Waiting | None:
    """Return who has waited longest and too long, or who is to be called so that its turn comes."""
    over = [one for one in ready if hall.now - _since(one) > hall.limit]
    longest = min(over, key=_in_order, default=None)
    if longest is None or not longest.priority or longest in allowed:
        return longest
    of_its_class = [one for one in ordinary if one.letter == longest.letter]
    return min(of_its_class or ordinary, key=_in_order, default=None)


def _in_order(one: Waiting) -> tuple[datetime, int]:
    return _since(one), one.ticket_id


def _may(one: Waiting, seat: Seat, hall: Hall) -> bool:
    if seat.is_meant(one):
        return True
    elsewhere = one.to_counter in hall.counters or one.to_clerk in hall.clerks
    return not elsewhere and seat.serves(one.letter, hall.known)


def _since(one: Waiting) -> datetime:
    """Return since when a ticket waits: a booked one from its hour on."""
    return one.since if one.slot_at is None else max(one.since, one.slot_at)


def _is_early(one: Waiting, now: datetime) -> bool:
    return one.others_first > 0 or (one.slot_at is not None and one.slot_at > now)


def _longest(some: Sequence[Waiting], hall: Hall) -> Waiting | None:
    def weighted(one: Waiting) -> tuple[float, int]:
        weight = hall.weights.get(one.letter, COMMON_WEIGHT)
        return -(hall.now - _since(one)).total_seconds() * weight, one.ticket_id

    return min(some, key=weighted, default=None)


def _share_allows(one: Waiting, made_to_wait: Collection[str], hall: Hall) -> bool:
    if not made_to_wait:
        return True
    in_class = one.letter in made_to_wait and any(
        list(hall.recent_of_class.get(one.letter, ()))[: PRIORITY_SHARE - 1]
    )
    last_here = list(hall.recent_here)[:PRIORITY_IN_A_ROW]
    return not in_class and not (len(last_here) == PRIORITY_IN_A_ROW and all(last_here))
