"""A chooser that does what the office does: the real rule of the next number, the real estimate, paces from the last cases.

With it `kiosk bench queue` measures how often the range on a ticket was true.
"""

from __future__ import annotations

import statistics
from collections import Counter as Tally
from collections import defaultdict, deque
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from kiosk.queues.hall import Situation
from kiosk.queues.pace import PACE_CASES
from kiosk.queues.rules.order import AGEING_LIMIT, Hall, Seat, Waiting, choose_next
from kiosk.queues.synthetic.people import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiosk.guide.answers import TicketClass
    from kiosk.queues.synthetic.people import Visitor
    from kiosk.queues.synthetic.play import HallState, Visit

_MORNING = datetime(2026, 3, 5, tzinfo=UTC)
_EVERYTHING = frozenset(KINDS)


class OfficeChooser:
    """Goes on from day to day: paces stay, the shares of priority begin anew with each `begin_day`."""

    def __init__(self, classes: Mapping[str, TicketClass]) -> None:
        self._classes = classes
        self._spans: dict[str, deque[int]] = defaultdict(lambda: deque(maxlen=PACE_CASES))
        self.begin_day()

    def begin_day(self) -> None:
        """Forget yesterday's calls."""
        self._of_class: dict[str, list[bool]] = defaultdict(list)
        self._here: dict[int, list[bool]] = defaultdict(list)

    def forecast(self, hall: HallState, visitor: Visitor) -> tuple[int, int] | None:
        """Return what the ticket would say."""
        waiting = Tally(one.visitor.letter for one in hall.waiting)
        urgent = Tally(one.visitor.letter for one in hall.waiting if one.visitor.priority)
        busy = Tally(one.visitor.letter for counter, one in hall.busy.items() if counter in hall.open)
        pace = {letter: (statistics.fmean(some), statistics.pstdev(some)) for letter, some in self._spans.items() if some}
        seen = Situation(waiting, (None,) * len(hall.open), busy, urgent, pace)
        found = seen.wait(self._classes, letter=visitor.letter, priority=visitor.priority)
        return (found.low_min, found.high_min) if found else None

    def choose(self, hall: HallState, counter: int, now_s: int) -> Visit:
        """Return whom the rule calls."""
        by_order = {one.order: one for one in hall.waiting}
        waiting = [Waiting(one.order, one.visitor.letter, one.visitor.priority, _at(one.visitor.at_s)) for one in hall.waiting]
        chosen = choose_next(
            waiting, Seat(counter),
            Hall(_at(now_s), self._of_class, self._here[counter], known=_EVERYTHING, limit=AGEING_LIMIT),
        )  # fmt: skip
        if chosen is None:
            raise LookupError("nobody waits")
        self._of_class[chosen.one.letter].insert(0, chosen.one.priority)
        self._here[counter].insert(0, chosen.one.priority)
        return by_order[chosen.one.ticket_id]

    def ended(self, visit: Visit) -> None:
        """Measure the pace, as the desk does when a case is done."""
        if visit.state == "done" and visit.called_s is not None and visit.ended_s is not None:
            self._spans[visit.visitor.letter].append(visit.ended_s - visit.called_s)


def _at(seconds: int) -> datetime:
    return _MORNING + timedelta(seconds=seconds)
