"""Threads that outlive a request, so that their database connections do.

Django gives each request a thread of its own, which takes its connection with it when the request ends: three milliseconds
a page on SQLite, more on PostgreSQL.  Here a request borrows a thread that an earlier one has left; Django's own rules
(`CONN_MAX_AGE`, broken connections) then decide what becomes of the connection.  A page that stays open for hours (an
event stream) keeps its thread, and lets go of its connection itself.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from asgiref.sync import ThreadSensitiveContext
from django.core.handlers.asgi import ASGIHandler

from kiosk.connections import let_go

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    Receive = Callable[[], Awaitable[Mapping[str, Any]]]
    Send = Callable[[Mapping[str, Any]], Awaitable[None]]

MAX_IDLE = 8  # kept with their connections; what a rush needed beyond that is given back


class Pages(ASGIHandler):
    """Django as an ASGI application whose threads are lent, not made."""

    def __init__(self) -> None:
        super().__init__()
        self._idle: list[ThreadPoolExecutor] = []

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        """Serve one request with a thread that nobody else uses meanwhile."""
        thread = self._idle.pop() if self._idle else ThreadPoolExecutor(1, thread_name_prefix="page")
        try:
            async with ThreadSensitiveContext(executor=thread):
                await self.handle(scope, receive, send)
        finally:
            if len(self._idle) < MAX_IDLE:
                self._idle.append(thread)
            else:
                _end(thread)

    def close(self) -> None:
        """Give every idle thread and its connection back."""
        while self._idle:
            thread = self._idle.pop()
            _end(thread)
            thread.shutdown()


def _end(thread: ThreadPoolExecutor) -> None:
    thread.submit(let_go)
    thread.shutdown(wait=False)  # it ends once it has let go
