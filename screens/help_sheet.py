"""The call for help as the visitor sees it: at once after the touch, then what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.arrange import NOWHERE
from screens.help_line import Help
from screens.sheet import message
from screens.widgets.buttons import PrimaryButton, QuietButton
from screens.widgets.tiles import ChipPart
from screens.widgets.words import Words

if TYPE_CHECKING:
    from screens.dialogs import Host
    from screens.parts import Page

SIGNS = {Help.COMING: ("footprints", "pine"), Help.DESK: ("map-pin", "flame"), Help.UNSENT: ("map-pin", "flame")}


class HelpSheet:
    """A bell, what happens now, and two ways on: carry on here while somebody comes, or take the call back.

    Who has come finds the door for volunteers in the display sheet.
    """

    name = "help"

    def __init__(self, host: Host) -> None:
        self.host = host

    def compose(self) -> Page:
        """Build the sheet."""
        text, state = self.host.texts.text, self.host.help_line.state
        if state in {Help.NONE, Help.OVER}:
            state = Help.ASKING
        sentence = text(f"help.{state}_sentence")
        return message(
            self.host, ChipPart(NOWHERE, *SIGNS.get(state, ("bell-ring", "flame"))), text(f"help.{state}_title"),
            Words(NOWHERE, sentence, sizes=(42, 40, 38, 36), colour="ink2", align="centre", max_lines=3),
            PrimaryButton(NOWHERE, "help.close", self.host.sheets.close, label=text("help.close"), icon="check"),
            QuietButton(NOWHERE, "help.cancel", self.host.sheets.cancel_help, label=text("help.cancel")), side=168,
        )  # fmt: skip

    def tick(self, now_s: float) -> None:
        """Nothing here runs by itself: the line says when something changes."""
