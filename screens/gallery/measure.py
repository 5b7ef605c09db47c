"""What can be measured on a screen: words fit, targets are large and apart, low reach is low, drawn text can be read."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING, Any

from screens.access import REACH_Y
from screens.widgets.level_bar import LevelBar

if TYPE_CHECKING:
    from PIL import Image

    from screens.geometry import Area, Surface
    from screens.parts import Page, Part, Pressable
    from screens.stage import Stage

ROOM = 6
LEAST_MM = 20.0
LEAST_CONTRAST = 4.5
LEAST_LARGE = 72.0  # design pixels in large type: twice the floor of normal type
LEAST_TWICE = 46.0  # of a label in Chinese and English, for want of a translation: it is as long as two
IN_TWO_LANGUAGES = re.compile(r"[？?。] [A-Z]")
SIZE_OF_EXTENT = 0.8  # an extent is this part of its type's size high
SMALL_ON_PURPOSE = {  # signs, not words: a seal, seconds in a ring, numbers of steps, keys; and the office's name by design
    "Header": ".+", "PrimaryButton": r"\d+", "StopButton": r"\d+", "Stepper": r"\d", "Key": ".+", "TicketCard": "優",
}  # fmt: skip
KEY = re.compile(r"[a-z]+(\.[a-z0-9_]+)+")


def pages(stage: Stage) -> list[Page]:
    """Return the pages that show, from back to front."""
    return [page for layer in ("page", "dialog") if (page := stage.shown(layer)) is not None]


def faults(stage: Stage, *, mm_a_pixel: float) -> list[str]:
    """Return everything that does not fit, in design pixels; `mm_a_pixel` is the panel's."""
    found: list[str] = []
    shown = pages(stage)
    for page in shown:
        for part in page.parts:
            if stage.look.large:
                found += not_large(part)
            found += leaves_side(part) + leaves_height(part) + too_close(part) + leaves_screen(part, stage.look.design)
    found += [f"says {text}" for text in stage.written() if KEY.fullmatch(text)]
    if shown:
        targets = [part for part in shown[-1].pressables() if part.pilot_id != "sample"]
        found += small(targets, mm_a_pixel) + crossed(targets)
        if stage.look.low:
            found += [f"{one.pilot_id} is above the line of reach" for one in targets if one.area.y < REACH_Y - 1]
    return found


def words_leave(stage: Stage) -> list[str]:
    """Return the words that leave their part or run into each other, and the parts that leave the screen."""
    parts = [part for page in pages(stage) for part in page.parts if type(part).__name__ != "Ticker"]
    checks = (leaves_side, leaves_height, too_close)
    found = [fault for part in parts for check in checks for fault in check(part)]
    return found + [fault for part in parts for fault in leaves_screen(part, stage.look.design)]


def not_large(part: Part) -> list[str]:
    """Return the words that large type leaves smaller than twice the floor, in two languages smaller than a label."""
    signs = SMALL_ON_PURPOSE.get(type(part).__name__, "")
    least = LEAST_TWICE if IN_TWO_LANGUAGES.search(getattr(part, "label", "")) else LEAST_LARGE
    return [
        f"{text!r} in {type(part).__name__} is {at.height / SIZE_OF_EXTENT:.0f} high, not {least:.0f}"
        for text, at in part.extents
        if at.height / SIZE_OF_EXTENT < least - 0.5 and not re.fullmatch(signs, text)
    ]


def leaves_side(part: Part) -> list[str]:
    """Return the words that leave their part to the left or to the right."""
    return [
        f"{text!r} leaves {type(part).__name__} at a side by {max(part.area.x - at.x, at.right - part.area.right):.0f}"
        for text, at in part.extents
        if at.x < part.area.x - ROOM or at.right > part.area.right + ROOM + 16 * text.endswith("）")
    ]


