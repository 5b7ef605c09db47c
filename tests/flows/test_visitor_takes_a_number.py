"""A visitor takes a number: glass, paper and book agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from books import books_are_whole, tokens_on

if TYPE_CHECKING:
    from household import Household

pytestmark = pytest.mark.flow


def test_number_is_on_the_glass_and_the_slip_comes_out(house: Household) -> None:
    people, before = house.people, len(house.people.slips())

    label = house.takes_number("C")

    assert label == "C001"
    people.takes_slip(before, "ticket")
    people.says("號碼單印好了")
    house.job_is(label, "confirmed")
    assert house.rows("SELECT letter, number, state, language FROM queues_ticket") == [("C", 1, "waiting", "zh_Hant")]
    books_are_whole(house)


def test_the_code_on_the_slip_opens_that_number_on_a_phone(house: Household) -> None:
    label = house.takes_number("A")
    house.job_is(label, "confirmed")

    (token,) = tokens_on(house.people.slips()[-1])
    page = house.people.clerk.visit(f"/t/{token}/")  # a phone logs in nowhere

    assert label in page.html
    assert token == house.one("SELECT token FROM queues_ticket WHERE label = ?", label)


def test_a_second_tap_takes_no_second_number(house: Household) -> None:
    people, finger = house.people, house.people.finger
    before, tickets = len(people.slips()), house.one("SELECT count(*) FROM queues_ticket")
    house.at_home()
    people.tap("home.take_ticket")
    people.tap("take_ticket.class.B")
    x, y = 540, 1634  # the same place twice, whatever the screen makes of it in between
    finger.ask(do="touch", x=x, y=y)
    finger.ask(do="touch", x=x, y=y)
    people.see("ticket_issued", text="B001")

    people.takes_slip(before, "ticket")

    assert house.one("SELECT count(*) FROM queues_ticket") == tickets + 1
    books_are_whole(house)


def test_in_another_language_and_with_priority(house: Household) -> None:
    people, before = house.people, len(house.people.slips())
    house.at_home()
    people.tap("language.vi")
    people.see("home", text="Lấy số")
    people.tap("home.take_ticket")
    people.tap("take_ticket.class.E")
    people.tap("take_ticket.priority")
    people.tap("take_ticket.take")
    people.see("ticket_issued", text="E001")

    people.takes_slip(before, "ticket")

    assert house.rows("SELECT language, priority FROM queues_ticket WHERE label = 'E001'") == [("vi", 1)]
    house.at_home()
    people.see("home", text="取號")  # the next visitor reads Chinese again
    books_are_whole(house)
