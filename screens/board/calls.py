"""Which call the big card shows: each for eight seconds at least, in the order they were made.  Pure."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from kiosk.queues.answers import CallView

HOLD_S = 8.0
QUEUE = 12  # calls that wait longer than a minute and a half are old news


class CallQueue:
    """Takes the hall's calls, newest first, as often as they are read; gives the one to show."""

    def __init__(self) -> None:
        self.shown: CallView | None = None
        self._waiting: deque[CallView] = deque(maxlen=QUEUE)
        self._newest_at: datetime | None = None
        self._since_s = float("-inf")

    def feed(self, calls: Sequence[CallView], now_s: float) -> bool:
        """Take the calls as they stand; says whether the card changes."""
        if self._newest_at is None:
            fresh = list(calls[:1])
        else:
            fresh = [call for call in reversed(calls) if call.called_at > self._newest_at]
        if calls:
            self._newest_at = max(call.called_at for call in calls)
        self._waiting.extend(fresh)
        if not calls and self.shown is not None:
            self.shown = None
            return True
        return self.advance(now_s)

    def advance(self, now_s: float) -> bool:
        """Show the next call if the present one has had its time; says whether the card changes."""
        if not self._waiting or now_s - self._since_s < HOLD_S:
            return False
        self.shown, self._since_s = self._waiting.popleft(), now_s
        return True
