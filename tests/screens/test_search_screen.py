"""A visitor finds a service by the first sounds of its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

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


def test_other_languages_choose_by_kind(glass: Glass) -> None:
    glass.tap("language.en")
    glass.tap("home.requirements")
    assert "choose_service.search" not in glass.ids
