"""One ear for all live pages of a process: wake-ups come in once and go out to every open browser.

The hub reads no database: an event says only that a topic is worth another look, and the page fetches its fragment by
an ordinary request, so that who may see it is checked each time.  A browser that is slow holds at most the set of
topics, never a growing queue.  Source of the wire format: the HTML standard, section "Server-sent events".
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from kiosk.signals import Subscription

TOPICS = ("hall", "jobs", "job_states", "health", "announcements", "ratings", "blood_pressure", "guide", "help", "colleagues")
PING_S = 15.0
RETRY_S = 1.0
HELLO = "retry: 1000\n\n"
PING = ": still here\n\n"
_log = logging.getLogger(__name__)


class Client:
    """One open browser page: the topics it has not been told yet."""

    def __init__(self) -> None:
        self._topics: set[str] = set()
        self._news = asyncio.Event()

    def tell(self, topics: set[str]) -> None:
        """Add topics; telling one twice before it is fetched is one event."""
        self._topics |= topics
        self._news.set()

    async def topics(self, timeout_s: float) -> set[str]:
        """Return what came within `timeout_s`, an empty set when nothing did."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._news.wait(), timeout_s)
        self._news.clear()
        told, self._topics = self._topics, set()
        return told


class Hub:
    """Listens while somebody looks, and only then; belongs to the running event loop."""

    def __init__(self, subscribe: Callable[..., Subscription], topics: tuple[str, ...] = TOPICS) -> None:
        self._subscribe = subscribe
        self._topics = topics
        self.version = 0  # grows with everything heard: what was kept of an older one may be stale
        self._clients: set[Client] = set()
        self._ear: Subscription | None = None
        self._descriptor = -1

    @property
    def listens(self) -> bool:
        """Whether it hears of changes now."""
        return self._ear is not None

    @property
    def clients(self) -> int:
        """How many pages are open."""
        return len(self._clients)

    async def events(self, ping_s: float = PING_S) -> AsyncIterator[str]:
        """Yield the stream of one page, without end; leaving it closes the page's place."""
        client = Client()
        self._clients.add(client)
        try:
            self._listen()
            yield HELLO
            while True:
                topics = await client.topics(ping_s)
                yield "".join(f"event: {topic}\ndata: look\n\n" for topic in sorted(topics)) or PING
        finally:
            self._clients.discard(client)
            if not self._clients:
                self._stop()

    def _listen(self) -> None:
        if self._ear is not None:
            return
        try:
            self._ear = self._subscribe(*self._topics)
            self._descriptor = self._ear.fileno()
        except Exception:  # noqa: BLE001  # whatever the database's driver raises: pages must not die of it
            _log.exception("live pages cannot listen to wake-ups; trying again")
            self._ear = None
            asyncio.get_running_loop().call_later(RETRY_S, self._again)
            return
        asyncio.get_running_loop().add_reader(self._descriptor, self._hear)

    def _hear(self) -> None:
        if self._ear is None:
            return
        try:
            topics = self._ear.drain()
            if self._ear.fileno() != self._descriptor:  # it opened its line anew
                self._again()
        except Exception:  # noqa: BLE001  # the same
            _log.exception("live pages lost their wake-ups; trying again")
            topics = set(self._topics)
            self._stop()
            asyncio.get_running_loop().call_later(RETRY_S, self._again)
        self.version += 1
        for client in self._clients:
            client.tell(topics)

    def _again(self) -> None:
        self._stop()
        if self._clients:
            self._listen()
            for client in self._clients:
                client.tell(set(self._topics))  # something may have been missed

    def _stop(self) -> None:
        if self._ear is None:
            return
        asyncio.get_running_loop().remove_reader(self._descriptor)
        self._ear.close()
        self._ear = None
