"""How the printer is while a slip is on its way: asked now and then, and since when which trouble has lasted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devices.printer.codecs import escpos

if TYPE_CHECKING:
    from collections.abc import Callable

    from devices.errors import NeedsPerson
    from devices.printer.conversation import Conversation
    from devices.printer.profiles import Profile

LOOK_EVERY_S = 0.25
STANDS_STILL_S = 0.4
"""A trouble counts once it has lasted through another look."""
REQUESTS = (escpos.OFFLINE_CAUSE, escpos.PAPER, escpos.ERROR_CAUSE)
ROUND = len(REQUESTS)
"""Looks after the last byte that say "no trouble"."""


class Watch:
    """Watches one printer over `talk`."""

    def __init__(self, talk: Conversation, profile: Profile, monotonic: Callable[[], float]) -> None:
        self._talk, self._profile, self._monotonic = talk, profile, monotonic
        self._trouble: tuple[type[NeedsPerson], float] | None = None
        self._looked_at = 0.0
        self._turn = 0

    @property
    def trouble(self) -> type[NeedsPerson] | None:
        """What a person must mend now, as far as we know."""
        return self._trouble[0] if self._trouble else None

    @property
    def lasting(self) -> type[NeedsPerson] | None:
        """The trouble, once it is no passing one."""
        if self._trouble is None or self._monotonic() - self._trouble[1] < STANDS_STILL_S:
            return None
        return self._trouble[0]

    def begin(self) -> None:
        """Forget the trouble of an earlier slip."""
        self._trouble = None

    def look(self) -> None:
        """Ask for the status in turns, now and then; only between commands."""
        now = self._monotonic()
        if not self._profile.status or now - self._looked_at < LOOK_EVERY_S:
            return
        self._looked_at = now
        self._turn = (self._turn + 1) % ROUND
        self._talk.ask(REQUESTS[self._turn])

    def note(self) -> None:
        """Remember since when which trouble has lasted."""
        trouble = self._talk.status.trouble
        if trouble is None:
            self._trouble = None
        elif trouble is not self.trouble:
            self._trouble = (trouble, self._monotonic())
