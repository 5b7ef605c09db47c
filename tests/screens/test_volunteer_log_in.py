"""A volunteer logs in on the glass: badge, PIN, and nothing of either is left behind."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from screens.gallery.paper_office import BADGE

if TYPE_CHECKING:
    from screens.gallery.glass import Glass
    from screens.gallery.paper_office import PaperOffice

RIGHT = "".join(BADGE)


def type_in(glass: Glass, digits: str) -> None:
    for digit in digits:
        glass.tap(f"volunteer.digit.{digit}")


@pytest.fixture
def pad(glass: Glass) -> Glass:
    glass.tap("home.bp")
    glass.tap("consent.volunteer")
    return glass


def test_a_consent_is_confirmed_and_the_session_knows_by_whom(pad: Glass, office: PaperOffice) -> None:
    type_in(pad, RIGHT)
    pad.tap("volunteer.log_in")
    assert pad.screen.name == "consent"
    assert any("王美玉" in line for line in pad.written)
    assert "consent.volunteer" not in pad.ids
    pad.tap("consent.agree")
    assert office.helped_by == ["wang"]


def test_without_a_volunteer_the_session_says_nobody(glass: Glass, office: PaperOffice) -> None:
    glass.tap("home.bp")
    glass.tap("consent.agree")
    assert office.helped_by == [""]


def test_a_wrong_pin_is_told_without_blame_and_all_is_typed_anew(pad: Glass) -> None:
    type_in(pad, BADGE[0] + "000000")
    pad.tap("volunteer.log_in", rest_s=0)
    assert pad.screen.name == "volunteer_log_in"
    assert any("請再輸入一次" in line for line in pad.written)
    assert pad.screen.badge == ""
    assert pad.touch.visit.volunteer is None


def test_the_pin_never_stands_on_the_glass_and_is_never_said(pad: Glass) -> None:
    pad.touch.modes.read_aloud()
    type_in(pad, RIGHT)
    pad.touch.modes.read_aloud()
    digits = Counter(line for line in pad.written if line.isdigit())
    assert digits == Counter("0123456789") + Counter(BADGE[0]), "the keys of the pad and the badge"
    assert not any(BADGE[1] in sentence for sentences, *_ in pad.voice.said for sentence in sentences)


def test_an_unfinished_log_in_says_what_is_missing_and_asks_nobody(pad: Glass, office: PaperOffice) -> None:
    type_in(pad, RIGHT[:5])
    pad.tap("volunteer.log_in")
    assert any("3 碼證號與 6 碼密碼" in line for line in pad.written)
    assert "volunteer_arrives" not in office.asked


def test_digits_of_a_keyboard_and_more_of_them_than_there_are_boxes(pad: Glass) -> None:
    for digit in RIGHT + "99":
        pad.key(digit)
    pad.tap("volunteer.delete")
    pad.key(RIGHT[-1])
    pad.tap("volunteer.log_in")
    assert pad.screen.name == "consent"


def test_what_was_typed_and_who_was_there_end_with_the_visit(pad: Glass) -> None:
    screen = pad.screen
    type_in(pad, RIGHT)
    pad.tap("dock.home")
    assert (screen.badge, vars(screen)["_pin"]) == ("", "")
    pad.tap("home.bp")
    pad.tap("consent.volunteer")
    type_in(pad, RIGHT)
    pad.tap("volunteer.log_in")
    pad.tap("dock.home")
    assert pad.touch.visit.volunteer is None


def test_a_volunteer_who_has_come_answers_the_call_at_the_machine(glass: Glass, office: PaperOffice) -> None:
    glass.tap("home.take_ticket")
    glass.tap("dock.display")
    assert "display.volunteer" not in glass.ids
    glass.tap("display.close")
    glass.tap("dock.help")
    assert [pilot_id for pilot_id in glass.ids if pilot_id.startswith("help.")] == ["help.cancel", "help.close"]
    glass.tap("help.close")
    glass.tap("dock.display")
    glass.tap("display.volunteer")
    type_in(glass, RIGHT)
    glass.tap("volunteer.log_in")
    glass.pass_s(3)
    assert glass.screen.name == "take_ticket"
    assert glass.touch.dialog_name == ""
    assert str(glass.touch.help_line.state) in {"over", "none"}
