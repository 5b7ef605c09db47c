"""Nothing of one visitor is left for the next, and the first touch only wakes."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from screens.gallery.glass import step

if TYPE_CHECKING:
    import pytest

    from screens.gallery.glass import Glass
    from screens.gallery.paper_office import PaperOffice
    from screens.office import Facts


def test_after_45_seconds_the_screen_asks_and_after_15_more_forgets_everything(glass: Glass) -> None:
    glass.tap("language.vi")
    glass.tap("home.take_ticket")
    glass.tap("take_ticket.class.C", rest_s=0)
    glass.pass_s(46)
    assert glass.touch.dialog_name == "more_time"
    glass.pass_s(15)
    assert glass.screen.name == "home"
    assert glass.touch.visit.language == "zh_Hant"
    glass.tap("home.take_ticket")
    assert glass.screen.letter == ""


def test_more_time_keeps_everything(glass: Glass) -> None:
    glass.tap("home.take_ticket")
    glass.tap("take_ticket.class.C", rest_s=0)
    glass.pass_s(50)
    glass.tap("more_time.yes")
    assert glass.touch.dialog_name == ""
    assert glass.screen.letter == "C"
    glass.pass_s(42)
    assert glass.touch.dialog_name == ""


def test_any_touch_of_the_screen_says_yes_and_presses_nothing_below(glass: Glass) -> None:
    glass.tap("home.take_ticket", rest_s=0)
    glass.pass_s(50)
    glass.up(glass.down_at(540, 430))
    glass.pass_s(0.5)
    assert glass.touch.dialog_name == ""
    assert glass.screen.letter == ""


def test_finished_goes_home_at_once(glass: Glass) -> None:
    glass.tap("home.take_ticket", rest_s=0)
    glass.pass_s(50)
    glass.tap("more_time.no")
    assert glass.screen.name == "home"


def test_home_invites_after_30_seconds_and_the_first_touch_only_wakes(glass: Glass) -> None:
    glass.tap("language.en")
    glass.pass_s(31)
    assert glass.screen.name == "attract"
    assert glass.touch.visit.language == "zh_Hant"
    finger = glass.down_at(540, 528)
    assert glass.screen.name == "home"
    glass.up(finger)
    glass.settle()
    assert glass.screen.name == "home"
    glass.seconds += 0.4
    glass.tap("home.take_ticket")
    assert glass.screen.name == "take_ticket"


def test_the_picture_moves_a_little_every_minute(glass: Glass) -> None:
    glass.pass_s(31)
    before = [part.area for part in glass.touch.stage.shown().parts]
    glass.pass_s(61)
    assert [part.area for part in glass.touch.stage.shown().parts] != before


def test_high_contrast_is_forgotten_too(glass: Glass) -> None:
    glass.tap("access.contrast")
    assert glass.touch.stage.look.theme == "high_contrast"
    glass.tap("home.take_ticket")
    glass.tap("dock.home")
    glass.pass_s(31)
    assert glass.touch.stage.look.theme == "standard"


def test_home_closes_up_round_what_is_not_there(glass: Glass, office: PaperOffice) -> None:
    office.features = frozenset({"queues", "ratings"})
    glass.screen.refresh()
    assert "home.rate" in glass.ids
    assert "home.bp" not in glass.ids
    assert "home.requirements" not in glass.ids


def test_a_screen_that_fails_is_left_for_home(glass: Glass) -> None:
    glass.tap("home.take_ticket")
    glass.touch.broke()
    assert glass.screen.name == "home"


def test_a_hall_that_cannot_be_read_sends_visitors_to_the_desk_and_is_logged_once(
    glass: Glass, office: PaperOffice, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> Facts:
        raise OSError("no database")

    facts, office.facts = office.facts, broken
    for _ in range(11):
        glass.pass_s(2.5, step=0.5)
    assert glass.screen.name == "out_of_order"
    assert "請到服務台，我們為您服務" in glass.written
    assert sum("no database" in line for line in caplog.messages) == 1
    office.facts = facts
    glass.pass_s(3)
    assert glass.screen.name == "home"


def test_a_hall_that_does_not_answer_at_all_sends_visitors_to_the_desk_and_is_welcomed_back(
    glass: Glass, office: PaperOffice
) -> None:
    facts, open_again = office.facts, threading.Event()

    def hanging() -> Facts:
        open_again.wait(20)
        return facts()

    office.facts = hanging
    glass.touch.idle.touched(glass.seconds)
    for _ in range(14):
        glass.seconds += 2
        glass.touch.tick()
        step()
    assert glass.screen.name == "out_of_order"
    open_again.set()
    glass.pass_s(1)
    assert glass.screen.name == "home"


def test_a_change_while_a_question_is_open_is_asked_for_after_its_answer(glass: Glass, office: PaperOffice) -> None:
    asked, go_on = [], threading.Event()
    facts = office.facts

    def slow() -> Facts:
        asked.append(len(asked))
        go_on.wait(5)
        return facts()

    glass.settle()
    office.facts = slow
    for _ in range(3):
        glass.touch.woken(frozenset({"hall"}))
    go_on.set()
    glass.settle()
    assert len(asked) == 2
