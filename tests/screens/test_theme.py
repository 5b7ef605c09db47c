"""Both themes can be read: contrast of text and of controls, and no screen names a colour."""

# ruff: noqa: E501  # tables read best in rows

from __future__ import annotations

import re
from pathlib import Path

import pytest

import screens
from screens.theme import HIGH_CONTRAST, STANDARD, THEMES, Theme

FOLDER = Path(screens.__file__).parent


def luminance(theme: Theme, token: str) -> float:
    parts = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in theme.rgb(token)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(theme: Theme, one: str, other: str) -> float:
    a, b = sorted((luminance(theme, one), luminance(theme, other)), reverse=True)
    return (a + 0.05) / (b + 0.05)


TEXT = [
    ("ink", "paper"), ("ink", "surface"), ("ink", "sunk"), ("ink2", "paper"), ("ink2", "surface"), ("ink2", "sunk"), ("on", "pine"),
    ("on", "pine_press"), ("on2", "pine"), ("on", "pine_stub"), ("on", "flame"), ("on", "danger"), ("pine", "surface"), ("pine", "pine_tint"),
    ("flame", "surface"), ("flame", "paper"), ("flame", "flame_tint"), ("ok", "ok_tint"), ("ok", "surface"), ("ochre", "ochre_tint"),
    ("plum", "plum_tint"), ("rose", "rose_tint"), ("indigo", "indigo_tint"), ("moss", "moss_tint"), ("danger", "danger_tint"), ("warn", "warn_tint"),
]  # fmt: skip


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_has_the_contrast_of_the_floor(theme: Theme, ink: str, ground: str) -> None:
    assert contrast(theme, ink, ground) >= 4.5


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("ground", ["paper", "surface", "sunk"])
def test_outlines_of_controls_can_be_seen(theme: Theme, ground: str) -> None:
    assert contrast(theme, "line_strong", ground) >= 3


def test_both_themes_have_the_same_tokens() -> None:
    assert set(STANDARD.colours) == set(HIGH_CONTRAST.colours)


def test_high_contrast_has_black_grounds_and_no_tints() -> None:
    assert {HIGH_CONTRAST.colours[token] for token in ("paper", "surface", "sunk", "rose_tint", "ok_tint")} == {"#000000"}
    assert not HIGH_CONTRAST.shadows


def test_no_screen_names_a_colour_value() -> None:
    found = [
        path.name
        for path in FOLDER.rglob("*.py")
        if path.name != "theme.py" and re.search(r"#[0-9A-Fa-f]{6}\b", path.read_text())
    ]
    assert found == []
