"""A clerk logs in and calls; desk, sign, board and touch screen say the same."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from books import books_are_whole
from household import WITHIN_S, until

from kiosk.cli.browser import Browser, PageError
from kiosk.cli.control import Control

if TYPE_CHECKING:
    from household import Household

pytestmark = pytest.mark.flow
BOARD = True
DOUBLE_PRESS_S = 1.6  # a second call sooner is taken for the same press


def test_nobody_calls_without_logging_in(house: Household) -> None:
    stranger = Browser(house.house.url)

    stranger.visit("/desk/3/")

    assert "/log-in/" in stranger.page.url


def test_wrong_password_opens_nothing_and_says_so(house: Household) -> None:
    stranger = Browser(house.house.url)
    stranger.visit("/log-in/")

    answer = stranger.submit("", username="chen", password="not-her-password")

    assert "/log-in/" in answer.url
    assert "密碼" in answer.html
    assert house.one("SELECT count(*) FROM staff_auditentry WHERE action = 'session.refused'") == 1


def test_a_volunteer_may_not_call(house: Household) -> None:
    volunteer = house.browser("wang")

    with pytest.raises(PageError, match="403"):
        volunteer.visit("/desk/3/")


def test_call_is_seen_everywhere_and_the_case_is_done(house: Household) -> None:
    people = house.people
    first, second = house.takes_number("C"), house.takes_number("C")
    house.job_is(second, "confirmed")
    clerk = house.sits_down("chen", 3)

    clerk.submit("/desk/3/next/")

    assert first in clerk.page.html
    people.reads_sign(first, "call")
    house.at_home()
    people.see("home", text=first)
    _board_shows(house, first)
    time.sleep(DOUBLE_PRESS_S)
    clerk.visit("/desk/3/")
    clerk.submit("/desk/3/recall/")
    assert house.rows("SELECT state, counter, calls FROM queues_ticket WHERE label = ?", first) == [("recalled", 3, 2)]
    time.sleep(DOUBLE_PRESS_S)
    clerk.visit("/desk/3/")
    clerk.submit("/desk/3/next/")
    assert second in clerk.page.html
    people.reads_sign(second, "call")
    _board_shows(house, second)
    clerk.submit("/desk/3/done/")
    assert "尚未叫號" in clerk.page.html
    assert house.rows("SELECT DISTINCT state FROM queues_ticket") == [("done",)]
    books_are_whole(house)


def test_a_second_press_calls_nobody_else(house: Household) -> None:
    first, second = house.takes_number("D"), house.takes_number("D")
    clerk = house.sits_down("chen", 4)
    shown = clerk.page

    clerk.submit("/desk/4/next/")
    clerk.page = shown  # the same form, pressed again before the page has changed
    clerk.submit("/desk/4/next/")

    assert first in clerk.page.html
    states = dict(house.rows("SELECT label, state FROM queues_ticket WHERE letter = 'D'"))
    assert states == {first: "called", second: "waiting"}


def test_two_clerks_get_two_numbers(house: Household) -> None:
    house.takes_number("G")
    house.takes_number("G")
    waiting = house.one("SELECT count(*) FROM queues_ticket WHERE state = 'waiting'")
    clerks = [house.sits_down("chen", 1), house.sits_down("lin", 2)]

    for clerk, counter in zip(clerks, (1, 2), strict=True):
        clerk.submit(f"/desk/{counter}/next/")

    called = house.rows("SELECT counter, label FROM queues_ticket WHERE state = 'called' ORDER BY counter")
    assert {counter for counter, _ in called} >= {1, 2}
    assert len({label for _, label in called}) == len(called)
    assert house.one("SELECT count(*) FROM queues_ticket WHERE state = 'waiting'") == waiting - 2


def _board_shows(house: Household, label: str) -> None:
    with Control(house.house.board_socket) as board:
        until(lambda: label in "\n".join(board.ask(do="state")["texts"]), f"{label} on the board", WITHIN_S)
