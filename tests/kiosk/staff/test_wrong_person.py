"""Every address is tried by everybody who has no business there."""

from __future__ import annotations

import pytest
from addresses import every_address
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path, resolve
from people import browser, engage, log_in

from kiosk.staff.access import access_of
from kiosk.staff.middleware import UndeclaredView
from kiosk.staff.roles import Role
from kiosk.staff.services import create_member

pytestmark = pytest.mark.django_db

OPEN_TO_ALL = {
    "staff:log_in", "queues:ticket", "queues:waiting", "queues:waiting_events", "notices:notice", "notices:bring",
    "notices:case", "ratings:write", "ratings:rate", "subtitle:page", "subtitle:now",
}  # fmt: skip
ADDRESSES = every_address()


def test_the_walk_finds_the_pages_it_is_meant_to_guard() -> None:
    names = {name for name, _ in ADDRESSES}
    assert {"console:home", "staff:accounts", "desks:next", "outbox:reprint", "bench_page:press"} <= names


@pytest.mark.parametrize(("name", "address"), ADDRESSES, ids=[name for name, _ in ADDRESSES])
def test_every_view_says_who_may_use_it(name: str, address: str) -> None:
    access = access_of(resolve(address).func)
    assert access is not None
    assert (access.roles is None) is (name in OPEN_TO_ALL)


@pytest.mark.parametrize(("name", "address"), ADDRESSES, ids=[name for name, _ in ADDRESSES])
def test_a_stranger_is_sent_to_the_log_in(name: str, address: str) -> None:
    if name in OPEN_TO_ALL:
        assert Client().get(address).status_code in {200, 404}
        return
    for answer in (Client().get(address), Client().post(address, {})):
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/log-in/?next=")


@pytest.mark.parametrize("role", list(Role))
def test_the_wrong_role_is_refused_everywhere(role: Role) -> None:
    client = browser(role)
    for name, address in ADDRESSES:
        access = access_of(resolve(address).func)
        assert access is not None
        if not access.allows(role):
            assert (client.get(address).status_code, client.post(address, {}).status_code) == (403, 403), name


@pytest.mark.parametrize(
    ("role", "closed"),
    [
        (Role.CLERK, {"announcements:approve", "announcements:reject", "health:devices"}),
        (Role.CLERK, {"desks:override"}),
        (Role.CLERK, {"staff:accounts", "staff:audit", "guide:unconfirmed", "guide:confirm"}),
        (Role.SUPERVISOR, {"staff:accounts", "staff:create", "staff:audit"}),
        (Role.VOLUNTEER, {"desks:choose", "desks:next", "announcements:push", "outbox:problems", "staff:accounts"}),
        (Role.VOLUNTEER, {"colleagues:notes", "colleagues:answer"}),
        (Role.VOLUNTEER, {"announcements:approve", "announcements:log", "sign_page:signs"}),
        (Role.MAINTAINER, {"desks:next", "announcements:push", "guide:confirm", "staff:accounts"}),
    ],
)
def test_what_each_role_must_never_open(role: Role, closed: set[str]) -> None:
    addresses = dict(ADDRESSES)
    for name in closed:
        access = access_of(resolve(addresses[name]).func)
        assert access is not None
        assert not access.allows(role), name


def test_somebody_with_a_one_time_password_opens_nothing_else() -> None:
    create_member(username="wu", display_name="吳", role=Role.MANAGER, password="Kuei-7-tai-wan-once", by="tsai")
    client = log_in("wu", "Kuei-7-tai-wan-once")
    for name, address in ADDRESSES:
        access = access_of(resolve(address).func)
        assert access is not None
        if access.roles is not None and not access.before_password_change:
            assert client.post(address, {}).headers["Location"] == "/password/", name


def test_forms_without_their_token_are_refused() -> None:
    engage(Role.CLERK, "chen")
    client = Client(enforce_csrf_checks=True)
    client.force_login(_member("chen"))
    answer = client.post("/desk/3/next/", {})
    assert answer.status_code == 403
    assert "頁面已過期" in answer.content.decode()


def nobody_declared(_request: object) -> HttpResponse:
    return HttpResponse("open by mistake")


urlpatterns = [path("forgotten/", nobody_declared)]


@override_settings(ROOT_URLCONF=__name__)
def test_a_view_that_declares_nobody_opens_to_nobody() -> None:
    client = Client()
    with pytest.raises(UndeclaredView, match="nobody_declared"):
        client.get("/forgotten/")
    client.raise_request_exception = False
    answer = client.get("/forgotten/")
    assert answer.status_code == 500
    assert b"open by mistake" not in answer.content


def _member(username: str) -> object:
    from kiosk.staff.models import Member  # noqa: PLC0415  # one test needs it

    return Member.objects.get(username=username)
