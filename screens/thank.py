"""Thanks, four seconds, home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.arrange import dock_top
from screens.countdown import Countdown
from screens.geometry import Area
from screens.screen import LEFT, WIDTH, Screen
from screens.widgets.rings import StayRing
from screens.widgets.tiles import DoneDisc
from screens.widgets.words import Title, Words

if TYPE_CHECKING:
    from screens.parts import Page
    from screens.screen import Lobby

STAY_S = 4.0
STEPS = 4  # of the ring in a second
RING_OUTSIDE = 26


class ThankScreen(Screen):
    """Ends by itself."""

    name = "thank"
    ends = True
    chime = "done"

    def __init__(self, lobby: Lobby) -> None:
        super().__init__(lobby)
        self.holds = True
        self.stay = Countdown(lobby.monotonic(), STAY_S)
        self._ring: StayRing | None = None

    def tick(self, now_s: float) -> None:
        """Show how long it stays, in steps of a second where nothing may move, and go home."""
        if self.stay.over(now_s):
            self.lobby.home()
        elif self._ring is not None:
            steps = STEPS if self.look.motion else 1
            self._ring.show(round(self.stay.left_s(now_s) * steps) / steps / self.stay.total_s)

    def touched(self) -> None:
        """Any touch adds twenty seconds."""
        self.stay.touched(self.lobby.monotonic())

    def compose(self) -> Page:
        """Build it."""
        page = self.framed(back=False)
        if not self.look.upright:
            self._add_anywhere(page)
            return page
        self._add_disc(page, Area(390, 560, 300, 300))
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

    def _add_disc(self, page: Page, area: Area) -> None:
        self._ring = StayRing(area.inset(-RING_OUTSIDE))
        self._ring.part = self.stay.left_s(self.lobby.monotonic()) / self.stay.total_s
        page.add(self._ring)
        page.add(DoneDisc(area))

    def _add_anywhere(self, page: Page) -> None:
        """Add disc, thanks and a sentence round the middle."""
        width, foot = self.look.design[0] - 2 * LEFT, dock_top(self.look)
        disc = 220 if self.look.wide else 300
        y = 128 + (foot - 128 - disc - 440) / 2 + (0 if self.look.large else RING_OUTSIDE)
        self._add_disc(page, Area(LEFT + (width - disc) / 2, y, disc, disc))
        title = Area(LEFT, y + disc + 20 + RING_OUTSIDE, width, 220 if self.look.large else 140)
        page.add(Title(title, self.texts.text("rate.thanks"), chinese=self.chinese, size=88, align="centre"))
        detail, room = self.texts.text("rate.thanks_detail"), Area(LEFT, title.bottom + 10, width, 200)
        page.add(Words(room, detail, sizes=(46, 42, 40, 38, 36), colour="ink2", align="centre", max_lines=2))
