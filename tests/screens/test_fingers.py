"""One tap is one press: the rule, without a window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.fingers import Fingers
from screens.geometry import Area
from screens.parts import Page, Part, Pressable

if TYPE_CHECKING:
    from screens.pen import Pen


class Button(Pressable):
    def draw(self, pen: Pen) -> None: ...


class Hand:
    """A page with two buttons, a clock that is moved by hand, and what fired."""

    def __init__(self) -> None:
        self.now = 0.0
        self.fired: list[str] = []
        self.page = Page()
        self.a = self.page.add(Button(Area(0, 0, 100, 100), "a", lambda: None))
        self.b = self.page.add(Button(Area(0, 200, 100, 100), "b", lambda: None))
        self.fingers = Fingers(self.page, lambda part: self.fired.append(part.pilot_id), monotonic=lambda: self.now)

    def tap(self, y: float, finger: str = "first") -> None:
        self.fingers.down(finger, 50, y)
        self.fingers.up(finger, 50, y)


def test_a_tap_fires_on_touch_up_inside() -> None:
    hand = Hand()
    hand.fingers.down(1, 50, 50)
    assert hand.fired == []
    assert hand.a.pressed
    hand.fingers.up(1, 50, 50)
    assert hand.fired == ["a"]
    assert not hand.a.pressed


def test_a_finger_that_slides_off_fires_nothing() -> None:
    hand = Hand()
    hand.fingers.down(1, 50, 50)
    hand.fingers.move(1, 50, 160)
    assert not hand.a.pressed
    hand.fingers.up(1, 50, 160)
    assert hand.fired == []


def test_a_finger_that_slides_from_one_button_to_another_fires_neither() -> None:
    hand = Hand()
    hand.fingers.down(1, 50, 50)
    hand.fingers.up(1, 50, 250)
    assert hand.fired == []


def test_a_second_tap_within_600_ms_is_ignored_and_one_after_it_counts() -> None:
    hand = Hand()
    hand.tap(50)
    hand.now = 0.59
    hand.tap(50)
    assert hand.fired == ["a"]
    hand.now = 0.61
    hand.tap(50)
    assert hand.fired == ["a", "a"]


def test_another_button_is_not_guarded_by_the_first() -> None:
    hand = Hand()
    hand.tap(50)
    hand.tap(250)
    assert hand.fired == ["a", "b"]


def test_a_second_finger_is_ignored_until_the_first_is_up() -> None:
    hand = Hand()
    hand.fingers.down("thumb", 50, 50)
    hand.tap(250, finger="index")
    assert hand.fired == []
    hand.fingers.up("thumb", 50, 50)
    assert hand.fired == ["a"]


def test_a_busy_control_does_not_fire() -> None:
    hand = Hand()
    hand.a.busy = True
    hand.tap(50)
    assert hand.fired == []
    assert not hand.a.pressed


def test_a_disabled_control_fires_so_that_its_reason_can_be_said_but_never_looks_pressed() -> None:
    hand = Hand()
    hand.a.reason = "closed"
    hand.fingers.down(1, 50, 50)
    assert not hand.a.pressed
    hand.fingers.up(1, 50, 50)
    assert hand.fired == ["a"]


def test_a_swallowed_touch_presses_nothing_until_300_ms_after_finger_up() -> None:
    hand = Hand()
    hand.fingers.down(1, 50, 50)
    hand.fingers.swallow()
    hand.fingers.up(1, 50, 50)
    hand.now = 0.29
    hand.tap(50)
    assert hand.fired == []
    hand.now = 0.31
    hand.tap(50)
    assert hand.fired == ["a"]


def test_the_visible_area_wins_over_the_margin_of_a_neighbour() -> None:
    page = Page()
    below = page.add(Button(Area(0, 0, 100, 100), "below", lambda: None))
    page.add(Button(Area(0, 104, 100, 100), "neighbour", lambda: None))
    assert page.at(50, 98) is below


def test_plain_parts_take_no_touch() -> None:
    page = Page()
    button = page.add(Button(Area(0, 0, 100, 100), "under", lambda: None))
    page.add(Part(Area(0, 0, 100, 100)))
    assert page.at(50, 50) is button


def test_a_second_tap_does_not_press_what_the_first_one_brought() -> None:
    hand = Hand()
    hand.tap(50)
    hand.now = 0.9  # the number had to be written first
    hand.page.parts.remove(hand.a)
    hand.page.add(Button(Area(0, 0, 100, 100), "done", lambda: None))
    hand.fingers.screen_changed()
    hand.now = 1.0
    hand.tap(50)
    hand.tap(250)
    assert hand.fired == ["a", "b"]
    hand.now = 1.6
    hand.tap(50)
    assert hand.fired == ["a", "b", "done"]


def test_a_place_that_was_not_pressed_never_rests() -> None:
    hand = Hand()
    hand.fingers.screen_changed()
    hand.tap(50)
    assert hand.fired == ["a"]


def test_a_finger_whose_end_was_lost_gives_way_to_the_next_one() -> None:
    hand = Hand()
    hand.fingers.down("lost", 50, 50)
    hand.now = 5.0
    hand.tap(250, "second")
    assert hand.fired == []
    hand.now = 8.5
    hand.tap(250, "third")
    assert hand.fired == ["b"]
    assert not hand.a.pressed


def test_a_finger_that_rests_while_the_screen_changes_presses_nothing_on_the_next_one() -> None:
    hand = Hand()
    hand.fingers.down(1, 50, 50)
    hand.fingers.screen_changed()
    hand.fingers.up(1, 50, 50)
    assert hand.fired == []


def test_a_new_visitor_is_not_kept_waiting_by_the_finger_of_the_last_one() -> None:
    hand = Hand()
    hand.fingers.down("lost", 50, 50)
    hand.fingers.forget()
    hand.tap(250)
    assert hand.fired == ["b"]
