"""Colour tokens: the only file with colour values.  A theme is a pure map, so no screen knows which one is on.

The default theme is ivory, pine and one vermilion; text on each ground has a contrast of at least 4.5:1, normally 7:1.
The high-contrast theme has black grounds, yellow signs and white second lines; it draws outlines instead of tints and
shadows, so every card that has neither gets an outline from the pen.  It has no tints to tell the states of a control
apart either: there a control that is pressed, chosen or off changes its colours as a whole (`states`), one for one, so
whatever a widget draws on its ground stays as far from that ground as it was.
"""

# ruff: noqa: E501  # tables read best in rows

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Rgb = tuple[float, float, float]


@dataclass(frozen=True)
class Theme:
    """One look: colours by token, the outline that bare cards get (0: none), and whether shadows are drawn.

    `alarm_outline` is the outline of what asks for attention (0: as designed); `states` says, for a state of a control,
    which colour stands for which; `dashed` whether a control that is off has a dashed outline.
    """

    name: str
    colours: Mapping[str, str]
    bare_outline: int
    shadows: bool
    alarm_outline: int = 0
    states: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    dashed: bool = False

    def rgb(self, token: str, state: str = "") -> Rgb:
        """Return red, green, blue (0 to 1) of a token in a state; raises KeyError for a token that does not exist."""
        value = self.colours[token]
        value = self.states.get(state, {}).get(value, value).lstrip("#")
        red, green, blue = (int(value[i : i + 2], 16) / 255 for i in (0, 2, 4))
        return red, green, blue


STANDARD = Theme(
    name="standard",
    bare_outline=0,
    shadows=True,
    colours={
        "paper": "#FAF6EE", "surface": "#FFFFFF", "sunk": "#F1EADD", "line": "#E0D6C6", "line_strong": "#857A6B",
        "ink": "#1C2A29", "ink2": "#414D4B", "on": "#FFFFFF", "on2": "#E8F2EF",
        "pine": "#0F4D47", "pine_press": "#0A3733", "pine_stub": "#15605A", "pine_tint": "#E2EEEA", "pine_soft": "#BFD9D2",
        "pine_disc": "#305C5C", "way_disc": "#305C5C", "on_way": "#FFFFFF", "pine_pale": "#2A605B", "pine_wave": "#125551", "pine_wave2": "#1B6A61",
        "deep": "#0F4D47", "on_deep": "#FFFFFF", "on_deep2": "#E8F2EF",  # a whole screen in pine, and its words
        "flame": "#9E3611", "flame_tint": "#FBE9DF", "seal_line": "#F3C9B2",
        "indigo": "#27507E", "indigo_tint": "#E3ECF5", "ochre": "#6E4A00", "ochre_tint": "#FAEED3",
        "plum": "#6B3B66", "plum_tint": "#F3E8F1", "moss": "#365C23", "moss_tint": "#E9F1DF",
        "rose": "#8F2A48", "rose_tint": "#FAE6EA", "ok": "#175A32", "ok_tint": "#E3F2E7",
        "warn": "#6E4A00", "warn_tint": "#FDF0CF", "danger": "#A3161F", "danger_tint": "#FBE4E2", "danger_press": "#7E1118",
        "gold": "#E9B949", "focus": "#27507E", "shade": "#1C2A29", "white": "#FFFFFF", "black": "#000000", "slip_ink": "#1C2A29",
        "night": "#000000", "night_ink": "#7C7C7C",  # white at a fifth of its light
    },
)  # fmt: skip

_YELLOW, _BLACK, _WHITE, _GREY = "#FFE100", "#000000", "#FFFFFF", "#B3B3B3"

HIGH_CONTRAST = Theme(
    name="high_contrast",
    bare_outline=4,
    shadows=False,
    alarm_outline=8,
    dashed=True,
    states={
        "pressed": {_BLACK: _WHITE, _YELLOW: _BLACK, _WHITE: _BLACK},
        "chosen": {_BLACK: _YELLOW, _YELLOW: _BLACK, _WHITE: _BLACK},
        "off": {_YELLOW: _GREY, _WHITE: _GREY},
        "filled": {_WHITE: _BLACK},
        "filled_pressed": {_YELLOW: _WHITE, _WHITE: _BLACK},
    },
    colours={
        **dict.fromkeys(STANDARD.colours, _YELLOW),
        **{token: _BLACK for token in STANDARD.colours if token.endswith("_tint")},
        "paper": _BLACK, "surface": _BLACK, "sunk": _BLACK, "on": _BLACK, "on2": _BLACK, "pine_soft": _BLACK,
        "ink2": _WHITE, "shade": _BLACK, "white": _WHITE, "black": _BLACK,
        "way_disc": _BLACK, "on_way": _YELLOW,
        "pine_pale": _BLACK, "pine_wave": _BLACK, "pine_wave2": _BLACK, "deep": _BLACK, "on_deep": _YELLOW, "on_deep2": _WHITE, "slip_ink": _BLACK, "night": _BLACK,
        "night_ink": "#7C7C7C", "seal_line": _BLACK, "focus": _WHITE,
    },
)  # fmt: skip

THEMES = {theme.name: theme for theme in (STANDARD, HIGH_CONTRAST)}
