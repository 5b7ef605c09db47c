"""Nobody is expected for hours: a black picture with a faint clock that wanders, so that nothing burns in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.geometry import Area
from screens.parts import Page, Part
from screens.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from kiosk.texts import Texts
    from screens.pen import Pen
    from screens.screen import Lobby

STEP_S = 60.0
CLOCK = (640, 260)
PLACES = ((0.1, 0.1), (0.8, 0.35), (0.3, 0.8), (0.9, 0.9), (0.05, 0.6), (0.6, 0.05), (0.5, 0.5))
"""Where the clock stands, in parts of the room left round it, minute after minute."""


class NightScreen(Screen):
    """The backlight is down; the first touch only wakes."""

    name = "night"
    at_home = True
    sleeps = True

    def __init__(self, lobby: Lobby) -> None:
        super().__init__(lobby)
        self._place = 0
        self._next_s = lobby.monotonic() + STEP_S

    def opened(self) -> None:
        """Dim the panel."""
        self.lobby.backlight.dim()

    def closed(self) -> None:
        """Light it again."""
        self.lobby.backlight.wake()

    def tick(self, now_s: float) -> None:
        """Move the clock once a minute."""
        if now_s >= self._next_s:
            self._next_s = now_s + STEP_S
            self._place = (self._place + 1) % len(PLACES)
            self.refresh()

    def compose(self) -> Page:
        """Put the clock where this minute wants it."""
        (width, height), (x, y) = self.look.design, PLACES[self._place]
        page = Page(ground="night")
        area = Area(x * (width - CLOCK[0]), y * (height - CLOCK[1]), *CLOCK)
        page.add(FaintClock(area, self.texts, self.lobby.now))
        return page


class FaintClock(Part):
    """640x260: hours and minutes at a fifth of the light."""

    shows_time = True

    def __init__(self, area: Area, texts: Texts, now: Callable[[], datetime]) -> None:
        super().__init__(area)
        self.texts, self.now = texts, now

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        pen.fill(self.area, "night")
        pen.text(self.texts.clock(self.now()), *self.area.centre, 200, "night_ink", face="bold", align="centre")
