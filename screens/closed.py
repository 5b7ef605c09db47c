"""The office is closed: when it opens again, and what can be done here meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.texts import pick
from screens.arrange import NOWHERE, Turning, stream
from screens.features import doors
from screens.first_screen import FirstScreen
from screens.geometry import Area
from screens.hours_lines import next_line, week_lines
from screens.parts import Page
from screens.screen import LEFT, WIDTH
from screens.widgets.banners import InfoLine
from screens.widgets.cards import FactCard
from screens.widgets.hours_card import HoursCard
from screens.widgets.tiles import HeroTicket
from screens.widgets.words import Title

if TYPE_CHECKING:
    from screens.parts import Part

CARD = Area(LEFT, 152, WIDTH, 500)
NOW = Area(LEFT, 684, WIDTH, 84)
WIDE_CARD, WIDE_NOW = Area(LEFT, 152, 900, 480), Area(980, 144, 892, 84)
TILE, HERO, PHONE, GAP = 172.0, 172.0, 168.0, 24.0
NOT_ABOVE = 864.0  # in low reach


class ClosedScreen(FirstScreen):
    """Where visits begin outside the opening hours; numbers are not given."""

    name = "closed"

    def facts_changed(self) -> None:
        """Show an urgent word of the office, a door that opened or closed."""
        self.refresh()

    def compose(self) -> Page:
        """Build it."""
        page = Page()
        self.add_header(page)
        self.add_dock(page)
        if self.look.large:
            self._compose_large(page)
        elif self.look.wide:
            self._compose_wide(page)
        else:
            self._compose_high(page)
        return page

    def _compose_high(self, page: Page) -> None:
        page.add(self._card(CARD))
        y = NOT_ABOVE if self.look.low_reach else NOW.bottom + 16
        now = Area(LEFT, y - 16 - NOW.height, WIDTH, NOW.height)
        page.add(Title(now, self.texts.text("closed.now"), chinese=self.chinese, size=58))
        parts = [*self._ways(), self._hero(), *self._urgent(), self._phone()]
        self._below(page, parts, Area(LEFT, y, WIDTH, self.dock_y - 24 - y))

    def _compose_wide(self, page: Page) -> None:
        page.add(self._card(WIDE_CARD))
        page.add(Title(WIDE_NOW, self.texts.text("closed.now"), chinese=self.chinese, size=54))
        top = WIDE_NOW.bottom + 16
        parts = [*self._ways(), self._hero(), self._phone()]
        self._below(page, parts, Area(WIDE_NOW.x, top, WIDE_NOW.width, self.dock_y - 20 - top))
        top = WIDE_CARD.bottom + GAP
        self._below(page, self._urgent(), Area(LEFT, top, WIDE_CARD.width, self.dock_y - 20 - top))

    def _compose_large(self, page: Page) -> None:
        """Let one column turn pages; what cannot be pressed comes first, above the line of reach."""
        week = week_lines(self.texts, self.lobby.office.hours)
        head = InfoLine(NOWHERE, tone="indigo", icon="moon", title=self.texts.text("closed.title"), text=self._next())
        facts: list[Part] = [FactCard(NOWHERE, icon="clock", caption=days, value=hours) for days, hours in week]
        low = self.look.low_reach and not self.look.wide
        top, foot = (NOT_ABOVE if low else 140.0), self.dock_y - 20
        width = self.look.design[0] - 2 * LEFT
        parts: list[Part] = [*self._ways(), self._hero(), *facts, self._phone()]
        parts = [*self._urgent(), *parts]
        if low:
            high = min(NOT_ABOVE - 156, head.needs(self.lobby.ruler, width))
            head.area = Area(LEFT, 140, width, high)
            page.add(head)
        else:
            parts.insert(0, head)
        turning = Turning(self.texts, self.sheet, self.turn_sheet)
        area = Area(LEFT, top, width, foot - top)
        self.sheet = stream(page, self.look, self.lobby.ruler, parts, area, turning)

    def _below(self, page: Page, parts: list[Part], area: Area) -> None:
        """Put parts below each other, each as high as it is used to, less where there is no room."""
        usual = [PHONE if isinstance(part, InfoLine) else TILE for part in parts]
        room = area.height - GAP * (len(parts) - 1)
        scale = min(1.0, room / sum(usual)) if usual else 1.0
        y = area.y
        for part, high in zip(parts, usual, strict=True):
            part.area = Area(area.x, y, area.width, high * scale)
            page.add(part)
            y += high * scale + GAP

    def _card(self, area: Area) -> HoursCard:
        texts = self.texts
        week = week_lines(texts, self.lobby.office.hours)
        return HoursCard(area, title=texts.text("closed.title"), next_=self._next(), week=week, language=texts.language)

    def _next(self) -> str:
        return next_line(self.texts, self.lobby.office.hours, self.lobby.now())

    def _ways(self) -> list[Part]:
        return [
            self.door_tile(door, Area(0, 0, WIDTH, TILE))
            for door in doors(self.lobby.office.features) if door.after_hours
        ]  # fmt: skip

    def _hero(self) -> HeroTicket:
        text = self.texts.text
        return HeroTicket(
            Area(0, 0, WIDTH, HERO), "closed.take_ticket", lambda: None, label=text("menu.take_ticket"), detail="",
            chinese=self.chinese, reason=text("closed.take_ticket"),
        )  # fmt: skip

    def _phone(self) -> InfoLine:
        """Return the telephones that answer day and night."""
        text = self.texts.text
        return InfoLine(NOWHERE, tone="indigo", icon="phone", title=text("closed.phone_title"), text=text("closed.phones"))

    def _urgent(self) -> list[Part]:
        """Return what the city announces in a danger."""
        urgent = next((one for one in self.lobby.facts.announcements if one.kind == "urgent"), None)
        if urgent is None:
            return []
        said = pick(urgent.text, self.lobby.visit.language)
        return [InfoLine(NOWHERE, tone="danger", icon="triangle-alert", text=said)]
