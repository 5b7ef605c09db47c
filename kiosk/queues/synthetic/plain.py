"""A chooser that is quick rather than exact, for years of history: first come first served, one priority call in three."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.queues.rules.order import PRIORITY_SHARE
from kiosk.queues.synthetic.people import KINDS

if TYPE_CHECKING:
    from kiosk.queues.synthetic.people import Visitor
    from kiosk.queues.synthetic.play import HallState, Visit


class PlainChooser:
    """Remembers how many calls ago a priority ticket was called."""

    def __init__(self) -> None:
        self._since_priority = PRIORITY_SHARE

    def forecast(self, hall: HallState, visitor: Visitor) -> tuple[int, int] | None:  # noqa: ARG002  # the protocol's
        """Return ten minutes around the mean work ahead by the open counters."""
        if not hall.open:
            return None
        work = sum(KINDS[one.visitor.letter][1] for one in hall.waiting)
        low = int(work / len(hall.open) / 5) * 5
        return low, low + 10

    def choose(self, hall: HallState, counter: int, now_s: int) -> Visit:  # noqa: ARG002  # the protocol's
        """Return the first who waits, or the first priority ticket where one is due."""
        self._since_priority += 1
        if self._since_priority >= PRIORITY_SHARE:
            urgent = next((one for one in hall.waiting if one.visitor.priority), None)
            if urgent is not None:
                self._since_priority = 0
                return urgent
        return hall.waiting[0]

    def ended(self, visit: Visit) -> None:
        """Learn nothing from it."""
