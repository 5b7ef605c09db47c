"""What the keys of the counter's desk do: papers missing, passed on, back again, asked, promised, chosen, a break."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from desk_people import clerk, office_content, press, take, unhurried
from people import browser

from kiosk.colleagues.models import CallBack, Question
from kiosk.desks.panels import PANELS
from kiosk.notices.models import Notice
from kiosk.outbox.models import Job
from kiosk.queues import services
from kiosk.queues.models import SpecialCase, Ticket, TicketEvent
from kiosk.staff.roles import Role
from kiosk.staff.words import SENTENCES

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    Press = Callable[..., str]

__all__ = ["clerk", "office_content", "press", "unhurried"]
pytestmark = [pytest.mark.database, pytest.mark.django_db]
HOSTILE = "<script>alert(1)</script>'; DROP TABLE"


@pytest.fixture
def called(clerk: Client, press: Press) -> Client:
    """B001 is at counter 3, B002 waits."""
    take("B", 2)
    press(clerk, "next")
    return clerk


@pytest.mark.parametrize("name", sorted(PANELS))
@pytest.mark.parametrize("somebody", [True, False], ids=["somebody there", "nobody there"])
def test_every_panel_opens_with_and_without_script(clerk: Client, press: Press, name: str, somebody: bool) -> None:
    if somebody:
        take("B")
        press(clerk, "next")
    whole = clerk.get(f"/desk/3/panel/{name}/").content.decode()
    part = clerk.get(f"/desk/3/panel/{name}/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" in whole
    assert part.startswith('<div id="desk"')
    assert 'data-key="escape"' in part
    assert clerk.get("/desk/3/panel/nothing/").status_code == 404


def test_missing_papers_print_a_notice_and_hold_the_number(called: Client, press: Press) -> None:
    page = called.get("/desk/3/panel/hold/", {"service": "birth-registration"}).content.decode()
    assert "出生登記" in page
    item = page.split('name="missing" value="')[1].split('"')[0]
    press_number = str(uuid4())
    for _ in range(2):
        said = press(called, "hold", press=press_number, service="birth-registration", missing=[item])
    notice = Notice.objects.get()
    assert item in notice.missing
    assert notice.missing != [] != notice.ready
    assert Ticket.objects.get(label="B001").state == "on_hold"
    assert Job.objects.filter(kind="notice").count() == 1
    assert f"一次告知單 {notice.serial} 列印中" in said
    assert "B001 已重新排入" in press(called, "back", code=notice.serial)
    assert Ticket.objects.get(label="B001").to_counter == 3


@pytest.mark.parametrize("fields", [{}, {"missing": ["<b>", "0"]}, {"service": HOSTILE, "missing": ["0"]}])
def test_nothing_ticked_prints_nothing(called: Client, press: Press, fields: dict[str, object]) -> None:
    page = press(called, "hold", **{"service": "birth-registration", **fields})
    assert 'class="message error"' in page
    assert "<script>" not in page
    assert not Notice.objects.exists()
    assert Ticket.objects.get(label="B001").state == "called"


def test_a_notice_is_not_printed_for_somebody_who_has_left(called: Client, press: Press) -> None:
    page = called.get("/desk/3/panel/hold/", {"service": "birth-registration"}).content.decode()
    item = page.split('name="missing" value="')[1].split('"')[0]
    shown = str(Ticket.objects.get(label="B001").pk)
    press(called, "next")
    said = press(called, "hold", shown=shown, service="birth-registration", missing=[item])
    assert SENTENCES["desk.moved_on"] in said
    assert not Notice.objects.exists()
    assert Ticket.objects.get(label="B002").state == "called"


def test_held_without_a_notice_and_back_by_number(called: Client, press: Press) -> None:
    press(called, "hold", plain="yes", reason=HOSTILE)
    assert Ticket.objects.get(label="B001").state == "on_hold"
    assert "B001" in called.get("/desk/3/panel/back/").content.decode()
    assert "B001 已重新排入" in press(called, "back", code="b001")
    assert "今天沒有發出" in press(called, "back", code=HOSTILE)
    assert "查不到一次告知單 999999999" in press(called, "back", code="999999999")


def test_passed_on_to_a_class_a_counter_and_a_clerk(called: Client, press: Press) -> None:
    services.open_counter(counter=5, by="lin", name="林志明", title="課員")
    press(called, "transfer", to="class:C", reason="戶籍登記")
    assert Ticket.objects.get(label="B001").queue == "C"
    for target, column, value in (("counter:5", "to_counter", 5), ("clerk:lin", "to_clerk", "lin")):
        take("A")
        press(called, "next")
        current = services.desk(counter=3).current
        assert current is not None
        press(called, "transfer", to=target)
        assert getattr(Ticket.objects.get(pk=current.ticket_id), column) == value


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("counter:4", "4 號櫃台目前未開放"), ("counter:3", "3 號櫃台目前未開放"), ("counter:99", "沒有 99 號櫃台"),
        ("counter:x", "請選擇轉往"), ("clerk:nobody", "這位同仁目前不在櫃台"), ("class:Z", "沒有開放取號"),
        ("", "請選擇轉往"), (HOSTILE, "請選擇轉往"),
    ],
)  # fmt: skip
def test_a_target_that_cannot_be_is_refused_and_the_case_stays(
    called: Client, press: Press, target: str, said: str
) -> None:
    page = press(called, "transfer", to=target)
    assert said in page
    assert "<script>" not in page
    assert Ticket.objects.get(label="B001").state == "called"


def test_has_come_then_neither_called_again_nor_passed_over(called: Client, press: Press) -> None:
    assert "辦理中" in press(called, "serve")
    for deed in ("recall", "no-show"):
        assert SENTENCES["desk.has_come"] in press(called, deed)
    assert Ticket.objects.get(label="B001").state == "serving"


def test_a_question_is_asked_once_and_its_answer_stands_on_the_desk(called: Client, press: Press) -> None:
    number = str(uuid4())
    for _ in range(2):
        press(called, "ask", press=number, text="養父為外國人，須附何文件？")
    asked = Question.objects.get()
    assert (asked.label, asked.counter, asked.by) == ("B001", 3, "chen")
    browser(Role.CLERK, "lin", "林").post(f"/colleagues/questions/{asked.pk}/answer/", {"text": HOSTILE})
    assert "新回覆 1 則" in called.get("/desk/3/now/").content.decode()
    page = called.get("/desk/3/panel/ask/").content.decode()
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page
    assert "新回覆" not in called.get("/desk/3/now/").content.decode()
    assert SENTENCES["question.empty"] in press(called, "ask", text=" ")


def test_a_call_back_is_promised_from_the_desk(called: Client, press: Press) -> None:
    number = str(uuid4())
    for _ in range(2):
        press(called, "call-back", press=number, who="林先生", contact="0900-000000", about="謄本", day="")
    assert CallBack.objects.get().label == "B001"
    refused = press(called, "call-back", who=HOSTILE, contact="", about="x")
    assert SENTENCES["call_back.missing"] in refused
    assert 'value="&lt;script&gt;' in refused, "what was written is not lost"


def test_a_doubtful_case_has_a_clock_until_it_is_closed(called: Client, press: Press) -> None:
    number = str(uuid4())
    for _ in range(2):
        press(called, "special", "special", press=number, topic="收養效力")
    case = SpecialCase.objects.get()
    assert (case.owner, case.ticket.label) == ("chen", "B001")
    assert SENTENCES["desk.period"].format(most=366) in press(called, f"special/{case.pk}/escalate", to="內政部", days="0")
    press(called, f"special/{case.pk}/escalate", to="內政部", days="30")
    press(called, f"special/{case.pk}/close", conclusion="依函釋辦理")
    assert SENTENCES["desk.case_closed"] in press(called, f"special/{case.pk}/close", conclusion="again")


def test_a_break_keeps_the_counter_and_the_next_call_ends_it(clerk: Client, press: Press) -> None:
    assert "休息中" in press(clerk, "pause", pause="yes")
    assert services.desk(counter=3).counter.paused
    take("B")
    press(clerk, "next")
    assert not services.desk(counter=3).counter.paused
    assert SENTENCES["desk.still_serving"] in press(clerk, "pause", pause="yes")


def test_a_clerk_chooses_nobody_and_a_supervisor_says_why(called: Client, press: Press) -> None:
    wanted = str(Ticket.objects.get(label="B002").pk)
    assert called.post("/desk/3/override/", {"ticket": wanted, "reason": "x"}).status_code == 403
    press(called, "done")
    chief = browser(Role.SUPERVISOR, "tsai", "蔡文雄")
    assert SENTENCES["desk.reason_needed"] in press(chief, "override", ticket=wanted, reason=" ")
    assert "已指定 B002 到 3 號櫃台" in press(chief, "override", ticket=wanted, reason="身體不適")
    assert TicketEvent.objects.filter(kind="called", reason="身體不適").count() == 1
    assert "3 號櫃台還有來賓" in press(chief, "override", ticket=wanted, reason="again")


def test_every_key_is_written_on_its_button_and_no_two_share_one(called: Client) -> None:
    page = called.get("/desk/3/").content.decode()
    keys = [key for part in page.split('data-key="')[1:] for key in part.split('"')[0].split() if key != "enter"]
    assert len(keys) == len(set(keys))
    assert set(keys) >= set("nsrxfdhtlqkcbew")
    assert {key.upper() for key in keys} == {part.split("<")[0] for part in page.split("<kbd>")[1:]}
