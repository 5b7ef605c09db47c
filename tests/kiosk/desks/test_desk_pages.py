"""A clerk at the counter: sit down, call, call again, done, did not come; one press is one press."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.conf import settings
from office_content import office_content
from people import browser

from kiosk.desks import pressing
from kiosk.desks.counter_views import NOBODY
from kiosk.queues import services
from kiosk.queues.models import Ticket, TicketEvent, TicketState
from kiosk.staff.roles import Role
from kiosk.staff.words import SENTENCES

if TYPE_CHECKING:
    from django.test import Client

    from kiosk.queues.answers import DeskView

__all__ = ["office_content"]
pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def clerk(office_content: None) -> Client:
    client = browser(Role.CLERK, "chen", "陳淑芬")
    client.post("/desk/3/open/")
    return client


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take any two presses for two presses, so that a test need not wait between them, nor between two calls."""
    rules = settings.KIOSK.queue.model_copy(update={"call_apart_s": 0})
    monkeypatch.setattr(settings, "KIOSK", settings.KIOSK.model_copy(update={"queue": rules}))
    monkeypatch.setattr(pressing, "DOUBLE_PRESS", pressing.DOUBLE_PRESS * 0)


def take(count: int = 1, letter: str = "A", language: str = "zh_Hant") -> list[str]:
    return [
        services.take_ticket(letter=letter, language=language, priority=False, request_id=uuid4()).label
        for _ in range(count)
    ]


def form(client: Client, counter: int = 3) -> dict[str, str]:
    """Return the fields of the desk's first form, as the browser would send them."""
    page = client.get(f"/desk/{counter}/").content.decode()
    found = {name: re.search(rf'name="{name}" value="([^"]*)"', page) for name in ("press", "shown")}
    assert all(found.values()), page
    return {name: match[1] for name, match in found.items() if match}


def called(counter: int = 3) -> str:
    current = services.desk(counter=counter).current
    return current.label if current else ""


def test_calling_shows_the_number_and_the_whole_hall_knows(clerk: Client) -> None:
    take(2)
    page = clerk.post("/desk/3/next/", form(clerk), follow=True).content.decode()
    assert "A001" in page
    assert called() == "A001"
    assert services.hall().calls[0].counter == 3


def test_the_next_call_finishes_the_case_at_hand(clerk: Client, unhurried: None) -> None:
    take(2)
    clerk.post("/desk/3/next/", form(clerk))
    clerk.post("/desk/3/next/", form(clerk))
    assert called() == "A002"
    assert Ticket.objects.get(label="A001").state == TicketState.DONE


def test_a_double_click_calls_one_person(clerk: Client, unhurried: None) -> None:
    take(3)
    fields = form(clerk)
    for _ in range(2):
        clerk.post("/desk/3/next/", fields)
    assert called() == "A001"
    assert TicketEvent.objects.filter(kind="called").count() == 1


def test_a_second_press_on_the_button_just_drawn_anew_calls_nobody(clerk: Client) -> None:
    take(3)
    clerk.post("/desk/3/next/", form(clerk))
    clerk.post("/desk/3/next/", form(clerk))
    assert called() == "A001"


def test_a_page_that_slept_ends_nobody_elses_case(clerk: Client, unhurried: None) -> None:
    take(3)
    asleep = form(clerk)
    clerk.post("/desk/3/next/", form(clerk))
    clerk.post("/desk/3/next/", form(clerk))
    for step in ("next", "done", "no-show", "recall"):
        answer = clerk.post(f"/desk/3/{step}/", asleep, follow=True)
        assert SENTENCES["desk.moved_on"] in answer.content.decode()
    assert called() == "A002"
    assert Ticket.objects.get(label="A002").calls == 1


@pytest.mark.parametrize("step", ["next", "done", "no-show", "recall"])
@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_a_press_that_another_page_overtakes_ends_nobody_elses_case(
    clerk: Client, unhurried: None, monkeypatch: pytest.MonkeyPatch, step: str, script: bool
) -> None:
    """The other page calls the next number after this press has looked at the counter and before it does anything."""
    take(3)
    clerk.post("/desk/3/next/", form(clerk))
    fields, looked = form(clerk), []
    look = pressing.desk_of

    def overtaken(counter: int) -> DeskView:
        seen = look(counter)
        if not looked:
            looked.append(services.call_next(counter=3, by="chen", request_id=uuid4()))
        return seen

    monkeypatch.setattr(pressing, "desk_of", overtaken)
    headers = {"HX-Request": "true"} if script else {}
    page = clerk.post(f"/desk/3/{step}/", fields, headers=headers, follow=not script).content.decode()
    assert SENTENCES["desk.moved_on"] in page
    assert called() == "A002"
    assert Ticket.objects.get(label="A002").calls == 1


@pytest.mark.parametrize("nonsense", ["x", "-1", "0", "9" * 5000, "1.5"])
def test_a_press_with_a_nonsensical_number_ends_nobodys_case(clerk: Client, unhurried: None, nonsense: str) -> None:
    take(2)
    clerk.post("/desk/3/next/", form(clerk))
    page = clerk.post("/desk/3/done/", {"shown": nonsense}, follow=True).content.decode()
    assert SENTENCES["desk.moved_on"] in page
    assert called() == "A001"


