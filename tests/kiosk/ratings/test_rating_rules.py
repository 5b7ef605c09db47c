"""What the percentages mean, told by tables and by properties."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import ContentError
from kiosk.ratings import rules
from kiosk.ratings.rules import REASONS, Face
from kiosk.ratings.targets import load_targets

if TYPE_CHECKING:
    from pathlib import Path

counts = st.fixed_dictionaries({face: st.integers(0, 500) for face in Face})
MORNING = datetime(2026, 3, 5, 2, 24, tzinfo=UTC)


@pytest.mark.parametrize(
    ("sums", "percent"),
    [
        ({}, None),
        ({Face.VERY_SATISFIED: 1}, Decimal("100.0")),
        ({Face.VERY_DISSATISFIED: 3}, Decimal("0.0")),
        ({Face.VERY_SATISFIED: 10, Face.SATISFIED: 8, Face.NEUTRAL: 2}, Decimal("90.0")),
        ({Face.SATISFIED: 1, Face.NEUTRAL: 2}, Decimal("33.3")),
        ({Face.SATISFIED: 2, Face.DISSATISFIED: 1}, Decimal("66.7")),
        ({Face.VERY_SATISFIED: 37, Face.NEUTRAL: 3}, Decimal("92.5")),
        ({Face.SATISFIED: 1, Face.NEUTRAL: 799}, Decimal("0.1")),  # 0.125 is 0.1
        ({Face.SATISFIED: 1, Face.NEUTRAL: 1999}, Decimal("0.1")),  # 0.05 is 0.1: half up
    ],
)
def test_satisfied_percent(sums: dict[Face, int], percent: Decimal | None) -> None:
    assert rules.satisfied_percent(sums) == percent


def test_a_share_that_only_rounds_up_to_the_target_does_not_reach_it() -> None:
    sums = {Face.SATISFIED: 1799, Face.NEUTRAL: 201}
    assert (rules.satisfied_percent(sums), rules.reaches(sums, 90)) == (Decimal("90.0"), False)
    assert rules.reaches({Face.SATISFIED: 1800, Face.NEUTRAL: 200}, 90)
    assert not rules.reaches({}, 1)


@given(counts, st.sampled_from(list(Face)))
def test_one_more_happy_answer_never_lowers_the_share_and_an_unhappy_one_never_raises_it(
    sums: dict[Face, int], face: Face
) -> None:
    before = rules.satisfied_percent(sums)
    after = rules.satisfied_percent({**sums, face: sums[face] + 1})
    assert after is not None
    assert 0 <= after <= 100
    if before is not None:
        assert after >= before if face in rules.SATISFIED else after <= before


@pytest.mark.parametrize(
    ("after_s", "double"), [(0, True), (0.3, True), (1.999, True), (2, False), (60, False), (-1, False)]
)
def test_two_seconds_make_a_double_tap_and_a_clock_set_back_does_not(after_s: float, double: bool) -> None:  # a table's column
    assert rules.is_double_tap(MORNING, MORNING + timedelta(seconds=after_s)) is double


@pytest.mark.parametrize(
    ("day", "bounds"),
    [
        (date(2026, 3, 5), (date(2026, 3, 1), date(2026, 4, 1))),
        (date(2026, 12, 31), (date(2026, 12, 1), date(2027, 1, 1))),
        (date(2028, 2, 29), (date(2028, 2, 1), date(2028, 3, 1))),
    ],
)
def test_month_bounds(day: date, bounds: tuple[date, date]) -> None:
    assert rules.month_bounds(day) == bounds


def test_faces_are_names_and_only_the_lower_three_are_asked_why() -> None:
    assert not any(character.isdigit() for face in Face for character in face.value)
    asked = [face for face in Face if face.asks_why]
    assert asked == [Face.NEUTRAL, Face.DISSATISFIED, Face.VERY_DISSATISFIED]
    assert len(set(REASONS)) == 8


def test_the_plan_asks_for_ninety_percent_and_twenty_people_a_month() -> None:
    targets = load_targets()
    assert (targets.satisfied_percent, targets.invited_per_month, targets.invited_per_year) == (90, 20, 240)
    assert targets.version >= 1


def test_a_wrong_target_names_file_and_field(tmp_path: Path) -> None:
    path = tmp_path / "survey.yaml"
    path.write_text(
        "version: 1\nsource: {en: x}\nverify: true\nsatisfied_percent: 900\ninvited_per_month: 20"
    )
    with pytest.raises(ContentError) as caught:
        load_targets(path)
    assert str(path) in str(caught.value)
    assert "satisfied_percent" in str(caught.value)
    assert "invited_per_year" in str(caught.value)
