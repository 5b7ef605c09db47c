"""The sign's cable, mains and wire: it heals by agreeing with what is wanted now, and nobody else waits for it."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from books import books_are_whole
from household import until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from household import Household

pytestmark = pytest.mark.flow
CALL_IS_OLD_S = 7.0  # a call stands for six seconds
ROUND_S = 6.0


@contextmanager
def _announced(house: Household, text: str) -> Iterator[None]:
    """Announce something, and take it down again, so that the sign's round stays short."""
    clerk = house.browser("chen")
    clerk.visit("/announcements/")
    clerk.submit("/announcements/push/", text=text, kind="service", until="today")
    yield
    number = house.one("SELECT max(id) FROM announcements_announcement WHERE status = 'live'")
    clerk.visit("/announcements/")
    clerk.submit(f"/announcements/{number}/withdraw/")


def _link_is_down(house: Household) -> None:
    until(lambda: house.health("marquee")[0] == "link_down", "the sign is missed")


def test_unplugged_sign_misses_calls_and_is_right_afterwards(house: Household) -> None:
    people, before = house.people, len(house.people.slips())
    house.device("marquee", "unplug")
    _link_is_down(house)

    label = house.takes_number("C")
    people.takes_slip(before, "beside-a-dead-sign")  # paper does not wait for the sign
    house.sits_down("chen", 3).submit("/desk/3/next/")
    house.at_home()
    people.see("home", text=label)  # the touch screen shows the call
    with _announced(house, "停電期間公告"):
        time.sleep(CALL_IS_OLD_S)
        house.device("marquee", "plug")
        house.is_well("marquee")

        people.reads_sign("停電期間公告", "healed")
        assert label not in _seen_for(house, ROUND_S), "a call that is past is not replayed"
    books_are_whole(house)


def test_sign_that_lost_its_power_is_filled_again(house: Household) -> None:
    with _announced(house, "斷電測試公告"):
        house.people.reads_sign("斷電測試公告", "before")
        house.device("marquee", "power_loss")
        assert house.device("marquee", "state")["mode"] == "off"

        house.device("marquee", "power_back")

        house.people.reads_sign("斷電測試公告", "after")
    house.is_well("marquee")


def test_sign_that_says_nothing(house: Household) -> None:
    house.device("marquee", "mute", on=True)
    _link_is_down(house)
    with _announced(house, "無聲測試公告"):
        house.device("marquee", "mute", on=False)

        house.people.reads_sign("無聲測試公告", "speaks-again")
    house.is_well("marquee")


def test_noise_around_every_answer_changes_nothing(house: Household) -> None:
    house.device("marquee", "noise", on=True)
    label = house.takes_number("C")

    house.sits_down("lin", 2).submit("/desk/2/next/")

    house.people.reads_sign(label, "through-noise")
    house.device("marquee", "noise", on=False)
    house.is_well("marquee")


def _seen_for(house: Household, seconds: float) -> str:
    seen, end = set(), time.monotonic() + seconds
    while time.monotonic() < end:
        seen.add(house.people.sign())
        time.sleep(0.05)
    return "\n".join(seen)
