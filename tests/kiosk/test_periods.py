"""The last day of statutory periods, by the vectors the office's rules were read into."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.periods import LastDay, last_day

days = st.dates(min_value=date(2020, 1, 1), max_value=date(2040, 12, 31))


@pytest.mark.parametrize(
    ("event", "period", "last"),
    [
        (date(2026, 1, 5), {"days": 60}, LastDay(date(2026, 3, 6))),  # a birth
        (date(2026, 3, 2), {"days": 30}, LastDay(date(2026, 4, 1))),
        (date(2026, 3, 13), {"days": 30}, LastDay(date(2026, 4, 13))),  # 12 April is a Sunday
        (
            date(2026, 3, 26),
            {"days": 30},
            LastDay(date(2026, 4, 27), morning_only=True),
        ),  # 25 April is a Saturday
        (
            date(2026, 1, 10),
            {"months": 3, "days": 30},
            LastDay(date(2026, 5, 11)),
        ),  # a move; 10 May is a Sunday
        (
            date(2025, 11, 30),
            {"months": 3, "days": 0},
            LastDay(date(2026, 3, 2), morning_only=True),
        ),  # no 30 February
        (date(2026, 3, 5), {"days": 60}, LastDay(date(2026, 5, 4))),  # as on the slip of the design
    ],
)
def test_the_vectors(event: date, period: dict[str, int], last: LastDay) -> None:
    assert last_day(event, **period) == last


def test_a_holiday_moves_the_end_to_the_next_working_day() -> None:
    assert last_day(date(2026, 3, 2), days=30, holidays=[date(2026, 4, 1)]) == LastDay(date(2026, 4, 2))
    monday = date(2026, 4, 27)
    assert last_day(date(2026, 3, 26), days=30, holidays=[monday]) == LastDay(date(2026, 4, 28))
    friday = date(2026, 4, 3)
    assert last_day(date(2026, 3, 4), days=30, holidays=[friday]) == LastDay(date(2026, 4, 6), morning_only=True)


def test_a_negative_period_is_refused() -> None:
    with pytest.raises(ValueError, match="does not exist"):
        last_day(date(2026, 1, 1), days=-1)


@given(days, st.integers(0, 400), st.integers(0, 12), st.sets(days, max_size=5))
def test_a_period_never_ends_on_a_day_off_nor_early(event: date, n: int, months: int, holidays: set[date]) -> None:
    end = last_day(event, days=n, months=months, holidays=holidays)
    assert end.day.weekday() < 5
    assert end.day not in holidays
    assert end.day >= event + timedelta(days=n + 28 * months)
    assert not end.morning_only or end.day.weekday() == 0
