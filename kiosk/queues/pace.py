"""How long a case of a class takes at a counter: measured from the cases that clerks have finished, walking included."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

from kiosk.clock import day_of
from kiosk.queues.models import Pace, Ticket, TicketState

if TYPE_CHECKING:
    from datetime import datetime

PACE_CASES = 20
PACE_LIMITS_S = (20, 4 * 3600)  # shorter was a slip of the finger, longer a ticket that was forgotten


def measure_pace(letter: str, now: datetime) -> None:
    """Store median, mean and spread of the last cases of a class; what ended on another day was ended by nobody."""
    done = Ticket.objects.filter(queue=letter, ended_at__isnull=False).order_by("-ended_at")
    spans = [
        (ended - called).total_seconds()
        for called, ended, state in done.values_list("called_at", "ended_at", "state")[: 2 * PACE_CASES]
        if state == TicketState.DONE and called and ended and day_of(called) == day_of(ended)
    ]
    low, high = PACE_LIMITS_S
    fair = [span for span in spans if low <= span <= high][:PACE_CASES]
    if fair:
        measured = Pace(
            letter=letter, median_s=round(statistics.median(fair)), mean_s=round(statistics.fmean(fair)),
            spread_s=round(statistics.pstdev(fair)), cases=len(fair), measured_at=now,
        )  # fmt: skip
        Pace.objects.bulk_create(  # one statement: it stands in the path of every call
            [measured], update_conflicts=True, unique_fields=["letter"],
            update_fields=["median_s", "mean_s", "spread_s", "cases", "measured_at"],
        )  # fmt: skip
