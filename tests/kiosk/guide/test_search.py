"""A visitor searches: by words of any language, or by the first sounds in Zhuyin."""

from __future__ import annotations

import pytest

from kiosk.guide import services
from kiosk.guide.loading import load

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def content(db: None) -> None:
    load()


def test_two_sounds_find_the_household_papers() -> None:
    found = services.search(query="ㄏㄐ", language="zh_Hant")
    assert any("戶籍" in one.name for one in found.services)
    assert all(one.question for one in found.questions)


def test_more_sounds_find_less_and_what_begins_with_them_comes_first() -> None:
    one, two = (services.search(query=query, language="zh_Hant").services for query in ("ㄔ", "ㄔㄕ"))
    assert {each.service_id for each in two} <= {each.service_id for each in one}
    assert two[0].name.startswith("出生")


def test_words_are_found_in_any_language() -> None:
    assert {one.service_id for one in services.search(query="出生", language="en").services} >= {"birth-registration"}
    assert any("irth" in one.name for one in services.search(query="birth", language="en").services)


@pytest.mark.parametrize("query", ["", "  ", "ㄅㄆㄇㄈㄉㄊ", "zzzz"])
def test_nothing_is_found_for_nothing(query: str) -> None:
    found = services.search(query=query, language="zh_Hant")
    assert (found.services, found.questions) == ((), ())


def test_questions_are_found_by_their_sounds(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.conf import settings  # noqa: PLC0415  # one test needs it

    monkeypatch.setattr(settings, "KIOSK", settings.KIOSK.model_copy(update={"demo": True}))
    every = services.faq(language="zh_Hant")
    first = every[0].question
    from kiosk.guide.zhuyin import first_sounds  # noqa: PLC0415

    query = "".join(min(first_sounds(c)) for c in first if first_sounds(c))[:4]
    assert first in [one.question for one in services.search(query=query, language="zh_Hant").questions]
