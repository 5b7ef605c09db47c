"""A visitor calls for help; a volunteer hears it, comes, is done.  The call counts only once it stands in the database."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from household import until

if TYPE_CHECKING:
    from household import Household

pytestmark = pytest.mark.flow
NEXT_TAP_S = 0.7  # the screen takes one tap of a control in 600 ms


def _calls(house: Household) -> list[tuple[str, str]]:
    return [(reason, outcome) for reason, outcome in house.rows("SELECT reason, outcome FROM help_helpcall ORDER BY id")]


def test_from_the_bell_to_the_volunteer_and_back(house: Household) -> None:
    volunteer = house.browser("wang")
    house.at_home()
    people = house.people

    people.tap("dock.help")
    people.says("已通知志工，請稍候")
    assert _calls(house) == [("asked", "")]

    assert "來賓呼叫志工" in volunteer.visit("/help/now/").html
    volunteer.submit("/help/1/acknowledge/")
    people.says("志工已出發")

    volunteer.visit("/help/now/")
    volunteer.submit("/help/1/finish/")
    until(lambda: not people.finger.ask(do="state")["dialog"], "the dialog closes by itself")
    assert _calls(house) == [("asked", "done")]
    assert "王美玉" in volunteer.visit("/help/").html


def test_a_database_that_cannot_be_written_sends_to_the_desk_and_the_call_comes_later(house: Household) -> None:
    house.at_home()
    time.sleep(NEXT_TAP_S)
    before = len(_calls(house))
    people = house.people
    with closing(sqlite3.connect(house.home / "kiosk.sqlite3", timeout=20, isolation_level=None)) as thief:
        thief.execute("BEGIN IMMEDIATE")
        people.tap("dock.help")
        people.says("請到服務台")
        assert len(_calls(house)) == before
        thief.execute("ROLLBACK")

    people.says("已通知志工，請稍候")
    assert len(_calls(house)) == before + 1
    time.sleep(NEXT_TAP_S)
    people.tap("help.cancel")
    until(lambda: _calls(house)[-1] == ("asked", "withdrawn"), "the call is taken back")


def test_a_web_console_that_is_down_does_not_keep_the_bell_from_being_written(house: Household) -> None:
    house.at_home()
    pid = house.pid("web")
    house.kill("web")
    house.people.tap("home.take_ticket")
    house.people.see("take_ticket")
    time.sleep(NEXT_TAP_S)
    house.people.tap("take_ticket.unsure")
    house.people.says("已通知志工，請稍候")
    house.stands_up_again("web", pid)
    assert "來賓不知道辦什麼" in house.browser("wang").visit("/help/now/").html
