"""From one picture to the next: what was on the glass fades away above what is there now, and what comes rises into place.

Only where a graphics card draws, and only for visitors who did not ask for stillness: everything else is a cut.  The model
has changed before the picture does, so a finger never waits for a fade.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kivy.clock import Clock as KivyClock
from kivy.graphics.context_instructions import Color, PopMatrix, PushMatrix, Translate
from kivy.graphics.fbo import Fbo
from kivy.graphics.instructions import InstructionGroup
from kivy.graphics.vertex_instructions import Rectangle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

FADE_S = 0.16
RISE_S = 0.2


class Transition:
    """One stage's transitions.  `over` is the group to draw above everything else."""

    def __init__(self, window: tuple[int, int], monotonic: Callable[[], float]) -> None:
        self.over = InstructionGroup()
        self._window, self._monotonic = window, monotonic
        self._tint: Any = None
        self._fades_from_s = 0.0
        self._rising: list[tuple[Any, float, float]] = []
        self._event: Any = None

    @property
    def running(self) -> bool:
        """Say whether something moves."""
        return self._tint is not None or bool(self._rising)

    def fade_from(self, groups: Iterable[Any]) -> None:
        """Keep a picture of these groups, drawn as they are now, and let it fade; call before they change."""
        if self._tint is not None:
            return  # not one frame was drawn since, or the glass is half-way: the older picture goes on fading
        picture = Fbo(size=self._window)
        for group in groups:
            picture.add(group)
        picture.draw()
        self._tint = Color(1, 1, 1, 1)
        self.over.add(self._tint)
        self.over.add(Rectangle(pos=(0, 0), size=self._window, texture=picture.texture))
        self._fades_from_s = self._monotonic()
        self._run()

    def rising(self, group: Any, pixels: float) -> Any:
        """Return a group that draws `group` and lifts it by so many window pixels into its place."""
        outer, shift = InstructionGroup(), Translate(0, -pixels)
        for instruction in (PushMatrix(), shift, group, PopMatrix()):
            outer.add(instruction)
        self._rising.append((shift, pixels, self._monotonic()))
        self._run()
        return outer

    def end(self) -> None:
        """Be where it leads, at once."""
        for shift, _, _ in self._rising:
            shift.y = 0
        self._rising.clear()
        self._tint = None
        self.over.clear()
        if self._event is not None:
            self._event.cancel()
            self._event = None

    def _run(self) -> None:
        if self._event is None:
            self._event = KivyClock.schedule_interval(self._step, 0)

    def _step(self, _dt: float) -> None:
        now_s = self._monotonic()
        for shift, pixels, from_s in self._rising:
            left = 1 - min(1.0, (now_s - from_s) / RISE_S)
            shift.y = -pixels * left * left
        if self._tint is not None:
            self._tint.a = 1 - min(1.0, (now_s - self._fades_from_s) / FADE_S)
        if now_s - max([self._fades_from_s, *(from_s for _, _, from_s in self._rising)]) >= RISE_S:
            self.end()
