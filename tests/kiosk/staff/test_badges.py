"""A volunteer's badge: given once, guessed never, taken away at once."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from people import browser, engage

from kiosk.clock import StillClock
from kiosk.errors import Refused
from kiosk.help import services as help_desk
from kiosk.staff import badges, services
from kiosk.staff.models import AuditEntry, BadgeFailure, Member
from kiosk.staff.roles import Role

pytestmark = [pytest.mark.django_db, pytest.mark.database]
HERE = "大廳 1 號機"


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def badge() -> badges.Badge:
    engage(Role.VOLUNTEER, "wang")
    return badges.give_badge(username="wang", by="tsai")


def log_in(badge: str, pin: str, clock: StillClock, kiosk: str = HERE) -> Any:
    return badges.log_in_by_badge(badge=badge, pin=pin, kiosk=kiosk, clock=clock)


def wrong(pin: str) -> str:
    return pin[:-1] + str((int(pin[-1]) + 1) % 10)


def test_badge_and_pin_open_and_only_the_hash_is_kept(badge: badges.Badge, clock: StillClock) -> None:
    assert log_in(badge.badge, badge.pin, clock).username == "wang"
    row = Member.objects.get(username="wang")
    assert badge.pin not in row.pin
    assert re.fullmatch(r"\d{3} \d{6}", f"{badge.badge} {badge.pin}")
    assert not AuditEntry.objects.filter(detail__icontains=badge.pin).exists()
    assert AuditEntry.objects.get(action="session.badge").subject == HERE


@pytest.mark.parametrize("case", ["wrong pin", "unknown badge", "empty", "disabled", "taken away", "no digits"])
def test_whatever_is_wrong_the_answer_is_the_same(badge: badges.Badge, clock: StillClock, case: str) -> None:
    number, pin = badge.badge, badge.pin
    if case == "wrong pin":
        pin = wrong(pin)
    elif case == "unknown badge":
        number = "999"
    elif case == "empty":
        number = pin = ""
    elif case == "disabled":
        services.disable(username="wang", by="tsai")
    elif case == "taken away":
        badges.take_badge(username="wang", by="tsai")
    else:
        number, pin = "壹零貳", "'; --\x00"
    with pytest.raises(Refused) as refused:
        log_in(number, pin, clock)
    assert refused.value.text_key == "volunteer.wrong"


def test_after_five_wrong_pins_even_the_right_one_waits_a_quarter_of_an_hour(badge: badges.Badge, clock: StillClock) -> None:
    for _ in range(5):
        with pytest.raises(Refused):
            log_in(badge.badge, wrong(badge.pin), clock)
    with pytest.raises(Refused) as refused:
        log_in(badge.badge, badge.pin, clock)
    assert refused.value.text_key == "volunteer.locked"
    assert AuditEntry.objects.filter(action="session.badge_locked").count() == 1
    clock.at += timedelta(minutes=15, seconds=1)
    assert log_in(badge.badge, badge.pin, clock).username == "wang"
    assert BadgeFailure.objects.filter(badge=badge.badge).count() == 0


def test_who_tries_many_badges_is_stopped_at_that_kiosk_alone(badge: badges.Badge, clock: StillClock) -> None:
    for number in range(15):
        with pytest.raises(Refused):
            log_in(str(500 + number), "123123", clock)
    with pytest.raises(Refused) as refused:
        log_in(badge.badge, badge.pin, clock)
    assert refused.value.text_key == "volunteer.locked"
    assert log_in(badge.badge, badge.pin, clock, kiosk="大廳 2 號機").username == "wang"


def test_a_new_pin_ends_the_old_one_and_keeps_the_number(badge: badges.Badge, clock: StillClock) -> None:
    again = badges.give_badge(username="wang", by="tsai")
    assert again.badge == badge.badge
    with pytest.raises(Refused):
        log_in(badge.badge, badge.pin if badge.pin != again.pin else wrong(again.pin), clock)
    assert log_in(again.badge, again.pin, clock).username == "wang"


def test_two_people_never_share_a_number(badge: badges.Badge) -> None:
    engage(Role.VOLUNTEER, "lee")
    assert badges.give_badge(username="lee", by="tsai").badge != badge.badge


def test_the_call_that_stands_here_is_answered_and_no_other(badge: badges.Badge, clock: StillClock) -> None:
    here, there = (
        help_desk.raise_call(
            reason=help_desk.CallReason.ASKED, place="home", language="vi", request_id=uuid4(), kiosk=kiosk, clock=clock
        )
        for kiosk in (HERE, "大廳 2 號機")
    )  # fmt: skip
    arrived = help_desk.arrive(badge=badge.badge, pin=badge.pin, kiosk=HERE, clock=clock)
    assert arrived.username == "wang"
    answered = help_desk.call(call_id=here.call_id, clock=clock)
    assert (answered.outcome, answered.acknowledged_name) == ("done", arrived.name)
    assert help_desk.call(call_id=there.call_id, clock=clock).outcome == ""


def test_the_manager_hands_it_over_once_and_takes_it_back() -> None:
    manager = browser(Role.MANAGER, "tsai")
    engage(Role.VOLUNTEER, "wang")
    page = manager.post("/accounts/wang/badge/").content.decode()
    number, pin = re.findall(r'class="secret">(\d+)<', page)
    listed = manager.get("/accounts/").content.decode()
    assert number in listed
    assert pin not in listed
    manager.post("/accounts/wang/take-badge/")
    assert Member.objects.get(username="wang").badge is None


def test_who_cannot_log_in_gets_no_badge() -> None:
    manager = browser(Role.MANAGER, "tsai")
    engage(Role.VOLUNTEER, "wang")
    services.disable(username="wang", by="tsai")
    answer = manager.post("/accounts/wang/badge/", follow=True)
    assert "請先恢復帳號" in answer.content.decode()
