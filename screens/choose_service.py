"""Which errand?  First what happens in people's lives, then its services; or all services by kind."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from screens.arrange import NOWHERE, Plan
from screens.geometry import Area, grid, rows
from screens.screen import LEFT, WIDTH, Screen
from screens.widgets.door_row import DoorRow
from screens.widgets.pager import add_pager, pages_of
from screens.widgets.rows import SunkRow
from screens.widgets.tiles import Tile
from screens.widgets.words import Words

if TYPE_CHECKING:
    from kiosk.guide.answers import CategoryView, LifeEventView, ServiceView
    from screens.parts import Page, Part
    from screens.screen import Lobby

EVENT = Area(LEFT, 262, 480, 192)
EVENTS_A_PAGE, EVENT_GAP = 12, 18
BY_KIND = Area(LEFT, 1560, WIDTH, 108)
BY_KIND_HALF, SEARCH = Area(LEFT, 1560, 480, 108), Area(LEFT + 504, 1560, 480, 108)
ROW = Area(LEFT, 262, WIDTH, 122)
ROWS_A_PAGE, ROW_GAP = 9, 16
PAGER = Area(LEFT, 1560, WIDTH, 136)
COLOURS = ("rose", "plum", "ochre", "moss", "indigo", "pine")


class ChooseServiceScreen(Screen):
    """The events of life as tiles, and the door to all services by kind."""

    name = "choose_service"

    def __init__(self, lobby: Lobby) -> None:
        super().__init__(lobby)
        self.events: tuple[LifeEventView, ...] = ()

    def opened(self) -> None:
        """Load the events."""
        language = self.lobby.visit.language
        self.ask(lambda: self.lobby.office.life_events(language), self._loaded)

    def choose(self, event: LifeEventView) -> None:
        """Open an event; the only service of one opens at once."""
        if len(event.services) == 1:
            self.lobby.go("checklist", service_id=event.services[0].service_id)
        else:
            self.lobby.go("list_services", event_id=event.event_id)

    def compose(self) -> Page:
        """Build the tiles."""
        text = self.texts.text
        if not self.look.plain:
            tiles: list[Part] = [self._tile(i, event, NOWHERE) for i, event in enumerate(self.events)]
            ways: list[Part] = [self._by_kind(NOWHERE, aside=False), self._search(NOWHERE)]
            columns, rail = 3 if len(tiles) > 8 else 2, self.look.wide and not self.look.large
            rows_, actions = (tiles, ways) if rail else ([*tiles, *ways], [])
            plan = Plan(title=text("guide.title"), rows=rows_, actions=actions, columns=columns, low_columns=2)
            return self.arranged(plan)
        page = self.framed(title=text("guide.title"))
        shown = self.events[:EVENTS_A_PAGE]
        for i, (event, area) in enumerate(zip(shown, grid(EVENT, len(shown), 2, 24, EVENT_GAP), strict=True)):
            page.add(self._tile(i, event, area))
        page.add(self._by_kind(BY_KIND_HALF, aside=False))
        page.add(self._search(SEARCH))
        return page

    def _tile(self, i: int, event: LifeEventView, area: Area) -> Tile:
        detail = self.texts.plural("guide.services", len(event.services)) if self.chinese else ""
        tile = Tile(
            area, f"choose_service.event.{event.event_id}", partial(self.choose, event), label=event.name,
            detail=detail, icon=event.icon, colour=COLOURS[i % len(COLOURS)],
        )  # fmt: skip
        tile.least, tile.ease = 116, 172
        return tile

    def _by_kind(self, area: Area, *, aside: bool = True) -> SunkRow:
        text, open_ = self.texts.text, partial(self.lobby.go, "list_categories")
        said = text("guide.by_kind") if aside else ""
        return SunkRow(area, "choose_service.by_kind", open_, label=text("guide.other"), icon="layout-grid", aside=said)

    def _search(self, area: Area) -> SunkRow:
        search, label = partial(self.lobby.go, "search"), self.texts.text("guide.search")
        return SunkRow(area, "choose_service.search", search, label=label, icon="search", aside="")

    def _loaded(self, events: tuple[LifeEventView, ...]) -> None:
        self.events = events
        self.refresh()


class _ListScreen(Screen):
    """Rows in pages."""

    def __init__(self, lobby: Lobby) -> None:
        super().__init__(lobby)
        self.number = 0
        self.loaded = False

    def turn(self, number: int) -> None:
        """Turn to a page."""
        self.number = number
        self.refresh()

    def page_of(self, title: str, lines: list[Part]) -> Page:
        """Return the page with the rows that belong on it; `lines` have no place yet."""
        if not self.look.plain:
            nothing = self.loaded and not lines
            words = Words(NOWHERE, self.texts.text("guide.nothing"), sizes=(42, 40), colour="ink2", max_lines=3)
            return self.arranged(Plan(title=title, rows=[words] if nothing else lines))
        page = self.framed(title=title)
        of = pages_of(len(lines), ROWS_A_PAGE)
        self.number = min(self.number, of - 1)
        shown = lines[self.number * ROWS_A_PAGE : (self.number + 1) * ROWS_A_PAGE]
        for line, area in zip(shown, rows(ROW, len(shown), ROW_GAP), strict=True):
            line.area = area
            page.add(line)
        if self.loaded and not lines:
            page.add(
                Words(
                    Area(LEFT, 600, WIDTH, 200),
                    self.texts.text("guide.nothing"),
                    sizes=(42, 40),
                    colour="ink2",
                    align="centre",
                    max_lines=2,
                )
            )
        add_pager(page, PAGER, self.texts, self.number, of, self.turn)
        return page


class ListCategoriesScreen(_ListScreen):
    """The kinds of services."""

    name = "list_categories"

    def __init__(self, lobby: Lobby) -> None:
        super().__init__(lobby)
        self.categories: tuple[CategoryView, ...] = ()

    def opened(self) -> None:
        """Load the kinds."""
        language = self.lobby.visit.language
        self.ask(lambda: self.lobby.office.categories(language), self._loaded)

    def compose(self) -> Page:
        """Build the rows."""
        return self.page_of(self.texts.text("guide.by_kind_title"), [self._row(one) for one in self.categories])

    def _row(self, one: CategoryView) -> Part:
        open_ = partial(self.lobby.go, "list_services", category_id=one.category_id)
        return DoorRow(ROW, f"list_categories.{one.category_id}", open_, label=one.name)

    def _loaded(self, categories: tuple[CategoryView, ...]) -> None:
        self.categories, self.loaded = categories, True
        self.refresh()


class ListServicesScreen(_ListScreen):
    """The services of one event, or of one kind."""

    name = "list_services"

    def __init__(self, lobby: Lobby, event_id: str = "", category_id: str = "") -> None:
        super().__init__(lobby)
        self.event_id, self.category_id = event_id, category_id
        self.title = ""
        self.services: tuple[ServiceView, ...] = ()

    def opened(self) -> None:
        """Load the services and the title in the visitor's language."""
        language, office = self.lobby.visit.language, self.lobby.office
        if self.event_id:
            self.ask(lambda: office.life_events(language), self._events_loaded)
        else:
            category = self.category_id
            self.ask(lambda: (office.categories(language), office.services(language, category)), self._kind_loaded)

    def compose(self) -> Page:
        """Build the rows."""
        return self.page_of(self.title, [self._row(one) for one in self.services])

    def _row(self, one: ServiceView) -> Part:
        mark = self.texts.text("app.sample") if one.sample and self.lobby.office.demo else ""
        open_ = partial(self.lobby.go, "checklist", service_id=one.service_id)
        return DoorRow(ROW, f"list_services.{one.service_id}", open_, label=one.name, mark=mark)

    def _events_loaded(self, events: tuple[LifeEventView, ...]) -> None:
        event = next((one for one in events if one.event_id == self.event_id), None)
        self._show(event.name if event else "", event.services if event else ())

    def _kind_loaded(self, found: tuple[tuple[CategoryView, ...], tuple[ServiceView, ...]]) -> None:
        categories, services = found
        self._show(next((one.name for one in categories if one.category_id == self.category_id), ""), services)

    def _show(self, title: str, services: tuple[ServiceView, ...]) -> None:
        self.title, self.services, self.loaded = title, services, True
        self.refresh()
