"""What every screen has: its lobby, its texts, its way to ask, its frame of header and dock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeVar

from screens.arrange import NOWHERE, Plan, Turning, arrange, dock_top
from screens.geometry import Area, grid
from screens.parts import Page
from screens.widgets.docks import DockButton, DockGround
from screens.widgets.header import Header
from screens.widgets.status_strip import StatusStrip
from screens.widgets.words import Title

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from kiosk.help.answers import VolunteerView
    from kiosk.texts import Texts
    from screens.access import Look
    from screens.backlight import Backlight
    from screens.chimes import Chime, Chimes
    from screens.modes import Modes
    from screens.office import Facts, Office
    from screens.ruler import Ruler
    from screens.sheets import Sheets
    from screens.visit import Visit

T = TypeVar("T")
LEFT, WIDTH = 48, 984
HEADER = Area(LEFT, 0, WIDTH, 128)
TITLE = Area(LEFT, 148, WIDTH, 92)
STRIP = Area(LEFT, 132, WIDTH, 104)
PRIMARY = Area(LEFT, 1560, WIDTH, 148)


class Lobby(Protocol):
    """What a screen is handed: the office, the visitor, and the ways to other screens."""

    office: Office
    visit: Visit
    facts: Facts
    backlight: Backlight
    chimes: Chimes
    sheets: Sheets
    modes: Modes

    @property
    def ruler(self) -> Ruler:
        """Return what measures words in the visitor's look."""

    @property
    def texts(self) -> Texts:
        """Return the words in the visitor's language."""

    def now(self) -> datetime:
        """Return this moment."""

    def monotonic(self) -> float:
        """Return seconds of a clock that only goes forward."""

    def go(self, screen: str, **arguments: Any) -> None:
        """Open a screen above the present one."""

    def replace(self, screen: str, **arguments: Any) -> None:
        """Open a screen instead of the present one."""

    def back(self) -> None:
        """Return to the screen before."""

    def return_home(self) -> None:
        """Go home within the visit: language, look and voice stay."""

    def home(self) -> None:
        """End the visit: everything is forgotten and home shows."""

    def refresh(self, screen: Screen) -> None:
        """Compose the screen anew, if it still is the one that shows."""

    def ask(
        self,
        screen: Screen,
        question: Callable[[], T],
        ok: Callable[[T], None],
        failed: Callable[[BaseException], None] | None,
    ) -> None:
        """Ask the office off the main thread; the answer comes while the screen still shows, or never."""

    def toast(self, text: str, *, tone: str = "ok", icon: str = "circle-check") -> None:
        """Say something for three seconds."""

    def volunteer_came(self, volunteer: VolunteerView) -> None:
        """Take note of the volunteer who logged in, and return to where the visitor was."""


