"""Every screen in every language: words fit, targets are large and do not overlap, nothing is smaller than 36."""

from __future__ import annotations

import re
from itertools import combinations
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from kiosk.texts import LANGUAGES, LOCALE
from screens.widgets.level_bar import LevelBar
from tests.screens.tour import screens

if TYPE_CHECKING:
    from screens.geometry import Area
    from screens.parts import Part, Pressable
    from tests.screens.glass import Glass

ROOM = 6
LEAST_TARGET = 84


def parts(glass: Glass) -> list[Part]:
    return [part for layer in ("page", "dialog") if (page := glass.touch.stage.shown(layer)) for part in page.parts]


def wide(name: str, part: Part) -> list[str]:
    """Return the words that leave their part to the left or to the right."""
    return [
        f"{name}: {text!r} leaves {type(part).__name__} at a side"
        for text, at in part.extents
        if at.x < part.area.x - ROOM or at.right > part.area.right + ROOM + 12 * text.endswith("）")
    ]


def high(name: str, part: Part) -> list[str]:
    """Return the words that leave their part above or below; the limits of a level bar stand under it."""
    below = ROOM + 50 * isinstance(part, LevelBar)
    above = ROOM + 40 * isinstance(part, LevelBar)
    return [
        f"{name}: {text!r} leaves {type(part).__name__} above or below"
        for text, at in part.extents
        if at.y < part.area.y - above or at.bottom > part.area.bottom + below
    ]


def small(name: str, targets: list[Pressable]) -> list[str]:
    """Return the targets that are too small for a finger."""
    return [
        f"{name}: {one.pilot_id} is small"
        for one in targets
        if one.area.height < LEAST_TARGET - 8 or one.area.width < LEAST_TARGET
    ]


def crossed(name: str, targets: list[Pressable]) -> list[str]:
    """Return the pairs of targets that overlap or share an id."""
    return [
        f"{name}: {one.pilot_id} and {other.pilot_id}"
        for one, other in combinations(targets, 2)
        if one.pilot_id == other.pilot_id or not apart(one.area, other.area)
    ]


def apart(one: Area, other: Area) -> bool:
    return one.right <= other.x or other.right <= one.x or one.bottom <= other.y or other.bottom <= one.y


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_fit_targets_are_large_and_no_key_shows(glass: Glass, language: str) -> None:
    glass.office.announcements = (
        SimpleNamespace(text={"zh_Hant": "明日下午 2 時至 3 時系統維護，請提早辦理。"}, kind="general"),
    )
    faults: list[str] = []
    for name in screens(glass, language):
        for part in parts(glass):
            faults += wide(name, part) + high(name, part)
        top = glass.touch.stage.top()
        assert top is not None
        targets = [part for part in top.pressables() if part.pilot_id != "sample"]
        faults += small(name, targets) + crossed(name, targets)
        faults += [f"{name} says {text}" for text in glass.written if re.fullmatch(r"[a-z]+(\.[a-z0-9_]+)+", text)]
    assert faults == []


def test_every_key_has_its_words_in_every_language() -> None:
    keys = {}
    for code in LANGUAGES:
        lines = (LOCALE / code / "LC_MESSAGES" / "kiosk.po").read_text(encoding="utf-8").splitlines()
        keys[code] = {line[7:-1] for line in lines if line.startswith('msgid "')} - {""}
    chinese_only = {key for key in keys["zh_Hant"] if key.endswith(".detail") or key.startswith("board.")}
    assert {code: sorted(keys["zh_Hant"] - found - chinese_only) for code, found in keys.items()} == {
        code: [] for code in LANGUAGES
    }
