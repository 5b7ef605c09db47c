"""The touch screen as a whole: which screen shows, who visits, what a touch and a key do.

The root of the touch side.  It knows the stage, the office and the bridge; screens know only it, as their `Lobby`.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from kiosk.errors import Refused
from kiosk.texts import Texts
from screens import read_aloud
from screens.access import Layout, Look
from screens.backlight import Backlight
from screens.chimes import Chimes
from screens.code_sheet import CodeSheet
from screens.dialogs import Dialog, DisplaySheet, LanguageSheet, MoreTime
from screens.help_line import Help, HelpLine
from screens.help_sheet import HelpSheet
from screens.keypad import Keypad
from screens.loudness import Loudness
from screens.news import News
from screens.office import Facts, Office
from screens.patience import Patience
from screens.quiet import Quiet
from screens.reader import Reader
from screens.ruler import Ruler
from screens.toaster import Toaster
from screens.visit import FIRST_LANGUAGE, Visit
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
_log = logging.getLogger(__name__)


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
        self.loudness, self._voice = Loudness(self.now), voice or NoVoice()
        self.reader = Reader(self._voice, self.loudness)
        self.chimes = Chimes(self._voice, self.loudness)
        self.backlight = Backlight("")
        self.help_line = HelpLine(office, bridge, self.now, monotonic, self._help_moved, ring=self.chimes.ring)
        self.ready = False
        self._texts = {code: Texts(code) for code in (self.visit.language,)}
        self._way = Way(self)
        self.dialog: Dialog | None = None
        self._toaster = Toaster(lambda page: self.stage.show(page, "toast"), monotonic)
        self._keypad = Keypad(lambda: self.stage, self._say_focus)
        self._news = News(office, bridge, monotonic, came=self._facts_came, blind=self._blind)
        self._patience = Patience(monotonic, self._late)
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
        self.dialog = None
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
        self.bridge.call(question, ok=ok, failed=failed or (lambda error: self._failed(screen, error)), still_wanted=wanted)

    def toast(self, text: str, *, tone: str = "ok", icon: str = "circle-check") -> None:
        """Say something for three seconds."""
        self._toaster.show(text, tone=tone, icon=icon, ruler=self.ruler, look=self.visit.look)
        self.reader.say(text, self.texts)

    def speak(self, language: str) -> None:
        """Change the language; the place and all choices are kept."""
        self.visit.language = language
        self._again()

    @property
    def ruler(self) -> Ruler:
        """Return what measures words in the visitor's look."""
        return Ruler(self.stage.typecase, self.visit.look)

    def toggle(self, mode: str) -> None:
        """Turn an access mode on or off; the place and all choices are kept."""
        if mode == "read":
            self.read_aloud()
            return
        self._see(self.visit.look.toggled(mode))

    @property
    def reads(self) -> bool:
        """Say whether pages are read aloud."""
        return self.reader.on

    def read_aloud(self) -> None:
        """Read what shows, or be silent; on a page with private values the second time reads them, too."""
        self.reader.pressed(self.stage.top(), self._page_key(), self.texts)
        self.quiet.pace()
        self._again()

    def compose_anew(self) -> None:
        """Show the screen and its dialog as they are now."""
        self._again()

    def turn_volume(self) -> None:
        """Make the voice louder; after the loudest comes the softest."""
        self.loudness.turn()
        self._again()
        self.reader.say(self.texts.text("acc.volume", level=self.loudness.level + 1), self.texts)

    def restore(self) -> None:
        """Turn every access mode off and take the office's first language."""
        self.reader.reset()
        self.visit.language = FIRST_LANGUAGE
        self._see(self.visit.standard_look)

    def open_languages(self) -> None:
        """Open the choice of languages."""
        self.open_dialog(LanguageSheet(self))

    def open_display(self) -> None:
        """Open the display sheet."""
        self.open_dialog(DisplaySheet(self))

    def show_code(self, url: str) -> None:
        """Show an address as a code, for the visitor's own phone."""
        self.open_dialog(CodeSheet(self, url))

    def call_help(self, reason: str = "asked") -> None:
        """Call a volunteer to this machine and say what becomes of it."""
        self.help_line.call(reason, self.place, self.visit.language)
        self.open_dialog(HelpSheet(self))

    def cancel_help(self) -> None:
        """Take the call back."""
        self.help_line.cancel()
        self.close_dialog()
        self.toast(self.texts.text("help.withdrawn"))

    def volunteer_came(self, volunteer: VolunteerView) -> None:
        """Take note of the volunteer who logged in, and return to where the visitor was."""
        self.visit.volunteer = volunteer
        self.back()
        self.toast(self.texts.text("volunteer.welcome", name=volunteer.name), icon="badge-check")

    def stay(self) -> None:
        """Give the visitor more time."""
        self.idle.touched(self.monotonic())
        self.close_dialog()

    def open_dialog(self, dialog: Dialog) -> None:
        """Put a dialog above the screen."""
        self.reader.came(self.monotonic())
        self.dialog = dialog
        self.stage.show(None, "toast")  # it would stand on the dialog's words
        self.stage.change(dialog.compose(), "dialog")

    def close_dialog(self) -> None:
        """Close the dialog; the screen below is as it was."""
        self.dialog = None
        if self.stage.shown("dialog") is not None:
            self.stage.change(None, "dialog")

    @property
    def place(self) -> str:
        """Return the name of the screen that shows."""
        return self.screen.name

    @property
    def dialog_name(self) -> str:
        """Return the name of the open dialog, empty without one."""
        return self.dialog.name if self.dialog is not None else ""

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
        if isinstance(self.dialog, MoreTime) and on_control:
            return False
        self.idle.touched(self.monotonic())
        if not isinstance(self.dialog, MoreTime):
            self.screen.touched()
        return False

    def key_down(self, key: str) -> None:
        """Take a key: arrows move the focus, enter presses, back goes back; the first key on a sleeping screen only wakes."""
        if self.screen.sleeps:
            self.idle.touched(self.monotonic())
            self.home()
            return
        self.reader.touched()
        if not isinstance(self.dialog, MoreTime):
            self.idle.touched(self.monotonic())
            self.screen.touched()
        if key.isdigit():
            if self.dialog is None:
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
        if self.dialog is not None:
            self.dialog.tick(now_s)
        self._toaster.tick(now_s)
        self._mind_reading(now_s)
        self.stage.reading = self.reader.item(self._page_key())
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
        self.dialog = None
        self.reader.came(self.monotonic())
        self.quiet.pace()
        self.screen.opened()
        self.stage.change(self.screen.compose())
        self.close_dialog()  # after the page, so that both change at once

    def _see(self, look: Look) -> None:
        self.visit.look = self.stage.look = look
        self.screen.sheet = 0
        self.quiet.pace()
        self._again()

    def _again(self) -> None:
        """Compose everything anew: the language or the look has changed."""
        self.screen.opened()
        self.stage.show(self.screen.compose())
        if self.dialog is not None:
            self.stage.show(self.dialog.compose(), "dialog")

    def _help_moved(self, state: Help) -> None:
        """Tell the visitor what has become of their call: in its sheet, or in passing."""
        if isinstance(self.dialog, HelpSheet):
            if state == Help.OVER:
                self.close_dialog()
            else:
                self.stage.show(self.dialog.compose(), "dialog")
        elif state in {Help.COMING, Help.DESK}:
            tone, icon = ("ok", "footprints") if state == Help.COMING else ("warn", "map-pin")
            self.toast(self.texts.text(f"help.{state}_title"), tone=tone, icon=icon)

    def _mind_reading(self, now_s: float) -> None:
        """Read a new page once its answers have come, where reading is on."""
        if self.reader.due(now_s, settled=self.bridge.idle):
            self.reader.read(self.stage.top(), self._page_key(), self.texts)

    def _say_focus(self, focused: Pressable) -> None:
        """Say what the focus stands on: who works by keys may not see the frame."""
        self.reader.say(read_aloud.words(focused), self.texts)

    def _page_key(self) -> str:
        return f"{self.visit.number} {self.place} {self.dialog_name}"

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

    def _late(self, screen: Screen) -> None:
        """Send the visitor to the desk: nothing has come for too long; what comes later is still shown."""
        self.chimes.play("cannot")
        self.toast(self.texts.text("err.ask_desk"), tone="warn", icon="triangle-alert")
        screen.recovered()

    def _failed(self, screen: Screen, error: BaseException) -> None:
        self.chimes.play("cannot")
        if isinstance(error, Refused):
            self.toast(self.texts.text(error.text_key, **error.values), tone="indigo", icon="info")
        else:
            _log.error("a question of %s failed", screen.name, exc_info=error)
            self.toast(self.texts.text("err.ask_desk"), tone="warn", icon="triangle-alert")
        screen.recovered()
