"""The office's day begins at midnight in Taipei, whatever the machine's zone is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from kiosk.clock import StillClock, SystemClock, day_of, local


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 3, 4, 15, 59, 59, tzinfo=UTC), date(2026, 3, 4)),
        (datetime(2026, 3, 4, 16, 0, tzinfo=UTC), date(2026, 3, 5)),
        (datetime(2026, 12, 31, 16, 0, tzinfo=UTC), date(2027, 1, 1)),
    ],
)
def test_the_day_changes_at_midnight_in_the_office(moment: datetime, day: date) -> None:
    assert day_of(moment) == day


def test_the_wall_clock_is_eight_hours_ahead_of_utc() -> None:
    assert f"{local(datetime(2026, 3, 5, 1, 30, tzinfo=UTC)):%H:%M}" == "09:30"


def test_a_still_clock_moves_only_when_it_is_moved() -> None:
    clock = StillClock()
    before = clock.now()
    assert clock.now() == before
    clock.advance(1.5)
    assert clock.now() == before + timedelta(seconds=1.5)


def test_the_system_clock_tells_aware_utc() -> None:
    assert SystemClock().now().utcoffset() == timedelta(0)
