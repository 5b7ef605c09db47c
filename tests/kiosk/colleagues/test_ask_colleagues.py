"""A question to the law study group: asked once, answered once, read by who asked."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.db.models import F
from people import browser

from kiosk.colleagues import services
from kiosk.colleagues.models import Question
from kiosk.errors import Refused
from kiosk.staff.roles import Role

if TYPE_CHECKING:
    from kiosk.clock import StillClock

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def ask(text: str = "外國人收養須附何文件？", **more: Any) -> services.QuestionView:
    wish = {"by": "chen", "name": "陳淑芬", "request_id": uuid4(), "label": "C012", "counter": 3, **more}
    return services.ask(text=text, **wish)


def test_the_same_press_twice_is_one_question() -> None:
    press = uuid4()
    assert ask(request_id=press) == ask(request_id=press)
    assert services.open_questions() == 1


def test_a_colleague_answers_and_who_asked_is_told_until_she_has_read_it() -> None:
    asked = ask()
    client = browser(Role.CLERK, "lin", "林志明")
    assert "外國人收養須附何文件" in client.get("/colleagues/").content.decode()
    page = client.post(f"/colleagues/questions/{asked.question_id}/answer/", {"text": "民法 1079-4"}, follow=True)
    assert "民法 1079-4" in page.content.decode()
    assert services.unread_answers(by="chen") == 1
    assert services.questions_of(by="chen")[0].answered_name == "林志明"
    assert services.read_answers(by="chen") == 1
    assert services.unread_answers(by="chen") == 0


def test_the_first_answer_stands() -> None:
    asked = ask()
    for _ in range(2):
        services.answer_question(question_id=asked.question_id, text="甲", by="lin", name="林")
    with pytest.raises(Refused, match=r"question\.answered"):
        services.answer_question(question_id=asked.question_id, text="乙", by="wang", name="王")
    assert services.questions()[0].answer == "甲"


def test_what_was_answered_on_earlier_days_is_found_again() -> None:
    for text, answer in (("收養須附何文件？", "民法 1079-4"), ("<b>改名</b>次數", "姓名條例 9")):
        services.answer_question(question_id=ask(text).question_id, text=answer, by="lin", name="林志明")
    client = browser(Role.CLERK, "wu")
    assert "今天以前沒有請教" in client.get("/colleagues/").content.decode()
    Question.objects.update(answered_at=F("answered_at") - timedelta(days=1))
    assert [one.answer for one in services.earlier_answers()] == ["姓名條例 9", "民法 1079-4"]
    assert [one.answer for one in services.earlier_answers(find=" 收養 ")] == ["民法 1079-4"]
    page = client.get("/colleagues/", {"find": "條例"}).content.decode()
    assert "&lt;b&gt;改名&lt;/b&gt;次數" in page
    assert "民法 1079-4" not in page
    assert "找不到「&lt;i&gt;」" in client.get("/colleagues/", {"find": "<i>"}).content.decode()


def test_words_are_needed_and_cut_to_what_fits() -> None:
    for text in ("", "  ", "\n"):
        with pytest.raises(Refused, match=r"question\.empty"):
            ask(text)
    assert len(ask("長" * 5000).text) == 400
    with pytest.raises(Refused, match=r"question\.unknown"):
        services.answer_question(question_id=0, text="甲", by="lin", name="林")


def test_hostile_words_are_words() -> None:
    ask("<img src=x onerror=alert(1)>", label="<b>")
    page = browser(Role.CLERK).get("/colleagues/").content.decode()
    assert "<img" not in page
    assert "&lt;img" in page


def test_answered_questions_leave_the_page_with_the_day(clock: StillClock) -> None:
    asked = ask(clock=clock)
    services.answer_question(question_id=asked.question_id, text="甲", by="lin", name="林", clock=clock)
    assert len(services.questions(clock=clock)) == 1
    clock.advance(24 * 3600)
    assert services.questions(clock=clock) == ()
    assert len(services.questions_of(by="chen", clock=clock)) == 1, "she has not read it"


@pytest.mark.parametrize("seen", ["", "0", "x", "-1", "9" * 5000, "²"])
def test_news_are_told_whatever_the_page_says_it_has_seen(seen: str) -> None:
    ask()
    page = browser(Role.CLERK).get("/colleagues/now/", {"latest": seen}).content.decode()
    assert (" hidden" in page) is (seen != "0")
