"""Turns an invented day into rows: tickets, their steps, their cases, the clerks' shifts, the day's sequences."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kiosk.queues.rules.labels import label
from kiosk.queues.synthetic.people import AFTERNOON_S, HOUR, NOON_S

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

    from kiosk.queues.rules.points import PointsTable
    from kiosk.queues.synthetic.bulk import Row
    from kiosk.queues.synthetic.play import Open, Visit

TICKET = (
    "id", "letter", "number", "day", "label", "language", "priority", "state", "request_id", "token", "people_ahead",
    "wait_low_min", "wait_high_min", "taken_at", "origin", "session", "queue", "queued_at", "others_first", "to_clerk",
    "counter", "clerk", "called_at", "last_call_at", "calls", "served_at", "ended_at", "waiting_s", "walking_s", "serving_s",
)  # fmt: skip
EVENT = ("ticket_id", "kind", "at", "counter", "by", "reason")
CASE = (
    "ticket_id", "day", "counter", "clerk", "case_type", "quantity", "points", "at", "corrected_at", "corrected_by", "fault",
)  # fmt: skip
SHIFT = ("counter", "clerk", "day", "opened_at", "closed_at")
SEQUENCE = ("letter", "day", "last", "given")

ZONE_S = 8 * HOUR
CORRECTED = 0.004
KIOSK, REVIEWER = "大廳 1 號機", "reviewer"
_CLOCK = [f" {s // 3600:02}:{s // 60 % 60:02}:{s % 60:02}" for s in range(24 * HOUR)]


@dataclass
class Rows:
    """Rows of one or more days, ready to be written."""

    tickets: list[Row] = field(default_factory=list)
    events: list[Row] = field(default_factory=list)
    cases: list[Row] = field(default_factory=list)
    shifts: list[Row] = field(default_factory=list)
    sequences: list[Row] = field(default_factory=list)


class DayWriter:
    """Adds days to `rows`; `next_id` is the primary key of the next ticket."""

    def __init__(self, next_id: int, table: PointsTable, rng: Random, *, zone: str) -> None:
        self.rows, self.next_id = Rows(), next_id
        self._rng, self._zone = rng, zone
        self._cases = {
            letter: [one for one in table.types.values() if one.letter == letter] for letter in "ABCDEFG"
        }

    def add(self, day: date, visits: Iterable[Visit], times: Iterable[Open], clerks: dict[int, str]) -> None:
        """Add one day; `clerks` tells who sits at which counter."""
        at, last = _Moments(day, self._zone), dict[str, int]()
        for visit in visits:
            letter = visit.visitor.letter
            last[letter] = last.get(letter, 0) + 1
            self._visit(day.isoformat(), visit, last[letter], at, clerks.get(visit.counter or 0, ""))
        self.rows.sequences += [(letter, day.isoformat(), n, n) for letter, n in last.items()]
        self.rows.shifts += [
            (one.counter, clerks[one.counter], day.isoformat(), at(one.from_s), at(one.to_s)) for one in times
        ]

    def _visit(self, day: str, visit: Visit, number: int, at: _Moments, clerk: str) -> None:
        one, key = visit.visitor, self.next_id
        self.next_id += 1
        called, ended = at.known(visit.called_s), at.known(visit.ended_s)
        again = visit.called_s + 25 * (visit.calls - 1) if visit.called_s is not None else None
        walked = max(0, visit.served_s - (again or 0)) if visit.served_s is not None else None
        low, high = visit.forecast or (None, None)
        self.rows.tickets.append((
            key, one.letter, number, day, label(one.letter, number), one.language, one.priority, visit.state,
            f"{key:032x}", f"s{key:027x}", visit.people_ahead, low, high, at(one.at_s), "kiosk",
            "noon_flex" if NOON_S <= one.at_s < AFTERNOON_S else "normal", one.letter, at(one.at_s), 0, "", visit.counter,
            clerk, called, at.known(again), visit.calls, at.known(visit.served_s), ended,
            None if visit.called_s is None else visit.called_s - one.at_s, walked,
            None if visit.served_s is None or visit.ended_s is None else visit.ended_s - visit.served_s,
        ))  # fmt: skip
        self._steps(key, visit, at, clerk)
        if visit.state == "done":
            self._case(key, day, visit, at, clerk)

    def _steps(self, key: int, visit: Visit, at: _Moments, clerk: str) -> None:
        add, counter = self.rows.events.append, visit.counter
        add((key, "taken", at(visit.visitor.at_s), None, KIOSK, ""))
        if visit.called_s is not None:
            add((key, "called", at(visit.called_s), counter, clerk, "longest"))
            for n in range(1, visit.calls):
                add((key, "recalled", at(visit.called_s + 25 * n), counter, clerk, ""))
        if visit.served_s is not None:
            add((key, "serving", at(visit.served_s), counter, clerk, ""))
        if visit.ended_s is not None:
            add((key, visit.state, at(visit.ended_s), counter, clerk or KIOSK, ""))

    def _case(self, key: int, day: str, visit: Visit, at: _Moments, clerk: str) -> None:
        rng, kinds = self._rng, self._cases[visit.visitor.letter]
        kind = kinds[int(rng.random() * len(kinds))]
        quantity = 1 + int(rng.random() * 1.3)
        wrong = rng.random() < CORRECTED
        ended = at.known(visit.ended_s)
        self.rows.cases.append((
            key, day, visit.counter, clerk, kind.case_id, quantity, kind.points * quantity, ended,
            ended if wrong else None, REVIEWER if wrong else "", "漏列記事" if wrong else "",
        ))  # fmt: skip


class _Moments:
    """Writes seconds of a local day as the database keeps moments: in UTC, eight hours before."""

    def __init__(self, day: date, zone: str) -> None:
        self._days = [(day + timedelta(days=n)).isoformat() for n in (-1, 0)]
        self._zone = zone

    def __call__(self, seconds: int) -> str:
        """Return a moment of the day."""
        utc = seconds - ZONE_S
        return f"{self._days[utc >= 0]}{_CLOCK[utc % (24 * HOUR)]}{self._zone}"

    def known(self, seconds: int | None) -> str | None:
        """Return a moment that may not have come."""
        return None if seconds is None else self(seconds)
