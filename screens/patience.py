"""How long a visitor looks at 處理中: a question that neither comes back nor fails must not hold a screen for ever.

The answer may still come later, and is then shown: asking again is safe, since a press carries its own number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from screens.screen import Screen

PATIENCE_S = 6.0


class Patience:
    """Main thread only; `late` is called once for a screen whose visitor has waited long enough."""

    def __init__(self, monotonic: Callable[[], float], late: Callable[[Screen], None]) -> None:
        self._monotonic, self._late = monotonic, late
        self._asked: dict[Screen, float] = {}

    def asked(self, screen: Screen) -> None:
        """Note that a screen has asked something; the newest question counts."""
        self._asked[screen] = self._monotonic()

    def tick(self, screen: Screen) -> None:
        """Look whether the screen that shows has waited too long."""
        self._asked = {one: at for one, at in self._asked.items() if one is screen}
        if not (screen.holds or screen.busy):
            return
        if self._monotonic() - self._asked.get(screen, float("inf")) >= PATIENCE_S:
            del self._asked[screen]
            self._late(screen)
