"""Invented staff for tests: an account of every role, and a browser logged in as it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.test import Client

from kiosk.staff import services
from kiosk.staff.models import Member

if TYPE_CHECKING:
    from kiosk.staff.roles import Role

PASSWORD = "kuei-mountain-42"


def engage(role: Role, username: str | None = None, name: str = "陳淑芬") -> str:
    """Make an account that has chosen its own password; returns its user name."""
    username = username or f"a-{role.value}"
    services.create_member(username=username, display_name=name, title="課員", role=role, password=PASSWORD, by="test")
    Member.objects.filter(username=username).update(must_change_password=False)
    return username


def browser(role: Role, username: str | None = None, name: str = "陳淑芬") -> Client:
    """Return a browser in which a new member of this role has logged in through the log-in page."""
    return log_in(engage(role, username, name))


def log_in(username: str, password: str = PASSWORD) -> Client:
    """Log in through the log-in page, as people do; fails the test where that fails."""
    client = Client()
    answer = client.post("/log-in/", {"username": username, "password": password})
    assert answer.status_code == 302, answer.content.decode()
    return client
