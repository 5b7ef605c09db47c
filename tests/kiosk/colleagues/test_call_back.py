"""Calls that were promised: on the list until somebody has called, then name and number are gone."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from people import browser

from kiosk.clock import day_of
from kiosk.colleagues import services
from kiosk.colleagues.models import CallBack
from kiosk.errors import Refused
from kiosk.staff.roles import Role

if TYPE_CHECKING:
    from kiosk.clock import StillClock

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def promise(**more: Any) -> services.CallBackView:
    wish = {"who": "林先生", "contact": "06-1234567", "about": "英文謄本核發", "due_day": None, "by": "chen", "name": "陳"}
    return services.promise_call(**{"request_id": uuid4(), **wish, **more})


def test_a_promise_is_kept_once_and_its_number_forgotten() -> None:
    press = uuid4()
    assert promise(request_id=press) == promise(request_id=press)
    client = browser(Role.CLERK)
    assert "06-1234567" in client.get("/colleagues/").content.decode()
    address = f"/colleagues/call-backs/{services.call_backs()[0].call_back_id}/close/"
    assert "聯絡資料已刪除" in client.post(address, {"reached": "yes"}, follow=True).content.decode()
    assert "已經回電或結案" in client.post(address, {"reached": "yes"}, follow=True).content.decode()
    assert CallBack.objects.values_list("who", "contact", "outcome").get() == ("", "", "reached")


def test_the_database_itself_keeps_no_number_of_a_promise_that_is_over() -> None:
    promise()
    services.close_call_back(call_back_id=services.call_backs()[0].call_back_id, reached=False, by="chen")
    with pytest.raises(IntegrityError), transaction.atomic():
        CallBack.objects.update(contact="06-1234567")


@pytest.mark.parametrize("field", ["who", "contact", "about"])
def test_every_field_is_wanted(field: str) -> None:
    with pytest.raises(Refused, match=r"call_back\.missing"):
        promise(**{field: "  "})


@pytest.mark.parametrize("days", [-1, 61])
def test_a_promise_is_for_today_or_soon(clock: StillClock, days: int) -> None:
    with pytest.raises(Refused, match=r"call_back\.day"):
        promise(due_day=day_of(clock.now()) + timedelta(days=days), clock=clock)


def test_the_most_urgent_comes_first_and_a_broken_promise_is_marked(clock: StillClock) -> None:
    today = day_of(clock.now())
    promise(who="後", due_day=today + timedelta(days=3), clock=clock)
    promise(who="先", due_day=today + timedelta(days=1), clock=clock)
    clock.advance(2 * 24 * 3600)
    assert [(one.who, one.late) for one in services.call_backs(clock=clock)] == [("先", True), ("後", False)]


def test_what_nobody_has_kept_is_forgotten_after_two_months(clock: StillClock) -> None:
    promise(clock=clock)
    clock.advance(60 * 24 * 3600)
    assert services.forget_call_backs(clock=clock) == 0
    clock.advance(24 * 3600)
    assert services.forget_call_backs(clock=clock) == 1
    assert CallBack.objects.values_list("who", "contact", "outcome").get() == ("", "", "forgotten")


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.MAINTAINER])
def test_names_and_numbers_are_for_the_counters_alone(role: Role) -> None:
    assert browser(role).get("/colleagues/").status_code == 403
