"""Staff hear the call on every page, say that they come, say that it is done."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client
from people import browser, engage, log_in

from kiosk.console import words
from kiosk.help import services
from kiosk.help.rules import CallReason, CallState, Outcome
from kiosk.staff.roles import Role

pytestmark = pytest.mark.django_db
HELPERS = (Role.VOLUNTEER, Role.CLERK, Role.SUPERVISOR)


def ring(reason: CallReason = CallReason.ASKED) -> int:
    return services.raise_call(reason=reason, place="take_ticket", language="zh_Hant", request_id=uuid4()).call_id


@pytest.mark.parametrize("role", [*HELPERS, Role.MANAGER])
@pytest.mark.parametrize("page", ["/", "/help/"])
def test_every_page_of_those_who_help_listens(role: Role, page: str) -> None:
    html = browser(role).get(page).content.decode()
    assert 'id="help"' in html
    assert "help/help.js" in html


def test_the_desk_listens_too() -> None:
    assert 'id="help"' in browser(Role.CLERK).get("/desk/3/").content.decode()


def test_a_maintainer_and_a_stranger_hear_nothing() -> None:
    assert 'id="help"' not in browser(Role.MAINTAINER).get("/").content.decode()
    assert 'id="help"' not in Client().get("/log-in/").content.decode()


def test_somebody_who_must_choose_a_password_first_hears_nothing() -> None:
    from kiosk.staff.services import create_member  # noqa: PLC0415  # one test needs it

    create_member(username="wu", display_name="吳", role=Role.CLERK, password="Kuei-7-tai-wan-once", by="tsai")
    client = log_in("wu", "Kuei-7-tai-wan-once")
    assert 'id="help"' not in client.get("/password/").content.decode()


def test_a_volunteer_goes_and_finishes() -> None:
    call_id, client = ring(), browser(Role.VOLUNTEER, "wang", "王大同")
    shown = client.get("/help/now/").content.decode()
    assert "來賓呼叫志工" in shown
    assert "取號" in shown
    assert "志工前往中" in shown
    answer = client.post(f"/help/{call_id}/acknowledge/", headers={"HX-Request": "true"}).content.decode()
    assert "王大同 前往中" in answer
    assert "志工前往中</button>" not in answer
    assert services.call(call_id=call_id).state == CallState.COMING
    client.post(f"/help/{call_id}/finish/", headers={"HX-Request": "true"})
    assert services.call(call_id=call_id).outcome == Outcome.DONE
    assert "已協助" in client.get("/help/today/").content.decode()


def test_a_browser_without_scripts_comes_to_the_list() -> None:
    call_id = ring()
    assert browser(Role.CLERK).post(f"/help/{call_id}/acknowledge/").headers["Location"] == "/help/"


def test_what_the_page_shows_already_is_not_drawn_again() -> None:
    ring()
    client = browser(Role.VOLUNTEER)
    shown = client.get("/help/now/").context["shown"]
    assert client.get("/help/now/", {"shown": shown}).status_code == 204
    assert client.get("/help/now/", {"shown": "none"}).status_code == 200


def test_the_second_volunteer_is_told_who_goes() -> None:
    call_id = ring()
    services.acknowledge(call_id=call_id, by="lee", name="李小明")
    engage(Role.VOLUNTEER, "wang")
    answer = log_in("wang").post(f"/help/{call_id}/acknowledge/", headers={"HX-Request": "true"})
    assert "李小明 已經前往。" in answer.content.decode()


@pytest.mark.parametrize(
    ("table", "codes"),
    [("help_reason", CallReason), ("help_state", CallState), ("help_outcome", Outcome)],
)
def test_every_code_has_a_word(table: str, codes: type[CallReason]) -> None:
    assert {code.value for code in codes} <= set(words.TABLES[table])
