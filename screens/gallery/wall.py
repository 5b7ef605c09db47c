"""A lobby board in this process: the real stage and window, an office of paper, time that moves only when told."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from kivy.clock import Clock as KivyClock
from kivy.core.window import Window

from kiosk.clock import StillClock
from screens.board.board import Board
from screens.bridge import Bridge
from screens.gallery.glass import draw_on_demand, new_ink, step
from screens.stage import Stage

if TYPE_CHECKING:
    from screens.gallery.paper_office import PaperOffice
    from screens.ink import Ink
    from screens.voice import Voice

WITHIN_S = 5.0


class Wall:
    """Hangs a board on the window; `close` takes it down."""

    def __init__(
        self, office: PaperOffice, clock: StillClock | None = None, ink: Ink | None = None, *, upright: bool = False,
        voice: Voice | None = None,
    ) -> None:  # fmt: skip
        KivyClock._max_fps = 0  # noqa: SLF001  # nobody watches: draw as fast as it goes
        self.office, self.clock = office, clock or StillClock()
        self.seconds = 1000.0
        self.bridge = Bridge(lambda call: KivyClock.schedule_once(lambda _dt: call(), 0))
        self.board = Board(
            office, self.bridge, self.clock, lambda: self.seconds, motion=lambda: False, voice=voice
        )  # fmt: skip
        self.board.lie("portrait" if upright else "landscape")
        size = (int(Window.width), int(Window.height))
        self.board.stage = Stage(
            ink or new_ink(), self.board.visit.look, size, monotonic=lambda: self.seconds,
            on_press=self.board.pressed, on_contact=self.board.contact,
        )  # fmt: skip
        draw_on_demand()
        Window.add_widget(self.board.stage)
        self.board.start()
        self.board.became_ready()
        self.settle()

    @property
    def written(self) -> list[str]:
        """Return every line on the wall."""
        return self.board.stage.written()

    def settle(self) -> None:
        """Step until no question is open."""
        until = time.monotonic() + WITHIN_S
        while not self.bridge.idle and self.office.gate.is_set() and time.monotonic() < until:
            step()
            time.sleep(0.001)
        for _ in range(3):
            step()

    def pass_s(self, seconds: float, tick_s: float = 0.25) -> None:
        """Let time pass in ticks."""
        until = self.seconds + seconds
        while self.seconds < until:
            self.seconds += tick_s
            self.board.tick()
            self.settle()

    def close(self) -> None:
        """Take the board down."""
        Window.remove_widget(self.board.stage)
        self.bridge.close()
