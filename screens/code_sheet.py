"""What is on the screen, for the visitor's own phone: one large code above the screen, and a way back to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.arrange import NOWHERE
from screens.sheet import close_button, message
from screens.widgets.cards import Code
from screens.widgets.words import Words

if TYPE_CHECKING:
    from screens.dialogs import Host
    from screens.parts import Page

SIDE = 320.0


class CodeSheet:
    """Scan, and close; the screen below is as it was."""

    name = "code"

    def __init__(self, host: Host, url: str) -> None:
        self.host, self.url = host, url

    def compose(self) -> Page:
        """Build the sheet."""
        text = self.host.texts.text
        sentence = Words(NOWHERE, text("code.same"), sizes=(42, 40, 38, 36), colour="ink2", align="centre", max_lines=3)
        return message(
            self.host, Code(NOWHERE, self.url), text("code.title"), sentence, close_button(self.host), side=SIDE
        )

    def tick(self, now_s: float) -> None:
        """Nothing here runs by itself."""
