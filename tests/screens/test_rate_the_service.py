"""A visitor taps a face."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from screens.widgets.rings import StayRing

if TYPE_CHECKING:
    from screens.gallery.glass import Glass
    from screens.gallery.paper_office import PaperOffice


@pytest.mark.parametrize("face", ["very_satisfied", "satisfied"])
def test_a_satisfied_tap_is_stored_and_thanked(glass: Glass, office: PaperOffice, face: str) -> None:
    glass.tap("home.rate")
    glass.tap(f"rate.{face}")
    assert office.ratings == [face]
    assert glass.screen.name == "thank"
    glass.pass_s(4.5)
    assert glass.screen.name == "home"


@pytest.mark.parametrize("face", ["neutral", "dissatisfied", "very_dissatisfied"])
def test_from_neutral_down_reasons_are_offered_after_the_rating_is_stored(glass: Glass, office: PaperOffice, face: str) -> None:
    glass.tap("home.rate")
    glass.tap(f"rate.{face}")
    assert office.ratings == [face]
    glass.tap("give_reasons.too_slow")
    glass.tap("give_reasons.waited_too_long")
    glass.tap("give_reasons.send")
    assert office.reasons == [(1, ("waited_too_long", "too_slow"))]
    assert glass.screen.name == "thank"


def test_reasons_can_be_skipped(glass: Glass, office: PaperOffice) -> None:
    glass.tap("home.rate")
    glass.tap("rate.neutral")
    glass.tap("give_reasons.skip")
    assert office.reasons == []
    assert glass.screen.name == "thank"


def test_two_faces_tapped_at_once_store_one(glass: Glass, office: PaperOffice) -> None:
    glass.tap("home.rate")
    office.gate.clear()
    glass.tap("rate.satisfied", rest_s=0)
    glass.tap("rate.very_dissatisfied", rest_s=0)
    office.gate.set()
    glass.settle()
    assert office.ratings == ["satisfied"]


def test_another_face_can_be_chosen_and_replaces_the_first(glass: Glass, office: PaperOffice) -> None:
    glass.tap("home.rate")
    glass.tap("rate.dissatisfied")
    glass.tap("give_reasons.again")
    assert glass.screen.replaces == 1
    glass.tap("rate.satisfied")
    assert office.ratings == ["dissatisfied", "satisfied"]


def test_the_thanks_stay_as_long_as_their_ring_says_and_a_touch_adds_twenty_seconds(glass: Glass) -> None:
    glass.tap("home.rate")
    glass.tap("rate.satisfied", rest_s=0)
    ring = next(part for part in glass.touch.stage.top().parts if isinstance(part, StayRing))
    glass.pass_s(2)
    assert ring.part == pytest.approx(0.5)
    glass.up(glass.down_at(500, 1400))
    glass.pass_s(18)
    assert glass.screen.name == "thank"
    glass.pass_s(5)
    assert glass.screen.name == "home"


def test_without_motion_the_ring_of_thanks_steps_once_a_second(glass: Glass) -> None:
    glass.touch.modes.toggle("still")
    glass.tap("home.rate")
    glass.tap("rate.satisfied", rest_s=0)
    ring, seen = next(part for part in glass.touch.stage.top().parts if isinstance(part, StayRing)), set()
    for _ in range(12):
        glass.pass_s(0.25)
        seen.add(ring.part)
    assert seen <= {0.0, 0.25, 0.5, 0.75, 1.0}
