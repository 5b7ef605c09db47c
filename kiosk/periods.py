"""Statutory periods: the last day on which something can be done in time.  Pure.

Administrative Procedure Act, article 48: the first day is not counted; a period that ends on a Sunday or
holiday ends on the next day, one that ends on a Saturday on the following Monday at noon.  Where that
Monday is a holiday we take the next working day; the article does not speak of it.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

SATURDAY, SUNDAY = 5, 6


@dataclass(frozen=True)
class LastDay:
    """The last day of a period; `morning_only` where it ends at noon."""

    day: date
    morning_only: bool = False


def last_day(event: date, *, days: int, months: int = 0, holidays: Collection[date] = ()) -> LastDay:
    """Return the last day of a period of `days` after `event`, or after `months` from it.

    `holidays` are the days off of the government's yearly calendar other than Saturdays and Sundays.
    Raises `ValueError` for a negative period.
    """
    if days < 0 or months < 0:
        raise ValueError(f"a period of {months} months and {days} days does not exist")
    return _moved(_months_after(event, months) + timedelta(days=days), holidays)


def _months_after(day: date, months: int) -> date:
    """Return the same day so many months later; the month's last day where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _moved(day: date, holidays: Collection[date]) -> LastDay:
    """Return the day itself where it is a working day, else the one that takes its place."""
    morning_only = False
    while True:
        if day in holidays or day.weekday() == SUNDAY:
            day, morning_only = day + timedelta(days=1), False
        elif day.weekday() == SATURDAY:
            day, morning_only = day + timedelta(days=2), True
        else:
            return LastDay(day, morning_only)
