"""Opening hours: is the office open, does the machine still give numbers, when does the door open next.  Pure.

All wall-clock times are those of the office's zone.  An office that has not told any hours is open always: a machine
must not turn people away because nobody filled in a table.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from kiosk.clock import TAIPEI, local

if TYPE_CHECKING:
    from collections.abc import Mapping

LOOK_AHEAD_DAYS = 60
WEEK = 7


@dataclass(frozen=True, order=True)
class Span:
    """From the minute the door opens to the minute it closes."""

    opens: time
    closes: time

    def __str__(self) -> str:
        """Return 08:00-12:00."""
        return f"{self.opens:%H:%M}-{self.closes:%H:%M}"


@dataclass(frozen=True)
class Row:
    """Weekdays in a row that have the same hours; 0 is Monday, `spans` is empty for a closed day."""

    first: int
    last: int
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Hours:
    """A week's hours, Monday first; `noon` is the flexible service of every day that is open before and after it.

    `days` are those that are not as their weekday is: the government's calendar, an evening of longer hours, a typhoon.
    """

    week: tuple[tuple[Span, ...], ...] = ((),) * WEEK
    noon: Span | None = None
    holidays: frozenset[date] = field(default_factory=frozenset)
    last_number: timedelta = timedelta(0)
    days: Mapping[date, tuple[Span, ...]] = field(default_factory=dict)

    @property
    def told(self) -> bool:
        """Say whether the office has told any hours."""
        return any(self.week)

    def rows(self) -> tuple[Row, ...]:
        """Return the week as a door sign writes it: days in a row with the same hours together."""
        days = groupby(range(WEEK), key=lambda day: self.week[day])
        return tuple(Row(run[0], run[-1], spans) for spans, group in days if (run := list(group)))

    def is_open(self, now: datetime) -> bool:
        """Say whether the office is open at `now`."""
        return self._always(now) or self._run(now) is not None

    def opens_on(self, day: date) -> bool:
        """Say whether the office opens at all on `day`."""
        return not self.told or bool(self._spans(day))

    def takes_numbers(self, now: datetime) -> bool:
        """Say whether a number taken at `now` will still be served today."""
        if self._always(now):
            return True
        run = self._run(now)
        return run is not None and now < run[1] - self.last_number

    def run(self, now: datetime) -> tuple[datetime, datetime] | None:
        """Return when the door that is open at `now` opened and when it closes; None where it is closed or untold."""
        return self._run(now)

    def spans_of(self, day: date) -> tuple[Span, ...]:
        """Return the sessions of a day, with its noon service."""
        return self._spans(day)

    def last_number_at(self, now: datetime) -> datetime | None:
        """Return until when numbers are given in the session that runs, None where none runs."""
        run = self._run(now)
        return run[1] - self.last_number if run is not None else None

    def next_opening(self, now: datetime) -> datetime | None:
        """Return when the office opens next after `now`; None where it never does, or not within two months."""
        return next((opens for opens, _ in self._runs(local(now).date(), LOOK_AHEAD_DAYS) if opens > now), None)

    def closed_since(self, now: datetime) -> datetime | None:
        """Return when the office closed before `now`; None where it has not within two months."""
        past = self._runs(local(now).date() - timedelta(days=LOOK_AHEAD_DAYS), LOOK_AHEAD_DAYS + 1)
        return max((closes for _, closes in past if closes <= now), default=None)

    def rests(self, now: datetime, *, after: timedelta, before: timedelta) -> bool:
        """Say whether nobody is expected: the office is closed, for `after` already and for `before` still."""
        if self.is_open(now):
            return False
        since, opens = self.closed_since(now), self.next_opening(now)
        return (since is None or now - since >= after) and (opens is None or opens - now > before)

    # ---- inside --------------------------------------------------------------------------------------------------
    def _always(self, now: datetime) -> bool:
        return not self.told and local(now).date() not in self.days

    def _run(self, now: datetime) -> tuple[datetime, datetime] | None:
        return next((run for run in self._runs(local(now).date(), 1) if run[0] <= now < run[1]), None)

    def _runs(self, first: date, days: int) -> list[tuple[datetime, datetime]]:
        """Return when the door opens and closes, from `first` on; sessions without a break between them are one."""
        runs: list[tuple[datetime, datetime]] = []
        for day in (first + timedelta(days=n) for n in range(days)):
            for span in self._spans(day):
                opens, closes = (datetime.combine(day, at, TAIPEI) for at in (span.opens, span.closes))
                if runs and opens <= runs[-1][1]:
                    runs[-1] = (runs[-1][0], max(runs[-1][1], closes))
                else:
                    runs.append((opens, closes))
        return runs

    def _spans(self, day: date) -> tuple[Span, ...]:
        if day in self.days:
            return self.days[day]
        spans = () if day in self.holidays else self.week[day.weekday()]
        through_noon = self.noon is not None and len(spans) > 1 and spans[0].closes <= self.noon.opens
        return tuple(sorted((*spans, self.noon))) if through_noon and self.noon is not None else spans


def parse_spans(text: str) -> tuple[Span, ...]:
    """Read "08:00-12:00, 13:30-17:30"; raises `ValueError` with the remedy."""
    spans = tuple(_span(part.strip()) for part in text.split(",") if part.strip())
    for before, after in pairwise(spans):
        if after.opens < before.closes:
            raise ValueError(f"{after} begins before {before} has ended: write the sessions of a day in their order")
    return spans


def _span(text: str) -> Span:
    opens, dash, closes = text.partition("-")
    try:
        span = Span(time.fromisoformat(opens.strip()), time.fromisoformat(closes.strip()))
    except ValueError:
        raise ValueError(f'{text!r} is no session: write it as "08:00-12:00", several with a comma between') from None
    if not dash or span.closes <= span.opens:
        raise ValueError(f"{text!r} ends before it begins: write the earlier time first")
    return span
