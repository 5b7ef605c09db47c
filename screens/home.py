"""Home: the hero ticket and the doors of the features that are present; languages, display and help below."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from kiosk.texts import pick
from screens.arrange import NOWHERE, Turning, stream
from screens.features import Door, doors
from screens.first_screen import FirstScreen
from screens.geometry import Area, grid, rows
from screens.parts import Page
from screens.screen import LEFT, STRIP, WIDTH
from screens.widgets.calls_card import CallsCard, ReachHint
from screens.widgets.status_strip import StatusStrip
from screens.widgets.tiles import CompactTile, HeroTicket
from screens.widgets.words import Title, Words
from screens.words import hall_line

if TYPE_CHECKING:
    from screens.parts import Part

TITLE = Area(LEFT, 264, WIDTH, 92)
HERO = Area(LEFT, 384, WIDTH, 288)
TILE = Area(LEFT, 700, 480, 208)
COMPACT = Area(LEFT, 1400, 231, 152)
NEAR_THE_END = timedelta(minutes=30)


class HomeScreen(FirstScreen):
    """Where every visit begins and ends."""

    name = "home"

    def facts_changed(self) -> None:
        """Show the new calls, the new waiting line, a door that opened or closed."""
        self.refresh()

    def compose(self) -> Page:
        """Build home from the facts and the features."""
        page = Page()
        self.add_header(page)
        if self.look.large:
            self._compose_large(page)
            return page
        if self.look.wide:
            self._compose_wide(page)
            return page
        if self.look.low:
            self._compose_low(page)
            return page
        hall = self.lobby.facts.hall
        if "queues" in self.lobby.office.features:
            page.add(StatusStrip(STRIP, self.texts, hall.calls if hall else ()))
        page.add(Title(TITLE, self.texts.text("home.question"), chinese=self.chinese, size=70))
        self._add_hero(page)
        self._add_doors(page)
        self.add_dock(page)
        return page

    def _add_hero(self, page: Page) -> None:
        if "queues" not in self.lobby.office.features:
            return
        page.add(self._hero(HERO))

    def _hero(self, area: Area) -> HeroTicket:
        hours, now = self.lobby.office.hours, self.lobby.now()
        reason = None if hours.takes_numbers(now) else self.texts.text("ticket.ended")
        label, open_ = self.texts.text("menu.take_ticket"), partial(self.lobby.go, "take_ticket")
        return HeroTicket(
            area, "home.take_ticket", open_, label=label, detail=self._hall_line(), chinese=self.chinese, reason=reason
        )

    def _hall_line(self) -> str:
        """Return who waits and for how long; shortly before the last number, until when numbers are given."""
        now, hall = self.lobby.now(), self.lobby.facts.hall
        until = self.lobby.office.hours.last_number_at(now)
        if until is not None and timedelta(0) < until - now <= NEAR_THE_END:
            return self.texts.text("home.until", time=self.texts.clock(until))
        return hall_line(self.texts, hall.waiting, None if self.look.large else hall.wait) if hall else ""

    def _add_doors(self, page: Page) -> None:
        present = doors(self.lobby.office.features)
        tiles = [door for door in present if not door.compact]
        for door, area in zip(tiles, _tile_areas(len(tiles)), strict=True):
            page.add(self.door_tile(door, area))
        small = [door for door in present if door.compact]
        for door, area in zip(small, grid(COMPACT, len(small), 4, 20, 20), strict=True):
            page.add(self._compact(door, area))

    def _compact(self, door: Door, area: Area) -> CompactTile:
        label, open_ = self.texts.text(f"menu.{door.key}"), partial(self.lobby.go, door.screen)
        return CompactTile(area, f"home.{door.key}", open_, label=label, icon=door.icon)

    # ---- other looks ---------------------------------------------------------------------------------------------
    def _compose_wide(self, page: Page) -> None:
        """Place hero and calls in the rail, the doors in three columns."""
        title = Title(Area(LEFT, 144, 600, 92), self.texts.text("home.question"), chinese=self.chinese, size=54)
        title.max_lines = 2
        page.add(title)
        page.add(self._hero(Area(LEFT, 244, 600, 400)))
        strip = self.strip()
        strip.area = Area(LEFT, 668, 600, 164)
        page.add(strip)
        present = doors(self.lobby.office.features)
        tiles, small = [one for one in present if not one.compact], [one for one in present if one.compact]
        columns = 3 if len(tiles) > 3 else 1
        high = 244 if columns == 3 else (680 - 24 * (len(tiles) - 1)) / max(1, len(tiles))
        if columns == 1 and small:
            high = (516 - 24 * (len(tiles) - 1)) / max(1, len(tiles))
        wide = 381 if columns == 3 else 1192
        for door, area in zip(tiles, grid(Area(680, 152, wide, high), len(tiles), columns, 24.5, 24), strict=True):
            page.add(self.door_tile(door, area))
        for door, area in zip(small, grid(Area(680, 692, 283, 140), len(small), 4, 20, 20), strict=True):
            page.add(self._compact(door, area))
        self.add_dock(page)

    def _compose_low(self, page: Page) -> None:
        """Put what is read above the line of reach, what is pressed below it."""
        facts, text = self.lobby.facts, self.texts.text
        announced = facts.announcements[0].text if facts.announcements else {}
        page.add(CallsCard(Area(LEFT, 148, WIDTH, 600), self.texts, facts.hall, pick(announced, self.lobby.visit.language)))
        hint = Area(LEFT, 768, WIDTH, 84)
        page.add(ReachHint(hint, text("low.hint"), sizes=(38, 36), colour="ink2", align="centre", max_lines=2))
        page.add(self._hero(Area(LEFT, 864, WIDTH, 152)))
        present = doors(self.lobby.office.features)
        tiles, small = [one for one in present if not one.compact], [one for one in present if one.compact]
        columns = 1 if len(tiles) <= 3 else 2
        wide, high = (WIDTH, 128 if small else 172) if columns == 1 else (482, 128)
        for door, area in zip(tiles, grid(Area(LEFT, 1036, wide, high), len(tiles), columns, 20, 16), strict=True):
            page.add(self.door_tile(door, area))
        for door, area in zip(small, grid(Area(LEFT, 1472, 231, 130), len(small), 4, 20, 20), strict=True):
            page.add(self._compact(door, area))
        self.add_dock(page)

    def _compose_large(self, page: Page) -> None:
        """Build one column that turns pages; three buttons below."""
        look, lobby, top = self.look, self.lobby, self.dock_y
        self.add_dock(page)
        tiles: list[Part] = [
            self.door_tile(door, NOWHERE) if not door.compact else self._compact(door, NOWHERE)
            for door in sorted(doors(lobby.office.features), key=lambda door: door.compact)
        ]
        strip, hero = self.strip(), self._hero(NOWHERE)
        text, ruler, turning = self.texts.text, lobby.ruler, Turning(self.texts, self.sheet, self.turn_sheet)
        if look.wide:
            strip.area, hero.area = Area(LEFT, 144, 700, 164), Area(LEFT, 332, 700, top - 352)
            area = Area(780, 144, 1092, top - 164)
        else:
            strip.area = Area(LEFT, 140, WIDTH, 152)
            y = 864 if look.low_reach else 316
            hero.area = Area(LEFT, y, WIDTH, 220 if look.low_reach else 292)
            area = Area(LEFT, hero.area.bottom + 20, WIDTH, top - hero.area.bottom - 40)
            if look.low_reach:
                page.add(
                    Words(Area(LEFT, 316, WIDTH, 520), text("home.question"), sizes=(60, 54, 46), face="bold", max_lines=4)
                )
        if "queues" in lobby.office.features:
            page.add(strip)
            page.add(hero)
        self.sheet = stream(page, look, ruler, tiles, area, turning)


def _tile_areas(count: int) -> list[Area]:
    """Return the places of the tiles: up to three below each other, more in pairs, an odd last one over the width."""
    if count <= 3:
        return rows(replace(TILE, width=WIDTH), count, 24)
    areas = grid(TILE, count, 2, 24, 24)
    if count % 2:
        areas[-1] = replace(areas[-1], width=WIDTH)
    return areas
