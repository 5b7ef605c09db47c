"""A touch screen in this process: the real stage and window, an office of paper, a clock that stands, real touches."""

# ruff: noqa: D102  # the names of a finger's deeds say what they do

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from kivy import base
from kivy.clock import Clock as KivyClock
from kivy.core.window import Window

from kiosk import fonts
from kiosk.clock import StillClock
from screens.access import layout_of
from screens.app import finish_frames
from screens.bridge import Bridge
from screens.ink import Ink
from screens.masks import Typecase
from screens.remote import screenshot, touch_begin, touch_end, touch_move
from screens.stage import Stage
from screens.touch import TouchScreen

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from screens.gallery.paper_office import PaperOffice
    from screens.parts import Pressable


def draw_on_demand() -> None:
    """Leave every frame undrawn until somebody takes a picture: in software a frame costs a tenth of a second."""
    Window.bind(on_draw=undrawn)


def draw_every_frame() -> None:
    """Draw as a kiosk does, each frame ended before the next: where speed is measured, a frame left out would be a lie."""
    Window.unbind(on_draw=undrawn)
    finish_frames()


def undrawn(_window: Any) -> bool:
    """Tell Kivy that the frame is done."""
    return True


def step() -> None:
    """Run the event loop once."""
    loop: Any = base.EventLoop
    loop.idle()


def new_ink() -> Ink:
    """Return the real faces and an empty store of textures."""
    return Ink(Typecase(fonts.faces()))


class PaperVoice:
    """Notes what it is told to say; speaks until told otherwise."""

    def __init__(self) -> None:
        self.said: list[tuple[list[str], str, float]] = []
        self.chimed: list[tuple[str, float]] = []
        self.speaking = False
        self.at: int | None = None

    def say(self, sentences: Sequence[str], language: str, volume: float) -> None:
        """Note it."""
        self.said.append((list(sentences), language, volume))
        self.speaking, self.at = True, 0

    def chime(self, name: str, volume: float) -> None:
        """Note it."""
        self.chimed.append((name, volume))

    def stop(self) -> None:
        """Be silent."""
        self.speaking, self.at = False, None

    def close(self) -> None:
        """Hold nothing."""


class Glass:
    """Steps the event loop; time moves only by `pass_s`."""

    def __init__(self, office: PaperOffice, ink: Ink | None = None, *, window: tuple[int, int] | None = None) -> None:
        KivyClock._max_fps = 0  # noqa: SLF001  # nobody watches: draw as fast as it goes
        self.office = office
        self.seconds = 1000.0
        self.clock = StillClock()
        self.bridge = Bridge(lambda call: KivyClock.schedule_once(lambda _dt: call(), 0))
        self.voice = PaperVoice()
        self.touch = TouchScreen(office, self.bridge, self.clock, lambda: self.seconds, self.voice)
        window = window or (int(Window.width), int(Window.height))
        self.touch.lie(layout_of(window))
        self.touch.stage = Stage(
            ink or new_ink(), self.touch.visit.look, window, monotonic=lambda: self.seconds,
            on_press=self.touch.pressed, on_contact=self.touch.contact,
        )  # fmt: skip
        draw_on_demand()
        Window.add_widget(self.touch.stage)
        self.touch.start()
        self.touch.became_ready()
        self.settle()
        self._fingers = 0

    def close(self) -> None:
        Window.remove_widget(self.touch.stage)
        self.bridge.close()

    @property
    def screen(self) -> Any:
        return self.touch.screen

    @property
    def written(self) -> list[str]:
        return self.touch.stage.written()

    @property
    def ids(self) -> list[str]:
        top = self.touch.stage.top()
        return [part.pilot_id for part in top.pressables()] if top else []

    def part(self, pilot_id: str) -> Pressable:
        found = self.touch.stage.find(pilot_id)
        if found is None:
            raise LookupError(f"{pilot_id} is not among {self.ids}")
        return found

    def settle(self) -> None:
        """Step until no question is open and nothing is left to paint."""
        until = time.monotonic() + 5
        for _ in range(3):
            step()
        while not self.bridge.idle and self.office.gate.is_set() and time.monotonic() < until:
            step()
            time.sleep(0.001)
        step()
        while not self.touch.stage.painting.done and time.monotonic() < until:
            step()

    def down(self, pilot_id: str) -> Any:
        x, y = self.part(pilot_id).area.centre
        return self.down_at(x, y)

    def down_at(self, x: float, y: float) -> Any:
        self._fingers += 1
        left, top = self.touch.stage.surface.to_window(x, y)
        return touch_begin(self._fingers, left, top + Window.height - self.touch.stage.height)

    def move_to(self, finger: Any, x: float, y: float) -> None:
        left, top = self.touch.stage.surface.to_window(x, y)
        touch_move(finger, left, top + Window.height - self.touch.stage.height)

    def up(self, finger: Any) -> None:
        touch_end(finger)

    def tap(self, pilot_id: str, *, rest_s: float = 1.0) -> None:
        self.up(self.down(pilot_id))
        self.settle()
        self.seconds += rest_s

    def reach(self, pilot_id: str) -> None:
        """Turn pages until a control shows, then tap it."""
        for turn in (*["pager.next"] * 12, *["pager.previous"] * 12):
            if pilot_id in self.ids:
                break
            if turn in self.ids:
                self.tap(turn)
        self.tap(pilot_id)

    def turn_to_end(self) -> None:
        """Turn to the last page."""
        while "pager.next" in self.ids:
            self.tap("pager.next")

    def key(self, name: str, *, rest_s: float = 1.0) -> None:
        """Press a key of the keypad and let it go."""
        self.touch.key_down(name)
        self.touch.key_up(name)
        self.settle()
        self.seconds += rest_s

    def pass_s(self, seconds: float, step: float = 0.25) -> None:
        """Let time pass in ticks; whatever the office changes meanwhile wakes the screen, as in a house."""
        self.touch.woken(frozenset({"hall"}))
        until = self.seconds + seconds
        while self.seconds < until:
            self.seconds += step
            self.touch.tick()
            if not self.bridge.idle:
                self.settle()
        self.settle()

    def shoot(self, file: Path) -> None:
        step()
        screenshot(file)
