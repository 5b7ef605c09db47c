"""A month of answers against the survey plan."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from kiosk.clock import StillClock
from kiosk.ratings.services import Face, month_summary, rate

pytestmark = pytest.mark.django_db


def answers(face: Face, n: int, *, at: datetime, invited: bool = False) -> None:
    clock = StillClock(at)
    for _ in range(n):
        rate(face=face, language="zh_Hant", request_id=uuid4(), invited=invited, clock=clock)
        clock.advance(10)


def taipei(year: int, month: int, day: int, hour: int = 10, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC) - timedelta(hours=8)


def test_invited_and_free_answers_are_counted_apart_and_together() -> None:
    answers(Face.VERY_SATISFIED, 12, at=taipei(2026, 3, 5), invited=True)
    answers(Face.SATISFIED, 7, at=taipei(2026, 3, 6), invited=True)
    answers(Face.NEUTRAL, 1, at=taipei(2026, 3, 9), invited=True)
    answers(Face.SATISFIED, 1, at=taipei(2026, 3, 10))
    answers(Face.VERY_DISSATISFIED, 4, at=taipei(2026, 3, 11))
    summary = month_summary(month=date(2026, 3, 31))
    assert (summary.invited.answered, summary.free.answered, summary.total.answered) == (20, 5, 25)
    assert (summary.invited.satisfied_percent, summary.free.satisfied_percent) == (
        Decimal("95.0"),
        Decimal("20.0"),
    )
    assert summary.satisfied_percent == Decimal("80.0")
    assert (summary.invited.reaches_target, summary.total.reaches_target) == (True, False)
    assert summary.month_quota_reached
    assert list(summary.counts.values()) == [12, 8, 1, 0, 4]


def test_free_taps_do_not_fill_the_quota() -> None:
    answers(Face.SATISFIED, 30, at=taipei(2026, 3, 5))
    summary = month_summary(month=date(2026, 3, 1))
    assert (summary.month_quota_reached, summary.invited.satisfied_percent) == (False, None)


def test_a_month_begins_and_ends_at_the_offices_midnight() -> None:
    answers(Face.SATISFIED, 1, at=taipei(2026, 2, 28, 23, 59))
    answers(Face.NEUTRAL, 1, at=taipei(2026, 3, 1, 0, 0))
    answers(Face.DISSATISFIED, 1, at=taipei(2026, 3, 31, 23, 59))
    answers(Face.VERY_DISSATISFIED, 1, at=taipei(2026, 4, 1, 0, 0))
    found = {face for face, n in month_summary(month=date(2026, 3, 15)).counts.items() if n}
    assert found == {Face.NEUTRAL, Face.DISSATISFIED}


def test_the_year_counts_from_january_to_the_month_asked_for() -> None:
    answers(Face.SATISFIED, 2, at=taipei(2025, 12, 31), invited=True)
    answers(Face.SATISFIED, 3, at=taipei(2026, 1, 2), invited=True)
    answers(Face.SATISFIED, 4, at=taipei(2026, 3, 5), invited=True)
    answers(Face.SATISFIED, 5, at=taipei(2026, 4, 1), invited=True)
    summary = month_summary(month=date(2026, 3, 5))
    assert (summary.invited_this_year, summary.year_quota_reached) == (7, False)


def test_an_empty_month_has_no_percentage() -> None:
    summary = month_summary(month=date(2026, 3, 5))
    assert (summary.total.answered, summary.satisfied_percent, summary.total.reaches_target) == (
        0,
        None,
        False,
    )
