"""The first sounds of syllables, as people type them on a phone."""

from __future__ import annotations

import pytest

from kiosk.guide import zhuyin


@pytest.mark.parametrize(
    ("text", "query", "at"),
    [
        ("戶籍謄本", "ㄏㄐ", 0),
        ("戶籍謄本", "ㄏㄐㄊㄅ", 0),
        ("戶籍謄本", "ㄊㄅ", 2),
        ("申請戶籍謄本", "ㄏㄐ", 2),
        ("國民身分證（初領）", "ㄓㄔ", 4),
        ("印鑑登記", "ㄧㄐ", 0),
        ("重新申請", "ㄔㄒ", 0),
        ("重新申請", "ㄓㄒ", 0),
        ("換發 IC 卡", "ㄏㄈㄎ", 0),
        ("戶籍謄本", "ㄏ ㄐˊ", 0),
        ("戶籍", "ㄏㄐㄊ", None),
        ("戶籍謄本", "ㄐㄏ", None),
        ("", "ㄏ", None),
        ("Passport", "ㄏ", None),
        ("堃喆峯犇煊𠮷", "ㄎ", 0),
    ],
)
def test_sounds_are_found_where_they_follow_each_other(text: str, query: str, at: int | None) -> None:
    assert zhuyin.find(text, query) == at


@pytest.mark.parametrize(
    ("query", "yes"), [("ㄏㄐ", True), ("ㄏㄨˋ", True), ("戶ㄐ", False), ("", False), ("hj", False), (" ", False)]
)
def test_what_is_zhuyin(query: str, yes: bool) -> None:
    assert zhuyin.is_zhuyin(query) is yes
