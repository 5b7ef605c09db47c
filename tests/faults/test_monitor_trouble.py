"""The blood-pressure monitor goes away while somebody sits at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from household import until

if TYPE_CHECKING:
    from household import Household

pytestmark = pytest.mark.flow
CLOSED = "血壓計暫停，請洽志工"


def _readings(house: Household) -> int:
    return int(house.one("SELECT count(*) FROM blood_pressure_reading"))


def test_unplugged_in_the_middle_of_a_session(house: Household) -> None:
    people = house.people
    house.at_home()
    people.press("home.bp", "consent")
    people.press("consent.agree", "rest")
    people.press("rest.early", "measure")
    people.visitor_measures(126, 80, 71)
    people.see("measure", text="126/80")
    house.device("bp_monitor", "measure", systolic=124, diastolic=78, pulse=70, after_s=2)

    house.device("bp_monitor", "unplug")  # before the second result is sent

    people.says(CLOSED)
    until(lambda: house.health("bp_monitor")[0] == "link_down", "staff hear of it")
    until(lambda: house.device("bp_monitor", "state")["waiting"] == 0, "the result went into the open air")
    assert _readings(house) == 1
    house.device("bp_monitor", "plug")
    house.is_well("bp_monitor")
    people.visitor_measures(122, 78, 69)
    people.see("bp_result", text="124")
    assert house.rows("SELECT state, n, avg_systolic_mmhg FROM blood_pressure_session") == [("done", 2, 124)]


def test_the_door_is_closed_while_the_monitor_is_away(house: Household) -> None:
    people, sessions = house.people, house.one("SELECT count(*) FROM blood_pressure_session")
    house.at_home()
    house.device("bp_monitor", "unplug")

    people.see("home", text=CLOSED)
    people.tap("home.bp")

    people.see("home", text=CLOSED)  # it says so, and stays
    assert house.one("SELECT count(*) FROM blood_pressure_session") == sessions
    house.device("bp_monitor", "plug")
    house.is_well("bp_monitor")
    until(lambda: CLOSED not in "\n".join(people.finger.ask(do="state")["texts"]), "the door opens again")


def test_noise_is_no_reading(house: Household) -> None:
    people, before = house.people, _readings(house)
    house.at_home()
    people.press("home.bp", "consent")
    people.press("consent.agree", "rest")
    people.press("rest.early", "measure")

    house.device("bp_monitor", "noise", size_bytes=2000)
    people.visitor_measures(117, 75, 64)

    people.see("measure", text="117/75")
    assert _readings(house) == before + 1
