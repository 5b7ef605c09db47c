"""What the screen lets be heard: a tick, done, cannot, the question for more time, the end of the rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from kiosk.hours import parse_spans
from screens.gallery.paper_office import finished
from screens.loudness import SOFTER, STEPS, Loudness, Sound

if TYPE_CHECKING:
    from screens.gallery.glass import Glass
    from screens.gallery.paper_office import PaperOffice


def heard(glass: Glass) -> list[str]:
    return [name for name, _ in glass.voice.chimed]


def test_a_touch_on_a_control_ticks_and_one_beside_it_does_not(glass: Glass) -> None:
    glass.up(glass.down_at(20, 160))
    assert heard(glass) == []
    glass.tap("home.take_ticket")
    assert heard(glass) == ["tick"]


def test_the_touch_that_wakes_is_not_heard(glass: Glass) -> None:
    glass.pass_s(31)
    assert glass.screen.name == "attract"
    glass.up(glass.down_at(540, 960))
    assert heard(glass) == []


def test_a_number_given_is_heard_once_however_often_its_screen_is_composed(glass: Glass) -> None:
    glass.tap("home.take_ticket")
    glass.tap("take_ticket.class.C")
    glass.tap("take_ticket.take")
    glass.touch.modes.speak("en")
    glass.touch.modes.toggle("large")
    assert glass.screen.name == "ticket_issued"
    assert heard(glass).count("done") == 1


def test_a_control_that_cannot_be_used_answers_with_the_low_note(glass: Glass) -> None:
    glass.tap("home.take_ticket")
    glass.tap("take_ticket.take")
    assert heard(glass)[-2:] == ["tick", "cannot"]


def test_more_time_is_asked_twice(glass: Glass) -> None:
    glass.tap("home.take_ticket", rest_s=0)
    glass.pass_s(45)
    assert heard(glass) == ["tick", "more_time"]
    glass.pass_s(6)
    assert heard(glass).count("more_time") == 1
    glass.pass_s(2)
    assert heard(glass).count("more_time") == 2
    glass.tap("more_time.yes")
    glass.pass_s(10)
    assert heard(glass) == ["tick", "more_time", "more_time", "tick"]


def test_one_bell_ends_the_rest_and_two_notes_the_measuring(glass: Glass, office: PaperOffice) -> None:
    glass.tap("home.bp")
    glass.tap("consent.agree")
    glass.pass_s(5 * 60 + 1)
    assert glass.screen.name == "measure"
    assert heard(glass)[-1] == "bell"
    office.session = finished()
    glass.pass_s(3)
    assert heard(glass)[-1] == "done"


def test_keys_tick_like_fingers(glass: Glass) -> None:
    glass.key("down")
    assert heard(glass) == []
    glass.key("enter")
    assert heard(glass) == ["tick"]


def test_an_office_that_wants_silence_hears_nothing(glass: Glass, office: PaperOffice) -> None:
    office.sound = replace(office.sound, chimes=False)
    glass.touch.became_ready()
    glass.tap("home.take_ticket")
    assert heard(glass) == []


def test_the_volume_of_a_visit_ends_with_it(glass: Glass) -> None:
    glass.touch.modes.turn_volume()
    glass.tap("home.take_ticket")
    glass.touch.home()
    glass.tap("home.take_ticket")
    assert [volume for _, volume in glass.voice.chimed] == [STEPS[3], STEPS[2]]


@pytest.mark.parametrize(("hours", "factor"), [(0, 1.0), (2, SOFTER), (3.5, 1.0), (6.5, SOFTER)])
def test_it_is_softer_at_noon_and_towards_the_evening(glass: Glass, hours: float, factor: float) -> None:
    at = glass.clock.at + timedelta(hours=hours)  # 10:24 at first
    loudness = Loudness(lambda: at)
    loudness.told(Sound(softer=parse_spans("12:00-13:30, 16:30-23:59")))
    assert loudness.volume == pytest.approx(STEPS[2] * factor)
