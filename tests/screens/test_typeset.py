"""Lines break by the rules of Chinese setting in Taiwan."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from screens.typeset import NOT_FIRST, NOT_LAST, clean, lines, whole


def em(text: str) -> float:
    """Measure with a face in which a Chinese character is 1 wide and everything else a half."""
    return sum(1.0 if c >= "⺀" else 0.5 for c in text)


def test_no_line_starts_with_a_closing_sign() -> None:
    assert lines("戶政人員不會來電，請先掛斷。", 8, em) == ["戶政人員不會來", "電，請先掛斷。"]


def test_no_line_ends_with_an_opening_sign() -> None:
    assert lines("請帶身分證件（正本）來辦理", 7, em)[0] == "請帶身分證件"


def test_a_paragraph_does_not_end_with_one_character() -> None:
    assert lines("補齊後持本單到服務台", 9, em) == ["補齊後持本單到", "服務台"]


def test_a_lonely_character_pulls_the_number_before_it_down() -> None:
    assert lines("戶口名簿每份 30 元", 7.5, em) == ["戶口名簿每份", "30 元"]


def test_latin_words_stay_whole() -> None:
    assert lines("Take a number and wait", 7, em) == ["Take a number", "and wait"]


def test_a_word_wider_than_the_line_stands_alone_and_nothing_is_lost() -> None:
    assert lines("a Donaudampfschifffahrt b", 4, em) == ["a", "Donaudampfschifffahrt", "b"]


def test_line_breaks_of_the_text_are_kept() -> None:
    assert lines("證件不齊\n多跑一趟", 40, em) == ["證件不齊", "多跑一趟"]


def test_text_is_composed_and_control_characters_go() -> None:
    assert clean("Vie\u0302\u0323t\x07") == "Việt"


@given(st.text(alphabet="戶政事務所，。（）「」 abc12\n", max_size=60), st.floats(3, 20))
def test_nothing_is_lost_and_the_signs_keep_their_places(text: str, width: float) -> None:
    broken = lines(text, width, em)
    assert "".join("".join(broken).split()) == "".join(clean(text).split())
    for paragraph in text.split("\n"):
        inside = lines(paragraph, width, em)
        assert not any(line[0] in NOT_FIRST for line in inside[1:] if not _only_signs(paragraph))
        assert not any(line[-1] in NOT_LAST for line in inside[:-1] if not _only_signs(paragraph))


def _only_signs(text: str) -> bool:
    """Signs without a character to lean on, or behind a space, stand where they must."""
    return (
        any((a == " " and b in NOT_FIRST) or (a in NOT_LAST and b == " ") for a, b in itertools.pairwise(text))
        or text[:1] in NOT_FIRST
    )


def test_a_list_with_middle_dots_breaks_between_its_words_where_that_takes_no_more_lines() -> None:
    assert lines("國籍・新住民・護照", 7, len) == ["國籍・", "新住民・護照"]
    assert lines("等 28 人・約 120–150 分", 13, len) == ["等 28 人・", "約 120–150 分"]


def test_a_sentence_breaks_between_its_clauses_where_that_takes_no_more_lines() -> None:
    assert lines("您好，今天要辦什麼事？", 9, em) == ["您好，", "今天要辦什麼事？"]
    assert lines("10 秒後回到首頁，並清除剛才點選的內容。", 12, em) == ["10 秒後回到首頁，", "並清除剛才點選的內容。"]
    assert lines("結婚登記（含相同性別結婚）", 10, em) == ["結婚登記", "（含相同性別結婚）"]


def test_sentences_part_where_that_takes_no_more_lines() -> None:
    assert lines("志工都在忙，我們會再加大鈴聲。服務台就在大廳，也可以直接過去。", 24, em) == [
        "志工都在忙，我們會再加大鈴聲。", "服務台就在大廳，也可以直接過去。",
    ]  # fmt: skip
    assert lines("Volunteers are busy. We call. The desk is here.", 38, len) == [
        "Volunteers are busy. We call.", "The desk is here.",
    ]  # fmt: skip
    assert lines("Volunteers are busy. We call.", 40, len) == ["Volunteers are busy. We call."]


def test_a_number_stays_with_what_it_counts() -> None:
    assert lines("請在孩子出生後 60 日內來登記", 8, em) == ["請在孩子出生後", "60 日內來登記"]
    assert lines("罰鍰由 300 至 900 元", 5.5, em) == ["罰鍰由 300", "至 900 元"]


def test_a_sign_does_not_make_a_last_line_long_enough() -> None:
    assert lines("志工會到這台機器旁協助您。", 11, em) == ["志工會到這台機器旁", "協助您。"]


def test_a_word_of_four_breaks_in_its_middle() -> None:
    assert lines("低位畫面", 3, em) == ["低位", "畫面"]


def test_words_of_the_office_stay_whole_where_that_takes_no_more_lines() -> None:
    assert lines("申請人國民身分證正本", 8, em) == ["申請人", "國民身分證正本"]
    assert lines("正在等候血壓計", 6, em) == ["正在等候", "血壓計"]
    assert lines("請在本所辦理", 3, em) == ["請在本", "所辦理"]


def test_a_sign_belongs_to_the_word_before_it() -> None:
    assert lines("今天要帶什麼？", 6, em) == ["今天要", "帶什麼？"]


def test_a_name_stays_whole() -> None:
    assert lines(f"量測由志工{whole('王美玉')}陪同", 7, em) == ["量測由志工", "王美玉陪同"]
    assert lines("量測由志工王美玉陪同", 7, em) == ["量測由志工王美", "玉陪同"]


def test_a_paragraph_of_latin_words_does_not_end_with_one_alone() -> None:
    assert lines("We call your number three times", 14, em) == ["We call your number", "three times"]
    assert lines("Take it", 2, em) == ["Take", "it"]