def leaves_height(part: Part) -> list[str]:
    """Return the words that leave their part above or below; the limits of a level bar stand under it."""
    below = ROOM + 50 * isinstance(part, LevelBar)
    above = ROOM + 40 * isinstance(part, LevelBar)
    return [
        f"{text!r} leaves {type(part).__name__} above or below by {max(part.area.y - at.y, at.bottom - part.area.bottom):.0f}"
        for text, at in part.extents
        if at.y < part.area.y - above or at.bottom > part.area.bottom + below
    ]


def too_close(part: Part) -> list[str]:
    """Return the lines of one part that run into each other."""
    return [
        f"{one!r} runs into {other!r} in {type(part).__name__}"
        for (one, a), (other, b) in combinations(part.extents, 2)
        if not apart(a.inset(4), b.inset(4))
    ]


def leaves_screen(part: Part, design: tuple[int, int]) -> list[str]:
    """Return the part where it leaves the screen; hills in the background may."""
    area = part.area
    if type(part).__name__ in {"Waves", "DockGround"} or area.width <= 0:
        return []
    inside = area.x >= -1 and area.y >= -1 and area.right <= design[0] + 1 and area.bottom <= design[1] + 1
    return [] if inside else [f"{type(part).__name__} leaves the screen: {area}"]


def small(targets: list[Pressable], mm_a_pixel: float) -> list[str]:
    """Return the targets that are too small for a finger on this panel."""
    least = LEAST_MM / mm_a_pixel
    return [f"{one.pilot_id} is small" for one in targets if min(one.area.height, one.area.width) < least]


def crossed(targets: list[Pressable]) -> list[str]:
    """Return the pairs of targets that overlap or share an id."""
    return [
        f"{one.pilot_id} crosses {other.pilot_id}"
        for one, other in combinations(targets, 2)
        if one.pilot_id == other.pilot_id or not apart(one.area, other.area)
    ]


def apart(one: Area, other: Area) -> bool:
    """Say whether two areas have nothing in common."""
    return one.right <= other.x or other.right <= one.x or one.bottom <= other.y or other.bottom <= one.y


def dim(stage: Stage, picture: Image.Image) -> list[str]:
    """Return the words whose drawn pixels do not stand out from their ground; only those that nothing covers."""
    written = [extent for page in pages(stage)[-1:] for part in page.parts for extent in part.extents]
    return [fault for text, at in written for fault in _dim(stage, picture, text, at)]


def _dim(stage: Stage, picture: Image.Image, text: str, at: Area) -> list[str]:
    if not re.search(r"\w", text):
        return []
    found = contrast(picture.crop(_box(stage.surface, at, picture.size)))
    return [f"{text!r} has a contrast of {found:.1f}"] if found < LEAST_CONTRAST else []


def _box(surface: Surface, at: Area, size: tuple[int, int]) -> tuple[int, int, int, int]:
    left, top = surface.to_window(at.x, at.y)
    right, bottom = surface.to_window(at.right, at.bottom)
    return max(0, round(left)), max(0, round(top)), min(size[0], round(right) + 1), min(size[1], round(bottom) + 1)


def contrast(crop: Any) -> float:
    """Return the contrast between the commonest colour of a picture and the colour that stands out most, if it is drawn."""
    if crop.width < 2 or crop.height < 2:
        return 21.0
    colours = crop.convert("RGB").getcolors(crop.width * crop.height) or []
    ground = luminance(max(colours)[1])
    drawn = sorted(((abs(luminance(c) - ground), n, c) for n, c in colours), reverse=True)
    least, seen = max(6, crop.width * crop.height // 400), 0
    for _, n, colour in drawn:
        seen += n
        if seen >= least:
            one, other = sorted((luminance(colour), ground))
            return (other + 0.05) / (one + 0.05)
    return 21.0


def luminance(colour: tuple[int, int, int]) -> float:
    """Return the relative luminance of a colour (0 to 255 each)."""
    parts = [c / 255 / 12.92 if c / 255 <= 0.03928 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
