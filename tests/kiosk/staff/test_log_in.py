"""Coming in, staying, going out, and being kept out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from people import PASSWORD, browser, engage, log_in

from kiosk.clock import SYSTEM
from kiosk.staff import services, sessions
from kiosk.staff.models import AuditEntry, Member
from kiosk.staff.roles import Role

pytestmark = pytest.mark.django_db


def test_a_clerk_logs_in_and_lands_on_the_page_she_wanted() -> None:
    engage(Role.CLERK, "chen")
    client = Client()
    assert client.get("/desk/").headers["Location"] == "/log-in/?next=%2Fdesk%2F"
    answer = client.post("/log-in/?next=/desk/", {"username": " Chen ", "password": PASSWORD})
    assert answer.headers["Location"] == "/desk/"
    assert AuditEntry.objects.filter(actor="chen", action="session.log_in").exists()


def test_log_in_never_leads_to_another_site() -> None:
    engage(Role.CLERK, "chen")
    answer = Client().post("/log-in/?next=https://example.org/", {"username": "chen", "password": PASSWORD})
    assert answer.headers["Location"] == "/"


def test_logging_out_takes_a_press_of_the_button() -> None:
    client = browser(Role.CLERK)
    assert client.get("/log-out/").status_code == 405
    assert client.get("/").status_code == 200
    client.post("/log-out/")
    assert client.get("/").status_code == 302


def test_five_wrong_passwords_lock_the_account_with_a_clear_message() -> None:
    engage(Role.CLERK, "chen")
    client = Client()
    for _ in range(4):
        answer = client.post("/log-in/", {"username": "chen", "password": "wrong"})
        assert "帳號或密碼不正確" in answer.content.decode()
    answer = client.post("/log-in/", {"username": "Chen", "password": "wrong"})
    assert answer.status_code == 429
    assert "暫停登入 15 分鐘" in answer.content.decode()
    right = client.post("/log-in/", {"username": "chen", "password": PASSWORD})
    assert right.status_code == 429
    assert AuditEntry.objects.filter(actor="chen", action="session.refused").count() == 5


def test_a_lock_out_of_one_member_leaves_the_office_working() -> None:
    engage(Role.CLERK, "chen")
    engage(Role.CLERK, "lin")
    for _ in range(6):
        Client().post("/log-in/", {"username": "chen", "password": "wrong"})
    assert log_in("lin").get("/").status_code == 200


def test_the_manager_ends_a_lock_out() -> None:
    engage(Role.CLERK, "chen")
    for _ in range(6):
        Client().post("/log-in/", {"username": "chen", "password": "wrong"})
    browser(Role.MANAGER).post("/accounts/chen/unlock/")
    assert log_in("chen").get("/").status_code == 200


def test_a_name_nobody_has_is_not_written_down_since_it_may_be_a_password() -> None:
    Client().post("/log-in/", {"username": "my-secret-word", "password": "x"})
    assert AuditEntry.objects.get(action="session.refused").actor == "（無此帳號）"


def test_a_disabled_account_is_out_at_once() -> None:
    client = browser(Role.CLERK, "chen")
    engage(Role.MANAGER, "tsai")
    services.disable(username="chen", by="tsai")
    assert client.get("/").status_code == 302
    answer = Client().post("/log-in/", {"username": "chen", "password": PASSWORD})
    assert answer.status_code == 200


def test_a_one_time_password_has_to_be_changed_before_anything_else() -> None:
    services.create_member(
        username="wu", display_name="吳佳穎", role=Role.CLERK, password="Kuei-7-tai-wan-once", by="tsai"
    )
    client = log_in("wu", "Kuei-7-tai-wan-once")
    assert client.get("/").headers["Location"] == "/password/"
    assert client.get("/desk/").headers["Location"] == "/password/"
    wrong = client.post("/password/", _change("Kuei-7-tai-wan-once", "short"))
    assert wrong.status_code == 200
    answer = client.post("/password/", _change("Kuei-7-tai-wan-once", PASSWORD))
    assert answer.headers["Location"] == "/"
    assert client.get("/desk/").status_code == 200
    assert not Member.objects.get(username="wu").must_change_password


def test_a_new_password_ends_every_other_session() -> None:
    here = browser(Role.CLERK, "chen")
    elsewhere = log_in("chen")
    here.post("/password/", _change(PASSWORD, "another-mountain-77"))
    assert here.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302


@pytest.mark.parametrize(
    ("role", "idle_minutes", "stays"),
    [
        (Role.VOLUNTEER, 9, True), (Role.VOLUNTEER, 10, False),
        (Role.CLERK, 29, True), (Role.CLERK, 30, False), (Role.MANAGER, 31, False),
    ],
)  # fmt: skip
def test_who_does_nothing_is_logged_out(role: Role, idle_minutes: int, *, stays: bool) -> None:
    client = browser(role)
    _set_back(client, sessions.ACTIVE, timedelta(minutes=idle_minutes))
    answer = client.get("/", follow=True)
    assert ("您好" in answer.content.decode()) is stays
    assert ("已自動登出" in answer.content.decode()) is not stays


def test_after_twelve_hours_even_the_busy_log_in_again() -> None:
    client = browser(Role.CLERK)
    _set_back(client, sessions.BEGAN, timedelta(hours=12))
    assert "已滿 12 小時" in client.get("/", follow=True).content.decode()


def test_doing_something_keeps_the_session_but_a_page_that_refreshes_itself_does_not() -> None:
    client = browser(Role.CLERK)
    _set_back(client, sessions.ACTIVE, timedelta(minutes=20))
    before = client.session[sessions.ACTIVE]
    client.get("/now/")
    assert client.session[sessions.ACTIVE] == before
    client.get("/")
    assert client.session[sessions.ACTIVE] > before


def test_a_fragment_of_an_ended_session_brings_the_whole_page_to_the_log_in() -> None:
    client = browser(Role.CLERK)
    client.post("/log-out/")
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/desk/3/"}
    answer = client.get("/desk/3/now/", headers=headers)
    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"] == "/log-in/?next=%2Fdesk%2F3%2F"


def test_staff_pages_stay_out_of_every_cache() -> None:
    assert "no-store" in browser(Role.CLERK).get("/").headers["Cache-Control"]


def test_passwords_are_kept_as_argon2() -> None:
    engage(Role.CLERK, "chen")
    assert Member.objects.get(username="chen").password.startswith("argon2$argon2id$")


def _change(old: str, new: str) -> dict[str, str]:
    return {"old_password": old, "new_password1": new, "new_password2": new}


def _set_back(client: Client, which: str, span: timedelta) -> None:
    session = client.session
    session[which] = (SYSTEM.now() - span).timestamp()
    session.save()
