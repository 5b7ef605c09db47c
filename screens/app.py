"""The Kivy app of one display: window, threads and shutdown.  What shows is decided by a `Display`, touch or board."""

from __future__ import annotations

import gc
import json
import logging
import signal
import time
from typing import TYPE_CHECKING, Any, Protocol

from kivy.app import App
from kivy.base import ExceptionHandler, ExceptionManager
from kivy.clock import Clock as KivyClock
from kivy.core.window import Window
from kivy.graphics.opengl import GL_RENDERER, glFinish, glGetString

from kiosk import fonts
from screens.access import Layout, layout_of
from screens.focus import KEYS
from screens.ink import Ink
from screens.masks import Typecase
from screens.remote import Remote
from screens.stage import Stage
from screens.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from screens.bridge import Bridge
    from screens.kiosk_office import KioskOffice
    from screens.parts import Pressable
    from screens.visit import Visit

TICK_S = 0.25
READY_AFTER_S = 0.05
SLICE_S = 0.016
TOPICS = ("hall", "job_states", "health", "announcements", "blood_pressure", "help")
MAX_FAULTS_A_MINUTE = 5
_log = logging.getLogger(__name__)


class Display(Protocol):
    """What an app runs: it draws on its stage and is told of touches, time and wake-ups, all on the main thread."""

    stage: Stage
    visit: Visit
    on_facts: Callable[[], None]

    @property
    def place(self) -> str:
        """Return the name of what shows."""

    @property
    def dialog_name(self) -> str:
        """Return the name of the open dialog, empty without one."""

    @property
    def animated(self) -> bool:
        """Say whether something moves with every frame."""

    def lie(self, layout: Layout) -> None:
        """Take the layout that the window's shape asks for, before anything shows."""

    def start(self) -> None:
        """Show something before any fact is known."""

    def became_ready(self) -> None:
        """Begin to ask the services."""

    def failed(self) -> None:
        """Show that the services cannot start."""

    def broke(self) -> None:
        """Show something that works: a callback has failed."""

    def tick(self) -> None:
        """Look at the clocks."""

    def frame(self) -> None:
        """Move what runs, with every frame; only asked where `animated`."""

    def woken(self, topics: frozenset[str]) -> None:
        """Another process says that something may have changed."""

    def pressed(self, target: Pressable) -> None:
        """Do what the control that fired does."""

    def key_down(self, key: str) -> None:
        """Take a key of a keyboard or keypad."""

    def key_up(self, key: str) -> None:
        """Let go of a key."""

    def contact(self, x: float, y: float) -> bool:
        """Take note of a touch; return True to swallow it."""


def on_main(call: Callable[[], None]) -> None:
    """Run a call on Kivy's thread with the next frame; any thread may ask."""
    KivyClock.schedule_once(lambda _dt: call(), 0)


def draws_in_software() -> bool:
    """Say whether no graphics card draws: then nothing large may move."""
    name = glGetString(GL_RENDERER) or b""
    return b"llvmpipe" in name or b"softpipe" in name or b"swrast" in name


def finish_frames() -> None:
    """Let every frame end before the next begins, where no graphics card draws.

    Off-screen nothing waits for a frame: finished work would pile up in memory, two megabytes with every screen change.
    """
    if draws_in_software():
        Window.bind(on_flip=_finish)


def _finish(_window: Any) -> None:
    glFinish()


def _settle_memory() -> None:
    """Set apart what a start has made: it lives as long as the process, and to look through it again costs 60 ms a time."""
    gc.collect()
    gc.freeze()


class KeepAlive(ExceptionHandler):
    """A fault in a callback is logged and the display starts over; too many in a minute end the process."""

    def __init__(self, display: Display) -> None:
        super().__init__()
        self._display = display
        self._faults: list[float] = []

    def handle_exception(self, inst: BaseException) -> Any:
        """Decide whether the process goes on."""
        now = time.monotonic()
        self._faults = [at for at in self._faults if now - at < 60] + [now]
        _log.error("a screen failed", exc_info=inst)
        if len(self._faults) > MAX_FAULTS_A_MINUTE:
            return ExceptionManager.RAISE
        on_main(self._display.broke)
        return ExceptionManager.PASS


class DisplayApp(App):
    """One window, one stage, one display.

    `{"ready": true}` is printed after the first frame with facts.
    """

    use_kivy_settings = False

    def __init__(self, office: KioskOffice, bridge: Bridge, display: Display, *, remote: Path | None) -> None:
        super().__init__()
        self._office, self._bridge, self._display, self._remote_path = office, bridge, display, remote
        self._watch: Watch | None = None
        self._remote: Remote | None = None
        self._told = self._ending = False

    def open_settings(self, *_: Any) -> bool:
        """Never show Kivy's settings panel."""
        return False

    def build(self) -> Any:
        """Make the stage and show the display, before any service is there."""
        display = self._display
        window = (int(Window.width), int(Window.height))
        display.lie(layout_of(window))
        display.stage = Stage(
            Ink(Typecase(fonts.faces())), display.visit.look, window, monotonic=time.monotonic,
            on_press=display.pressed, on_contact=display.contact,
        )  # fmt: skip
        display.stage.moves = not draws_in_software()
        display.stage.painting.slice_s = SLICE_S
        finish_frames()
        Window.bind(on_key_down=self._key_down, on_key_up=self._key_up, on_request_close=self._stays)
        signal.signal(signal.SIGTERM, self._told_to_end)
        display.start()
        ExceptionManager.add_handler(KeepAlive(display))
        self._bridge.call(self._office.boot, ok=self._booted, failed=self._not_booted, still_wanted=lambda: True)
        if self._remote_path is not None:
            self._remote = Remote(self._remote_path, display, on_main)
            self._remote.start()
        return display.stage

    def _told_to_end(self, *_: Any) -> None:
        self._ending = True
        on_main(self.stop)

    def _stays(self, *_: Any, **__: Any) -> bool:
        """Refuse what a window manager or a key may ask: only the machine's own parent ends a public screen."""
        return not self._ending

    def on_stop(self) -> None:
        """Let go of everything."""
        if self._watch is not None:
            self._watch.close()
        if self._remote is not None:
            self._remote.close()
        self._bridge.close()

    def _key_down(self, _window: Any, key: int, *_: Any) -> bool:
        if key in KEYS:
            self._display.key_down(KEYS[key])
        return True

    def _key_up(self, _window: Any, key: int, *_: Any) -> bool:
        if key in KEYS:
            self._display.key_up(KEYS[key])
        return True

    def _booted(self, _: None) -> None:
        self._watch = Watch(self._office.subscribe(*TOPICS), on_main, self._display.woken)
        self._watch.start()
        self._display.on_facts = self._tell_ready
        self._display.became_ready()
        _settle_memory()
        KivyClock.schedule_interval(lambda _dt: self._display.tick(), TICK_S)
        if self._display.animated:
            KivyClock.schedule_interval(lambda _dt: self._display.frame(), 0)

    def _not_booted(self, error: BaseException) -> None:
        _log.critical("the services cannot start: %s", error)
        self._display.failed()

    def _tell_ready(self) -> None:
        if not self._told:
            self._told = True
            KivyClock.schedule_once(lambda _dt: print(json.dumps({"ready": True}), flush=True), READY_AFTER_S)  # noqa: T201
