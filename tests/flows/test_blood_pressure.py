"""A visitor measures twice, with a volunteer beside; what nobody has agreed to is stored nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from books import books_are_whole
from household import until

if TYPE_CHECKING:
    from household import Household

pytestmark = pytest.mark.flow


def _sits_at_the_monitor(house: Household) -> None:
    people = house.people
    house.is_well("bp_monitor")
    house.at_home()
    people.tap("home.bp")
    people.see("consent")
    people.tap("consent.agree")
    people.see("rest")
    people.tap("rest.early")
    people.see("measure")


def _readings(house: Household) -> int:
    return int(house.one("SELECT count(*) FROM blood_pressure_reading"))


def test_two_readings_make_an_average_and_a_slip(house: Household) -> None:
    people, before = house.people, len(house.people.slips())
    _sits_at_the_monitor(house)

    people.visitor_measures(128, 78, 70)
    people.see("measure", text="128/78")
    people.visitor_measures(124, 76, 72)
    people.see("bp_result", text="126")

    people.says("稍高")
    people.tap("bp_result.print")
    people.takes_slip(before, "blood-pressure")
    row = house.rows(
        "SELECT identity, token, state, n, avg_systolic_mmhg, avg_diastolic_mmhg, avg_pulse_bpm FROM blood_pressure_session"
    )
    assert row == [("anonymous", "", "done", 2, 126, 77, 71)]
    books_are_whole(house)


def test_movement_is_told_and_gives_no_reading(house: Household) -> None:
    before = _readings(house)
    _sits_at_the_monitor(house)

    house.device("bp_monitor", "error", code=44, after_s=0.1)

    house.people.says("這次沒量到，請放鬆手臂再量一次")
    assert _readings(house) == before
    house.people.visitor_measures(118, 74, 66)
    house.people.see("measure", text="118/74")
    house.people.tap("measure.stop")
    house.people.see("bp_result", text="118")
    assert _readings(house) == before + 1


def test_a_result_sent_twice_is_stored_once(house: Household) -> None:
    before = _readings(house)
    _sits_at_the_monitor(house)
    house.people.visitor_measures(131, 81, 75)
    house.people.see("measure", text="131/81")

    house.device("bp_monitor", "repeat")
    house.device("bp_monitor", "noise", size_bytes=300)
    house.people.visitor_measures(127, 79, 73)

    house.people.see("bp_result", text="129")
    assert _readings(house) == before + 2


def test_a_reading_without_consent_is_counted_and_forgotten(house: Household) -> None:
    house.at_home()
    before = _readings(house)

    house.people.visitor_measures(141, 91, 80)

    until(
        lambda: house.rows("SELECT why, count FROM blood_pressure_unclaimed") == [("no_session", 1)], "it is counted"
    )
    assert _readings(house) == before
    assert not house.rows("SELECT 1 FROM blood_pressure_reading WHERE systolic_mmhg = 141")


def test_who_says_no_is_not_measured(house: Household) -> None:
    sessions = house.one("SELECT count(*) FROM blood_pressure_session")
    house.at_home()
    house.people.tap("home.bp")
    house.people.see("consent")

    house.people.tap("consent.disagree")

    house.people.see("home")
    assert house.one("SELECT count(*) FROM blood_pressure_session") == sessions
