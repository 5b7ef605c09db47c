"""The manager makes and changes accounts."""

from __future__ import annotations

import re

import pytest
from people import browser, engage, log_in

from kiosk.errors import Refused
from kiosk.staff import services
from kiosk.staff.models import AuditEntry, Member
from kiosk.staff.roles import Role

pytestmark = pytest.mark.django_db
WU = {"username": "wu", "display_name": "吳佳穎", "title": "辦事員", "role": "clerk"}


def test_a_new_account_gets_a_one_time_password_shown_once() -> None:
    manager = browser(Role.MANAGER, "tsai")
    page = manager.post("/accounts/new/", WU).content.decode()
    found = re.search(r'class="secret">([a-z0-9-]+)<', page)
    assert found is not None
    assert found[1] not in manager.get("/accounts/").content.decode()
    assert log_in("wu", found[1]).get("/").headers["Location"] == "/password/"
    entry = AuditEntry.objects.get(action="member.create", subject="wu")
    assert (entry.actor, found[1] in str(entry.detail)) == ("tsai", False)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"username": "Wu!"}, "小寫英文字母"), ({"username": "tsai"}, "已有人使用"),
        ({"display_name": " "}, "請填寫姓名"),
        ({"role": "emperor"}, "emperor"), ({"username": "x" * 200}, "32"),
    ],
)  # fmt: skip
def test_a_wrong_field_is_named_and_nothing_is_made(change: dict[str, str], said: str) -> None:
    manager = browser(Role.MANAGER, "tsai")
    answer = manager.post("/accounts/new/", WU | change)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Member.objects.count() == 1


def test_a_changed_role_counts_at_once() -> None:
    clerk = browser(Role.CLERK, "chen")
    assert clerk.get("/accounts/").status_code == 403
    browser(Role.MANAGER, "tsai").post("/accounts/chen/role/", {"role": "manager"})
    assert clerk.get("/accounts/").status_code == 200


def test_a_one_time_password_for_somebody_who_forgot_his() -> None:
    engage(Role.CLERK, "chen")
    page = browser(Role.MANAGER, "tsai").post("/accounts/chen/password/").content.decode()
    found = re.search(r'class="secret">([a-z0-9-]+)<', page)
    assert found is not None
    assert log_in("chen", found[1]).get("/").headers["Location"] == "/password/"


@pytest.mark.parametrize("deed", ["/accounts/tsai/disable/", "/accounts/tsai/role/"])
def test_the_last_manager_stays(deed: str) -> None:
    manager = browser(Role.MANAGER, "tsai")
    answer = manager.post(deed, {"role": "clerk"}, follow=True)
    assert "最後一位" in answer.content.decode()
    assert Member.objects.get(username="tsai").role == Role.MANAGER
    assert Member.objects.get(username="tsai").is_active


def test_disabling_and_letting_in_again() -> None:
    engage(Role.CLERK, "chen")
    manager = browser(Role.MANAGER, "tsai")
    manager.post("/accounts/chen/disable/")
    assert not Member.objects.get(username="chen").is_active
    manager.post("/accounts/chen/enable/")
    assert log_in("chen").get("/").status_code == 200


def test_what_is_not_there_is_said_and_not_a_crash() -> None:
    manager = browser(Role.MANAGER, "tsai")
    assert "找不到帳號" in manager.post("/accounts/ghost/disable/", follow=True).content.decode()
    assert manager.post("/accounts/tsai/explode/").status_code == 404
    assert "請從清單中選擇角色" in manager.post("/accounts/tsai/role/", {"role": "x"}, follow=True).content.decode()


def test_hostile_names_are_shown_as_text() -> None:
    services.create_member(
        username="evil", display_name="<img src=x onerror=alert(1)>", role=Role.CLERK, by="test",
        password="Kuei-7-tai-wan-once",
    )  # fmt: skip
    page = browser(Role.MANAGER, "tsai").get("/accounts/").content.decode()
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page


def test_the_first_manager_is_made_once() -> None:
    services.first_manager(username="tsai", display_name="蔡文雄", password="Kuei-7-tai-wan-once")
    assert log_in("tsai", "Kuei-7-tai-wan-once").get("/accounts/").status_code == 200
    with pytest.raises(Refused, match="manager_exists"):
        services.first_manager(username="lin", display_name="林志明", password="Kuei-7-tai-wan-once")


@pytest.mark.parametrize("weak", ["short", "12345678901234", "password123", "tsai-tsai-tsai"])
def test_weak_passwords_are_refused(weak: str) -> None:
    with pytest.raises(Refused, match="password_weak"):
        services.first_manager(username="tsai-tsai", display_name="蔡文雄", password=weak)
    assert not Member.objects.exists()


def test_one_time_passwords_differ_and_are_strong_enough() -> None:
    made = {services.one_time_password() for _ in range(200)}
    assert len(made) == 200
    assert all(re.fullmatch(r"([a-hj-kmnp-z2-9]{4}-){3}[a-hj-kmnp-z2-9]{4}", one) for one in made)


def test_names_are_one_line_without_control_and_direction_characters() -> None:
    """The board of the hall shows them beside the counter."""
    manager = browser(Role.MANAGER, "tsai")
    typed = WU | {"display_name": " 吳\u202e佳\u0007穎\u2066 ", "title": "辦事員\u200f\n\u2029代理"}
    manager.post("/accounts/new/", typed)
    made = Member.objects.get(username="wu")
    assert (made.display_name, made.title) == ("吳 佳 穎", "辦事員 代理")


@pytest.mark.parametrize(
    ("change", "refused"),
    [({"display_name": "\u202e\u200b"}, "staff.name_missing"), ({"title": "\u0958" * 31}, "staff.name_too_long")],
)
def test_a_name_of_nothing_or_one_that_grows_too_long_is_refused(change: dict[str, str], refused: str) -> None:
    with pytest.raises(Refused, match=refused.replace(".", r"\.")):
        services.create_member(**(WU | {"role": Role.CLERK, "password": "kuei-mountain-42", "by": "tsai"} | change))  # type: ignore[arg-type]
