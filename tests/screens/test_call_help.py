"""A visitor calls a volunteer: told at once, told the truth, and never left alone with a machine that cannot call."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kiosk.blood_pressure.rules import Level
from screens.gallery.paper_office import AT, finished

if TYPE_CHECKING:
    from screens.gallery.glass import Glass
    from screens.gallery.paper_office import PaperOffice


def test_the_call_is_made_at_once_and_the_dialog_says_so(glass: Glass, office: PaperOffice) -> None:
    glass.tap("language.en")
    glass.tap("dock.help")
    assert office.help_raised == [("asked", "home", "en")]
    assert "A volunteer has been told" in glass.written


def test_nothing_is_promised_before_the_call_is_durable(glass: Glass, office: PaperOffice) -> None:
    office.gate.clear()
    glass.tap("dock.help", rest_s=0)
    assert "正在通知志工" in glass.written
    glass.pass_s(3)
    assert "請到服務台" in glass.written
    office.gate.set()
    glass.settle()
    assert "已通知志工，請稍候" in glass.written


def test_a_second_press_is_the_same_call(glass: Glass, office: PaperOffice) -> None:
    glass.tap("dock.help")
    glass.tap("help.close")
    glass.tap("home.take_ticket")
    glass.tap("dock.help")
    assert len(office.help_raised) == 1
    assert glass.touch.dialog_name == "help"


def test_the_visitor_sees_that_somebody_comes(glass: Glass, office: PaperOffice) -> None:
    glass.tap("dock.help")
    office.help_changes = {"acknowledged_at": AT}
    glass.touch.woken(frozenset({"help"}))
    glass.settle()
    assert "志工已出發" in glass.written
    office.help_changes = {"acknowledged_at": AT, "outcome": "done"}
    glass.pass_s(3)
    assert glass.touch.dialog_name == ""


def test_who_reads_on_is_told_in_passing(glass: Glass, office: PaperOffice) -> None:
    glass.tap("dock.help")
    glass.tap("help.close")
    office.help_changes = {"acknowledged_at": AT}
    glass.touch.woken(frozenset({"help"}))
    glass.settle()
    assert glass.touch.dialog_name == ""
    assert "志工已出發" in glass.written


def test_after_90_seconds_without_an_answer_the_desk_is_named(glass: Glass) -> None:
    glass.tap("dock.help")
    glass.clock.advance(89)
    glass.pass_s(1)
    assert "請到服務台" not in glass.written
    glass.clock.advance(2)
    glass.pass_s(1)
    assert "請到服務台" in glass.written


def test_a_call_that_cannot_be_written_sends_to_the_desk_and_is_tried_again(
    glass: Glass, office: PaperOffice, caplog: pytest.LogCaptureFixture
) -> None:
    office.help_down = True
    glass.tap("dock.help", rest_s=0)
    assert "請到服務台" in glass.written
    for _ in range(4):
        glass.pass_s(2.5)
    assert office.asked.count("call_help") >= 4
    assert sum("database is locked" in line for line in caplog.messages) == 1
    office.help_down = False
    glass.pass_s(3)
    assert "已通知志工，請稍候" in glass.written


def test_a_call_is_tried_even_after_the_visitor_went_home(glass: Glass, office: PaperOffice) -> None:
    office.help_down = True
    glass.tap("home.take_ticket")
    glass.tap("dock.help", rest_s=0)
    glass.tap("help.close", rest_s=0)
    glass.tap("dock.home", rest_s=0)
    office.help_down = False
    glass.pass_s(3)
    assert office.help_raised == [("asked", "take_ticket", "zh_Hant")]


def test_a_call_is_given_up_after_three_minutes(glass: Glass, office: PaperOffice, caplog: pytest.LogCaptureFixture) -> None:
    office.help_down = True
    glass.tap("dock.help", rest_s=0)
    glass.pass_s(182, step=1)
    asked = office.asked.count("call_help")
    glass.pass_s(10, step=1)
    assert office.asked.count("call_help") == asked
    assert any("given up" in line for line in caplog.messages)


def test_a_call_can_be_taken_back(glass: Glass, office: PaperOffice) -> None:
    glass.tap("dock.help")
    glass.tap("help.cancel")
    assert "withdraw_help" in office.asked
    assert glass.touch.dialog_name == ""
    glass.tap("dock.help")
    assert len(office.help_raised) == 2


def test_a_call_that_is_taken_back_before_it_is_written_does_not_stand(glass: Glass, office: PaperOffice) -> None:
    office.gate.clear()
    glass.tap("dock.help", rest_s=0)
    glass.tap("help.cancel", rest_s=0)
    office.gate.set()
    glass.settle()
    assert office.asked == ["call_help", "withdraw_help"]


def test_who_does_not_know_what_to_take_gets_a_person(glass: Glass, office: PaperOffice) -> None:
    glass.tap("home.take_ticket")
    glass.tap("take_ticket.unsure")
    assert office.help_raised == [("unsure", "take_ticket", "zh_Hant")]


def test_a_reading_that_cannot_wait_calls_by_itself_once(glass: Glass, office: PaperOffice) -> None:
    glass.tap("home.bp")
    glass.tap("consent.agree")
    glass.tap("rest.early")
    office.session = replace(finished(), level=Level.URGENT, urgent=True, advice_key="bp.advice.urgent")
    glass.pass_s(3)
    assert glass.screen.name == "bp_result"
    glass.pass_s(0.25)
    assert glass.touch.dialog_name == "help"
    glass.tap("help.close")
    glass.touch.modes.speak("en")
    glass.pass_s(3)
    assert office.help_raised == [("urgent_reading", "bp_result", "zh_Hant")]
    assert glass.touch.dialog_name == ""


def test_the_quiet_clears_nothing_while_somebody_waits_for_a_volunteer(glass: Glass, office: PaperOffice) -> None:
    glass.tap("home.take_ticket")
    glass.tap("take_ticket.class.C")
    glass.tap("dock.help", rest_s=0)
    glass.pass_s(80, step=1)
    assert glass.touch.dialog_name == "help"
    assert glass.screen.letter == "C"


def test_the_next_visitor_does_not_see_the_call_of_the_last(glass: Glass, office: PaperOffice) -> None:
    glass.tap("home.take_ticket")
    glass.tap("dock.help")
    glass.tap("help.close")
    glass.touch.home()
    office.help_changes = {"acknowledged_at": AT}
    glass.pass_s(3)
    assert "志工已出發" not in glass.written


def test_a_second_call_after_the_first_is_over_is_a_new_one(glass: Glass, office: PaperOffice) -> None:
    glass.tap("dock.help")
    office.help_changes = {"acknowledged_at": AT, "outcome": "done"}
    glass.pass_s(3)
    assert glass.touch.dialog_name == ""
    office.help_changes = {}
    glass.tap("dock.help")
    assert glass.touch.dialog_name == "help"
    assert len(office.help_raised) == 2


def test_a_call_that_reaches_nobody_is_rung_out_by_the_machine_itself(glass: Glass, office: PaperOffice) -> None:
    office.help_down = True
    glass.tap("dock.help", rest_s=0)
    glass.pass_s(25)
    assert [chime for chime in glass.voice.chimed if chime[0] == "alarm"] == [("alarm", 1.0)] * 3
    office.help_down = False
    glass.pass_s(3)
    glass.voice.chimed.clear()
    glass.pass_s(12)
    assert glass.voice.chimed == []


def test_a_call_is_made_while_every_other_question_hangs(glass: Glass, office: PaperOffice) -> None:
    classes, gate = office.classes, threading.Event()

    def hang(language: str) -> object:
        gate.wait(5)
        return classes(language)

    office.classes = hang
    for _ in range(2):
        glass.tap("home.take_ticket", rest_s=0)
        glass.seconds += 1
        glass.tap("dock.home", rest_s=0)
        glass.seconds += 1
    glass.tap("dock.help", rest_s=0)
    until = time.monotonic() + 3
    while not office.help_raised and time.monotonic() < until:
        time.sleep(0.01)
    assert office.help_raised
    gate.set()
