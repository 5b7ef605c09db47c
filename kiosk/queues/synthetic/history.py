"""Fills the database with invented years that end yesterday, month by month."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from django.db import connection, transaction

from kiosk.queues.models import Case, Sequence, Shift, Ticket, TicketEvent
from kiosk.queues.policies import load_points
from kiosk.queues.synthetic import bulk, rows
from kiosk.queues.synthetic.people import AFTERNOON_S, CLOSES_S, NOON_S, OPENS_S, visitors
from kiosk.queues.synthetic.plain import PlainChooser
from kiosk.queues.synthetic.play import Open, play

if TYPE_CHECKING:
    from collections.abc import Iterator

VISITORS, COUNTERS, AT_NOON = 600, 8, 4
CLERKS = ("chen", "lin", "wang", "chang", "liu", "huang", "tsai", "yang", "hsu")
SATURDAY = 5


def months(years: int, yesterday: date) -> list[date]:
    """Return the first days of the months to fill, the oldest first."""
    first = yesterday.year * 12 + yesterday.month - 1 - 12 * years + 1
    return [date(n // 12, n % 12 + 1, 1) for n in range(first, first + 12 * years)]


def fill(years: int, yesterday: date, *, seed: int = 1, per_day: int = VISITORS) -> Iterator[tuple[date, int]]:
    """Write month after month, each in one transaction; yields the month and how many tickets it had."""
    rng = Random(seed)  # noqa: S311  # invented people, no secret
    zone = "+00" if connection.vendor == "postgresql" else ""
    for month in months(years, yesterday):
        days = [one for one in _days_of(month) if one <= yesterday and one.weekday() < SATURDAY]
        with transaction.atomic():
            writer = rows.DayWriter(bulk.last_id(Ticket) + 1, load_points(), rng, zone=zone)
            for day in days:
                _day(writer, day, rng, per_day)
            _write(writer.rows)
        yield month, len(writer.rows.tickets)
    bulk.go_on_after(Ticket, TicketEvent, Case, Shift, Sequence)
    bulk.tell_the_planner()


def times(counters: int = COUNTERS, at_noon: int = AT_NOON) -> list[Open]:
    """Return when the counters serve: all of them morning and afternoon, half of them through noon."""
    through = [Open(n, OPENS_S, CLOSES_S) for n in range(1, at_noon + 1)]
    others = range(at_noon + 1, counters + 1)
    return [*through, *(Open(n, *span) for n in others for span in ((OPENS_S, NOON_S), (AFTERNOON_S, CLOSES_S)))]


def _day(writer: rows.DayWriter, day: date, rng: Random, per_day: int) -> None:
    busy = rng.uniform(0.85, 1.15)
    seats = rng.sample(CLERKS, COUNTERS)  # one of them has a day off
    opened = times()
    visits = play(visitors(rng, round(per_day * busy)), opened, PlainChooser())
    writer.add(day, visits, opened, dict(enumerate(seats, start=1)))


def _days_of(month: date) -> list[date]:
    following = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return [month + timedelta(days=n) for n in range((following - month).days)]


def _write(found: rows.Rows) -> None:
    bulk.write(Ticket, rows.TICKET, found.tickets)
    bulk.write(TicketEvent, rows.EVENT, found.events)
    bulk.write(Case, rows.CASE, found.cases)
    bulk.write(Shift, rows.SHIFT, found.shifts)
    bulk.write(Sequence, rows.SEQUENCE, found.sequences)
