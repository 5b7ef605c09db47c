"""A visitor taps a face: one tap, one row, and the row holds the name of the face."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from household import until

if TYPE_CHECKING:
    from household import Household

pytestmark = pytest.mark.flow
NEXT_VISITOR_S = 2.2  # another face sooner than this is taken for a trembling finger
FACES = ("very_satisfied", "satisfied", "neutral", "dissatisfied", "very_dissatisfied")


def _stands_before_the_faces(house: Household) -> None:
    time.sleep(NEXT_VISITOR_S)
    house.at_home()
    house.people.press("home.rate", "rate")


def _rates(house: Household, face: str) -> None:
    _stands_before_the_faces(house)
    house.people.tap(f"rate.{face}")


def _stored(house: Household) -> list[str]:
    return [face for (face,) in house.rows("SELECT face FROM ratings_rating ORDER BY id")]


@pytest.mark.parametrize("face", FACES)
def test_each_face_is_stored_by_its_name(house: Household, face: str) -> None:
    before = _stored(house)

    _rates(house, face)

    until(lambda: _stored(house) == [*before, face], f"one row with {face}, not {_stored(house)}")


def test_satisfied_people_are_thanked_and_home_comes_by_itself(house: Household) -> None:
    _rates(house, "satisfied")

    house.people.see("thank")
    house.people.see("home")


def test_dissatisfied_people_may_say_why(house: Household) -> None:
    _rates(house, "dissatisfied")
    house.people.see("give_reasons")
    reasons = house.people.offered("give_reasons.")

    assert reasons
    assert house.one("SELECT count(*) FROM ratings_reason") == 0  # nothing is stored before it is said


def test_a_double_tap_is_one_rating(house: Household) -> None:
    before = len(_stored(house))
    _stands_before_the_faces(house)

    for _ in range(3):
        house.people.finger.ask(do="touch", x=540, y=430)  # the middle of the first face

    house.people.see("thank")
    assert len(_stored(house)) == before + 1
