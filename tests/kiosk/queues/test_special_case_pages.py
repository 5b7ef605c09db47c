"""Doubtful cases on their own page: begun by a number of today, passed on, closed, and found again by colleagues."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from office_content import office_content
from people import browser, engage

from kiosk.clock import SYSTEM
from kiosk.queues import services
from kiosk.queues.models import SpecialCase
from kiosk.staff.roles import Role
from kiosk.staff.words import SENTENCES

if TYPE_CHECKING:
    from django.test import Client

__all__ = ["office_content"]
pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def clerk(office_content: None) -> Client:
    services.take_ticket(letter="A", language="zh_Hant", priority=False, request_id=uuid4())
    engage(Role.SUPERVISOR, "lin", "林志明")
    return browser(Role.CLERK, "chen")


def send(client: Client, deed: str, **fields: str) -> str:
    return client.post(f"/queue/special/{deed}/", fields, follow=True).content.decode()


def test_a_case_from_its_beginning_to_where_colleagues_find_it(clerk: Client) -> None:
    for _ in range(2):
        page = send(clerk, "open", label=" a001 ", topic="收養效力", owner="lin")
    case = SpecialCase.objects.get()
    assert (case.owner, case.opened_by, case.ticket.label) == ("lin", "chen", "A001")
    assert "林志明" in page
    assert "剩" in page
    SpecialCase.objects.update(due_at=SYSTEM.now() - timedelta(minutes=5))
    assert "逾期" in clerk.get("/queue/special/").content.decode()
    assert "特殊案件 A001 逾期" in clerk.get("/service-desk/glance/").content.decode()
    assert SENTENCES["desk.no_authority"] in send(clerk, f"{case.pk}/escalate", to=" ", days="30")
    assert SENTENCES["desk.period"].format(most=366) in send(clerk, f"{case.pk}/escalate", to="民政局", days="9" * 40)
    assert "已陳報 民政局" in send(clerk, f"{case.pk}/escalate", to="民政局", days="30")
    assert SENTENCES["desk.reason_needed"] in send(clerk, f"{case.pk}/close", conclusion="  ")
    send(clerk, f"{case.pk}/close", conclusion="依函釋，外國收養須經我國法院認可")
    assert SENTENCES["desk.case_closed"] in send(clerk, f"{case.pk}/close", conclusion="x")
    assert "須經我國法院認可" in clerk.get("/queue/special/", {"find": "函釋"}).content.decode()
    assert "找不到「離婚」" in clerk.get("/queue/special/", {"find": "離婚"}).content.decode()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"label": "Z999"}, "今天沒有發出 Z999"), ({"label": ""}, "今天沒有發出"),
        ({"topic": " "}, SENTENCES["desk.reason_needed"]),
        ({"owner": "nobody"}, SENTENCES["desk.owner_unknown"]), ({"label": "<script>"}, "今天沒有發出 &lt;script"),
    ],
)  # fmt: skip
def test_what_cannot_be_begun_is_told_and_what_was_typed_stays(clerk: Client, fields: dict[str, str], said: str) -> None:
    page = send(clerk, "open", **({"label": "A001", "topic": "<b>疑義</b>", "owner": ""} | fields))
    assert said in page
    assert "<b>疑義" not in page
    assert ('value="&lt;b&gt;疑義&lt;/b&gt;"' in page) == ("topic" not in fields)
    assert not SpecialCase.objects.exists()


def test_nobody_without_a_counter_comes_in(office_content: None) -> None:
    for role in (Role.VOLUNTEER, Role.MAINTAINER):
        client = browser(role)
        assert client.get("/queue/special/").status_code == 403
        assert client.post("/queue/special/open/", {"label": "A001", "topic": "x"}).status_code == 403
