"""Every page of every screen in every language: words fit, targets are large and do not overlap, nothing is smaller than 36."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from kiosk.texts import LANGUAGES, LOCALE
from screens.access import LANDSCAPE, PORTRAIT
from screens.gallery.glass import Glass
from screens.gallery.measure import faults
from screens.gallery.walk import screens, turned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screens.gallery.paper_office import PaperOffice
    from screens.ink import Ink

MM_A_PIXEL = 0.369
NEWS = (SimpleNamespace(text={"zh_Hant": "明日下午 2 時至 3 時系統維護，請提早辦理。"}, kind="general"),)
SAMPLE = [
    ("zh_Hant", (), PORTRAIT), ("vi", (), PORTRAIT), ("id", (), LANDSCAPE), ("zh_Hant", ("large",), PORTRAIT),
    ("en", ("large",), LANDSCAPE), ("vi", ("low_reach", "contrast"), PORTRAIT), ("id", ("large", "low_reach"), PORTRAIT),
]  # fmt: skip
MODES = [(), ("large",), ("low_reach",), ("large", "low_reach")]
REST = [
    (language, modes, shape)
    for language in LANGUAGES
    for modes in MODES
    for shape in (PORTRAIT, LANDSCAPE)
    if (language, modes, shape) not in SAMPLE and not (shape == LANDSCAPE and "low_reach" in modes)
]


def walked(office: PaperOffice, ink: Ink, language: str, modes: tuple[str, ...], shape: tuple[int, int]) -> Iterator[str]:
    office.announcements = NEWS
    glass = Glass(office, ink, window=(shape[0] // 2, shape[1] // 2))
    try:
        for name in screens(glass, language, modes):
            for number in turned(glass):
                yield from (f"{name} {number}: {fault}" for fault in faults(glass.touch.stage, mm_a_pixel=MM_A_PIXEL))
    finally:
        glass.close()


@pytest.mark.parametrize(("language", "modes", "shape"), SAMPLE)
def test_words_fit_targets_are_large_and_no_key_shows(
    office: PaperOffice, ink: Ink, language: str, modes: tuple[str, ...], shape: tuple[int, int]
) -> None:
    assert list(walked(office, ink, language, modes, shape)) == []


@pytest.mark.parametrize(("language", "modes", "shape"), REST)
def test_the_same_in_every_language_mode_and_layout(
    office: PaperOffice, ink: Ink, language: str, modes: tuple[str, ...], shape: tuple[int, int]
) -> None:
    assert list(walked(office, ink, language, modes, shape)) == []


def test_every_key_has_its_words_in_every_language() -> None:
    keys = {}
    for code in LANGUAGES:
        lines = (LOCALE / code / "LC_MESSAGES" / "kiosk.po").read_text(encoding="utf-8").splitlines()
        keys[code] = {line[7:-1] for line in lines if line.startswith('msgid "')} - {""}
    chinese_only = {key for key in keys["zh_Hant"] if key.endswith(".detail") or key.startswith("board.")}
    assert {code: sorted(keys["zh_Hant"] - found - chinese_only) for code, found in keys.items()} == {
        code: [] for code in LANGUAGES
    }
