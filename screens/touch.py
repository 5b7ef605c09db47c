"""The touch screen as a whole: which screen shows, who visits, what a touch and a key do.

The root of the touch side.  It knows the stage, the office and the bridge; screens know only it, as their `Lobby`.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from kiosk.texts import Texts
from screens.access import Layout, Look
from screens.apology import Apology
from screens.backlight import Backlight
from screens.chimes import Chimes
from screens.help_line import HelpLine
from screens.keypad import Keypad
from screens.loudness import Loudness
from screens.modes import Modes
from screens.news import News
from screens.office import Facts, Office
from screens.patience import Patience
from screens.quiet import Quiet
from screens.reader import Reader
from screens.ruler import Ruler
from screens.sheets import Sheets
from screens.toaster import Toaster
from screens.visit import Visit
from screens.voice import NoVoice, Voice
from screens.way import Way

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from kiosk.clock import Clock
    from kiosk.help.answers import VolunteerView
    from screens.bridge import Bridge
    from screens.parts import Pressable
    from screens.screen import Screen
    from screens.stage import Stage

T = TypeVar("T")
FACT_TOPICS = frozenset({"hall", "health", "announcements"})


class TouchScreen:
    """Implements `Lobby`.  `stage` is set by the window's owner right after construction."""

    stage: Stage
    animated = False

    def __init__(
        self, office: Office, bridge: Bridge, clock: Clock, monotonic: Callable[[], float], voice: Voice | None = None
    ) -> None:
        self.office, self.bridge, self.clock, self.monotonic = office, bridge, clock, monotonic
        self.visit = Visit(Look())
        self.facts = Facts()
        self.sheets, self.modes = Sheets(self), Modes(self)
        self.loudness, self._voice = Loudness(self.now), voice or NoVoice()
        self.reader = Reader(self._voice, self.loudness)
        self.chimes = Chimes(self._voice, self.loudness)
        self.backlight = Backlight("")
        self.help_line = HelpLine(office, bridge, self.now, monotonic, self.sheets.help_moved, ring=self.chimes.ring)
        self.ready = False
        self._texts = {code: Texts(code) for code in (self.visit.language,)}
        self._way = Way(self)
        self._toaster = Toaster(lambda page: self.stage.show(page, "toast"), monotonic)
        self._keypad = Keypad(lambda: self.stage, self.modes.say_focus)
        self._news = News(office, bridge, monotonic, came=self._facts_came, blind=self._blind)
        self._apology = Apology(self)
        self._patience = Patience(monotonic, self._apology.late)
        self.quiet = Quiet(self)
        self.idle = self.quiet.idle
        self.on_facts: Callable[[], None] = lambda: None

    # ---- what screens are handed ---------------------------------------------------------------------------------
    @property
    def texts(self) -> Texts:
        """Return the words in the visitor's language."""
        return self._texts.setdefault(self.visit.language, Texts(self.visit.language))

    @property
    def screen(self) -> Screen:
        """Return the screen that shows."""
        return self._way.screen

    def now(self) -> datetime:
        """Return this moment."""
        return self.clock.now()

    def go(self, screen: str, **arguments: Any) -> None:
        """Open a screen above the present one."""
        self._way.go(screen, **arguments)
        self._open()
        if self.screen.chime is not None:
            self.chimes.play(self.screen.chime)

    def replace(self, screen: str, **arguments: Any) -> None:
        """Open a screen instead of the present one."""
        self._way.back()
        self.go(screen, **arguments)

    def back(self) -> None:
        """Return to the screen before; from the first one, to home, in the visitor's language and look."""
        if self._way.begins:
            self.return_home()
            return
        self._way.back()
        self._open()

    def return_home(self) -> None:
        """Go home within the visit: choices are forgotten, language, look and voice stay."""
        self._way.leave()
        self.visit.volunteer = None
        self.go(self._first())

    def home(self) -> None:
        """End the visit: choices, language and look are forgotten, and home shows."""
        self._way.leave()
        self.forget()
        self.idle.touched(self.monotonic())
        self.sheets.forget()
        self.stage.fingers.forget()
        self.stage.focus = None
        self.stage.show(None, "toast")
        self.go(self._first())

    def forget(self) -> None:
        """Forget who was here: choices, language, look, voice and call."""
        self.visit.reset()
        self.help_line.forget()
        self.reader.reset()
        self.stage.look = self.visit.look

    def refresh(self, screen: Screen) -> None:
        """Compose the screen anew, if it still is the one that shows."""
        if self._way.shows(screen):
            self.stage.show(screen.compose())

    def ask(
        self,
        screen: Screen,
        question: Callable[[], T],
        ok: Callable[[T], None],
        failed: Callable[[BaseException], None] | None,
    ) -> None:
        """Ask the office; an answer that comes after its screen or its visitor has gone is dropped."""
        number = self.visit.number

        def wanted() -> bool:
            return number == self.visit.number and self._way.shows(screen)

        self._patience.asked(screen)
        failed = failed or partial(self._apology.failed, screen)
        self.bridge.call(question, ok=ok, failed=failed, still_wanted=wanted)

    def toast(self, text: str, *, tone: str = "ok", icon: str = "circle-check") -> None:
        """Say something for three seconds."""
        self._toaster.show(text, tone=tone, icon=icon, ruler=self.ruler, look=self.visit.look)
        self.reader.say(text, self.texts)

    @property
    def ruler(self) -> Ruler:
        """Return what measures words in the visitor's look."""
        return Ruler(self.stage.typecase, self.visit.look)

    def volunteer_came(self, volunteer: VolunteerView) -> None:
        """Take note of the volunteer who logged in, and return to where the visitor was."""
        self.visit.volunteer = volunteer
        self.back()
        self.toast(self.texts.text("volunteer.welcome", name=volunteer.name), icon="badge-check")

    @property
    def place(self) -> str:
        """Return the name of the screen that shows."""
        return self.screen.name

    @property
    def dialog_name(self) -> str:
        """Return the name of the open dialog, empty without one."""
        return self.sheets.name

    def failed(self) -> None:
        """Say where help is: the services cannot start."""
        self.replace("out_of_order")

    def broke(self) -> None:
        """Go home: a screen has failed, and the next visitor must not find it."""
        self.home()

    # ---- what the window tells -----------------------------------------------------------------------------------
    def lie(self, layout: Layout) -> None:
        """Take the layout that the window's shape asks for, before anything shows."""
        self.visit.standard_look = self.visit.look = replace(self.visit.standard_look, layout=layout)

    def start(self) -> None:
        """Show home before any fact is known."""
        self._way.leave()
        self.go("home")

    def became_ready(self) -> None:
        """Begin to ask the services."""
        self.ready = True
        self.backlight = Backlight(self.office.backlight)
        self.loudness.told(self.office.sound)
        self.quiet.told()
        self._news.ask()
        self.refresh(self.screen)

    def pressed(self, target: Pressable) -> None:
        """Do what the control that fired does, or say why it cannot."""
        if target.reason is not None:
            self.chimes.play("cannot")
            self.toast(target.reason, tone="indigo", icon="info")
            return
        was_chosen, before = target.chosen, self.reader.orders
        target.action()
        self.reader.acted(target, before, was_chosen=was_chosen, now_s=self.monotonic())

    def contact(self, x: float, y: float) -> bool:
        """Take note of a touch at a design point; return True where it only wakes and must press nothing.

        Any touch says that somebody still is here; only the two buttons of that very question speak for themselves.
        """
        self.reader.touched()
        if self.screen.sleeps:
            self.idle.touched(self.monotonic())
            self.home()
            return True
        on_control = self.stage.at(x, y) is not None
        if on_control:
            self.chimes.play("tick")
        if self.sheets.asking and on_control:
            return False
        self.idle.touched(self.monotonic())
        if not self.sheets.asking:
            self.screen.touched()
        return False

    def key_down(self, key: str) -> None:
        """Take a key: arrows move the focus, enter presses, back goes back; the first key on a sleeping screen only wakes."""
        if self.screen.sleeps:
            self.idle.touched(self.monotonic())
            self.home()
            return
        self.reader.touched()
        if not self.sheets.asking:
            self.idle.touched(self.monotonic())
            self.screen.touched()
        if key.isdigit():
            if self.sheets.dialog is None:
                self.screen.typed(key)
        elif self._keypad.down(key):
            self.chimes.play("tick")

    def key_up(self, key: str) -> None:
        """Let go of a key: what it pressed fires."""
        self._keypad.up(key)

    def tick(self) -> None:
        """Look at the clocks; four times a second."""
        now_s = self.monotonic()
        self.quiet.tick(now_s)
        self.help_line.tick()
        self._patience.tick(self.screen)
        self.screen.tick(now_s)
        self.sheets.tick(now_s)
        self._toaster.tick(now_s)
        self.modes.tick(now_s)
        self.quiet.minute()
        if self.ready:
            self._news.tick(now_s)

    def frame(self) -> None:
        """Nothing on the touch screen moves with every frame."""

    def woken(self, topics: frozenset[str]) -> None:
        """Another process says that something may have changed."""
        if self.ready and topics & FACT_TOPICS:
            self._news.ask()
        if "help" in topics:
            self.help_line.woken()
        self.screen.woken(topics)

    # ---- inside --------------------------------------------------------------------------------------------------
    def _first(self) -> str:
        return "home" if self.office.hours.is_open(self.now()) else "closed"

    def _open(self) -> None:
        self.sheets.forget()
        self.reader.came(self.monotonic())
        self.quiet.pace()
        self.screen.opened()
        self.stage.change(self.screen.compose())
        self.sheets.close()  # after the page, so that both change at once

    def _facts_came(self, facts: Facts, *, again: bool) -> None:
        if again and self.place == "out_of_order":
            self.home()
        self.on_facts()
        if facts != self.facts:
            self.facts = facts
            self.screen.facts_changed()

    def _blind(self) -> None:
        """Send visitors to the desk, where nobody is in the middle of something."""
        if self.screen.at_home and self.place != "out_of_order":
            self.replace("out_of_order")
