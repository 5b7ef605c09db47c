"""Ten thousand random touches, drags, holds and keys: no crash, no way out, no stuck screen, no second number from a bounce."""

from __future__ import annotations

import math
import random
from typing import TYPE_CHECKING

import pytest

from screens.access import LANDSCAPE, MODES, PORTRAIT
from screens.gallery.glass import Glass
from screens.gallery.paper_office import finished, health, session
from screens.places import SCREENS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screens.gallery.paper_office import PaperOffice
    from screens.ink import Ink
    from screens.office import Facts

WEIGHTS = (56, 9, 6, 12, 4, 5, 3, 6, 2)  # of the deeds, in their order
KEYS = ("up", "down", "left", "right", "enter", "back", "next")


class Monkey:
    """Plays `steps` deeds of one seed; every number taken must come from one screen of one visit."""

    def __init__(self, glass: Glass, office: PaperOffice, seed: int) -> None:
        self.glass, self.office, self.random = glass, office, random.Random(seed)  # noqa: S311  # no secret
        self.seen: set[str] = set()
        self.deeds = (
            self.touch_something, self.touch_anywhere, self.bounce, self.press_key, self.two_fingers, self.drag, self.hold,
            self.wait, self.trouble,
        )  # fmt: skip

    def play(self, steps: int) -> None:
        for _ in range(steps):
            had = len(self.office.taken)
            self.random.choices(self.deeds, weights=WEIGHTS)[0]()
            self.glass.touch.tick()
            self.glass.settle()
            assert len(self.office.taken) - had <= 1, "one deed, however it bounced, took two numbers"
            self.look()

    def look(self) -> None:
        touch = self.glass.touch
        assert touch.place in SCREENS
        self.seen.add(touch.place)
        assert touch.stage.shown() is not None
        assert len(self.office.taken) == self.office.granted.count("take_ticket"), "a number was asked for twice"

    def touch_something(self) -> None:
        if self.glass.ids:
            self.glass.up(self.glass.down(self.random.choice(self.glass.ids)))
            self.glass.seconds += self.random.choice((0.1, 0.7, 2.0))

    def touch_anywhere(self) -> None:
        width, height = self.glass.touch.stage.look.design
        self.glass.up(self.glass.down_at(self.random.uniform(-50, width + 50), self.random.uniform(-50, height + 50)))
        self.glass.seconds += 0.2

    def bounce(self) -> None:
        if not self.glass.ids:
            return
        pilot_id = self.random.choice(self.glass.ids)
        x, y = self.glass.part(pilot_id).area.centre
        for _ in range(4):
            self.glass.up(self.glass.down_at(x, y))
            self.glass.seconds += 0.03

    def press_key(self) -> None:
        self.glass.key(self.random.choice(KEYS), rest_s=self.random.choice((0.02, 0.7)))

    def two_fingers(self) -> None:
        width, height = self.glass.touch.stage.look.design
        places = [(self.random.uniform(0, width), self.random.uniform(0, height)) for _ in range(2)]
        fingers = [self.glass.down_at(*place) for place in places]
        self.glass.seconds += self.random.choice((0.1, 5.0))
        for finger in fingers:
            self.glass.up(finger)

    def drag(self) -> None:
        """Draw a finger from a control, or from anywhere, to anywhere, in steps; some pictures lose its end."""
        width, height = self.glass.touch.stage.look.design
        places = [(self.random.uniform(-40, width + 40), self.random.uniform(-40, height + 40)) for _ in range(4)]
        if self.glass.ids and self.random.random() < 0.6:
            places[0] = self.glass.part(self.random.choice(self.glass.ids)).area.centre
        finger = self.glass.down_at(*places[0])
        for place in places[1:]:
            self.glass.move_to(finger, *place)
            self.glass.seconds += self.random.choice((0.02, 0.2))
        if self.random.random() < 0.9:
            self.glass.up(finger)
        self.glass.seconds += self.random.choice((0.1, 0.7))

    def hold(self) -> None:
        """Press and hold, while time goes on."""
        if not self.glass.ids:
            return
        finger = self.glass.down(self.random.choice(self.glass.ids))
        self.glass.pass_s(self.random.choice((2, 12, 70)), step=1.0)
        self.glass.up(finger)
        self.glass.seconds += 0.2

    def wait(self) -> None:
        self.glass.pass_s(self.random.choice((1, 4, 20, 61)), step=1.0)

    def trouble(self) -> None:
        self.office.health = self.random.choice(
            ((), (health("printer", "needs_person", "paper_out"),), (health("bp_monitor", "link_down", "silent"),))
        )
        self.office.refuse = self.random.choice(("", "", "", "ticket.class_closed"))
        if self.office.session is not None:
            self.office.session = self.random.choice((session(), session(trouble="keep_still"), finished()))
        self.glass.touch.modes.toggle(self.random.choice(MODES))


def play(glass: Glass, office: PaperOffice, seed: int, steps: int) -> Monkey:
    office.yes_no = bool(seed % 2)
    monkey = Monkey(glass, office, seed)
    monkey.play(steps)
    office.health, office.refuse = (), ""
    glass.touch.home()
    glass.settle()
    glass.seconds += 1
    glass.tap("home.take_ticket")
    assert glass.screen.name == "take_ticket"
    return monkey


@pytest.fixture(params=[PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
def any_glass(request: pytest.FixtureRequest, office: PaperOffice, ink: Ink) -> Iterator[Glass]:
    width, height = request.param
    one = Glass(office, ink, window=(width // 2, height // 2))
    yield one
    one.close()


def test_random_touches_and_keys_do_no_harm(any_glass: Glass, office: PaperOffice) -> None:
    any_glass.touch.stage.painting.slice_s = 0.002  # of a slow machine: most pages need several frames
    assert len(play(any_glass, office, 1, 200).seen) > 6


@pytest.mark.torture
@pytest.mark.parametrize("seed", range(2, 12))
def test_ten_thousand_random_touches_and_keys_do_no_harm(any_glass: Glass, office: PaperOffice, seed: int) -> None:
    any_glass.touch.stage.painting.slice_s = (0.0, 0.002, math.inf)[seed % 3]
    play(any_glass, office, seed, 1000)


def test_a_database_that_is_away_for_thirty_seconds_is_told_and_comes_back_by_itself(glass: Glass, office: PaperOffice) -> None:
    facts, classes = office.facts, office.classes

    def away(*_: object) -> Facts:
        raise OSError("no database")

    office.facts = office.classes = away
    glass.tap("home.take_ticket")
    assert glass.touch.stage.shown("toast") is not None
    glass.tap("dock.home")
    for _ in range(11):
        glass.pass_s(2.5, step=0.5)
    assert glass.screen.name == "out_of_order"
    assert "請到服務台，我們為您服務" in glass.written
    assert any("1999" in line for line in glass.written), "nobody says whom to telephone"
    office.facts, office.classes = facts, classes
    glass.pass_s(4, step=0.5)
    assert glass.screen.name == "home"
    glass.seconds += 1
    glass.tap("home.take_ticket")
    assert "take_ticket.class.A" in glass.ids
