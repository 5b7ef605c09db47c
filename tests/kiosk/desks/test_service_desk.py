"""The service desk: numbers for others, printed again, cancelled, with priority; paper rolls."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from desk_people import office_content, take, unhurried
from django.conf import settings
from people import browser

from kiosk.clock import SYSTEM, day_of
from kiosk.outbox.models import Job
from kiosk.outbox.states import JobState
from kiosk.queues import services
from kiosk.queues.models import Ticket
from kiosk.staff.roles import Role
from kiosk.staff.words import SENTENCES

if TYPE_CHECKING:
    from django.test import Client

__all__ = ["office_content", "unhurried"]
pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def volunteer(office_content: None) -> Client:
    return browser(Role.VOLUNTEER, "wang", "王大同")


def send(client: Client, deed: str, **fields: object) -> str:
    return client.post(f"/service-desk/{deed}/", {"press": str(uuid4()), **fields}, follow=True).content.decode()


def test_a_number_for_somebody_else_in_their_language_with_priority(volunteer: Client) -> None:
    page = send(volunteer, "issue", letter="B", language="vi", priority="yes")
    ticket = Ticket.objects.get()
    assert (ticket.label, ticket.language, ticket.priority, ticket.origin) == ("B001", "vi", True, "desk")
    assert "B001 列印中" in page
    assert Job.objects.get().label == "B001"


def test_the_same_press_twice_gives_one_number(volunteer: Client) -> None:
    press = str(uuid4())
    for _ in range(2):
        send(volunteer, "issue", press=press, letter="B")
    assert Ticket.objects.count() == 1


@pytest.mark.parametrize("letter", ["", "Z", "<script>", "'; DROP TABLE", "A" * 5000])
def test_a_class_that_there_is_not_gives_nothing(volunteer: Client, letter: str) -> None:
    page = send(volunteer, "issue", letter=letter, language="klingon")
    assert "沒有開放取號" in page
    assert not Ticket.objects.exists()


def test_printed_again_marked_and_cancelled(volunteer: Client) -> None:
    take("B")
    ticket = Ticket.objects.get()
    Job.objects.update(state=JobState.CONFIRMED)
    assert "B001 補印中" in send(volunteer, f"tickets/{ticket.pk}/reprint")
    assert "已設為優先" in send(volunteer, f"tickets/{ticket.pk}/mark")
    assert Ticket.objects.get().priority
    assert "已取消優先" in send(volunteer, f"tickets/{ticket.pk}/unmark")
    assert "B001 已取消" in send(volunteer, f"tickets/{ticket.pk}/cancel")
    assert SENTENCES["ticket.waits_no_more"] in send(volunteer, f"tickets/{ticket.pk}/cancel")
    assert Job.objects.count() == 2


def test_what_is_no_deed_is_not_found(volunteer: Client) -> None:
    assert volunteer.post("/service-desk/tickets/1/delete/").status_code == 404
    assert "查不到這個號碼" in send(volunteer, "tickets/0/cancel")


def test_on_a_roll_nothing_is_printed_and_the_next_number_is_checked(volunteer: Client) -> None:
    clerk = browser(Role.CLERK, "chen")
    send(clerk, "roll", letter="A", number="301")
    page = volunteer.get("/service-desk/").content.decode()
    assert re.search(r'name="number:A"[^>]*value="301"', page)
    assert "A301 已登記" in send(volunteer, "issue", letter="A", **{"number:A": "301"})
    assert "紙捲的下一張應為 A302" in send(volunteer, "issue", letter="A", **{"number:A": "310"})
    assert "A310 已登記" in send(volunteer, "issue", letter="A", skipped="yes", **{"number:A": "310"})
    assert "紙捲號碼請填" in send(volunteer, "issue", letter="A", **{"number:A": "x"})
    assert not Job.objects.exists()
    send(clerk, "roll", letter="A", end="yes")
    send(volunteer, "issue", letter="A")
    assert Ticket.objects.latest("id").label == "A311"


def test_a_volunteer_does_not_change_rolls(volunteer: Client) -> None:
    assert volunteer.post("/service-desk/roll/", {}).status_code == 403
    assert browser(Role.MAINTAINER).get("/service-desk/").status_code == 403


def test_a_passed_number_comes_back_at_the_service_desk(volunteer: Client, unhurried: None) -> None:
    take("B")
    services.open_counter(counter=1, by="chen", name="陳", title="課員")
    services.call_next(counter=1, by="chen", request_id=uuid4())
    for _ in range(2):
        services.recall(counter=1, by="chen")
    services.no_show(counter=1, by="chen")
    assert "B001 已重新排入" in send(volunteer, "back", code=" b001 ")
    assert Ticket.objects.get().state == "returned"


def test_todays_problems_stand_in_one_list(volunteer: Client) -> None:
    take("B", 2)
    Job.objects.update(state=JobState.UNSURE)
    Ticket.objects.update(taken_at=SYSTEM.now() - timedelta(minutes=settings.KIOSK.queue.ageing_minutes + 5))
    page = volunteer.get("/service-desk/glance/").content.decode()
    assert "單據 2 張：無法確定" in page
    assert "2 人久候" in page
    assert "A、B" not in page
    assert "/slips/" not in page, "a volunteer is not sent where the door is shut"
    assert 'href="/slips/"' in browser(Role.CLERK).get("/service-desk/").content.decode()


def test_looking_for_a_number_finds_it_and_hostile_words_find_nothing(volunteer: Client) -> None:
    take("B", 20)
    assert "B003" not in volunteer.get("/service-desk/").content.decode()
    assert "B003" in volunteer.get("/service-desk/", {"find": "b003"}).content.decode()
    page = volunteer.get("/service-desk/tickets/", {"find": "<script>"}).content.decode()
    assert "<script>" not in page.lower()
    assert day_of(SYSTEM.now()) == Ticket.objects.latest("id").day