def test_two_counters_get_two_people(clerk: Client, unhurried: None) -> None:
    other = browser(Role.CLERK, "lin", "林志明")
    other.post("/desk/5/open/")
    take(2)
    here, there = form(clerk), form(other, 5)
    clerk.post("/desk/3/next/", here)
    other.post("/desk/5/next/", there)
    assert {called(3), called(5)} == {"A001", "A002"}


def test_calling_again_done_and_did_not_come(clerk: Client, unhurried: None) -> None:
    take(2)
    clerk.post("/desk/3/next/", form(clerk))
    page = clerk.post("/desk/3/recall/", form(clerk), follow=True).content.decode()
    assert "叫號 2 次" in page
    clerk.post("/desk/3/done/", form(clerk))
    assert called() == ""
    clerk.post("/desk/3/next/", form(clerk))
    page = clerk.post("/desk/3/no-show/", form(clerk), follow=True).content.decode()
    assert "還要再叫 2 次" in page
    for _ in range(2):
        clerk.post("/desk/3/recall/", form(clerk))
    clerk.post("/desk/3/no-show/", form(clerk))
    states = dict(Ticket.objects.values_list("label", "state"))
    assert states == {"A001": TicketState.DONE, "A002": TicketState.NO_SHOW}


def test_nobody_waits_is_an_answer_and_not_an_error(clerk: Client) -> None:
    page = clerk.post("/desk/3/next/", form(clerk), follow=True).content.decode()
    assert NOBODY in page


def test_recalling_nobody_is_refused_in_words(clerk: Client) -> None:
    page = clerk.post("/desk/3/recall/", form(clerk), follow=True).content.decode()
    assert "目前沒有叫號中的來賓" in page


def test_with_script_only_the_desk_comes_back(clerk: Client) -> None:
    take()
    answer = clerk.post("/desk/3/next/", form(clerk), headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.startswith('<div id="desk"')
    assert "A001" in page


def test_the_part_that_refreshes_itself_holds_no_button(clerk: Client) -> None:
    take(4, "B")
    page = clerk.get("/desk/3/now/").content.decode()
    assert "<strong>4</strong>" in page
    assert "<button" not in page


def test_another_clerks_counter_is_taken_over_only_by_its_own_button(clerk: Client) -> None:
    other = browser(Role.CLERK, "lin", "林志明")
    page = other.post("/desk/3/open/", follow=True).content.decode()
    assert "剛由 陳淑芬 開始服務" in page
    other.post("/desk/3/open/", {"take_over": "yes"})
    assert services.desk(counter=3).counter.clerk_name == "林志明"


def test_a_namesake_is_another_clerk(clerk: Client) -> None:
    page = browser(Role.CLERK, "chen2", "陳淑芬").post("/desk/3/open/", follow=True).content.decode()
    assert "剛由 陳淑芬 開始服務" in page
    assert services.desk(counter=3).counter.clerk == "chen"


@pytest.mark.parametrize("step", ["next", "done", "no-show", "recall", "close"])
def test_a_clerk_who_was_replaced_calls_nobody(clerk: Client, unhurried: None, step: str) -> None:
    take(2)
    clerk.post("/desk/3/next/", form(clerk))
    fields = form(clerk)
    browser(Role.CLERK, "lin", "林志明").post("/desk/3/open/", {"take_over": "yes"})
    page = clerk.post(f"/desk/3/{step}/", fields, follow=True).content.decode()
    assert "這個櫃台已由 林志明 接手。" in page
    assert called() == "A001"
    assert Ticket.objects.get(label="A001").calls == 1


def test_leaving_the_counter_finishes_the_case(clerk: Client) -> None:
    take()
    clerk.post("/desk/3/next/", form(clerk))
    clerk.post("/desk/3/close/")
    assert Ticket.objects.get().state == TicketState.DONE
    assert not services.desk(counter=3).counter.open


def test_a_closed_counter_calls_nobody(clerk: Client) -> None:
    take()
    page = clerk.post("/desk/4/next/", {}, follow=True).content.decode()
    assert "4 號櫃台目前未開放" in page
    assert Ticket.objects.get().state == TicketState.WAITING


@pytest.mark.parametrize("address", ["/desk/0/", "/desk/99/", "/desk/99999999999999999999/"])
def test_a_counter_that_the_office_does_not_have(clerk: Client, address: str) -> None:
    assert clerk.get(address).status_code == 404
    assert clerk.post(f"{address}next/", {}).status_code == 404


@pytest.mark.parametrize("nonsense", ["", "x", "'; DROP TABLE", "0" * 5000])
def test_a_press_without_its_number_is_a_press_of_its_own(clerk: Client, nonsense: str) -> None:
    take()
    clerk.post("/desk/3/next/", form(clerk) | {"press": nonsense})
    assert called() == "A001"


def test_the_ticket_s_language_is_told_to_the_clerk(clerk: Client) -> None:
    take(language="vi")
    page = clerk.post("/desk/3/next/", form(clerk), follow=True).content.decode()
    assert "Tiếng Việt" in page
