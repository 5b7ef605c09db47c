"""Home: the hero ticket and the doors of the features that are present; languages, display and help below."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from kiosk.texts import LANGUAGES
from screens.features import Door, doors
from screens.geometry import Area, grid, rows
from screens.parts import Page
from screens.screen import LEFT, STRIP, WIDTH, Screen
from screens.widgets.docks import DockButton, DockGround, LanguageSegment, LanguageTrack
from screens.widgets.status_strip import StatusStrip
from screens.widgets.tiles import CompactTile, HeroTicket, Tile
from screens.widgets.words import Title
from screens.words import hall_line

TITLE = Area(LEFT, 264, WIDTH, 92)
HERO = Area(LEFT, 384, WIDTH, 288)
TILE = Area(LEFT, 700, 480, 208)
COMPACT = Area(LEFT, 1400, 231, 152)
DOCK = Area(0, 1616, 1080, 306)
LANGUAGE_BAR = Area(LEFT, 1644, WIDTH, 92)
ACCESS = Area(LEFT, 1756, WIDTH, 136)


class HomeScreen(Screen):
    """Where every visit begins and ends."""

    name = "home"
    at_home = True

    def facts_changed(self) -> None:
        """Show the new calls, the new waiting line, a door that opened or closed."""
        self.refresh()

    def compose(self) -> Page:
        """Build home from the facts and the features."""
        page = Page()
        self.add_header(page)
        hall = self.lobby.facts.hall
        if "queues" in self.lobby.office.features:
            page.add(StatusStrip(STRIP, self.texts, hall.calls if hall else ()))
        page.add(Title(TITLE, self.texts.text("home.question"), chinese=self.chinese, size=70))
        self._add_hero(page)
        self._add_doors(page)
        self._add_dock(page)
        return page

    def _add_hero(self, page: Page) -> None:
        if "queues" not in self.lobby.office.features:
            return
        hall = self.lobby.facts.hall
        detail = hall_line(self.texts, hall.waiting, hall.wait) if hall else ""
        label = self.texts.text("menu.take_ticket")
        open_ = partial(self.lobby.go, "take_ticket")
        page.add(HeroTicket(HERO, "home.take_ticket", open_, label=label, detail=detail, chinese=self.chinese))

    def _add_doors(self, page: Page) -> None:
        present = doors(self.lobby.office.features)
        tiles = [door for door in present if not door.compact]
        for door, area in zip(tiles, _tile_areas(len(tiles)), strict=True):
            self._add_tile(page, door, area)
        small = [door for door in present if door.compact]
        for door, area in zip(small, grid(COMPACT, len(small), 4, 20, 20), strict=True):
            label = self.texts.text(f"menu.{door.key}")
            page.add(CompactTile(area, f"home.{door.key}", partial(self.lobby.go, door.screen), label=label, icon=door.icon))

    def _add_tile(self, page: Page, door: Door, area: Area) -> None:
        trouble = self.lobby.facts.trouble(door.device) if door.device else None
        reason = self.texts.text(f"menu.{door.key}.closed") if trouble else None
        detail = self.texts.text(f"menu.{door.key}.detail") if self.chinese else ""
        page.add(
            Tile(
                area, f"home.{door.key}", partial(self.lobby.go, door.screen),
                label=self.texts.text(f"menu.{door.key}"),
                detail=detail, icon=door.icon, colour=door.colour, reason=reason,
            )
        )  # fmt: skip

    def _add_dock(self, page: Page) -> None:
        page.add(DockGround(DOCK))
        chosen = self.lobby.visit.language
        page.add(LanguageTrack(LANGUAGE_BAR, LANGUAGES, chosen))
        step = (WIDTH - 16) / len(LANGUAGES)
        for i, code in enumerate(LANGUAGES):
            area = Area(LANGUAGE_BAR.x + 8 + i * step, LANGUAGE_BAR.y + 8, step, LANGUAGE_BAR.height - 16)
            page.add(LanguageSegment(area, partial(self.lobby.speak, code), code=code, chosen=code == chosen))
        left, right = Area(LEFT, ACCESS.y, 484, 136), Area(LEFT + 500, ACCESS.y, 484, 136)
        on = self.lobby.visit.look.theme == "high_contrast"
        text = self.texts.text
        page.add(
            DockButton(
                left,
                "access.contrast",
                self.lobby.toggle_contrast,
                label=text("acc.high_contrast"),
                icon="contrast",
                beside=True,
                chosen=on,
            )
        )
        page.add(
            DockButton(
                right,
                "dock.help",
                self.lobby.call_help,
                label=text("dock.help_long"),
                icon="bell-ring",
                beside=True,
                help_=True,
            )
        )


def _tile_areas(count: int) -> list[Area]:
    """Return the places of the tiles: up to three below each other, more in pairs, an odd last one over the width."""
    if count <= 3:
        return rows(replace(TILE, width=WIDTH), count, 24)
    areas = grid(TILE, count, 2, 24, 24)
    if count % 2:
        areas[-1] = replace(areas[-1], width=WIDTH)
    return areas
