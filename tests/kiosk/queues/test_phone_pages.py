"""A visitor follows a number on the phone: in the ticket's language, without script, without a log-in."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from office_content import office_content

from kiosk.clock import SYSTEM, StillClock, day_of
from kiosk.queues import services
from kiosk.queues.models import Ticket
from kiosk.texts import Texts

__all__ = ["office_content"]
pytestmark = [pytest.mark.usefixtures("office_content"), pytest.mark.django_db]


def take(language: str = "zh_Hant", letter: str = "A") -> Ticket:
    press: UUID = uuid4()
    services.take_ticket(letter=letter, language=language, priority=False, request_id=press)
    return Ticket.objects.get(request_id=press)


def page(ticket: Ticket, **query: str) -> str:
    answer = Client().get(f"/t/{ticket.token}/", query)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("language", "said", "html"),
    [
        ("zh_Hant", "前面還有 1 人", "zh-Hant-TW"), ("en", "1 person ahead", "en"),
        ("vi", "Còn 1 người phía trước", "vi"), ("id", "1 orang di depan", "id"),
    ],
)  # fmt: skip
def test_it_speaks_the_ticket_s_language(language: str, said: str, html: str) -> None:
    take()
    text = page(take(language))
    assert "A002" in text
    assert said in text
    assert f'<html lang="{html}">' in text


def test_another_language_is_one_tap_away() -> None:
    take()
    take()
    text = page(take("vi"), language="en")
    assert "2 people ahead" in text
    assert 'aria-current="true">English' in text


def test_the_next_one_is_told_so() -> None:
    assert "下一位就是您" in page(take())


def test_a_called_number_names_its_counter_in_large() -> None:
    services.open_counter(counter=3, by="chen", name="陳淑芬", title="課員")
    ticket = take("en")
    services.call_next(counter=3, by="chen", request_id=uuid4())
    assert "Please go to counter 3" in page(ticket)


def test_done_and_missed_numbers() -> None:
    clock = StillClock(SYSTEM.now())
    services.open_counter(counter=3, by="chen", name="陳淑芬", title="課員")
    first, second = take(), take()
    services.call_next(counter=3, by="chen", request_id=uuid4())
    services.finish(counter=3, by="chen")
    services.call_next(counter=3, by="chen", request_id=uuid4())
    for _ in range(2):
        clock.advance(25)
        services.recall(counter=3, by="chen", clock=clock)
    clock.advance(25)
    services.no_show(counter=3, by="chen", clock=clock)
    assert "已辦理完畢" in page(first)
    assert "已過號" in page(second)
    assert "http-equiv" not in page(first)


def test_it_waits_without_a_counter_and_says_so() -> None:
    assert "櫃台尚未開放" in page(take())


def test_it_refreshes_itself_without_script_and_stays_out_of_caches() -> None:
    ticket = take()
    answer = Client().get(f"/t/{ticket.token}/")
    text = answer.content.decode()
    assert '<noscript><meta http-equiv="refresh"' in text
    assert "<script>" not in text  # the one script is a file of ours, and needs no word of the page
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert "sessionid" not in answer.cookies


def test_yesterdays_unknown_and_hostile_tokens_get_one_answer() -> None:
    old = take()
    Ticket.objects.filter(pk=old.pk).update(day=day_of(SYSTEM.now()) - timedelta(days=1))
    answers = [Client().get(f"/t/{token}/") for token in (old.token, "nothing", "a" * 3000, "%3Cscript%3E")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert Texts("zh_Hant").text("ticket.unknown") in answers[0].content.decode()


@pytest.mark.parametrize("language", ["xx", "../../etc", "<b>"])
def test_a_language_nobody_speaks_falls_back_to_the_ticket_s(language: str) -> None:
    assert "1 orang" not in page(take("vi"), language=language)
    assert '<html lang="vi">' in page(take("vi"), language=language)


def test_only_reading_is_possible() -> None:
    assert Client().post(f"/t/{take().token}/").status_code == 405
