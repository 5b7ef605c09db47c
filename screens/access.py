"""How this visitor wants the screen: theme, size of type, reach, motion.  Independent inputs of every layout."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PORTRAIT = (1080, 1920)
BOARD = (1920, 1080)

Layout = Literal["portrait", "board"]


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
        return BOARD if self.layout == "board" else PORTRAIT

    def size(self, normal: float) -> float:
        """Return the type size for a normal one: up to 46 doubles, 47 to 72 grows by 1.45, above stays."""
        if not self.large:
            return normal
        if normal <= 46:
            return normal * 2
        return normal * 1.45 if normal <= 72 else normal
