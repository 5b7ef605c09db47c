"""How long it will take, as a range, and when another counter should open."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.queues.rules.waits import WaitRange, Work, counters_wanted, wait_range


@pytest.mark.parametrize(
    ("minutes", "variance", "open_counters", "expected"),
    [
        (0, 0, 1, WaitRange(0, 5)),
        (5, 0, 1, WaitRange(5, 10)),
        (29, 0, 1, WaitRange(25, 30)),
        (30, 100, 1, WaitRange(15, 45)),
        (30, 100, 3, WaitRange(5, 15)),
        (600, 900, 6, WaitRange(90, 110)),
        (30, 0, 0, None),
    ],
)
def test_the_wait_is_a_range_in_steps_of_five_minutes(
    minutes: float, variance: float, open_counters: int, expected: WaitRange | None
) -> None:
    assert wait_range(work=Work(minutes, variance), open_counters=open_counters) == expected


MINUTES, VARIANCE, COUNTERS = st.floats(0, 10_000), st.floats(0, 100_000), st.integers(1, 30)


@given(MINUTES, VARIANCE, COUNTERS)
def test_the_range_holds_the_estimate_and_ends_on_fives(minutes: float, variance: float, counters: int) -> None:
    found = wait_range(work=Work(minutes, variance), open_counters=counters)
    assert found is not None
    assert found.low_min <= minutes / counters <= found.high_min
    assert found.low_min < found.high_min
    assert (found.low_min % 5, found.high_min % 5) == (0, 0)


@given(MINUTES, MINUTES, COUNTERS)
def test_more_people_never_make_the_wait_shorter_and_more_counters_never_longer(
    minutes: float, more: float, counters: int
) -> None:
    now = wait_range(work=Work(minutes, 0), open_counters=counters)
    later = wait_range(work=Work(minutes + more, 0), open_counters=counters)
    wider = wait_range(work=Work(minutes, 0), open_counters=counters + 1)
    assert now is not None
    assert later is not None
    assert wider is not None
    assert (now.low_min, now.high_min) <= (later.low_min, later.high_min)
    assert (wider.low_min, wider.high_min) <= (now.low_min, now.high_min)


@given(st.integers(1, 200), st.floats(1, 60), st.floats(0.1, 40))
def test_what_is_known_less_well_has_a_wider_range_but_grows_slower_than_the_wait(
    people: int, minutes: float, spread: float
) -> None:
    one = Work(minutes, spread**2)
    few, many = one.times(people), one.times(4 * people)
    assert many.minutes == pytest.approx(4 * few.minutes)
    assert many.variance**0.5 == pytest.approx(2 * few.variance**0.5)


@pytest.mark.parametrize(
    ("minutes", "now", "wanted"), [(0, 0, 0), (10, 0, 1), (60, 2, 3), (60, 4, 4), (61, 2, 4), (600, 2, 6)]
)
def test_another_counter_is_wanted_where_a_newcomer_would_wait_too_long(minutes: float, now: int, wanted: int) -> None:
    assert counters_wanted(work=Work(minutes), open_counters=now, all_counters=6, limit_min=20) == wanted
