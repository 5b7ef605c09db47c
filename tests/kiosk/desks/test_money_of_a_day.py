"""The money of a day: per counter and way of paying, all of it for the supervisor, to a clerk their own."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from desk_people import office_content, take
from people import browser

from kiosk.clock import SYSTEM, TAIPEI, day_of
from kiosk.desks.cash import cash_day
from kiosk.desks.models import Settlement
from kiosk.queues.models import Ticket
from kiosk.staff.roles import Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    Pay = Callable[..., None]

__all__ = ["office_content"]
pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def pay(office_content: None) -> Pay:
    def do(fee: int, paid: int, method: str, **more: object) -> None:
        (label,) = take("B")
        columns = {"counter": 1, "clerk": "chen", "at": SYSTEM.now(), **more}
        Settlement.objects.create(
            ticket=Ticket.objects.get(label=label), fee_twd=fee, paid_twd=paid, method=method, **columns
        )

    return do


@pytest.fixture
def a_day(pay: Pay) -> None:
    pay(50, 50, "cash")
    pay(30, 30, "ipass")
    pay(100, 0, "waived", reason="低收入戶")
    pay(300, 250, "cash", counter=3, clerk="lin", reason="=2+5")
    pay(15, 0, "", counter=3, clerk="lin")
    pay(0, 0, "", counter=3, clerk="lin")


def test_sums_by_counter_and_way_of_paying(a_day: None) -> None:
    found = cash_day(day=day_of(SYSTEM.now()))
    first, third = found.counters
    assert (first.counter, first.visits, first.fee_twd, first.paid_twd, first.waived_twd) == (1, 3, 180, 80, 100)
    assert (first.by_method["cash"], first.by_method["ipass"], first.difference_twd, first.not_noted) == (50, 30, 0, 0)
    assert (third.counter, third.fee_twd, third.paid_twd, third.difference_twd, third.not_noted) == (3, 315, 250, -50, 1)
    whole = found.total
    assert (whole.visits, whole.fee_twd, whole.paid_twd) == (6, 495, 330)
    assert sum(whole.by_method.values()) == whole.paid_twd
    assert whole.fee_twd == whole.paid_twd + whole.waived_twd - whole.difference_twd + 15, "what is open was not noted"


def test_a_day_is_the_office_s_own(pay: Pay) -> None:
    pay(1, 1, "cash", at=datetime(2026, 3, 5, 0, 0, tzinfo=TAIPEI))
    pay(2, 2, "cash", at=datetime(2026, 3, 5, 23, 59, 59, tzinfo=TAIPEI))
    pay(4, 4, "cash", at=datetime(2026, 3, 6, 0, 0, tzinfo=TAIPEI))
    assert cash_day(day=datetime(2026, 3, 5, tzinfo=TAIPEI).date()).total.paid_twd == 3


def table(client: Client, name: str) -> list[list[str]]:
    answer = client.get("/cash/", {"format": name})
    assert answer["Content-Type"].startswith("text/csv")
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_the_supervisor_sees_all_and_takes_it_away_as_tables(a_day: None) -> None:
    client = browser(Role.SUPERVISOR, "lin", "林志明")
    page = client.get("/cash/").content.decode()
    assert "330" in page
    assert "1 件未註記" in page
    sums, payments = table(client, "sums"), table(client, "payments")
    assert [row[1] for row in sums] == ["櫃台", "1", "3", "合計"]
    assert sums[-1][3:6] == ["495", "330", "300"]
    assert len(payments) == 7
    assert [row[6] for row in payments[1:]] == ["現金", "一卡通", "免收", "現金", "未註記", ""]
    assert payments[4][8] == "'=2+5", "no cell is a formula"
    assert payments[4][3] == "林志明"


def test_a_clerk_sees_their_own_and_others_nothing(a_day: None) -> None:
    page = browser(Role.CLERK, "chen", "陳淑芬").get("/cash/").content.decode()
    assert "您經手的收款" in page
    assert "低收入戶" in page
    assert "=2+5" not in page
    assert len(table(browser(Role.CLERK, "wu"), "payments")) == 1
    for role in (Role.VOLUNTEER, Role.MAINTAINER):
        assert browser(role).get("/cash/").status_code == 403


@pytest.mark.parametrize("day", ["", "nonsense", "2999-01-01", "0001-01-01", "2026-02-31", "<script>"])
def test_another_day_than_one_that_can_be_is_today(a_day: None, day: str) -> None:
    page = browser(Role.SUPERVISOR).get("/cash/", {"day": day}).content.decode()
    assert f'value="{day_of(SYSTEM.now()).isoformat()}"' in page
    assert "<script>a" not in page
    assert "沒有登記收款" in browser(Role.MANAGER).get("/cash/", {"day": "2020-01-02"}).content.decode()