class Screen:
    """One screen of one visit.  State lives in attributes; `compose` builds the page from it, as often as it changes.

    `holds` says that something runs which the visitor waits for: then nobody asks whether more time is needed.  While a
    screen is `busy` its next step says so and takes no touch.  Where a screen `ends` a visit, home is for the next
    visitor.  Where it `sleeps`, the first touch or key only wakes.  `chime` is heard when it comes to the front.
    """

    name: ClassVar[str]
    at_home: ClassVar[bool] = False
    ends: ClassVar[bool] = False
    sleeps: ClassVar[bool] = False
    more_quiet_s: ClassVar[float] = 0
    chime: ClassVar[Chime | None] = None

    def __init__(self, lobby: Lobby) -> None:
        self.lobby = lobby
        self.holds = self.busy = False
        self.sheet = 0

    # ---- life ----------------------------------------------------------------------------------------------------
    def opened(self) -> None:
        """Come to the front: load what depends on the language.  Also called when the language changes."""

    def closed(self) -> None:
        """Leave for good."""

    def compose(self) -> Page:
        """Return the page as it is now."""
        raise NotImplementedError

    def facts_changed(self) -> None:
        """React to news of the hall or the devices."""

    def woken(self, topics: frozenset[str]) -> None:
        """React to a wake-up: something named by `topics` may have changed."""

    def tick(self, now_s: float) -> None:
        """Look at the clock; four times a second."""

    def touched(self) -> None:
        """React to any touch of the glass."""

    def typed(self, digit: str) -> None:
        """Take a digit key of a keyboard."""

    def recovered(self) -> None:
        """Be usable again: a question has failed and the visitor was told."""
        self.holds = self.busy = False
        self.refresh()

    # ---- for its own use -----------------------------------------------------------------------------------------
    @property
    def texts(self) -> Texts:
        """Return the words in the visitor's language."""
        return self.lobby.texts

    @property
    def chinese(self) -> bool:
        """Say whether the visitor reads Chinese: then titles are serif and tiles have second lines."""
        return self.lobby.visit.language == "zh_Hant"

    @property
    def look(self) -> Look:
        """Return how the visitor wants the screen."""
        return self.lobby.visit.look

    def turn_sheet(self, number: int) -> None:
        """Turn to a page of a screen that does not fit on one."""
        self.sheet = number
        self.refresh()

    def arranged(self, plan: Plan, *, back: bool = True) -> Page:
        """Return a page with the plan's parts placed for the visitor's look."""
        page = self.framed(back=back)
        turning = Turning(self.texts, self.sheet, self.turn_sheet)
        self.sheet = arrange(page, self.look, self.lobby.ruler, plan, turning, chinese=self.chinese)
        return page

    def strip(self) -> StatusStrip:
        """Return the calls of the hall, without a place."""
        hall = self.lobby.facts.hall
        return StatusStrip(NOWHERE, self.texts, hall.calls if hall else ())

    def refresh(self) -> None:
        """Show what has changed."""
        self.lobby.refresh(self)

    def ask(
        self, question: Callable[[], T], ok: Callable[[T], None], failed: Callable[[BaseException], None] | None = None
    ) -> None:
        """Ask the office; without `failed` a refusal is said in a toast and the screen composed anew."""
        self.lobby.ask(self, question, ok, failed)

    def framed(self, *, title: str = "", back: bool = True) -> Page:
        """Return a page with header, title and the dock of a flow."""
        page = Page()
        self.add_header(page)
        if title:
            page.add(Title(TITLE, title, chinese=self.chinese))
        self.add_flow_dock(page, back=back)
        return page

    def add_header(self, page: Page) -> None:
        """Add the header."""
        page.add(Header(Area(LEFT, 0, self.look.design[0] - 2 * LEFT, 128), self.texts, self.lobby.now))

    def add_flow_dock(self, page: Page, *, back: bool = True) -> None:
        """Add the dock of a flow: back, home, display, help."""
        design, top = self.look.design, dock_top(self.look)
        page.add(DockGround(Area(0, top, design[0], design[1] - top + 2)))
        for key, area in zip(self._dock_keys(back=back), self._dock_areas(top, back=back), strict=True):
            page.add(self._dock_button(key, area))

    def _dock_keys(self, *, back: bool) -> list[str]:
        reads = [] if self.look.large else ["read"]
        return [*(["back"] if back else []), "home", *reads, "display", "help"]

    def _dock_areas(self, top: float, *, back: bool) -> list[Area]:
        """Return the places of the dock's buttons: ways out at the left, display and help at the right."""
        count = 4 if back else 3
        if self.look.large and self.look.wide:
            wide = (1824 - 24 * (count - 1)) / count
            return grid(Area(LEFT, top + 24, wide, 152), count, count, 24, 0)
        if self.look.large:
            areas = grid(Area(LEFT, top + 24, 480, 136), 4, 2, 24, 12)
            return areas if back else [Area(LEFT, top + 24, WIDTH, 136), *areas[2:]]
        if self.look.wide:
            y = top + 28
            ways = [Area(48, y, 280, 128), Area(344, y, 280, 128)] if back else [Area(48, y, 280, 128)]
            return [*ways, Area(1168, y, 212, 128), Area(1396, y, 212, 128), Area(1624, y, 248, 128)]
        way, little = (232, 116) if self.chinese else (180, 184)  # other languages have longer words
        ways = [Area(48, 1764, way, 128), Area(64 + way, 1764, way, 128)] if back else [Area(48, 1764, way, 128)]
        rest = [Area(828 - 2 * (little + 12), 1764, little, 128), Area(828 - little - 12, 1764, little, 128)]
        return [*ways, *rest, Area(828, 1764, 204, 128)]

    def _dock_button(self, key: str, area: Area) -> DockButton:
        text, lobby, beside = self.texts.text, self.lobby, area.width >= 232
        if key == "back":
            return DockButton(area, "dock.back", lobby.back, label=text("app.back"), icon="arrow-left", beside=beside)
        if key == "home":
            go_home = lobby.home if self.ends else lobby.return_home
            return DockButton(area, "dock.home", go_home, label=text("app.home"), icon="house", beside=beside)
        if key == "read":
            read, on = lobby.modes.read_aloud, lobby.modes.reads
            return DockButton(area, "dock.read", read, label=text("dock.read"), icon="volume-2", chosen=on)
        if key == "display":
            return DockButton(area, "dock.display", lobby.sheets.display, label=text("dock.display"), icon="settings-2")
        word = text("dock.help_short" if self.look.large else "dock.help")
        return DockButton(area, "dock.help", lobby.sheets.call_help, label=word, icon="bell-ring", help_=True)
