"""Takes the government's yearly calendar in as data: years that stand in the file are replaced, others stay."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from kiosk import signals
from kiosk.clock import SYSTEM, Clock, day_of
from kiosk.errors import ContentError, Refused
from kiosk.queues.models import CalendarDay
from kiosk.queues.rules.calendar import BadCalendar, decode, parse
from kiosk.staff import audit

if TYPE_CHECKING:
    from pathlib import Path

SATURDAY = 5
NEXT_FROM = 11  # the month in which the next year's calendar is needed for bookings and periods


@dataclass(frozen=True)
class CalendarLoaded:
    """What was taken in: days by year, working days off, and weekends that are worked."""

    years: tuple[int, ...]
    days: int
    holidays: int
    worked_weekends: int

    def __str__(self) -> str:
        """Return the numbers in one line."""
        years = ", ".join(map(str, self.years))
        return f"{years}: {self.days} days, {self.holidays} weekdays off, {self.worked_weekends} weekend days worked"


@dataclass(frozen=True)
class CalendarYear:
    """A year that was taken in, from which file, when, and its days off other than ordinary weekends, with their names."""

    year: int
    days: int
    source: str
    loaded_at: datetime
    named: tuple[tuple[date, bool, str], ...]


def load_holidays(*, path: Path, by: str, clock: Clock = SYSTEM) -> CalendarLoaded:
    """Take in the calendar file at `path`; raises `ContentError` with line and remedy, and then nothing has changed."""
    try:
        return _take_in(path.read_bytes(), path.name, by, clock)
    except OSError as error:
        raise ContentError(f"{path}: {error.strerror}. Name the calendar's CSV file.") from error
    except BadCalendar as error:
        raise ContentError(f"{path}: {error}") from error


def take_calendar(*, raw: bytes, name: str, by: str, clock: Clock = SYSTEM) -> CalendarLoaded:
    """Take in the bytes of the calendar file `name`; raises `Refused` saying what is wrong where, and changes nothing then."""
    try:
        return _take_in(raw, name, by, clock)
    except BadCalendar as fault:
        raise Refused(fault.key, **fault.values) from fault


def calendar_years() -> tuple[CalendarYear, ...]:
    """Return the years that were taken in, the latest first."""
    years: dict[int, list[CalendarDay]] = {}
    for one in CalendarDay.objects.order_by("day"):
        years.setdefault(one.day.year, []).append(one)
    return tuple(
        CalendarYear(
            year, len(days), days[-1].source, days[-1].loaded_at,
            tuple((one.day, one.works, one.note) for one in days if one.works != (one.day.weekday() < SATURDAY) or one.note),
        )
        for year, days in sorted(years.items(), reverse=True)
    )  # fmt: skip


def missing_years(*, clock: Clock = SYSTEM) -> tuple[int, ...]:
    """Return the years whose calendar the office needs by now and has not taken in: this one, from November on the next."""
    today = day_of(clock.now())
    wanted = (today.year, today.year + 1) if today.month >= NEXT_FROM else (today.year,)
    return tuple(
        year for year in wanted if not CalendarDay.objects.filter(day__range=(date(year, 1, 1), date(year, 12, 31))).exists()
    )


def _take_in(raw: bytes, name: str, by: str, clock: Clock) -> CalendarLoaded:
    days = parse(decode(raw))
    source = name.replace("\0", "")[:120]
    years = tuple(sorted({one.day.year for one in days}))
    with transaction.atomic():
        for year in years:
            CalendarDay.objects.filter(day__range=(date(year, 1, 1), date(year, 12, 31))).delete()
        CalendarDay.objects.bulk_create(
            CalendarDay(day=one.day, works=one.works, note=one.note, source=source, loaded_at=clock.now())
            for one in days
        )
        audit.record(actor=by, action="queue.calendar", subject=source, clock=clock, days=len(days))
        signals.wake("hall")
    weekday_off = sum(not one.works and one.day.weekday() < SATURDAY for one in days)
    worked = sum(one.works and one.day.weekday() >= SATURDAY for one in days)
    return CalendarLoaded(years, len(days), weekday_off, worked)
