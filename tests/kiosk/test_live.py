"""One ear, many pages: wake-ups reach every open page, and a page that goes away leaves nothing behind."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from kiosk.live import HELLO, PING, TOPICS, Hub
from kiosk.signals import DatagramSubscription, send

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


def hub_at(folder: Path) -> Hub:
    return Hub(lambda *topics: DatagramSubscription(folder, frozenset(topics)))


async def opened(hub: Hub, ping_s: float = 30) -> AsyncIterator[str]:
    """Open a page and read its greeting."""
    page = hub.events(ping_s)
    assert await anext(page) == HELLO
    return page


def open_ears(folder: Path) -> int:
    """Return how many sockets listen in the folder."""
    return len(list(folder.glob("*.sock")))


def test_a_wake_up_reaches_every_open_page(tmp_path: Path) -> None:
    async def play() -> list[str]:
        hub = hub_at(tmp_path)
        pages = [await opened(hub) for _ in range(3)]
        send(tmp_path, "hall")
        return [await asyncio.wait_for(anext(page), 2) for page in pages]

    assert asyncio.run(play()) == ["event: hall\ndata: look\n\n"] * 3


def test_many_wake_ups_before_a_slow_page_reads_are_one_event_each(tmp_path: Path) -> None:
    async def play() -> str:
        hub = hub_at(tmp_path)
        page = await opened(hub)
        for _ in range(200):
            send(tmp_path, "hall")
            send(tmp_path, "health")
            await asyncio.sleep(0)
        await asyncio.sleep(0.05)
        return await asyncio.wait_for(anext(page), 2)

    assert asyncio.run(play()).count("event: ") <= 2


def test_a_topic_nobody_shows_is_not_told(tmp_path: Path) -> None:
    async def play() -> str:
        page = await opened(hub_at(tmp_path), ping_s=0.1)
        send(tmp_path, "no such topic")
        return await asyncio.wait_for(anext(page), 2)

    assert asyncio.run(play()) == PING


def test_a_quiet_line_says_that_it_is_still_there(tmp_path: Path) -> None:
    async def play() -> list[str]:
        page = await opened(hub_at(tmp_path), ping_s=0.02)
        return [await anext(page) for _ in range(2)]

    assert asyncio.run(play()) == [PING, PING]


def test_the_last_page_to_leave_closes_the_ear(tmp_path: Path) -> None:
    async def play() -> tuple[int, int, int]:
        hub = hub_at(tmp_path)
        first, second = await opened(hub), await opened(hub)
        ears = open_ears(tmp_path)
        await first.aclose()
        one_left = hub.clients
        await second.aclose()
        return ears, one_left, open_ears(tmp_path)

    assert asyncio.run(play()) == (1, 1, 0)


def test_after_everybody_left_the_next_page_hears_again(tmp_path: Path) -> None:
    async def play() -> str:
        hub = hub_at(tmp_path)
        await (await opened(hub)).aclose()
        page = await opened(hub)
        send(tmp_path, "jobs")
        return await asyncio.wait_for(anext(page), 2)

    assert asyncio.run(play()) == "event: jobs\ndata: look\n\n"


def test_an_ear_that_breaks_is_opened_anew_and_pages_look_at_everything(tmp_path: Path) -> None:
    class Breaking(DatagramSubscription):
        def drain(self) -> set[str]:
            raise OSError("the line is gone")

    async def play() -> tuple[str, str]:
        ears: list[type[DatagramSubscription]] = [DatagramSubscription, Breaking]
        hub = Hub(lambda *topics: (ears.pop() if ears else DatagramSubscription)(tmp_path, frozenset(topics)))
        page = await opened(hub)
        send(tmp_path, "hall")
        everything = await asyncio.wait_for(anext(page), 2)
        again = await asyncio.wait_for(anext(page), 4)
        return everything, again

    for told in asyncio.run(play()):
        assert all(f"event: {topic}\n" in told for topic in TOPICS)
