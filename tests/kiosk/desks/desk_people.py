"""A clerk who sits at counter 3 with somebody called there, and how a page's form is filled."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.conf import settings
from office_content import office_content
from people import browser

from kiosk.desks import pressing
from kiosk.queues import services
from kiosk.staff.roles import Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

__all__ = ["office_content"]


def take(letter: str = "A", count: int = 1, language: str = "zh_Hant") -> list[str]:
    wish = {"letter": letter, "language": language, "priority": False}
    return [services.take_ticket(request_id=uuid4(), **wish).label for _ in range(count)]


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take any two presses for two presses, so that a test need not wait between them, nor between two calls."""
    rules = settings.KIOSK.queue.model_copy(update={"call_apart_s": 0})
    monkeypatch.setattr(settings, "KIOSK", settings.KIOSK.model_copy(update={"queue": rules}))
    monkeypatch.setattr(pressing, "DOUBLE_PRESS", pressing.DOUBLE_PRESS * 0)


@pytest.fixture
def clerk(office_content: None, unhurried: None) -> Client:
    client = browser(Role.CLERK, "chen", "陳淑芬")
    client.post("/desk/3/open/")
    return client


@pytest.fixture
def press() -> Callable[..., str]:
    """Press a button of counter 3's page as it is now and return what the desk says."""

    def do(client: Client, deed: str, panel: str = "", **fields: object) -> str:
        page = client.get(f"/desk/3/panel/{panel}/" if panel else "/desk/3/").content.decode()
        sent = {name: re.search(rf'name="{name}" value="([^"]*)"', page) for name in ("press", "shown")}
        data = {name: match[1] for name, match in sent.items() if match} | fields
        return client.post(f"/desk/3/{deed}/", data, headers={"HX-Request": "true"}).content.decode()

    return do
