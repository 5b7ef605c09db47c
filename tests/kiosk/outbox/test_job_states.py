"""The table of a job's states: the steps that are drawn there, and no other."""

from __future__ import annotations

import itertools

import pytest

from kiosk.outbox.states import STEPS, JobState, WrongStep, check_step

DRAWN = {
    "waiting": {"sending", "failed", "expired"},
    "sending": {"confirmed", "held", "unsure", "failed", "waiting"},
    "held": {"confirmed", "unsure", "failed"},
    "unsure": {"confirmed", "failed"},
    "confirmed": set(),
    "failed": set(),
    "expired": set(),
}


def test_the_table_is_the_one_that_is_drawn() -> None:
    assert {str(before): {str(after) for after in afters} for before, afters in STEPS.items()} == DRAWN


@pytest.mark.parametrize(("before", "after"), list(itertools.product(JobState, JobState)))
def test_a_step_that_is_not_drawn_is_refused(before: JobState, after: JobState) -> None:
    if after in DRAWN[before]:
        check_step(before, after)
        return
    with pytest.raises(WrongStep, match=f"a job that is {before} cannot become {after}"):
        check_step(before, after)


def test_from_every_state_an_end_can_be_reached() -> None:
    ends = {state for state, afters in STEPS.items() if not afters}
    reached = set(ends)
    for _ in STEPS:
        reached |= {state for state, afters in STEPS.items() if afters & reached}
    assert reached == set(JobState)
