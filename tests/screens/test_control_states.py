"""Every control looks different in every state, in both themes, and its words can be read in each."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from PIL import ImageChops

from kiosk.texts import Texts
from screens.gallery import components, measure
from screens.geometry import Area
from screens.parts import Page
from screens.remote import picture
from screens.theme import HIGH_CONTRAST

if TYPE_CHECKING:
    from PIL import Image

    from screens.gallery.components import Control
    from screens.gallery.glass import Glass

CONTROLS = components.controls(Texts("zh_Hant"), chinese=True)
MODES = {"standard": (), "high_contrast": ("contrast",), "large": ("large",)}
PLACE = Area(48, 200, 0, 0)
LEAST_CHANGED = 0.004  # of its pixels: an outline of a few pixels round a large card is little, but seen


def drawn(glass: Glass, control: Control, state: str) -> Image.Image:
    """Return the pixels of a control in a state, its words measured on the way."""
    page, place = Page(), Area(PLACE.x, PLACE.y, control.width, control.height)
    page.add(components.shown(control, state, place, "先選一項"))
    glass.touch.stage.show(page)
    glass.settle()
    whole = picture()
    assert measure.dim(glass.touch.stage, whole) == []
    left, top = (round(v) for v in glass.touch.stage.surface.to_window(place.x, place.y))
    right, bottom = (round(v) for v in glass.touch.stage.surface.to_window(place.right, place.bottom))
    return whole.crop((left, top, right, bottom)).convert("RGB")


def changed(one: Image.Image, other: Image.Image) -> float:
    """Return which part of the pixels differs so much that an eye sees it."""
    levels = ImageChops.difference(one, other).convert("L").histogram()
    return sum(levels[12:]) / sum(levels)


@pytest.mark.parametrize("modes", MODES.values(), ids=MODES)
@pytest.mark.parametrize("control", CONTROLS, ids=lambda control: control.name)
def test_no_two_states_look_alike(glass: Glass, control: Control, modes: tuple[str, ...]) -> None:
    for mode in modes:
        glass.touch.modes.toggle(mode)
    looks = {state: drawn(glass, control, state) for state in control.states}
    alike = [(one, other) for one, other in combinations(looks, 2) if changed(looks[one], looks[other]) < LEAST_CHANGED]
    assert alike == []


def most(image: Image.Image) -> tuple[int, int, int]:
    """Return the commonest colour."""
    colours = image.getcolors(image.width * image.height) or []
    return max(colours)[1]


@pytest.mark.parametrize("control", [one for one in CONTROLS if one.name != "sample_mark"], ids=lambda control: control.name)
def test_in_high_contrast_a_finger_turns_the_ground_white_and_a_choice_turns_it_yellow(glass: Glass, control: Control) -> None:
    glass.touch.modes.toggle("contrast")
    yellow = tuple(round(part * 255) for part in HIGH_CONTRAST.rgb("pine"))
    assert most(drawn(glass, control, "p")) == (255, 255, 255)
    if "c" in control.states:
        assert most(drawn(glass, control, "c")) == yellow
    if "d" in control.states:
        off = drawn(glass, control, "d")
        assert most(off) == (0, 0, 0)
        assert not {colour for n, colour in off.getcolors(off.width * off.height) or [] if n > 20} & {yellow, (255, 255, 255)}
