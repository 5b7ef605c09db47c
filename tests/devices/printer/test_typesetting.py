"""Where Chinese lines may break."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.printer.typesetting import NEVER_FIRST, NEVER_LAST, break_lines


def em(text: str) -> float:
    """Chinese characters are 2 wide, Latin ones 1."""
    return sum(2 if ord(character) > 0x2000 else 1 for character in text)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("叫號三次未到視為過號", 20, ["叫號三次未到視為過號"]),
        ("叫號三次未到視為過號，請洽服務台", 20, ["叫號三次未到視為過", "號，請洽服務台"]),
        ("可直接填在出生證明書上（父母簽名）", 24, ["可直接填在出生證明書上", "（父母簽名）"]),
        ("請於十五日內持本單到服務台", 24, ["請於十五日內持本單", "到服務台"]),
        ("請於十五日內持本單到服務", 22, ["請於十五日內持本", "單到服務"]),
        ("臨櫃 apostille 驗證", 14, ["臨櫃", "apostille 驗證"]),
        ("one two three", 7, ["one two", "three"]),
        ("補齊後持本單到服務台，不必重新取號。", 17, ["補齊後持本", "單到服務台，", "不必重新取號。"]),
        ("不記名，約 20 秒；本代碼只能使用一次。", 24, ["不記名，約 20 秒；", "本代碼只能使用一次。"]),
        ("如有不適請立刻告知志工或撥 119", 26, ["如有不適請立刻告知志工", "或撥 119"]),
        ("show this slip at the service desk.", 31, ["show this slip at the", "service desk."]),
        ("115/05/04 前（出生後 60 日內）", 22, ["115/05/04 前", "（出生後 60 日內）"]),
        ("依戶籍法施行細則第 20 條一次告知", 25, ["依戶籍法施行細則第 20 條", "一次告知"]),
        ("尚缺（請補齊） Still missing", 22, ["尚缺（請補齊）", "Still missing"]),
        ("叫號三次未到視為過號，", 18, ["叫號三次未到視", "為過號，"]),
        ("", 10, [""]),
        ("一\n二", 10, ["一", "二"]),
        ("extraordinary", 6, ["extrao", "rdinar", "y"]),
    ],
)
def test_lines_break_where_the_rules_of_taiwan_allow(text: str, width: float, lines: list[str]) -> None:
    assert break_lines(text, width, em) == lines


LISTED = frozenset({"報到", "志工", "取消", "服務台", "視為", "過號", "事務所", "登記", "印章"})


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("請準時到本機或服務台報到，再取號碼。", 24, ["請準時到本機或服務台", "報到，再取號碼。"]),
        ("如有不適請立刻告知志工或撥 119", 24, ["如有不適請立刻告知志工", "或撥 119"]),
        ("掃描可查詢或取消預約", 16, ["掃描可查詢或", "取消預約"]),
        ("報到，報到。", 2, ["報", "到", "，", "報", "到", "。"]),  # whole where that can be
    ],
)
def test_listed_words_stay_whole(text: str, width: float, lines: list[str]) -> None:
    assert break_lines(text, width, em, LISTED) == lines


WORDS = st.text(alphabet="戶政事務所登記印章，。、；：？！（）「」『』 aB1", max_size=80)


@given(WORDS, st.integers(24, 60))
def test_no_line_starts_with_a_closing_or_ends_with_an_opening_mark(text: str, width: int) -> None:
    lines = break_lines(text, width, em)
    runs = [sum(1 for _ in group) for group in _marks(text)]
    if max(runs, default=0) > 5:
        return  # a dozen marks in a row is no sentence: they are cut where they must be
    assert all(line[:1] not in NEVER_FIRST or index == 0 for index, line in enumerate(lines))
    assert all(line[-1:] not in NEVER_LAST or index == len(lines) - 1 for index, line in enumerate(lines))


def _marks(text: str) -> list[str]:
    """Stretches between which the text may break: marks glued to their neighbours."""
    stretches = [""]
    for character in text:
        if character in NEVER_FIRST or character in NEVER_LAST or character.isascii():
            stretches[-1] += character
        else:
            stretches.append("")
    return stretches


@given(WORDS, st.integers(12, 60))
def test_nothing_is_lost_and_no_line_is_too_wide(text: str, width: int) -> None:
    lines = break_lines(text, width, em)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(em(line) <= width for line in lines)


@given(st.text(alphabet="戶政事務所登記印章", min_size=1, max_size=200), st.integers(12, 60))
def test_the_last_line_has_three_characters_or_is_the_only_one(text: str, width: int) -> None:
    lines = break_lines(text, width, em)
    assert len(lines) == 1 or len(lines[-1]) >= 3


@given(WORDS, st.integers(12, 60))
def test_whole_words_take_no_further_line_and_lose_nothing(text: str, width: int) -> None:
    lines = break_lines(text, width, em, LISTED)
    assert len(lines) == len(break_lines(text, width, em))
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(em(line) <= width for line in lines)
