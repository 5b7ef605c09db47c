"""What happens to a request before anybody reads it: other origins, bodies too large or never sent, callers that leave."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings

from kiosk.api.door import MAX_BODY_BYTES, Ask, Reply
from kiosk.api.server import Interface

if TYPE_CHECKING:
    from collections.abc import Mapping

DISPLAY = "https://display.example"
PREFLIGHT = {"access-control-request-method": "POST", "access-control-request-headers": "authorization, idempotency-key"}
END: dict[str, Any] = {"type": "http.request", "body": b"", "more_body": False}


@pytest.fixture(autouse=True)
def one_display(monkeypatch: pytest.MonkeyPatch) -> None:
    api = settings.KIOSK.api.model_copy(update={"cors_origins": [DISPLAY]})
    monkeypatch.setattr(settings, "KIOSK", settings.KIOSK.model_copy(update={"api": api}))


class Caller:
    """Sends what it was given and keeps what comes back."""

    def __init__(self, *parts: Mapping[str, Any], stays_silent: bool = False) -> None:
        self.parts, self.stays_silent = list(parts), stays_silent
        self.asked: list[Ask] = []
        self.status, self.headers, self.body = 0, {}, b""  # type: int, dict[str, str], bytes

    async def receive(self) -> Mapping[str, Any]:
        if not self.parts and self.stays_silent:
            await asyncio.sleep(3600)
        return self.parts.pop(0) if self.parts else {"type": "http.disconnect"}

    async def send(self, message: Mapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = {name.decode().lower(): value.decode() for name, value in message["headers"]}
        else:
            self.body += message["body"]

    def answer(self, ask: Ask) -> Reply:
        self.asked.append(ask)
        return Reply(200, b'{"a": 1}', {"Content-Type": "application/json"})

    def call(self, method: str = "POST", **headers: str) -> Caller:
        scope = {
            "type": "http", "method": method, "path": "/api/v1/tickets", "query_string": b"", "client": ("192.0.2.7", 50000),
            "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
        }  # fmt: skip
        asyncio.run(Interface(self.answer, body_within_s=0.05)(scope, self.receive, self.send))
        return self


def preflight(origin: str) -> Caller:
    return Caller(END).call("OPTIONS", origin=origin, **PREFLIGHT)


def test_a_display_of_another_origin_is_let_in_where_it_is_named() -> None:
    asked = preflight(DISPLAY)
    assert (asked.status, asked.body, asked.asked) == (204, b"", [])
    assert asked.headers["access-control-allow-origin"] == DISPLAY
    assert "Idempotency-Key" in asked.headers["access-control-allow-headers"]
    assert "access-control-allow-credentials" not in asked.headers
    answered = Caller(END).call("GET", origin=DISPLAY)
    assert answered.headers["access-control-allow-origin"] == DISPLAY
    assert answered.headers["vary"] == "Origin"
    assert "ETag" in answered.headers["access-control-expose-headers"]


@pytest.mark.parametrize(
    "origin", ["https://evil.example", f"{DISPLAY}.evil.example", "http://display.example", "null", "*", f"{DISPLAY}:444", ""]
)
def test_any_other_origin_is_told_nothing(origin: str) -> None:
    for caller in (preflight(origin), Caller(END).call("GET", origin=origin)):
        assert not [name for name in caller.headers if name.startswith("access-control")], origin


def test_a_body_as_large_as_allowed_is_read_and_one_byte_more_is_not() -> None:
    half = b"x" * (MAX_BODY_BYTES // 2)
    whole = Caller({"type": "http.request", "body": half, "more_body": True}, {"type": "http.request", "body": half}).call()
    assert (whole.status, len(whole.asked[0].body)) == (200, MAX_BODY_BYTES)
    parts = ({"type": "http.request", "body": half, "more_body": True} for _ in range(1000))
    large = Caller(*parts).call(origin=DISPLAY)
    said = json.loads(large.body)
    assert (large.status, said["code"], large.asked) == (413, "too_large", [])
    assert said["remedy"].startswith("Send at most 64 KiB")
    assert large.headers["access-control-allow-origin"] == DISPLAY, "a page is told why, too"
    assert len(large.parts) == 1000 - 3, "what follows is not read"


def test_a_body_that_never_comes_is_not_waited_for() -> None:
    slow = Caller({"type": "http.request", "body": b"{", "more_body": True}, stays_silent=True).call()
    assert (slow.status, json.loads(slow.body)["code"], slow.asked) == (408, "slow", [])


def test_a_caller_that_hangs_up_is_sent_nothing() -> None:
    gone = Caller({"type": "http.request", "body": b"{", "more_body": True}).call()
    assert (gone.status, gone.body, gone.asked) == (0, b"", [])


def test_a_head_has_the_headers_of_the_answer_and_no_body() -> None:
    head = Caller(END).call("HEAD")
    assert (head.status, head.headers["content-length"], head.body) == (200, "8", b"")
    assert head.headers["x-content-type-options"] == "nosniff"
