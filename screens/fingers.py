"""One tap is one press: the rule of a public screen, without any machine.

Fires on touch-up inside the control.  A second finger is ignored, and so is a second touch of the same control
within 600 ms, and one of the same place within 600 ms of the screen that the first one opened: who taps twice must not
put away what the first tap has just brought.  A swallowed touch only wakes: nothing is pressed until the finger is up
and 300 ms have passed.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from screens.parts import Pressable

GUARD_S = 0.6
HELD_S = 8.0  # no finger rests so long: its end was lost (a drop of water, a panel that was reset)
SAME_PLACE_PX = 72  # design pixels, 27 mm on the panel: a finger that comes down again lands within that
WAKE_REST_S = 0.3


class Ground(Protocol):
    """What lies under the fingers."""

    def at(self, x: float, y: float) -> Pressable | None:
        """Return the pressable under a design point."""

    def find(self, pilot_id: str) -> Pressable | None:
        """Return the pressable with this id, as it is now."""


class Fingers:
    """Turns touches into presses.  `fire` is called with the pressable; `monotonic` tells seconds."""

    def __init__(self, ground: Ground, fire: Callable[[Pressable], None], *, monotonic: Callable[[], float]) -> None:
        self._ground, self._fire, self._monotonic = ground, fire, monotonic
        self._finger: Hashable | None = None
        self._held: str | None = None
        self._down_at = float("-inf")
        self._fired: dict[str, float] = {}
        self._place, self._place_until = (math.nan, math.nan), float("-inf")
        self._deaf_until = float("-inf")
        self._swallowing = False

    def down(self, finger: Hashable, x: float, y: float) -> None:
        """Take a finger that touches the glass."""
        if self._finger is not None and self._monotonic() - self._down_at < HELD_S:
            return
        self._let_go()
        self._swallowing = False
        self._finger, self._down_at = finger, self._monotonic()
        target = None if self._deaf() else self._ground.at(x, y)
        if target is None or self._guarded(target.pilot_id) or self.comes_again(x, y):
            return
        self._held = target.pilot_id
        target.press(not target.busy and target.reason is None)

    def move(self, finger: Hashable, x: float, y: float) -> None:
        """Follow a finger: the control it came down on looks pressed only while the finger is on it."""
        target = self._target(finger)
        if target is not None and target.reason is None and not target.busy:
            target.press(target.touch_area.holds(x, y))

    def up(self, finger: Hashable, x: float, y: float) -> None:
        """Take a finger off the glass: the control fires if the finger is still on it."""
        if finger != self._finger:
            return
        target = self._target(finger)
        self._finger = self._held = None
        if self._swallowing:
            self._swallowing, self._deaf_until = False, self._monotonic() + WAKE_REST_S
        if target is None:
            return
        target.press(False)
        if target.touch_area.holds(x, y) and not target.busy:
            self._fired[target.pilot_id] = self._monotonic()
            self._place, self._place_until = (x, y), self._monotonic() + GUARD_S
            self._fire(target)

    def release(self, finger: Hashable) -> None:
        """Take a finger off where its control is: a key has no place of its own."""
        target = self._target(finger)
        if target is not None:
            self.up(finger, *target.area.centre)
        elif finger == self._finger:
            self.up(finger, -1, -1)

    def swallow(self) -> None:
        """Let the touch that is on the glass press nothing."""
        self._swallowing = self._finger is not None
        self._let_go()

    def screen_changed(self) -> None:
        """Note that something else lies under the fingers: what is held fires no more, the last place rests once more."""
        self._held = None
        self._place_until = self._monotonic() + GUARD_S

    def forget(self) -> None:
        """Forget every guard: a new visitor stands here."""
        self._let_go()
        self._finger, self._swallowing = None, False
        self._fired.clear()
        self._place_until = float("-inf")

    def comes_again(self, x: float, y: float) -> bool:
        """Say whether a touch of this place would be taken for the second half of the last one."""
        return self._monotonic() < self._place_until and math.dist(self._place, (x, y)) < SAME_PLACE_PX

    def _let_go(self) -> None:
        target = self._target(self._finger)
        self._held = None
        if target is not None:
            target.press(False)

    def _target(self, finger: Hashable | None) -> Pressable | None:
        if finger is None or finger != self._finger or self._held is None:
            return None
        return self._ground.find(self._held)

    def _deaf(self) -> bool:
        return self._swallowing or self._monotonic() < self._deaf_until

    def _guarded(self, pilot_id: str) -> bool:
        return self._monotonic() - self._fired.get(pilot_id, float("-inf")) < GUARD_S
