"""Paints pages a slice at a time, so that no frame takes long: what was on the glass stays there until all is ready.

A page of unseen words takes some thirty milliseconds to paint, and drawing a frame without a graphics card as long again:
both in one frame would hold up a finger, a clock and a call.
"""

from __future__ import annotations

import time
from collections import deque
from typing import TYPE_CHECKING, Any

from kivy.clock import Clock as KivyClock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from screens.parts import Part


class Painting:
    """What is still to be painted, layer by layer; the layers change together, when nothing is left.

    `paint` paints one part where nobody sees it yet.  A slice ends after `slice_s` seconds, with at least one part painted.
    """

    def __init__(self, paint: Callable[[Part], None]) -> None:
        self.slice_s = float("inf")
        self._paint = paint
        self._left: deque[tuple[str, Part]] = deque()
        self._swaps: dict[str, Callable[[], None]] = {}
        self._event: Any = None

    @property
    def done(self) -> bool:
        """Say whether the glass shows what it should."""
        return not self._swaps

    def begin(self, layer: str, parts: Iterable[Part], swap: Callable[[], None]) -> None:
        """Paint what belongs on a layer, then `swap`; what was still to be painted for that layer is wanted no more."""
        self._left = deque(self._others(layer))
        self._left += [(layer, part) for part in parts]
        self._swaps[layer] = swap
        if self._event is None:
            self._slice()

    def finish(self) -> None:
        """Paint the rest now."""
        while self._left:
            self._paint(self._left.popleft()[1])
        swaps, self._swaps = self._swaps, {}
        for swap in swaps.values():
            swap()

    def _others(self, layer: str) -> Iterator[tuple[str, Part]]:
        return ((own, part) for own, part in self._left if own != layer)

    def _slice(self, _dt: float = 0) -> None:
        self._event = None
        until = time.perf_counter() + self.slice_s
        while self._left:
            self._paint(self._left.popleft()[1])
            if time.perf_counter() >= until:
                break
        if self._left:
            self._event = KivyClock.schedule_once(self._slice, 0)
        else:
            self.finish()
