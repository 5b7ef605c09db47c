"""Thanks, four seconds, home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.countdown import Countdown
from screens.geometry import Area
from screens.screen import LEFT, WIDTH, Screen
from screens.widgets.tiles import DoneDisc
from screens.widgets.words import Title, Words

if TYPE_CHECKING:
    from screens.parts import Page
    from screens.screen import Lobby

STAY_S = 4.0


class ThankScreen(Screen):
    """Ends by itself."""

    name = "thank"

    def __init__(self, lobby: Lobby) -> None:
        super().__init__(lobby)
        self.holds = True
        self.stay = Countdown(lobby.monotonic(), STAY_S)

    def tick(self, now_s: float) -> None:
        """Go home after four seconds."""
        if self.stay.over(now_s):
            self.lobby.home()

    def compose(self) -> Page:
        """Build it."""
        page = self.framed(back=False)
        page.add(DoneDisc(Area(390, 560, 300, 300)))
        page.add(
            Title(
                Area(LEFT, 930, WIDTH, 140),
                self.texts.text("rate.thanks"),
                chinese=self.chinese,
                size=88,
                align="centre",
            )
        )
        page.add(
            Words(
                Area(LEFT, 1080, WIDTH, 100),
                self.texts.text("rate.thanks_detail"),
                sizes=(46, 42, 40),
                colour="ink2",
                align="centre",
                max_lines=2,
            )
        )
        return page
