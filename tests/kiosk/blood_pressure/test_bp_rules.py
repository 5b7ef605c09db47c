"""How readings are judged, averaged and asked for again."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.blood_pressure import rules
from kiosk.blood_pressure.policies import load_practice, load_table, table_ids
from kiosk.blood_pressure.rules import Level, Measured

N, E, H, V, U = Level
systolic = st.integers(60, 280)
diastolic = st.integers(30, 200)
tables = st.sampled_from(table_ids())
TABLE = {
    "tw-2022": [
        (119, 79, N), (120, 79, E), (129, 79, E), (130, 79, H), (119, 80, H), (139, 89, H),
        (140, 79, V), (120, 90, V), (179, 119, V), (180, 70, U), (100, 120, U), (128, 78, E),
        (110, 60, N),
    ],
    "acc-aha-2017": [
        (119, 79, N), (120, 79, E), (130, 79, H), (119, 80, H), (140, 70, V), (110, 90, V),
        (179, 119, V), (180, 80, U), (150, 120, U),
    ],
    "esc-2024": [
        (119, 69, N), (119, 70, E), (120, 69, E), (139, 89, E), (140, 69, V), (119, 90, V),
        (179, 109, V), (180, 80, U), (150, 110, U),
    ],
    "ish-2020": [
        (129, 84, N), (130, 84, E), (129, 85, E), (139, 89, E), (140, 84, H), (129, 90, H),
        (159, 99, H), (160, 80, V), (129, 100, V), (179, 109, V), (180, 80, U), (140, 110, U),
    ],
    "hpa-leaflet": [
        (119, 79, N), (120, 70, E), (110, 80, E), (139, 89, E), (140, 80, H), (110, 90, H),
        (159, 99, H), (160, 80, V), (110, 100, V), (179, 119, V), (180, 80, U), (150, 120, U),
    ],
}  # fmt: skip


def test_every_table_that_is_shipped_is_tried() -> None:
    assert set(TABLE) == set(table_ids())


@pytest.mark.parametrize(
    ("table", "upper", "lower", "level"), [(name, *row) for name, rows in TABLE.items() for row in rows]
)
def test_levels(table: str, upper: int, lower: int, level: Level) -> None:
    assert load_table(table).policy.level(upper, lower) is level


@given(tables, systolic, diastolic, st.integers(0, 60), st.integers(0, 60))
def test_raising_a_value_never_lowers_the_level(
    table: str, upper: int, lower: int, more: int, further: int
) -> None:
    policy = load_table(table).policy
    assert policy.level(upper + more, lower + further).rank >= policy.level(upper, lower).rank


@given(tables, systolic, diastolic)
def test_the_higher_of_the_two_levels_wins(table: str, upper: int, lower: int) -> None:
    policy = load_table(table).policy
    alone = {policy.level(upper, 0), policy.level(0, lower)}
    assert policy.level(upper, lower) is max(alone, key=lambda level: level.rank)


@given(systolic, diastolic)
def test_the_adopted_table_is_urgent_from_180_or_120_and_not_below(upper: int, lower: int) -> None:
    level = load_table(load_practice().adopted_table).policy.level(upper, lower)
    assert (level is U) is (upper >= 180 or lower >= 120)


@given(st.lists(st.integers(0, 400), min_size=1, max_size=5))
def test_the_mean_is_the_exact_one_rounded_half_up(values: list[int]) -> None:
    exact = Fraction(sum(values), len(values))
    assert rules.half_up(values) == math.floor(exact + Fraction(1, 2))


@pytest.mark.parametrize(
    ("values", "mean"), [([128, 124], 126), ([127, 124], 126), ([76, 77], 77), ([1, 1, 2], 1), ([80], 80)]
)
def test_half_up(values: list[int], mean: int) -> None:
    assert rules.half_up(values) == mean


@given(
    st.lists(
        st.builds(Measured, systolic, diastolic, st.none() | st.integers(30, 240)), min_size=1, max_size=3
    )
)
def test_an_average_lies_between_its_readings(readings: list[Measured]) -> None:
    mean = rules.average(readings)
    uppers = [one.systolic_mmhg for one in readings]
    pulses = [one.pulse_bpm for one in readings if one.pulse_bpm is not None]
    assert min(uppers) <= mean.systolic_mmhg <= max(uppers)
    assert (mean.pulse_bpm is None) is (not pulses)
    if pulses:
        assert min(pulses) <= mean.pulse_bpm <= max(pulses)


QUIET = Measured(128, 78)


@pytest.mark.parametrize(
    ("readings", "wanted"),
    [
        ([], 2),
        ([QUIET], 2),
        ([QUIET, Measured(124, 76)], 2),
        ([QUIET, Measured(138, 78)], 2),  # exactly ten apart is still near
        ([QUIET, Measured(139, 78)], 3),
        ([QUIET, Measured(117, 78)], 3),
        ([QUIET, Measured(128, 89)], 3),
        ([Measured(128, 78, movement=True)], 3),
        ([QUIET, Measured(128, 78, irregular=True)], 3),
        ([QUIET, QUIET, Measured(200, 100, movement=True)], 2),  # only the first two are asked about
    ],
)
def test_a_third_reading_is_asked_for_when_the_first_two_cannot_be_relied_on(
    readings: list[Measured], wanted: int
) -> None:
    assert rules.readings_wanted(readings, 10) == wanted


@pytest.mark.parametrize(("n", "members"), [(0, ()), (1, (0,)), (2, (0, 1)), (3, (1, 2))])
def test_the_result_is_the_only_reading_or_the_last_two(n: int, members: tuple[int, ...]) -> None:
    assert rules.counted([QUIET] * n) == members


@pytest.mark.parametrize(
    ("reading", "fault"),
    [
        (Measured(128, 78, 72, 95), None),
        (Measured(128, 78), None),
        (Measured(60, 30, 30), None),
        (Measured(280, 200, 240), None),
        (Measured(59, 40), "systolic"),
        (Measured(281, 100), "systolic"),
        (Measured(120, 29), "diastolic"),
        (Measured(280, 201), "diastolic"),
        (Measured(100, 91), "pulse_pressure"),
        (Measured(100, 90), None),
        (Measured(80, 120), "pulse_pressure"),
        (Measured(128, 78, 72, 77), "mean"),
        (Measured(128, 78, 72, 129), "mean"),
        (Measured(128, 78, 29), "pulse"),
        (Measured(128, 78, 241), "pulse"),
    ],
)
def test_values_that_cannot_be(reading: Measured, fault: str | None) -> None:
    assert rules.implausible(reading, load_practice().plausible) == fault


@given(st.integers(0, 300), st.integers(0, 300), st.none() | st.integers(0, 300))
def test_what_passes_lies_inside_every_limit_and_nothing_else_does(
    upper: int, lower: int, pulse: int | None
) -> None:
    inside = (
        60 <= upper <= 280
        and 30 <= lower <= 200
        and upper - lower >= 10
        and (pulse is None or 30 <= pulse <= 240)
    )
    fault = rules.implausible(Measured(upper, lower, pulse), load_practice().plausible)
    assert (fault is None) is inside


def test_levels_have_a_shape_each_and_values_stay_out_of_reprs() -> None:
    assert [level.shape for level in Level] == ["disc", "diamond", "triangle", "square", "hexagon"]
    assert "173" not in repr(Measured(173, 99, 88))
