"""Nobody is here: the clock, the calls, one announcement after the other, and "touch to begin" in four languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.clock import day_of
from kiosk.texts import LANGUAGES, Texts, pick, roc_long
from screens.geometry import Area
from screens.parts import Page, Part
from screens.screen import Screen
from screens.widgets.header import draw_seal

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from kiosk.queues.answers import HallView
    from screens.pen import Pen
    from screens.screen import Lobby

ANNOUNCEMENT_S = 8.0
SHIFT_S, SHIFT_PX = 60.0, 12
SHIFTS = (
    (0, 0),
    (SHIFT_PX, 0),
    (SHIFT_PX, SHIFT_PX),
    (0, SHIFT_PX),
    (-SHIFT_PX, SHIFT_PX),
    (-SHIFT_PX, 0),
    (0, -SHIFT_PX),
)


class AttractScreen(Screen):
    """The first touch only wakes.  Every minute the picture moves a little, so that nothing burns in."""

    name = "attract"
    at_home = True
    sleeps = True

    def __init__(self, lobby: Lobby) -> None:
        super().__init__(lobby)
        self._number = 0
        self._shift = 0
        self._next_s = lobby.monotonic() + ANNOUNCEMENT_S
        self._shift_s = lobby.monotonic() + SHIFT_S

    def facts_changed(self) -> None:
        """Show a new call, a new announcement."""
        self.refresh()

    def tick(self, now_s: float) -> None:
        """Turn to the next announcement, and move the picture."""
        live = self.lobby.facts.announcements
        if now_s >= self._next_s:
            self._next_s = now_s + ANNOUNCEMENT_S
            if len(live) > 1:
                self._number = (self._number + 1) % len(live)
                self.refresh()
        if now_s >= self._shift_s:
            self._shift_s = now_s + SHIFT_S
            self._shift = (self._shift + 1) % len(SHIFTS)
            self.refresh()

    def compose(self) -> Page:
        """Build the picture."""
        dx, dy = SHIFTS[self._shift]
        facts = self.lobby.facts
        page = Page(ground="deep")
        if self.look.wide:
            self._add_wide(page, dx, dy)
            return page
        page.add(Waves(Area(0, 1270, 1080, 650)))
        page.add(ClockFace(Area(48 + dx, 60 + dy, 984, 480), self.texts, self.lobby.now))
        if facts.hall is not None:
            page.add(CallsCard(Area(48 + dx, 590 + dy, 984, 404), self.texts, facts.hall))
        if facts.announcements:
            one = facts.announcements[self._number % len(facts.announcements)]
            page.add(Said(Area(48 + dx, 1030 + dy, 984, 200), pick(one.text, self.lobby.visit.language)))
        page.add(Invitation(Area(48 + dx, 1300 + dy, 984, 600)))
        return page

    def _add_wide(self, page: Page, dx: int, dy: int) -> None:
        """Place the picture on a wide screen: clock and calls at the left, the invitation at the right."""
        facts = self.lobby.facts
        page.add(Waves(Area(0, 560, 1920, 520)))
        page.add(ClockFace(Area(48 + dx, 40 + dy, 984, 460), self.texts, self.lobby.now))
        if facts.hall is not None:
            page.add(CallsCard(Area(48 + dx, 540 + dy, 984, 404), self.texts, facts.hall))
        if facts.announcements:
            one = facts.announcements[self._number % len(facts.announcements)]
            page.add(Said(Area(1080 + dx, 60 + dy, 792, 260), pick(one.text, self.lobby.visit.language)))
        page.add(Invitation(Area(1080 + dx, 380 + dy, 792, 640)))


class Waves(Part):
    """Two quiet hills of lighter pine."""

    def draw(self, pen: Pen) -> None:
        """Draw them."""
        bottom = self.area.bottom
        if self.area.width > 1200:
            pen.hill(Area(-540, self.area.y + 110, 1900, bottom - self.area.y), "pine_wave")
            pen.hill(Area(900, self.area.y, 1500, 2 * (bottom - self.area.y)), "pine_wave")
            return
        pen.hill(Area(-540, self.area.y + 110, 1400, bottom - self.area.y), "pine_wave")
        pen.hill(Area(380, self.area.y, 1100, bottom - self.area.y), "pine_wave")
        pen.hill(Area(230, bottom - 340, 1400, 700), "pine_wave2")


class ClockFace(Part):
    """Seal, name, the clock at 240 and the long date."""

    shows_time = True

    def __init__(self, area: Area, texts: Texts, now: Callable[[], datetime]) -> None:
        super().__init__(area)
        self.texts, self.now = texts, now

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        x, y = self.area.x, self.area.y
        draw_seal(pen, Area(x + 8, y + 4, 92, 92))
        name = self.texts.text("app.office_header")
        pen.lines(name.split("\n"), x + 128, y + 50, 52 if "\n" not in name else 40, "on_deep", face="serif")
        now = self.now()
        pen.text(self.texts.clock(now), x + 12, y + 272, 240, "on_deep", face="bold")
        pen.text(roc_long(day_of(now)), x + 18, y + 434, 46, "on_deep2")


class CallsCard(Part):
    """Now called, who waits, and three calls before."""

    def __init__(self, area: Area, texts: Texts, hall: HallView) -> None:
        super().__init__(area)
        self.texts, self.hall = texts, hall

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        area, text = self.area, self.texts.text
        pen.card(area, 36, "surface")
        pen.icon("volume-2", area.x + 64, area.y + 62, 50, "flame")
        pen.text(text("strip.now_long"), area.x + 108, area.y + 62, 44, "ink2")
        pen.text(
            self.texts.plural("board.waiting", self.hall.waiting),
            area.right - 44,
            area.y + 62,
            44,
            "pine",
            face="bold",
            align="right",
        )
        for y in (115, 305):
            pen.fill(Area(area.x + 40, area.y + y, area.width - 80, 2), "line")
        if not self.hall.calls:
            pen.text(text("strip.no_calls"), area.centre[0], area.y + 210, 60, "ink2", align="centre")
            return
        first, *before = self.hall.calls[:4]
        pen.text(first.label, area.x + 44, area.y + 214, 154, "flame", face="bold")
        pen.text(text("call.go_to_counter", n=first.counter), area.right - 46, area.y + 216, 62, face="bold", align="right")
        for i, call in enumerate(before):
            x = area.x + 46 + i * 310
            wide = pen.text(call.label, x, area.y + 355, 54, face="bold")
            pen.text(text("strip.counter_short", n=call.counter), x + wide + 18, area.y + 357, 36, "ink2")


class Said(Part):
    """One announcement, two lines, on a paler ground."""

    def __init__(self, area: Area, text: str) -> None:
        super().__init__(area)
        self.text = text

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        area, y = self.area, self.area.centre[1]
        pen.card(area, 36, "pine_pale")
        pen.icon("megaphone", area.x + 76, y, 64, "gold")
        face = "medium"
        lines, size = pen.fitted(self.text, area.width - 144 - 40, (44, 42, 40, 38, 36), 2, face)
        pen.lines(lines[:4], area.x + 144, y, size, "on_deep", face=face, spacing=1.45 if len(lines) < 3 else 1.2)


class Invitation(Part):
    """The pointing hand and "touch to begin"."""

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        x, top = self.area.centre[0], self.area.y
        pen.disc(x, top + 140, 132, "white", alpha=0.12)
        pen.disc(x, top + 140, 104, "white", alpha=0.16)
        pen.disc(x, top + 140, 78, "white")
        pen.icon("pointer", x, top + 140, 92, "deep")
        for i, language in enumerate(LANGUAGES):
            said = Texts(language).text("app.touch_to_start")
            if i == 0:
                pen.text(said, x, top + 336, 88, "on_deep", face="serif", align="centre")
            else:
                sizes, face = (48, "medium") if i == 1 else (44, "regular")
                colour = "on_deep" if i == 1 else "on_deep2"
                pen.text(said, x, top + 432 + (i - 1) * 64, sizes, colour, face=face, align="centre")
