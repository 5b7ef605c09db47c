"""When nobody touches: the rule, without a window."""

from __future__ import annotations

import pytest

from screens.countdown import Countdown
from screens.idle import Idle, IdleClock


@pytest.mark.parametrize(
    ("quiet_s", "at_home", "due"),
    [
        (44.9, False, Idle.NOTHING), (45, False, Idle.ASK), (59.9, False, Idle.ASK), (60, False, Idle.CLEAR),
        (29.9, True, Idle.NOTHING), (30, True, Idle.INVITE), (600, True, Idle.INVITE),
    ],
)  # fmt: skip
def test_what_the_quiet_asks_for(quiet_s: float, at_home: bool, due: Idle) -> None:  # a column of the table
    clock = IdleClock(45, 15, quiet_since=100)
    assert clock.tick(100 + quiet_s, at_home=at_home, held=False) == due


def test_a_touch_starts_the_quiet_anew() -> None:
    clock = IdleClock(45, 15)
    clock.touched(44)
    assert clock.tick(80, at_home=False, held=False) == Idle.NOTHING
    assert clock.left_s(80) == 24


def test_while_something_runs_the_quiet_does_not_begin() -> None:
    clock = IdleClock(45, 15)
    assert clock.tick(500, at_home=False, held=True) == Idle.NOTHING
    assert clock.tick(540, at_home=False, held=False) == Idle.NOTHING
    assert clock.tick(545, at_home=False, held=False) == Idle.ASK


def test_a_touch_adds_twenty_seconds_but_never_holds_the_screen_for_ever() -> None:
    stay = Countdown(0, 20)
    stay.touched(5)
    assert stay.left_s(5) == 35
    for _ in range(20):
        stay.touched(5)
    assert stay.left_s(5) == 90


def test_a_stay_tells_each_second_once() -> None:
    stay = Countdown(0, 20)
    assert stay.news(0.0)
    assert not stay.news(0.0)
    assert stay.news(0.1)
    assert not stay.news(0.9)
    assert stay.news(1.1)
