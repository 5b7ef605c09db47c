"""A visitor measures blood pressure; the monitor sends results only."""

# ruff: noqa: E501  # tables read best in rows

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kiosk.blood_pressure.rules import Level, State
from screens.gallery.paper_office import AT, PaperOffice, finished, health, reading, session

if TYPE_CHECKING:
    from screens.gallery.glass import Glass


def to_measuring(glass: Glass) -> None:
    glass.tap("home.bp")
    glass.tap("consent.agree")
    glass.tap("rest.early")


def test_from_consent_to_the_result(glass: Glass, office: PaperOffice) -> None:
    to_measuring(glass)
    assert glass.screen.name == "measure"
    office.session = finished()
    glass.pass_s(2)
    assert glass.screen.name == "bp_result"
    assert {"126", "77", "72", "稍高", "兩次平均"} <= set(glass.written)


def test_not_agreeing_stores_nothing(glass: Glass, office: PaperOffice) -> None:
    glass.tap("home.bp")
    glass.tap("consent.disagree")
    assert glass.screen.name == "home"
    assert office.asked == []


def test_the_rest_ends_by_itself_after_five_minutes(glass: Glass) -> None:
    glass.tap("home.bp")
    glass.tap("consent.agree")
    glass.pass_s(298, step=1)
    assert glass.screen.name == "rest"
    glass.pass_s(3)
    assert glass.screen.name == "measure"


def test_a_reading_that_comes_while_resting_is_taken(glass: Glass, office: PaperOffice) -> None:
    glass.tap("home.bp")
    glass.tap("consent.agree")
    office.session = session(readings=(reading(1, 128, 78, 70),), state=State.MEASURING)
    glass.pass_s(2)
    assert glass.screen.name == "measure"


def test_between_two_readings_the_rest_shows_and_the_result_can_be_had_at_once(glass: Glass, office: PaperOffice) -> None:
    to_measuring(glass)
    office.session = session(
        readings=(reading(1, 128, 78, 70),), readings_counted=1, state=State.MEASURING, next_reading_at=AT + timedelta(seconds=45),
        average=reading(0, 128, 78, 70), level=Level.ELEVATED, advice_key="bp.advice.elevated",
    )  # fmt: skip
    glass.pass_s(2)
    assert "0:45" in glass.written
    glass.tap("measure.stop")
    assert office.ended
    assert glass.screen.name == "bp_result"
    assert "一次結果" in glass.written


def test_stopping_without_a_reading_ends_the_visit(glass: Glass, office: PaperOffice) -> None:
    to_measuring(glass)
    glass.tap("measure.stop")
    assert len(office.ended) == 1
    assert glass.screen.name == "home"


def test_a_failed_measurement_says_what_to_do(glass: Glass, office: PaperOffice) -> None:
    to_measuring(glass)
    office.session = session(trouble="keep_still")
    glass.pass_s(2)
    assert any("請放鬆手臂再量一次" in line for line in glass.written)


def test_a_session_that_timed_out_offers_another_try(glass: Glass, office: PaperOffice) -> None:
    to_measuring(glass)
    office.session = session(state=State.NO_RESULT)
    glass.pass_s(2)
    assert {"可以再試一次，或請志工幫忙", "背靠椅背，放輕鬆"} <= set(glass.written)
    glass.tap("measure.again")
    assert glass.screen.name == "consent"


def test_an_urgent_level_is_told_in_words(glass: Glass, office: PaperOffice) -> None:
    to_measuring(glass)
    office.session = session(
        state=State.DONE, readings=(reading(1, 190, 121, 88, Level.URGENT),), readings_counted=1, average=reading(0, 190, 121, 88, Level.URGENT),
        level=Level.URGENT, urgent=True, advice_key="bp.advice.urgent",
    )  # fmt: skip
    glass.pass_s(2)
    assert {"緊急", "請立即告知志工"} <= set(glass.written)
    glass.pass_s(120, step=1)
    assert glass.screen.name == "bp_result"


def test_printing_twice_asks_once(glass: Glass, office: PaperOffice) -> None:
    to_measuring(glass)
    office.session = finished()
    glass.pass_s(2)
    glass.tap("bp_result.print")
    glass.tap("bp_result.print")
    assert len(office.printed) == 1


def test_without_a_monitor_the_door_is_closed_and_says_why(glass: Glass, office: PaperOffice) -> None:
    office.health = (health("bp_monitor", "link_down", "silent"),)
    glass.pass_s(3)
    glass.tap("home.bp")
    assert glass.screen.name == "home"
    assert "血壓計暫停，請洽志工" in glass.written


def test_a_session_the_office_no_longer_knows_lets_the_visitor_go(glass: Glass, office: PaperOffice) -> None:
    to_measuring(glass)
    office.session = None
    glass.pass_s(2)
    assert glass.screen.name == "home"
    assert "這次量測已經結束，請重新開始" in glass.written
