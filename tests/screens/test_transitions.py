"""Where a graphics card draws, one page fades into the next and a dialog rises; stillness and software drawing cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageChops

from screens.gallery.glass import step
from screens.remote import picture

if TYPE_CHECKING:
    from screens.gallery.glass import Glass


def shot(glass: Glass, *, after_s: float = 0.0) -> Image.Image:
    glass.seconds += after_s
    step()
    step()
    return picture()


def differ(one: Image.Image, other: Image.Image) -> bool:
    return ImageChops.difference(one, other).getbbox() is not None


@pytest.fixture
def moving(glass: Glass) -> Glass:
    glass.touch.stage.moves = True
    return glass


def test_one_page_fades_into_the_next_within_160_ms(moving: Glass) -> None:
    before = shot(moving)
    moving.touch.go("out_of_order")
    first = shot(moving)
    assert not differ(first, before)
    half = shot(moving, after_s=0.08)
    after = shot(moving, after_s=0.3)
    mixed = Image.blend(after, before, 0.5)
    assert differ(half, before)
    assert differ(half, after)
    assert max(high for _, high in ImageChops.difference(half, mixed).getextrema()) <= 6


def test_when_it_is_over_the_picture_is_that_of_a_cut(moving: Glass) -> None:
    moving.tap("home.take_ticket")
    faded = shot(moving, after_s=0.3)
    moving.touch.home()
    moving.touch.stage.moves = False
    moving.seconds += 1
    moving.tap("home.take_ticket")
    assert not differ(faded, shot(moving))


def test_a_dialog_rises_by_sixteen_pixels_and_stands(moving: Glass) -> None:
    moving.touch.sheets.display()
    moving.seconds += 0.05
    low = shot(moving)
    stands = shot(moving, after_s=0.3)
    assert differ(low, stands)
    moving.touch.sheets.close()
    shot(moving, after_s=0.3)
    moving.touch.stage.moves = False
    moving.touch.sheets.display()
    assert not differ(stands, shot(moving))


def test_a_finger_never_waits_for_a_fade(moving: Glass) -> None:
    moving.up(moving.down("home.take_ticket"))
    assert moving.screen.name == "take_ticket"
    moving.settle()
    moving.seconds += 0.06
    moving.up(moving.down("dock.home"))
    assert moving.screen.name == "home"


def test_who_asked_for_stillness_sees_a_cut(moving: Glass) -> None:
    moving.touch.modes.toggle("still")
    moving.tap("home.take_ticket", rest_s=0)
    cut = shot(moving)
    assert not differ(cut, shot(moving, after_s=0.5))


def test_software_drawing_cuts(glass: Glass) -> None:
    glass.tap("home.take_ticket", rest_s=0)
    cut = shot(glass)
    assert not differ(cut, shot(glass, after_s=0.5))
