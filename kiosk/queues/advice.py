"""What the manager should know now: is another counter wanted, and does anybody wait whom no open counter serves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from kiosk.clock import SYSTEM, Clock, day_of
from kiosk.guide.ticketing import ticketing
from kiosk.queues import hall
from kiosk.queues.answers import Advice
from kiosk.queues.rules.waits import counters_wanted

if TYPE_CHECKING:
    from kiosk.queues.hall import Situation


def advice(*, clock: Clock = SYSTEM) -> Advice:
    """Return how many counters should be open so that a newcomer waits no longer than the office wants."""
    seen, classes = hall.situation(day_of(clock.now())), ticketing().classes
    wanted = counters_wanted(
        work=seen.work(classes, seen.waiting, seen.seats), open_counters=seen.open_counters,
        all_counters=settings.KIOSK.office.counters, limit_min=settings.KIOSK.queue.advise_minutes,
    )  # fmt: skip
    return Advice(seen.open_counters, wanted, seen.wait(classes), _unserved(seen))


def _unserved(seen: Situation) -> tuple[str, ...]:
    known = ticketing().classes
    return tuple(
        letter for letter in sorted(seen.waiting)
        if not any(seat is None or letter in seat or letter not in known for seat in seen.seats)
    )  # fmt: skip
