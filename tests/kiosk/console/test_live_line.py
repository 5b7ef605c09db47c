"""The live line through the real ASGI application: who may listen, what comes, what is left when the page closes."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from asgiref.sync import sync_to_async
from asgiref.testing import ApplicationCommunicator
from django.apps import apps
from people import browser

from kiosk.connections import let_go
from kiosk.project.asgi import application, pages
from kiosk.signals import wake
from kiosk.staff.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def threads_end() -> Iterator[None]:
    """The threads of pages outlive their requests, and their connections must not outlive the test's database."""
    yield
    pages.close()


def ask(client: Client | None, path: str = "/events/") -> ApplicationCommunicator:
    cookies = "; ".join(f"{name}={value.value}" for name, value in client.cookies.items()) if client else ""
    headers = [(b"host", b"localhost"), (b"cookie", cookies.encode())]
    scope: dict[str, Any] = {
        "type": "http", "http_version": "1.1", "method": "GET", "path": path, "raw_path": path.encode(),
        "query_string": b"", "headers": headers, "scheme": "http",
        "server": ("localhost", 80), "client": ("127.0.0.1", 1),
    }  # fmt: skip
    return ApplicationCommunicator(application, scope)


async def begin(page: ApplicationCommunicator) -> dict[str, Any]:
    await page.send_input({"type": "http.request", "body": b"", "more_body": False})
    started: dict[str, Any] = await page.receive_output(timeout=5)
    return started


def something_changes() -> None:
    """Wake the hall's readers, as a service does in another process."""
    wake("hall")
    let_go()


def test_a_stranger_hears_nothing() -> None:
    async def play() -> dict[str, Any]:
        page = ask(None)
        started = await begin(page)
        await page.receive_output(timeout=5)
        await page.wait(timeout=5)
        return started

    started = asyncio.run(play())
    assert started["status"] == 302


def test_a_change_reaches_the_page_and_a_closed_page_leaves_the_hub() -> None:
    client = browser(Role.VOLUNTEER)
    hub = apps.get_app_config("console").hub  # type: ignore[attr-defined]  # our own app

    async def play() -> tuple[dict[str, Any], bytes, bytes, int]:
        page = ask(client)
        started = await begin(page)
        hello = (await page.receive_output(timeout=5))["body"]
        await sync_to_async(something_changes)()
        event = (await page.receive_output(timeout=5))["body"]
        await page.send_input({"type": "http.disconnect"})
        await page.wait(timeout=5)
        return started, hello, event, hub.clients

    started, hello, event, left = asyncio.run(play())
    headers = dict(started["headers"])
    assert started["status"] == 200
    assert headers[b"Content-Type"] == b"text/event-stream"
    assert b"no-store" in headers[b"Cache-Control"]
    assert hello.startswith(b"retry: ")
    assert event == b"event: hall\ndata: look\n\n"
    assert left == 0


def test_an_ordinary_page_works_the_same_way() -> None:
    client = browser(Role.CLERK)

    async def play() -> tuple[int, bytes]:
        page = ask(client, "/desk/")
        started = await begin(page)
        body = (await page.receive_output(timeout=5))["body"]
        await page.wait(timeout=5)
        return started["status"], body

    status, body = asyncio.run(play())
    assert status == 200
    assert "請選擇櫃台" in body.decode()
