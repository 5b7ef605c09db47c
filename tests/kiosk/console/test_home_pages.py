"""The day at a glance, and the menu of each role."""

from __future__ import annotations

from uuid import uuid4

import pytest
from people import browser

from kiosk.guide.loading import load
from kiosk.health import services as health
from kiosk.health.models import DeviceState
from kiosk.queues import services as queues
from kiosk.ratings import services as ratings
from kiosk.staff.roles import Role

pytestmark = pytest.mark.django_db


def test_waiting_calls_devices_and_ratings_on_one_page() -> None:
    load()
    queues.open_counter(counter=3, by="chen", name="陳淑芬", title="課員")
    for _ in range(3):
        queues.take_ticket(letter="C", language="zh_Hant", priority=False, request_id=uuid4())
    queues.call_next(counter=3, by="chen", request_id=uuid4())
    health.report(device="printer", state=DeviceState.NEEDS_PERSON, condition="cover_open")
    for number in range(4):
        face = ratings.Face.SATISFIED if number else ratings.Face.NEUTRAL
        ratings.rate(face=face, language="zh_Hant", request_id=uuid4(), kiosk=f"kiosk {number}")
    page = browser(Role.SUPERVISOR).get("/").content.decode()
    assert "<strong>2</strong><span>人等候" in page
    assert "<b>C001</b>" in page
    assert "上蓋未關" in page
    assert "<strong>75.0</strong>%" in page


def test_who_may_open_counters_is_told_when_another_one_is_wanted() -> None:
    load()
    queues.open_counter(counter=3, by="chen", name="陳淑芬", title="課員")
    queues.serve_classes(counter=3, letters="B", by="lin")
    for letter in "BBBBBBBBBBBBC":
        queues.take_ticket(letter=letter, language="zh_Hant", priority=False, request_id=uuid4())
    for role in (Role.SUPERVISOR, Role.MANAGER):
        page = browser(role).get("/").content.decode()
        assert "建議加開" in page
        assert "C 類有人等候，但沒有開放的櫃台受理" in page
    assert "建議加開" not in browser(Role.CLERK).get("/").content.decode()


def test_before_anything_happened() -> None:
    page = browser(Role.MANAGER).get("/").content.decode()
    assert all(words in page for words in ("今日尚未叫號", "目前沒有開放的櫃台", "本月尚無評分", "沒有待處理的單據"))


@pytest.mark.parametrize(
    ("role", "there", "missing"),
    [
        (
            Role.CLERK, {"櫃台叫號", "公告推播", "待處理單據", "特殊案件", "每日收款"},
            {"帳號管理", "稽核紀錄", "待確認內容", "設備狀態", "服務時段", "號碼類別", "案件複查"},
        ),
        (Role.SUPERVISOR, {"櫃台叫號", "待確認內容", "設備狀態", "服務時段", "號碼類別", "案件複查"}, {"帳號管理"}),
        (Role.VOLUNTEER, {"總覽"}, {"櫃台叫號", "公告推播", "待處理單據", "帳號管理"}),
        (Role.MAINTAINER, {"設備狀態", "待處理單據"}, {"櫃台叫號", "帳號管理"}),
        (Role.MANAGER, {"櫃台叫號", "帳號管理", "稽核紀錄", "待確認內容"}, set()),
    ],
)  # fmt: skip
def test_the_menu_holds_what_the_role_may_open(role: Role, there: set[str], missing: set[str]) -> None:
    page = browser(role).get("/password/").content.decode()
    menu = page[page.index("<nav") : page.index("</nav>")]
    assert {words for words in there if words not in menu} == set()
    assert {words for words in missing if words in menu} == set()


def test_a_volunteer_sees_the_hall_and_nothing_of_devices_or_ratings() -> None:
    page = browser(Role.VOLUNTEER).get("/").content.decode()
    assert "大廳現況" in page
    assert "本月滿意度" not in page
    assert "待處理單據" not in page


def test_no_page_holds_a_script_or_style_of_its_own() -> None:
    client = browser(Role.MANAGER)
    for address in ("/", "/desk/", "/announcements/", "/slips/", "/devices/", "/accounts/", "/audit/", "/bench/"):
        answer = client.get(address)
        page = answer.content.decode()
        assert " style=" not in page
        assert "<style" not in page
        assert "<script>" not in page
        assert " onclick=" not in page
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
        assert "unsafe" not in answer.headers["Content-Security-Policy"]


def test_an_address_that_does_not_exist() -> None:
    answer = browser(Role.CLERK).get("/no/such/page/")
    assert answer.status_code == 404
    assert "找不到這個頁面" in answer.content.decode()
