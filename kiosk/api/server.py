"""The interface as an ASGI application: beside Django's pages, not behind their middleware.

A page needs sessions, forms and templates, and gets a thread and a connection of its own; a request to the interface needs
none of that.  It is answered by one of a few threads that keep their database connections for as long as the process
lives.  Cross-origin requests are refused by browsers unless `api.cors_origins` names their origin.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import close_old_connections

from kiosk.api import door
from kiosk.api.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    Scope = Mapping[str, Any]
    Receive = Callable[[], Awaitable[Mapping[str, Any]]]
    Send = Callable[[Mapping[str, Any]], Awaitable[None]]

THREADS = 8  # as many connections; more would only wait for each other
BODY_WITHIN_S = 20.0
PREFIX = "/api/"
_COMMON = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}


class Gone(Exception):
    """The caller hung up."""


class Interface:
    """Answers whatever begins with /api/, by `answer`, in a thread."""

    def __init__(self, answer: Callable[[door.Ask], door.Reply] | None = None, body_within_s: float = BODY_WITHIN_S) -> None:
        self._respond, self._body_within_s = answer or _answer, body_within_s
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="api")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        origin = headers.get("origin", "")
        try:
            reply = await self._reply(scope, headers, receive)
        except Gone:
            return
        added = [*_COMMON.items(), *_shared(origin), ("Content-Length", str(len(reply.body)))]
        all_headers = [(name.encode(), value.encode("latin-1", "replace")) for name, value in [*reply.headers.items(), *added]]
        await send({"type": "http.response.start", "status": reply.status, "headers": all_headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else reply.body})

    async def _reply(self, scope: Scope, headers: dict[str, str], receive: Receive) -> door.Reply:
        if _is_preflight(scope, headers):
            return door.Reply(204, b"", {
                "Access-Control-Allow-Methods": "GET, POST", "Access-Control-Max-Age": "600",
                "Access-Control-Allow-Headers": "Authorization, Content-Type, Idempotency-Key, If-None-Match",
            })  # fmt: skip
        try:
            async with asyncio.timeout(self._body_within_s):
                body = await _body(receive)
        except TimeoutError:
            return door.told(Problem("slow"))
        if body is None:
            return door.told(Problem("too_large", headers={"Connection": "close"}))
        client = scope.get("client")
        ask = door.Ask(
            method=scope["method"], path=scope["path"], query=scope["query_string"].decode("latin-1"), headers=headers,
            body=body, address=client[0] if client else "",
        )  # fmt: skip
        return await asyncio.get_running_loop().run_in_executor(self._pool, self._respond, ask)


def _answer(ask: door.Ask) -> door.Reply:
    close_old_connections()  # one that broke is opened anew; the others stay
    return door.respond(ask)


async def _body(receive: Receive) -> bytes | None:
    """Return the whole body, None where it is too large; raises `Gone` where the caller hung up."""
    parts, size = [], 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Gone
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > door.MAX_BODY_BYTES:
            return None
        if not message.get("more_body"):
            return b"".join(parts)


def _is_preflight(scope: Scope, headers: dict[str, str]) -> bool:
    asked = scope["method"] == "OPTIONS" and "access-control-request-method" in headers
    return asked and headers.get("origin", "") in settings.KIOSK.api.cors_origins


def _shared(origin: str) -> list[tuple[str, str]]:
    if origin and origin in settings.KIOSK.api.cors_origins:
        exposed = "ETag, Idempotent-Replayed, Retry-After, WWW-Authenticate"
        return [("Access-Control-Allow-Origin", origin), ("Vary", "Origin"), ("Access-Control-Expose-Headers", exposed)]
    return []
