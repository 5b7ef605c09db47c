"""Paper, cover and cable of the printer, before and in the middle of a slip: the number is never lost, nothing comes twice."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest
from books import books_are_whole, is_copy
from household import until
from staff_list import is_listed, reprints

if TYPE_CHECKING:
    from household import Household

pytestmark = pytest.mark.flow
SLOW_LINE = 3000  # bytes a second: an answer behind the line's full queue takes longer than a second
MID_SLIP = 8000  # bytes a second: a slip takes some seconds, so there is a middle
LATER = "號碼單晚一點印"


def _needs_person(house: Household, condition: str) -> None:
    until(lambda: house.health("printer") == ("needs_person", condition), f"staff hear of {condition}")


def _staff_read(house: Household, words: str) -> None:
    """What a colleague's open page fetches when it is told of news."""
    page = house.browser("lin")
    until(lambda: "票券印表機" in (html := page.visit("/now/").html) and words in html, f"staff read {words}")


@pytest.mark.parametrize(
    ("fault", "words", "on_the_console"),
    [
        ("paper_out", "印表機缺紙，號碼單晚一點印", "紙張用完"),
        ("cover_open", "印表機上蓋開著，號碼單晚一點印", "上蓋未關"),
    ],
)
def test_found_before_the_slip(house: Household, fault: str, words: str, on_the_console: str) -> None:
    before = len(house.people.slips())
    house.device("printer", fault, on=True)
    _needs_person(house, fault)
    _staff_read(house, on_the_console)

    label = house.takes_number("C")

    house.people.says(words)
    assert house.job(label)[0] == "waiting"
    assert len(house.people.slips()) == before
    house.device("printer", fault, on=False)
    house.people.takes_slip(before, "late")
    house.people.says("號碼單印好了")
    house.job_is(label, "confirmed")
    books_are_whole(house)


def test_several_numbers_wait_for_paper_and_come_in_order(house: Household) -> None:
    before = len(house.people.slips())
    house.device("printer", "paper_out", on=True)
    _needs_person(house, "paper_out")
    labels = [house.takes_number(letter) for letter in "ABA"]

    house.device("printer", "paper_out", on=False)

    until(lambda: len(house.people.slips()) == before + 3, "three slips")
    house.job_is(labels[-1], "confirmed")
    first, second, third = (house.one("SELECT settled_at FROM outbox_job WHERE label = ?", one) for one in labels)
    assert first < second < third
    books_are_whole(house)


def test_paper_ends_in_the_middle_of_a_slip(house: Household) -> None:
    before = len(house.people.slips())
    house.device("printer", "paper_out_after", rows=150)

    label = house.takes_number("C")

    house.people.says("印表機缺紙，號碼單晚一點印")
    house.job_is(label, "held")
    is_listed(house, label, "紙張用完")
    assert len(house.people.slips()) == before
    house.device("printer", "paper_out", on=False)
    house.people.takes_slip(before, "refilled")
    house.job_is(label, "confirmed")
    books_are_whole(house)


def test_cover_opened_in_the_middle_of_a_slip(house: Household) -> None:
    before = len(house.people.slips())
    house.device("printer", "slow", bytes_per_s=SLOW_LINE)
    label = house.takes_number("D")
    _some_rows_are_printed(house, label)

    house.device("printer", "cover_open", on=True)

    house.people.says("印表機上蓋開著，號碼單晚一點印")
    house.job_is(label, "held")
    house.device("printer", "cover_open", on=False)
    house.device("printer", "slow", bytes_per_s=MID_SLIP)
    house.people.takes_slip(before, "closed")
    house.job_is(label, "confirmed")
    books_are_whole(house)


def test_cable_pulled_in_the_middle_of_a_slip(house: Household) -> None:
    before = len(house.people.slips())
    house.device("printer", "slow", bytes_per_s=MID_SLIP)
    label = house.takes_number("E")
    _some_rows_are_printed(house, label)

    house.device("printer", "unplug")

    house.people.says(LATER)
    house.job_is(label, "unsure")
    is_listed(house, label, "連線中斷")
    house.device("printer", "clear")
    house.is_well("printer")
    follows = house.takes_number("A")
    house.job_is(follows, "confirmed")  # the printer works again
    assert house.job(label)[0] == "unsure", "what may be printed already is never sent again by itself"
    assert len(house.people.slips()) == before + 1
    reprints(house, label)
    house.people.takes_slip(before + 1, "copy")
    assert [is_copy(slip) for slip in house.people.slips()[-2:]] == [False, True]
    house.job_is(label, "confirmed")
    books_are_whole(house)


def test_printer_that_says_nothing(house: Household) -> None:
    before = len(house.people.slips())
    house.device("printer", "mute", on=True)
    until(lambda: house.health("printer")[0] == "link_down", "silence is told")
    _staff_read(house, "連線中斷")

    label = house.takes_number("F")

    house.people.says(LATER)
    assert house.job(label)[0] == "waiting", "nothing is sent to a printer that does not answer"
    house.device("printer", "mute", on=False)
    house.people.takes_slip(before, "speaks-again")
    house.job_is(label, "confirmed")
    books_are_whole(house)


@pytest.mark.torture
@pytest.mark.skipif(not os.environ.get("KIOSK_TORTURE"), reason="the driver is patient for 45 s; set KIOSK_TORTURE=1")
def test_wire_back_breaks_in_the_middle_of_a_slip(house: Household) -> None:
    house.device("printer", "slow", bytes_per_s=MID_SLIP)
    label = house.takes_number("F")
    _some_rows_are_printed(house, label)

    house.device("printer", "mute", on=True)

    until(lambda: house.job(label)[0] == "unsure", "the proof is given up", 120)
    house.device("printer", "clear")
    house.is_well("printer")
    staff = house.browser("lin")
    number = house.one("SELECT id FROM outbox_job WHERE label = ?", label)
    staff.visit("/slips/")
    staff.submit(f"/slips/{number}/printed/")  # somebody looked: it lies there
    assert house.rows("SELECT state, proof, settled_by FROM outbox_job WHERE id = ?", number) == [
        ("confirmed", "seen", "lin")
    ]


def test_printer_that_is_slow(house: Household) -> None:
    before = len(house.people.slips())
    house.device("printer", "slow", bytes_per_s=MID_SLIP)

    label = house.takes_number("G")

    assert len(house.people.slips()) == before  # the number did not wait for the paper
    house.people.takes_slip(before, "slow")
    house.job_is(label, "confirmed")
    books_are_whole(house)


def _some_rows_are_printed(house: Household, label: str) -> None:
    began = house.device("printer", "state")["printed_rows"]
    until(lambda: house.device("printer", "state")["printed_rows"] > began + 40, "the slip has begun")
    assert house.job(label)[0] == "sending"
    time.sleep(0.1)
