"""What every screen has: its lobby, its texts, its way to ask, its frame of header and dock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeVar

from screens.geometry import Area
from screens.parts import Page
from screens.widgets.docks import DockButton, DockGround
from screens.widgets.header import Header
from screens.widgets.words import Title

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from kiosk.texts import Texts
    from screens.office import Facts, Office
    from screens.parts import Part
    from screens.visit import Visit

T = TypeVar("T")
LEFT, WIDTH = 48, 984
HEADER = Area(LEFT, 0, WIDTH, 128)
TITLE = Area(LEFT, 148, WIDTH, 92)
STRIP = Area(LEFT, 132, WIDTH, 104)
PRIMARY = Area(LEFT, 1560, WIDTH, 148)
DOCK = Area(0, 1736, 1080, 186)


class Lobby(Protocol):
    """What a screen is handed: the office, the visitor, and the ways to other screens."""

    office: Office
    visit: Visit
    facts: Facts

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

    def speak(self, language: str) -> None:
        """Change the language; the place is kept."""

    def toggle_contrast(self) -> None:
        """Turn the high-contrast theme on or off."""

    def open_display(self) -> None:
        """Open the display sheet."""

    def call_help(self, reason: str = "asked") -> None:
        """Call a volunteer: `asked`, `unsure` or `urgent_reading`."""


class Screen:
    """One screen of one visit.  State lives in attributes; `compose` builds the page from it, as often as it changes.

    `holds` says that something runs which the visitor waits for: then nobody asks whether more time is needed.
    """

    name: ClassVar[str]
    at_home: ClassVar[bool] = False

    def __init__(self, lobby: Lobby) -> None:
        self.lobby = lobby
        self.holds = False

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

    def recovered(self) -> None:
        """Be usable again: a question has failed and the visitor was told."""
        self.holds = False
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
        page.add(Header(HEADER, self.texts, self.lobby.now))

    def add_flow_dock(self, page: Page, *, back: bool = True) -> None:
        """Add the dock of a flow: back, home, display, help."""
        text = self.texts.text
        page.add(DockGround(DOCK))
        y = 1764
        ways: list[Part] = []
        if back:
            ways.append(
                DockButton(
                    Area(48, y, 232, 128),
                    "dock.back",
                    self.lobby.back,
                    label=text("app.back"),
                    icon="arrow-left",
                    beside=True,
                )
            )
        x = 296 if back else 48
        ways += [
            DockButton(Area(x, y, 232, 128), "dock.home", self.lobby.home, label=text("app.home"), icon="house", beside=True),
            DockButton(
                Area(700 if self.chinese else 604, y, 116 if self.chinese else 212, 128),
                "dock.display",
                self.lobby.open_display,
                label=text("dock.display"),
                icon="settings-2",
            ),
            DockButton(
                Area(828, y, 204, 128),
                "dock.help",
                self.lobby.call_help,
                label=text("dock.help"),
                icon="bell-ring",
                help_=True,
            ),
        ]
        for part in ways:
            page.add(part)
