"""What the figures say: each definition by an example, the list of points by tables and properties."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.queues.policies import load_points
from kiosk.queues.rules.figures import DEFINITIONS, Spread, VisitFacts, line, lines, spread
from kiosk.queues.rules.points import ClerkMonth, ranked
from kiosk.queues.rules.waits import WaitRange

SERVED = VisitFacts("A", 1, "chen", 9, "done", noon=False, over=True, waiting_s=600, walking_s=20, serving_s=300, forecast=None)


def test_each_number_is_counted_where_its_definition_says() -> None:
    facts = [
        SERVED,
        replace(SERVED, state="no_show", walking_s=None, serving_s=None),
        replace(SERVED, state="cancelled", counter=None, waiting_s=None),
        replace(SERVED, state="waiting", counter=None, waiting_s=None),
        replace(SERVED, state="returned", over=False),
        replace(SERVED, state="on_hold"),
    ]
    found = line("all", facts)
    assert (found.taken, found.served, found.no_show, found.abandoned) == (6, 1, 1, 2)
    assert (found.waiting.count, found.walking.mean_min, found.serving.median_min) == (4, 0.3, 5.0)
    assert len(DEFINITIONS) == 9


def test_the_estimate_is_judged_by_those_who_had_one_and_were_called() -> None:
    told = replace(SERVED, forecast=WaitRange(5, 10))
    facts = [SERVED, told, replace(told, waiting_s=601), replace(told, waiting_s=300), replace(told, waiting_s=None)]
    assert line("all", facts).hit_pct == 66.7
    assert line("none", [SERVED]).hit_pct is None


def test_lines_stand_in_the_order_of_their_names_and_leave_out_the_nameless() -> None:
    facts = [replace(SERVED, counter=n) for n in (10, 2, None, 2)]
    assert [(one.name, one.taken) for one in lines(facts, lambda one: str(one.counter or ""))] == [("2", 2), ("10", 1)]


@given(st.lists(st.one_of(st.none(), st.integers(0, 20_000)), max_size=60))
def test_a_spread_lies_among_its_values(values: list[int | None]) -> None:
    found, known = spread(values), [one for one in values if one is not None]
    assert found.count == len(known)
    if not known:
        assert found == Spread(0, 0.0, 0.0, 0.0)
        return
    low, high = min(known) / 60 - 0.05, max(known) / 60 + 0.05
    assert all(low <= one <= high for one in (found.mean_min, found.median_min, found.p90_min))
    assert found.median_min <= found.p90_min + 0.05


CHEN, LIN = ClerkMonth("chen", 100, 200, 2, 10, 20), ClerkMonth("lin", 60, 120, 0, 0, 10)


def test_points_are_taken_back_and_adjusted_by_the_days_on_duty() -> None:
    found = ranked([CHEN, LIN], office_days=20, take_back=True)
    assert [(one.place, one.clerk, one.points, one.adjusted, one.error_pct) for one in found] == [
        (1, "lin", 120, 240.0, 0.0), (2, "chen", 190, 190.0, 2.0),
    ]  # fmt: skip
    assert ranked([CHEN], office_days=20, take_back=False)[0].points == 200


def test_the_same_points_share_a_place() -> None:
    found = ranked([CHEN, replace(CHEN, clerk="wang"), replace(LIN, points=10)], office_days=20, take_back=True)
    assert [(one.place, one.clerk) for one in found] == [(1, "chen"), (1, "wang"), (3, "lin")]


def test_somebody_without_a_day_on_duty_is_not_lifted_by_that() -> None:
    assert ranked([replace(LIN, duty_days=0, points=5)], office_days=0, take_back=True)[0].adjusted == 5.0


@given(st.lists(st.builds(
    ClerkMonth, st.sampled_from(["a", "b", "c", "d"]), st.integers(1, 500), st.integers(0, 900), st.integers(0, 20),
    st.integers(0, 900), st.integers(0, 23),
), max_size=4, unique_by=lambda one: one.clerk))  # fmt: skip
def test_more_points_never_stand_behind_fewer_and_nobody_is_below_nothing(months: list[ClerkMonth]) -> None:
    found = ranked(months, office_days=23, take_back=True)
    assert [one.adjusted for one in found] == sorted((one.adjusted for one in found), reverse=True)
    assert all(one.points >= 0 for one in found)


@pytest.mark.parametrize(("highest", "worth"), [(False, [3, 2]), (True, [3, 0])])
def test_a_visit_of_several_kinds_counts_each_or_the_highest(highest: bool, worth: list[int]) -> None:
    table = replace(load_points(), highest_only=highest)
    assert table.points_of([("transcript", 3), ("id_replace", 1)]) == worth
    assert table.points_of([]) == []
