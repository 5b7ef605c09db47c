"""Takes the government's yearly calendar in as data: years that stand in the file are replaced, others stay."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from kiosk import signals
from kiosk.clock import SYSTEM, Clock
from kiosk.errors import ContentError
from kiosk.queues.models import CalendarDay
from kiosk.queues.rules.calendar import decode, parse
from kiosk.staff import audit

if TYPE_CHECKING:
    from pathlib import Path

SATURDAY = 5


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


def load_holidays(*, path: Path, by: str, clock: Clock = SYSTEM) -> CalendarLoaded:
    """Take in the calendar file at `path`; raises `ContentError` with line and remedy, and then nothing has changed."""
    try:
        days = parse(decode(path.read_bytes()))
    except OSError as error:
        raise ContentError(f"{path}: {error.strerror}. Name the calendar's CSV file.") from error
    except ValueError as error:
        raise ContentError(f"{path}: {error}") from error
    years = tuple(sorted({one.day.year for one in days}))
    with transaction.atomic():
        for year in years:
            CalendarDay.objects.filter(day__range=(date(year, 1, 1), date(year, 12, 31))).delete()
        CalendarDay.objects.bulk_create(
            CalendarDay(day=one.day, works=one.works, note=one.note, source=path.name[:120], loaded_at=clock.now())
            for one in days
        )
        audit.record(actor=by, action="calendar.load", subject=path.name, clock=clock, days=len(days))
        signals.wake("hall")
    weekday_off = sum(not one.works and one.day.weekday() < SATURDAY for one in days)
    worked = sum(one.works and one.day.weekday() >= SATURDAY for one in days)
    return CalendarLoaded(years, len(days), weekday_off, worked)
