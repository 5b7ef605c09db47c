"""How long a case of a class takes: measured from the cases that clerks have finished."""

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
    """Store the median of the last cases of a class; what ended on another day was ended by nobody and does not count."""
    done = Ticket.objects.filter(letter=letter, state=TicketState.DONE).order_by("-ended_at")
    spans = [
        (ended - called).total_seconds()
        for called, ended in done.values_list("called_at", "ended_at")[:PACE_CASES]
        if called and ended and day_of(called) == day_of(ended)
    ]
    low, high = PACE_LIMITS_S
    fair = [span for span in spans if low <= span <= high]
    if fair:
        Pace.objects.update_or_create(
            letter=letter, defaults={"median_s": round(statistics.median(fair)), "measured_at": now}
        )
