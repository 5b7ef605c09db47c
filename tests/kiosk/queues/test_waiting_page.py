"""Everybody looks at the hall from anywhere: every class, the latest calls, in every language, and nobody's name."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client
from office_content import office_content

from kiosk.queues import services, waiting_views
from kiosk.texts import LANGUAGES, Texts

__all__ = ["office_content"]
pytestmark = [pytest.mark.usefixtures("office_content"), pytest.mark.django_db]


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    waiting_views._kept.clear()


def page(**query: str) -> str:
    answer = Client().get("/waiting/", query)
    assert answer.status_code == 200
    return answer.content.decode()


def call_one() -> None:
    services.open_counter(counter=3, by="chen", name="陳淑芬", title="課員")
    for letter in "AB":
        services.take_ticket(letter=letter, language="vi", priority=letter == "A", request_id=uuid4())
    services.call_next(counter=3, by="chen", request_id=uuid4())


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_who_is_called_and_who_waits_in_every_language(language: str) -> None:
    call_one()
    text, words = page(language=language), Texts(language)
    assert '<b class="label">A001</b>' in text
    assert words.text("call.go_to_counter", n=3) in text
    assert words.plural("board.waiting", 1) in text
    assert words.text("board.nobody_waits") in text
    assert text.count("<article") == 7
    assert "陳" not in text
    assert "chen" not in text


def test_it_lives_without_script_without_cookie_and_in_caches_for_a_moment() -> None:
    answer = Client().get("/waiting/")
    text = answer.content.decode()
    assert '<noscript><meta http-equiv="refresh"' in text
    assert "<script>" not in text
    assert not answer.cookies
    assert answer.headers["Cache-Control"] == "public, max-age=2"
    assert "Cookie" not in answer.headers["Vary"]


def test_a_part_is_the_page_s_own_inside() -> None:
    call_one()
    part = page(part="1")
    assert "<html" not in part
    assert part.strip() in page()


def test_it_is_made_once_for_all_who_look() -> None:
    page()
    call_one()
    assert "A001" not in page()  # nobody listens: two seconds are as good
    waiting_views.queue_app().hub.version += 1
    assert "A001" in page()


def test_nothing_called_yet_is_said() -> None:
    assert "今天還沒有叫號" in page()


@pytest.mark.parametrize("language", ["xx", "<script>", "../../etc/passwd"])
def test_a_language_nobody_speaks_is_chinese(language: str) -> None:
    assert '<html lang="zh-Hant-TW">' in page(language=language)
