"""A clerk announces something; the hall reads it, until it is taken down."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from household import until

from kiosk.cli.browser import PageError

if TYPE_CHECKING:
    from household import Household

pytestmark = pytest.mark.flow
TEXT = "明日下午 2 時至 3 時系統維護，請提早辦理。"
URGENT = "地震！請勿使用電梯，聽從人員引導。"

NO_FONT = "測試𐎠𐎡文字"  # Old Persian: in no face of the office


def _announces(house: Household, text: str, kind: str = "service") -> None:
    clerk = house.browser("chen")
    clerk.visit("/announcements/")
    clerk.submit("/announcements/push/", text=text, kind=kind, until="today")


def _announces_all_the_same(house: Household, text: str) -> None:
    clerk = house.browser("chen")
    clerk.visit("/announcements/")
    asked = clerk.submit("/announcements/push/", text=text, kind="service", until="today")
    assert "送出前請先確認" in asked.html
    clerk.submit("/announcements/push/", text=text, kind="service", until="today")


def _taken_down(house: Household, text: str) -> None:
    texts = house.rows("SELECT text, id FROM announcements_announcement WHERE status = 'live' ORDER BY id")
    number = {json.loads(words)["zh_Hant"]: number for words, number in texts}[text]
    clerk = house.browser("chen")
    clerk.visit("/announcements/")
    clerk.submit(f"/announcements/{number}/withdraw/")


def test_pushed_text_stands_on_the_sign_and_leaves_it_again(house: Household) -> None:
    _announces(house, TEXT)

    house.people.reads_sign("系統維護", "announcement")

    assert list((house.home / "sim" / "sign").glob("sign-*.png"))
    _taken_down(house, TEXT)
    until(lambda: not _pages_with(house, "announcement"), "the sign rests again")


def test_urgent_text_pushes_everything_aside(house: Household) -> None:
    _announces(house, TEXT + "再次提醒")
    _announces(house, URGENT, kind="urgent")

    house.people.reads_sign("請勿使用電梯", "urgent")

    assert house.device("marquee", "state")["mode"] == "emergency"
    _taken_down(house, URGENT)
    until(lambda: house.device("marquee", "state")["mode"] != "emergency", "the emergency is over")
    house.people.reads_sign("再次提醒", "announcement")


def test_an_empty_text_is_refused_in_words(house: Household) -> None:
    before = house.one("SELECT count(*) FROM announcements_announcement")

    with pytest.raises(PageError, match="422"):
        _announces(house, "   ")

    assert house.one("SELECT count(*) FROM announcements_announcement") == before


def test_characters_no_font_has_become_a_mark_and_staff_are_told(house: Household) -> None:
    _announces_all_the_same(house, NO_FONT)

    house.people.reads_sign("測試＝＝文字", "no-font")  # the nearest that Big5 has to 〓

    until(
        lambda: house.rows("SELECT state, warning FROM health_devicehealth WHERE device = 'marquee'")
        == [("ok", "sign_shortfall")],
        "the shortfall is told",
    )
    _taken_down(house, NO_FONT)
    until(lambda: house.one("SELECT warning FROM health_devicehealth WHERE device = 'marquee'") == "", "it is past")


def _pages_with(house: Household, words: str) -> list[str]:
    return [name for name in house.device("marquee", "state")["files"] if words in name]
