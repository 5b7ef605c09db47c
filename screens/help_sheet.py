"""The call for help as the visitor sees it: at once after the touch, then what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.geometry import Area
from screens.help_line import Help
from screens.parts import Page
from screens.widgets.buttons import PrimaryButton, QuietButton
from screens.widgets.cards import Card
from screens.widgets.tiles import ChipPart
from screens.widgets.words import Title, Words

if TYPE_CHECKING:
    from typing import Protocol

    from screens.help_line import HelpLine
    from screens.screen import Lobby

    class Host(Lobby, Protocol):
        """What the sheet is handed."""

        help_line: HelpLine

        def close_dialog(self) -> None:
            """Close the dialog."""

        def cancel_help(self) -> None:
            """Take the call back and close the dialog."""


CARD = Area(60, 770, 960, 850)
SCRIM = 0.76
SIGNS = {Help.COMING: ("footprints", "pine"), Help.DESK: ("map-pin", "flame"), Help.UNSENT: ("map-pin", "flame")}


class HelpSheet:
    """A bell, what happens now, and two ways on: carry on here while somebody comes, or take the call back."""

    name = "help"

    def __init__(self, host: Host) -> None:
        self.host = host

    def compose(self) -> Page:
        """Build the sheet."""
        page, area = Page(ground=None, scrim=SCRIM), CARD
        page.add(Card(area, radius=44, depth=2))
        text, state = self.host.texts.text, self.host.help_line.state
        if state in {Help.NONE, Help.OVER}:
            state = Help.ASKING
        x, left, wide = area.centre[0], area.x + 48, area.width - 96
        icon, colour = SIGNS.get(state, ("bell-ring", "flame"))
        page.add(ChipPart(Area(x - 84, area.y + 56, 168, 168), icon, colour))
        chinese = self.host.visit.language == "zh_Hant"
        title = Area(area.x + 40, area.y + 256, area.width - 80, 110)
        page.add(Title(title, text(f"help.{state}_title"), chinese=chinese, size=76, align="centre"))
        words = Area(left, area.y + 376, wide, 160)
        sentence = text(f"help.{state}_sentence")
        page.add(Words(words, sentence, sizes=(42, 40, 38, 36), colour="ink2", align="centre", max_lines=3))
        on = Area(left, area.y + 568, wide, 140)
        page.add(PrimaryButton(on, "help.close", self.host.close_dialog, label=text("help.close"), icon="check"))
        quiet = Area(area.x + 200, area.y + 732, area.width - 400, 84)
        page.add(QuietButton(quiet, "help.cancel", self.host.cancel_help, label=text("help.cancel")))
        return page

    def tick(self, now_s: float) -> None:
        """Nothing here runs by itself: the line says when something changes."""
