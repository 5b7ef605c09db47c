"""A visitor asks what to bring, answers the questions, and takes the list home on paper."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from books import books_are_whole

if TYPE_CHECKING:
    from household import Household

pytestmark = pytest.mark.flow


def test_list_is_asked_for_answered_and_printed_once(house: Household) -> None:
    people, before = house.people, len(house.people.slips())
    house.at_home()
    people.tap("home.requirements")
    people.see("choose_service")
    people.tap("choose_service.event.birth")
    people.see("list_services")
    people.tap("list_services.birth-registration")
    people.see("checklist")
    people.answers_all_questions()
    items = people.offered("checklist.item.")
    for item in items[:2]:
        people.tap(item)
    people.press("checklist.print", "preview_notice")
    people.press("preview_notice.print", "notice_issued")

    people.takes_slip(before, "notice")

    people.says("告知單")
    ((serial, service, ready, missing, answers),) = house.rows(
        "SELECT serial, service_id, ready, missing, answers FROM notices_notice"
    )
    assert service == "birth-registration"
    assert [f"checklist.item.{one}" for one in json.loads(ready)] == items[:2]
    assert json.loads(missing)
    assert json.loads(answers)
    people.says(serial)
    house.job_is(serial, "confirmed")
    books_are_whole(house)


def test_the_sample_mark_stands_on_what_the_office_has_not_confirmed(house: Household) -> None:
    people = house.people
    house.at_home()
    people.tap("home.requirements")
    people.tap("choose_service.event.birth")
    people.tap("list_services.birth-registration")

    people.see("checklist", text="範例")
