"""A visitor taps a face: one tap, one row, and the row holds the name of the face."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from household import until

from kiosk.cli.control import ControlError

if TYPE_CHECKING:
    from household import Household

pytestmark = pytest.mark.flow
NEXT_VISITOR_S = 2.2  # another face sooner than this is taken for a trembling finger
NEXT_CALL_S = 1.6  # a second call sooner is taken for the same press
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
        house.people.finger.ask(do="touch", x=540, y=480)  # within the first face, with a card above it or without

    house.people.see("thank")
    assert len(_stored(house)) == before + 1


def test_who_was_served_may_name_the_number_and_nobody_else_is_offered_it(house: Household) -> None:
    number, other = house.takes_number("C"), house.takes_number("C")
    clerk = house.sits_down("chen", 3)
    clerk.submit("/desk/3/next/")
    time.sleep(NEXT_CALL_S)
    clerk.visit("/desk/3/")
    clerk.submit("/desk/3/next/")
    clerk.submit("/desk/3/done/")
    assert house.rows("SELECT DISTINCT state FROM queues_ticket") == [("done",)]

    until(lambda: _may_name(house, number), f"{number} is among the numbers to choose from")
    house.people.tap(f"rate.number.{number}")
    house.people.see("rate", text=number)
    house.people.tap("rate.dissatisfied")
    house.people.see("give_reasons", text="陳淑芬")

    newest = "SELECT face, counter, ticket FROM ratings_rating ORDER BY id DESC LIMIT 1"
    assert house.rows(newest) == [("dissatisfied", 3, number)]
    house.people.press("give_reasons.again", "rate")
    house.people.tap("rate.neutral")
    house.people.see("give_reasons", text="陳淑芬")
    assert house.rows(newest) == [("neutral", 3, number)]

    until(lambda: _may_name(house, other), f"{other} is among the numbers to choose from")
    assert f"rate.number.{number}" not in house.people.offered("rate.number.")


def _may_name(house: Household, number: str) -> bool:
    """Stand before the faces and open the numbers; a loaded machine may know them too late to show the way."""
    _stands_before_the_faces(house)
    try:
        house.people.finger.ask(do="wait", id="rate.number", timeout_s=2)
    except ControlError:
        return False
    house.people.tap("rate.number")
    return f"rate.number.{number}" in house.people.offered("rate.number.")
