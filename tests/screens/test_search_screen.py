"""A visitor finds a service by the first sounds of its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from screens.access import REACH_Y
from screens.answer import A_LARGE_PART, A_PART, paragraphs, wide

if TYPE_CHECKING:
    from screens.gallery.glass import Glass
    from screens.gallery.paper_office import PaperOffice


def to_search(glass: Glass) -> None:
    glass.tap("home.requirements")
    glass.tap("choose_service.search")


def test_sounds_lead_to_the_checklist(glass: Glass) -> None:
    to_search(glass)
    glass.tap("search.key.ㄏ")
    assert "search.service.birth-registration" not in glass.ids
    glass.tap("search.key.ㄐ")
    glass.tap("search.service.birth-registration")
    assert glass.screen.name == "checklist"


def test_nothing_found_says_what_to_do_and_deleting_finds_again(glass: Glass) -> None:
    to_search(glass)
    for symbol in "ㄏㄐㄆ":
        glass.tap(f"search.key.{symbol}")
    assert "找不到，換個詞，或請志工幫忙" in glass.written
    glass.tap("search.delete")
    assert "search.service.birth-registration" in glass.ids
    glass.tap("search.clear")
    assert glass.screen.query == ""
    assert not [one for one in glass.ids if one.startswith("search.service")]


def test_an_answer_that_comes_late_is_no_answer_to_what_stands_there_now(glass: Glass, office: PaperOffice) -> None:
    to_search(glass)
    glass.tap("search.key.ㄔ")
    found = glass.screen.found
    glass.tap("search.clear")
    glass.screen._came(("ㄔ", found))
    assert glass.screen.found is None


def test_a_long_press_of_keys_stays_on_the_line(glass: Glass) -> None:
    to_search(glass)
    for _ in range(12):
        glass.tap("search.key.ㄅ")
    assert glass.screen.query == "ㄅ" * 8


def test_other_languages_write_letters_and_a_change_of_language_begins_anew(glass: Glass) -> None:
    glass.tap("language.en")
    to_search(glass)
    for sign in "BI":
        glass.tap(f"search.key.{sign}")
    assert "search.service.birth-registration" in glass.ids
    glass.touch.modes.speak("zh_Hant")
    assert glass.screen.query == ""
    assert "search.key.ㄏ" in glass.ids


def test_a_question_opens_its_answer_with_the_law_and_the_way_to_the_papers(glass: Glass) -> None:
    to_search(glass)
    for sign in "ㄏㄐ":
        glass.tap(f"search.key.{sign}")
    glass.reach("search.question.birth")
    assert glass.screen.name == "answer"
    assert "依據：戶籍法 29、民法 1059" in glass.written
    glass.touch.modes.speak("en")
    glass.settle()
    assert "Register within 60 days" in " ".join(glass.written)
    glass.reach("answer.papers")
    assert glass.screen.name == "checklist"


def test_from_an_answer_it_is_one_touch_to_a_number(glass: Glass) -> None:
    glass.tap("home.requirements")
    glass.tap("choose_service.search")
    for sign in "ㄏㄐ":
        glass.tap(f"search.key.{sign}")
    glass.touch.go("answer", view=glass.screen.found.questions[0])
    glass.settle()
    glass.tap("answer.take_ticket")
    assert glass.screen.name == "take_ticket"


@pytest.mark.parametrize("modes", [(), ("large",), ("low_reach",), ("large", "low_reach")])
def test_what_is_found_is_pressed_in_every_look(glass: Glass, modes: tuple[str, ...]) -> None:
    for mode in modes:
        glass.touch.modes.toggle(mode)
    glass.reach("home.requirements")
    glass.reach("choose_service.search")
    glass.tap("search.key.ㄏ")
    glass.tap("search.key.ㄐ")
    found = glass.part("search.service.birth-registration")
    assert "low_reach" not in modes or found.area.y >= REACH_Y
    glass.tap("search.service.birth-registration")
    assert glass.screen.name == "checklist"


@pytest.mark.parametrize("widest", [A_PART, A_LARGE_PART])
@pytest.mark.parametrize("text", ["", "一句。", "No stop at 3.5 or 1,200 here", "甲" * 300 + "。" + "乙，丙、" * 40 + "丁。"])
def test_paragraphs_keep_every_word(text: str, widest: int) -> None:
    assert "".join(paragraphs(text, widest)) == text


def test_a_long_sentence_is_cut_between_clauses() -> None:
    parts = paragraphs("帶出生證明書、戶口名簿、父母約定姓氏的從姓約定書、身分證與印章（或簽名）。出生後 60 日內辦理。", 40)
    assert all(wide(part) <= 40 for part in parts[:-1])
    assert [part[-1] for part in parts] == ["、", "、", "。", "。"]


@pytest.mark.parametrize("modes", [(), ("large",), ("low_reach",), ("large", "low_reach")])
def test_who_finds_nothing_calls_a_volunteer_there(glass: Glass, office: PaperOffice, modes: tuple[str, ...]) -> None:
    for mode in modes:
        glass.touch.modes.toggle(mode)
    glass.reach("home.requirements")
    glass.reach("choose_service.search")
    for symbol in "ㄏㄐㄆ":
        glass.tap(f"search.key.{symbol}")
    if modes == ("large", "low_reach"):  # no room for it: the dock has the same
        glass.tap("dock.help")
    else:
        glass.tap("search.help")
    assert office.help_raised == [("asked", "search", "zh_Hant")]
