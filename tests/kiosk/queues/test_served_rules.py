"""Whose number may be named in a rating: served lately, newest first, each once, and not answered yet."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.queues.rules.served import MOST, CounterVisit, latest_at, offered

NOW = datetime(2026, 3, 5, 2, 24, tzinfo=UTC)


def minutes(ago: float) -> datetime:
    return NOW - timedelta(minutes=ago)


def left(label: str, ago: float, *, counter: int = 3) -> CounterVisit:
    return CounterVisit(label, counter, "chen", minutes(ago + 5), came=True, left_at=minutes(ago))


def here(label: str, called_ago: float, *, came: bool, counter: int = 3) -> CounterVisit:
    return CounterVisit(label, counter, "chen", minutes(called_ago), came)


def labels(*visits: CounterVisit, answered: tuple[str, ...] = ()) -> list[str]:
    return [one.label for one in offered(visits, NOW, answered)]


visits = st.builds(
    CounterVisit,
    label=st.sampled_from([f"A{n:03}" for n in range(40)]), counter=st.integers(1, 6), clerk=st.just("chen"),
    called_at=st.floats(0, 200).map(minutes), came=st.booleans(), left_at=st.none() | st.floats(-1, 200).map(minutes),
)  # fmt: skip


def test_the_newest_stands_first_and_who_is_still_there_before_them() -> None:
    assert labels(left("A001", 30), left("A003", 2), left("A002", 20), here("A004", 6, came=True)) == [
        "A004", "A003", "A002", "A001",
    ]  # fmt: skip


@pytest.mark.parametrize(("ago", "is_offered"), [(0, True), (60, True), (60.1, False)])
def test_who_left_more_than_an_hour_ago_is_not_offered(ago: float, is_offered: bool) -> None:
    assert bool(labels(left("A001", ago))) == is_offered


@pytest.mark.parametrize(
    ("called_ago", "came", "is_offered"), [(1, True, True), (1, False, False), (2, False, True), (45, False, True)]
)
def test_who_was_only_called_has_not_come_yet_unless_nobody_noted_it(
    called_ago: float, came: bool, is_offered: bool
) -> None:  # fmt: skip
    assert bool(labels(here("A001", called_ago, came=came))) == is_offered


def test_an_answered_number_is_not_asked_again() -> None:
    assert labels(left("A001", 3), left("A002", 4), answered=("A001",)) == ["A002"]


def test_a_number_served_twice_is_offered_where_it_was_last() -> None:
    (one,) = offered([left("A001", 40, counter=2), left("A001", 5, counter=4)], NOW, ())
    assert one.counter == 4


def test_a_counter_s_number_is_the_one_it_serves_else_the_last_one_within_half_an_hour() -> None:
    before, other = left("A001", 12), left("B001", 1, counter=4)
    assert latest_at(3, [before, here("A002", 3, came=True), other], NOW, ()) == here("A002", 3, came=True)
    assert latest_at(3, [before, here("A002", 1, came=False), other], NOW, ()) == before
    assert latest_at(3, [left("A001", 31)], NOW, ()) is None


def test_where_a_counter_s_last_number_is_answered_an_older_one_is_not_taken_for_it() -> None:
    assert latest_at(3, [left("A001", 12), left("A002", 4)], NOW, ("A002",)) is None


@given(st.lists(visits, max_size=60), st.frozensets(st.sampled_from([f"A{n:03}" for n in range(40)])))
def test_every_number_is_offered_once_and_never_an_answered_or_an_old_one(
    many: list[CounterVisit], answered: frozenset[str]
) -> None:
    found = offered(many, NOW, answered)
    assert len(found) <= MOST
    assert len({one.label for one in found}) == len(found)
    assert answered.isdisjoint(one.label for one in found)
    assert set(found) <= set(many)
    assert all(one.left_at is None or one.left_at >= minutes(60) for one in found)
    moments = [one.left_at for one in found if one.left_at is not None]
    assert moments == sorted(moments, reverse=True)
    assert [one.left_at is None for one in found] == sorted((one.left_at is None for one in found), reverse=True)


@given(st.lists(visits, max_size=30), st.integers(1, 6))
def test_a_counter_s_number_was_served_there_and_nothing_newer_was(many: list[CounterVisit], counter: int) -> None:
    found = latest_at(counter, many, NOW, ())
    within = [one for one in many if one.counter == counter and one.left_at is not None and one.left_at >= minutes(30)]
    if found is None:
        assert within == []
    else:
        assert found.counter == counter
        assert found.left_at is None or found.left_at == max(one.left_at for one in within if one.left_at is not None)
