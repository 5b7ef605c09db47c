"""The end of a day at the counters: who forgot to close one has gone home, and so has who was called there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from kiosk import signals
from kiosk.clock import SYSTEM, Clock, day_of
from kiosk.queues import hall
from kiosk.queues.models import Counter, Shift, Ticket, TicketState
from kiosk.queues.states import AT_COUNTER
from kiosk.queues.steps import Hand, move

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet


def end_past_days(*, clock: Clock = SYSTEM) -> int:
    """Close the counters and end the cases that earlier days have left open; returns how many.  For the caretaker.

    Numbers that were never called stay as they are, and so do those that wait for papers: that is what happened.
    """
    now = clock.now()
    today = day_of(now)
    if not (_counters(today).exists() or _cases(today).exists()):
        return 0  # nearly always: takes no lock
    with transaction.atomic():
        closed = _counters(today).update(is_open=False, clerk="", clerk_name="", clerk_title="", paused_at=None)
        Shift.objects.filter(closed_at=None, day__lt=today).update(closed_at=now)
        cases = list(_cases(today).select_for_update())
        for ticket in cases:
            hand = Hand(settings.KIOSK.office.kiosk_label, now, ticket.counter)
            move(ticket, TicketState.DONE, hand, kind="day_end", serving_s=None)
    signals.wake("hall")
    return closed + len(cases)


def _counters(today: date) -> QuerySet[Counter]:
    return Counter.objects.filter(is_open=True, opened_at__lt=hall.begin_of(today))


def _cases(today: date) -> QuerySet[Ticket]:
    return Ticket.objects.filter(day__lt=today, state__in=AT_COUNTER)
