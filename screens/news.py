"""What goes on in the hall, asked again and again, and what to do when nobody answers."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from screens.bridge import Bridge
    from screens.office import Facts, Office

EVERY_S = 5.0  # time alone changes little, and whatever else changes wakes; asking is what a screen at rest costs most
AGAIN_S = 2.0  # while nobody answers
BLIND_S = 20.0  # so long without news, and the next visitor is sent to the desk
_log = logging.getLogger(__name__)


class Came(Protocol):
    """Takes news; `again` says that there had been none for a while."""

    def __call__(self, facts: Facts, *, again: bool) -> None:
        """Take them."""


class News:
    """Asks for the facts one question at a time; `blind` is told with every silence once it has lasted."""

    def __init__(
        self, office: Office, bridge: Bridge, monotonic: Callable[[], float], *, came: Came, blind: Callable[[], None]
    ) -> None:
        self._office, self._bridge, self._monotonic = office, bridge, monotonic
        self._tell, self._blind = came, blind
        self._asked = self._woken = False
        self._asked_at_s = float("-inf")
        self._silent_since_s: float | None = None

    def tick(self, now_s: float) -> None:
        """Ask when it is time to; a question that is not answered at all is silence, too."""
        if self._asked and now_s - self._asked_at_s >= BLIND_S:
            self._silent_since_s = self._silent_since_s or self._asked_at_s
            self._blind()
        if not self._asked and now_s - self._asked_at_s >= (EVERY_S if self._silent_since_s is None else AGAIN_S):
            self.ask()

    def ask(self) -> None:
        """Ask now; where a question is open, once more after its answer, which may have been read before the change."""
        if self._asked:
            self._woken = True
            return
        self._asked, self._woken, self._asked_at_s = True, False, self._monotonic()
        self._bridge.call(self._office.facts, ok=self._came, failed=self._failed, still_wanted=lambda: True)

    def _came(self, facts: Facts) -> None:
        again = self._silent_since_s is not None
        self._asked, self._silent_since_s = False, None
        if again:
            _log.info("the hall can be read again")
        self._tell(facts, again=again)
        if self._woken:
            self.ask()

    def _failed(self, error: BaseException) -> None:
        """Log the silence once."""
        self._asked, now_s = False, self._monotonic()
        if self._silent_since_s is None:
            self._silent_since_s = now_s
            _log.warning("the hall cannot be read: %s", error)
        elif now_s - self._silent_since_s >= BLIND_S:
            self._blind()
