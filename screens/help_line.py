"""A visitor's call for a volunteer: asked of the office, tried again while it cannot be written, watched until it is over.

The visitor is told that somebody knows only after the office has said so.  Where it cannot be written, the dialog sends
them to the service desk at once, the machine itself rings aloud, and the call is tried again meanwhile: it may still bring
somebody.
"""

from __future__ import annotations

import logging
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from kiosk.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from kiosk.help.answers import HelpCallView
    from screens.bridge import Bridge
    from screens.office import Office

PATIENCE_S = 3.0  # so long without an answer, and the visitor is told where the desk is
AGAIN_S = 2.0
LOOK_EVERY_S = 2.0
GIVE_UP_S = 180.0
HOLDS_S = 300.0
RING_EVERY_S = 10.0  # while a call cannot be written, the machine itself calls out
_log = logging.getLogger(__name__)


class Help(StrEnum):
    """What the visitor is told; also the middle of the words' keys."""

    NONE = "none"
    ASKING = "asking"
    CALLED = "called"
    COMING = "coming"
    DESK = "desk"  # nobody has answered for 90 seconds
    UNSENT = "unsent"  # the call could not be written yet
    OVER = "over"


class _Request:
    """One press that has still to be written."""

    def __init__(self, reason: str, place: str, language: str, at_s: float) -> None:
        self.request_id: UUID = uuid4()
        self.reason, self.place, self.language, self.at_s = reason, place, language, at_s
        self.asked_at_s = at_s
        self.in_flight = False
        self.failed = False
        self.withdrawn = False


class HelpLine:
    """Main thread only; `changed` is called when something new is to be told."""

    def __init__(  # noqa: PLR0913  # each a port of its own
        self, office: Office, bridge: Bridge, now: Callable[[], datetime], monotonic: Callable[[], float],
        changed: Callable[[Help], None], *, ring: Callable[[], None] = lambda: None,
    ) -> None:  # fmt: skip
        self._office, self._bridge, self._now, self._monotonic, self._changed = office, bridge, now, monotonic, changed
        self._unwritten: list[_Request] = []
        self._mine: _Request | None = None
        self._view: HelpCallView | None = None
        self._ring, self._rang_at_s = ring, float("-inf")
        self._looking = False
        self._looked_at_s = 0.0
        self._told = Help.NONE

    @property
    def state(self) -> Help:
        """Return what the present visitor is to be told."""
        if self._mine is None:
            return Help.NONE
        if self._view is None:
            late = self._monotonic() - self._mine.at_s >= PATIENCE_S
            return Help.UNSENT if self._mine.failed or late else Help.ASKING
        if self._view.outcome:
            return Help.OVER
        if self._view.acknowledged_at is not None:
            return Help.COMING
        return Help.DESK if self._now() >= self._view.escalates_at else Help.CALLED

    @property
    def stands(self) -> bool:
        """Say whether a call is written that a volunteer can answer here."""
        return self.state in {Help.CALLED, Help.COMING, Help.DESK}

    @property
    def holds(self) -> bool:
        """Say whether the visitor waits here for somebody, so that the quiet must not clear the screen."""
        waits = self.state in {Help.ASKING, Help.CALLED, Help.COMING}
        return waits and self._mine is not None and self._monotonic() - self._mine.at_s < HOLDS_S

    def call(self, reason: str, place: str, language: str) -> None:
        """Call; while a call of this visitor stands, only something more urgent calls again."""
        standing = self.state not in {Help.NONE, Help.OVER}
        if standing and (self._mine is None or reason != "urgent_reading" or self._mine.reason == reason):
            return
        self._mine = _Request(reason, place, language, self._monotonic())
        self._view = None
        self._unwritten.append(self._mine)
        self._told = Help.ASKING
        self._write(self._mine)

    def cancel(self) -> None:
        """Take the call back: nobody is needed any more."""
        for request in self._unwritten:
            request.withdrawn = True
        if self._view is not None:
            self._withdraw(self._view.call_id)
        self.forget()

    def forget(self) -> None:
        """Let go of this visitor; what is written stands, and what is not is still tried."""
        self._mine, self._view, self._told = None, None, Help.NONE

    def woken(self) -> None:
        """Look at once: something has changed."""
        self._look()

    def tick(self) -> None:
        """Try again, look again, and say what time has changed."""
        now_s = self._monotonic()
        for request in tuple(self._unwritten):
            if request.withdrawn and not request.in_flight:
                self._unwritten.remove(request)
            elif now_s - request.at_s >= GIVE_UP_S and not request.in_flight:
                self._unwritten.remove(request)
                _log.error("a call for a volunteer was given up after %d s", GIVE_UP_S)
            elif not request.in_flight and now_s - request.asked_at_s >= AGAIN_S:
                self._write(request)
        if self._view is not None and now_s - self._looked_at_s >= LOOK_EVERY_S:
            self._look()
        self._tell()
        if self.state == Help.UNSENT and now_s - self._rang_at_s >= RING_EVERY_S:
            self._rang_at_s = now_s
            self._ring()

    # ---- inside --------------------------------------------------------------------------------------------------
    def _write(self, request: _Request) -> None:
        request.in_flight, request.asked_at_s, office = True, self._monotonic(), self._office
        self._bridge.call(
            lambda: office.call_help(request.reason, request.place, request.language, request.request_id),
            ok=lambda view: self._written(request, view),
            failed=lambda error: self._not_written(request, error),
            still_wanted=lambda: True, urgent=True,
        )

    def _written(self, request: _Request, view: HelpCallView) -> None:
        request.in_flight = False
        if request in self._unwritten:
            self._unwritten.remove(request)
        if request.failed:
            _log.info("the call for a volunteer is written at last")
        if request.withdrawn:
            self._withdraw(view.call_id)
        elif request is self._mine:
            self._view, self._looked_at_s = view, self._monotonic()
            self._tell()

    def _not_written(self, request: _Request, error: BaseException) -> None:
        request.in_flight = False
        if not request.failed:
            _log.error("a call for a volunteer cannot be written, trying again: %s: %s", type(error).__name__, error)
        request.failed = True
        self._tell()

    def _look(self) -> None:
        view, mine, office = self._view, self._mine, self._office
        if view is None or self._looking:
            return
        self._looking, self._looked_at_s = True, self._monotonic()
        self._bridge.call(
            lambda: office.help_call(view.call_id),
            ok=lambda seen: self._seen(mine, seen), failed=self._not_seen, still_wanted=lambda: True, urgent=True,
        )  # fmt: skip

    def _seen(self, request: _Request | None, view: HelpCallView) -> None:
        self._looking = False
        if request is self._mine and self._view is not None:
            self._view = view
            self._tell()

    def _not_seen(self, error: BaseException) -> None:
        self._looking = False
        _log.debug("the call for a volunteer cannot be read now: %s", error)

    def _withdraw(self, call_id: int) -> None:
        office = self._office
        self._bridge.call(
            lambda: office.withdraw_help(call_id),
            ok=lambda _view: None, failed=_not_withdrawn, still_wanted=lambda: True, urgent=True,
        )  # fmt: skip

    def _tell(self) -> None:
        state = self.state
        if state != self._told:
            self._told = state
            self._changed(state)


def _not_withdrawn(error: BaseException) -> None:
    """Say it to the maintainer; a volunteer then comes for nothing, which is the lesser evil."""
    if not isinstance(error, Refused):
        _log.warning("a call for a volunteer could not be taken back: %s", error)
