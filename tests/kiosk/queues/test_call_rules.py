"""Three calls, far enough apart that somebody could have come."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.queues.rules.calls import counted_calls, lapses_at

TEN = datetime(2026, 3, 5, 2, 0, tzinfo=UTC)


def after(*seconds: float) -> list[datetime]:
    return [TEN + timedelta(seconds=one) for one in seconds]


@pytest.mark.parametrize(
    ("called", "wanted", "lapses"),
    [
        ((), 3, None),
        ((0,), 2, None),
        ((0, 25), 1, None),
        ((0, 25, 50), 0, 70),
        ((0, 20, 40), 0, 60),
        ((0, 5, 10), 2, None),
        ((0, 19.9, 20, 45), 0, 65),
        ((50, 0, 25), 0, 70),
    ],
)
def test_a_number_lapses_after_three_calls_far_enough_apart(
    called: tuple[float, ...], wanted: int, lapses: float | None
) -> None:
    expected = TEN + timedelta(seconds=lapses) if lapses is not None else None
    assert lapses_at(after(*called), calls_wanted=3, apart_s=20) == (wanted, expected)


@given(st.lists(st.floats(0, 600), max_size=20), st.floats(0, 60))
def test_pressing_more_often_never_counts_for_more_than_the_time_that_has_passed(seconds: list[float], apart: float) -> None:
    count, last = counted_calls(after(*seconds), apart_s=apart)
    assert count <= len(seconds)
    assert (last is None) == (not seconds)
    if apart >= 1 and seconds:
        assert count <= (max(seconds) - min(seconds)) / apart + 1 + 1e-6
