"""How this visitor wants the screen: theme, size of type, reach, motion.  Independent inputs of every layout."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

PORTRAIT = (1080, 1920)
LANDSCAPE = (1920, 1080)
REACH_Y = 864  # low reach: nothing that can be pressed lies above

Layout = Literal["portrait", "landscape", "board", "tall_board"]
MODES = ("large", "contrast", "low_reach", "still")


@dataclass(frozen=True)
class Look:
    """The inputs from which a screen is composed, besides its language and its facts."""

    theme: str = "standard"
    large: bool = False
    low_reach: bool = False
    motion: bool = True
    layout: Layout = "portrait"

    @property
    def design(self) -> tuple[int, int]:
        """Return width and height of the layout in design pixels."""
        return PORTRAIT if self.layout in {"portrait", "tall_board"} else LANDSCAPE

    @property
    def wide(self) -> bool:
        """Say whether the screen lies on its long side."""
        return self.layout != "portrait"

    @property
    def low(self) -> bool:
        """Say whether controls must stay low; a screen on its long side is within reach as it is."""
        return self.low_reach and not self.wide

    @property
    def plain(self) -> bool:
        """Say whether this is the portrait of the design's pictures: every place is set by hand."""
        return not (self.wide or self.large or self.low_reach)

    @property
    def upright(self) -> bool:
        """Say whether places set by hand may be used where nothing can be pressed above the line of reach."""
        return not (self.wide or self.large)

    def toggled(self, mode: str) -> Look:
        """Return this look with an access mode turned on or off."""
        match mode:
            case "large":
                return replace(self, large=not self.large)
            case "low_reach":
                return replace(self, low_reach=not self.low_reach)
            case "still":
                return replace(self, motion=not self.motion)
            case "contrast":
                return replace(self, theme="standard" if self.theme == "high_contrast" else "high_contrast")
        raise ValueError(f"{mode!r} is no access mode: use one of {', '.join(MODES)}")

    def size(self, normal: float) -> float:
        """Return the type size for a normal one: up to 46 doubles, up to 72 grows by 1.45, above it is big already."""
        if not self.large:
            return normal
        if normal <= 46:
            return normal * 2
        return max(92.0, normal * 1.45 if normal <= 72 else 104.0, normal if normal > 72 else 0.0)


def layout_of(window: tuple[int, int]) -> Layout:
    """Return the layout for a window: its shape decides."""
    return "landscape" if window[0] > window[1] else "portrait"
