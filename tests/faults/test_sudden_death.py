"""Each process is killed without a word, in the middle of its work; the parent starts it again and the work goes on."""

from __future__ import annotations

import os
import random
import time
from typing import TYPE_CHECKING

import pytest
from books import books_are_whole
from household import until
from staff_list import is_listed, reprints

from kiosk.cli.control import ControlError

if TYPE_CHECKING:
    from household import Household

pytestmark = pytest.mark.flow
MID_SLIP = 8000
FALLS = int(os.environ.get("KIOSK_TORTURE", "2"))  # how often the screen falls at a random moment


def test_devices_while_idle(house: Household) -> None:
    before = len(house.people.slips())
    pid = house.pid("devices")
    house.kill("devices")

    label = house.takes_number("A")  # numbers do not need them

    house.stands_up_again("devices", pid)
    house.people.takes_slip(before, "after-the-fall")
    house.job_is(label, "confirmed")
    books_are_whole(house)


def test_devices_while_sending_a_slip(house: Household) -> None:
    house.device("printer", "slow", bytes_per_s=MID_SLIP)
    began = house.device("printer", "state")["printed_rows"]
    label = house.takes_number("B")
    until(lambda: house.device("printer", "state")["printed_rows"] > began + 40, "the slip has begun")
    assert house.job(label)[0] == "sending"
    pid = house.pid("devices")

    house.kill("devices")

    house.device("printer", "clear")
    house.stands_up_again("devices", pid)
    house.job_is(label, "unsure")
    is_listed(house, label, "連線中斷")
    house.is_well("printer")
    reprints(house, label)
    house.job_is(label, "confirmed")
    follows = house.takes_number("B")
    house.job_is(follows, "confirmed")
    assert house.one("SELECT count(*) FROM outbox_job WHERE label = ?", label) == 2
    books_are_whole(house)


def test_web_while_a_clerk_works(house: Household) -> None:
    label = house.takes_number("C")
    clerk = house.sits_down("chen", 3)
    clerk.submit("/desk/3/next/")
    serves = clerk.page.html
    pid = house.pid("web")

    house.kill("web")

    called = house.takes_number("C")  # the touch screen goes on meanwhile
    house.stands_up_again("web", pid)
    until(lambda: _answers(house), "the console answers")
    clerk.visit("/desk/3/")
    assert "/desk/3/" in clerk.page.url, "the clerk is still logged in"
    clerk.submit("/desk/3/done/")
    assert "尚未叫號" in clerk.page.html
    assert house.one("SELECT count(*) FROM queues_ticket WHERE state = 'done'") == 1
    assert any(one in serves for one in (label, "A001", "B001"))
    assert house.one("SELECT state FROM queues_ticket WHERE label = ?", called) == "waiting"
    books_are_whole(house)


@pytest.mark.torture
def test_screen_while_a_number_is_being_taken(house: Household) -> None:
    chance = random.Random(20260301)  # noqa: S311  # moments, not secrets
    for _ in range(FALLS):
        before = house.one("SELECT count(*) FROM queues_ticket")
        house.at_home()
        house.people.press("home.take_ticket", "take_ticket")
        house.people.tap("take_ticket.class.D")
        pid = house.pid("screen")
        house.people.tap("take_ticket.take")
        time.sleep(chance.uniform(0, 0.04))

        house.kill("screen")

        house.stands_up_again("screen", pid)
        assert house.one("SELECT count(*) FROM queues_ticket") - before in {0, 1}
        books_are_whole(house)  # wholly there with its job and slip, or not at all
    label = house.takes_number("D")
    house.job_is(label, "confirmed")


def test_simulated_devices_all_at_once(house: Household) -> None:
    pid = house.pid("simulators")

    house.kill("simulators")

    until(lambda: house.health("printer")[0] == "link_down", "the printer is missed")
    house.stands_up_again("simulators", pid)
    before = len(house.people.slips())
    for name in ("printer", "marquee", "bp_monitor"):
        house.is_well(name)
    label = house.takes_number("E")
    house.people.takes_slip(before, "new-machines")
    house.job_is(label, "confirmed")
    house.people.reads_sign("等", "rests-again")
    books_are_whole(house)


def _answers(house: Household) -> bool:
    from kiosk.cli.browser import Browser, PageError  # noqa: PLC0415  # only here

    try:
        Browser(house.house.url).visit("/log-in/")
    except (PageError, ControlError, OSError):
        return False
    return True
