"""A page is painted a slice at a time: the old picture stays whole until the new one is, and the latest page wins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import ImageChops

from screens.gallery.glass import step
from screens.geometry import Area
from screens.parts import Page, Part
from screens.remote import picture

if TYPE_CHECKING:
    from PIL import Image

    from screens.gallery.glass import Glass
    from screens.pen import Pen


class Broken(Part):
    def draw(self, pen: Pen) -> None:
        raise RuntimeError(f"cannot be drawn with {pen}")


@pytest.fixture
def slow(glass: Glass) -> Glass:
    """Return a screen that paints one part with every frame."""
    glass.touch.stage.painting.slice_s = 0.0
    return glass


def same(one: Image.Image, other: Image.Image) -> bool:
    return ImageChops.difference(one, other).getbbox() is None


def frames(glass: Glass) -> list[Image.Image]:
    """Return what visitors see, frame by frame, until all is painted."""
    seen = [picture()]
    while not glass.touch.stage.painting.done:
        step()
        seen.append(picture())
    return seen


def test_a_page_shows_when_all_of_it_is_painted(slow: Glass) -> None:
    before = picture()
    slow.touch.go("out_of_order")
    assert len(seen := frames(slow)) > 3
    assert all(same(one, before) for one in seen[:-1])
    assert not same(seen[-1], before)
    slow.touch.stage.painting.slice_s = 1.0
    slow.touch.refresh(slow.screen)
    assert slow.touch.stage.painting.done
    assert same(picture(), seen[-1])


def test_a_page_and_the_end_of_the_dialog_above_it_come_with_one_frame(slow: Glass) -> None:
    slow.touch.sheets.display()
    frames(slow)
    before = picture()
    slow.touch.go("out_of_order")
    seen = frames(slow)
    assert all(same(one, before) for one in seen[:-1])
    slow.touch.sheets.close()
    slow.settle()
    assert same(picture(), seen[-1])


def test_a_page_that_another_follows_at_once_is_never_seen(slow: Glass) -> None:
    before = picture()
    slow.touch.go("out_of_order")
    step()
    slow.touch.home()
    assert all(same(one, before) for one in frames(slow))
    assert slow.screen.name == "home"


def test_what_is_pressed_meanwhile_looks_pressed_when_it_shows(slow: Glass) -> None:
    slow.touch.go("rate")
    slow.settle()
    up = picture()
    slow.touch.refresh(slow.screen)
    finger = slow.down("rate.satisfied")
    frames(slow)
    down = picture()
    assert not same(up, down)
    slow.touch.stage.fingers.swallow()
    slow.up(finger)
    slow.settle()
    assert same(up, picture())


def test_a_touch_of_a_screen_that_nobody_sees_yet_presses_nothing(slow: Glass) -> None:
    slow.touch.go("rate")
    slow.up(slow.down("rate.neutral"))
    assert slow.screen.name == "rate"
    slow.settle()
    slow.seconds += 1
    slow.tap("rate.neutral")
    assert slow.screen.name == "give_reasons"


def test_the_page_after_one_that_cannot_be_painted_shows(slow: Glass) -> None:
    before = picture()
    page = Page()
    page.add(Broken(Area(0, 0, 1, 1)))
    page.parts += slow.screen.compose().parts
    with pytest.raises(RuntimeError):
        slow.touch.stage.show(page)
    slow.touch.home()
    slow.settle()
    assert slow.touch.stage.painting.done
    assert same(picture(), before)


def test_a_picture_can_be_had_at_once(slow: Glass) -> None:
    slow.touch.go("out_of_order")
    assert not slow.touch.stage.painting.done
    slow.touch.stage.painting.finish()
    at_once = picture()
    slow.settle()
    assert same(picture(), at_once)
