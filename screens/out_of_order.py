"""The machine cannot serve: it says so, where to go, and what time it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.arrange import NOWHERE
from screens.geometry import Area
from screens.parts import Page
from screens.screen import LEFT, WIDTH, Screen
from screens.widgets.banners import InfoLine
from screens.widgets.docks import DockButton
from screens.widgets.tiles import ChipPart
from screens.widgets.words import Title, Words

if TYPE_CHECKING:
    from screens.screen import Lobby

HELP = Area(LEFT, 1560, WIDTH, 148)
PHONE = Area(LEFT, 1380, WIDTH, 148)


class OutOfOrderScreen(Screen):
    """Shown until the process starts anew; only a volunteer can be called from here."""

    name = "out_of_order"
    at_home = True

    def __init__(self, lobby: Lobby) -> None:
        super().__init__(lobby)
        self.holds = True

    def compose(self) -> Page:
        """Build it."""
        page = Page()
        self.add_header(page)
        text = self.texts.text
        if not self.look.upright:
            width, middle = self.look.design[0] - 2 * LEFT, 440 if self.look.wide else self.look.design[1] / 2
            page.add(ChipPart(Area(self.look.design[0] / 2 - 80, middle - 280, 160, 160), "wrench", "ochre"))
            title = Area(LEFT, middle - 100, width, 180 if self.look.wide else 210)
            page.add(Title(title, text("order.title"), chinese=self.chinese, size=96, align="centre"))
            below = Area(LEFT, title.bottom + 4, width, 160 if self.look.wide else 240)
            page.add(Words(below, text("order.sentence"), sizes=(48, 44, 40, 36), align="centre", max_lines=3))
            self._add_help(page, Area(LEFT, self.look.design[1] - 220, width, 172))
            phone = self._phone()
            high, room = phone.needs(self.lobby.ruler, width), self.look.design[1] - 244 - below.bottom
            if high <= room:
                high = max(high, min(room, phone.likes(self.lobby.ruler, width)))
                phone.area = Area(LEFT, self.look.design[1] - 244 - high, width, high)
                page.add(phone)
            return page
        page.add(ChipPart(Area(460, 560, 160, 160), "wrench", "ochre"))
        page.add(Title(Area(LEFT, 800, WIDTH, 130), text("order.title"), chinese=self.chinese, size=96, align="centre"))
        page.add(Words(Area(LEFT, 960, WIDTH, 130), text("order.sentence"), sizes=(48, 44, 40), align="centre", max_lines=2))
        phone = self._phone()
        phone.area = PHONE
        page.add(phone)
        self._add_help(page, HELP)
        return page

    def _phone(self) -> InfoLine:
        """Return the telephones that answer where this machine does not."""
        text = self.texts.text
        return InfoLine(NOWHERE, tone="indigo", icon="phone", title=text("closed.phone_title"), text=text("closed.phones"))

    def _add_help(self, page: Page, area: Area) -> None:
        label, call = self.texts.text("dock.call"), self.lobby.sheets.call_help
        page.add(DockButton(area, "dock.help", call, label=label, icon="bell-ring", beside=True, help_=True))
