"""Reads what the rule of the next number asks for, inside the transaction that will call it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings

from kiosk.clock import day_of
from kiosk.guide.ticketing import ticketing
from kiosk.queues.models import ClassRule, Counter, Ticket
from kiosk.queues.rules.order import PRIORITY_IN_A_ROW, PRIORITY_SHARE, Chosen, Hall, Seat, Waiting, choose_next
from kiosk.queues.states import IN_QUEUE

if TYPE_CHECKING:
    from datetime import date, datetime

RECENT = 60
_ROW = ("id", "queue", "priority", "taken_at", "slot_at", "others_first", "to_counter", "to_clerk")


def choose(seat: Counter, now: datetime) -> Chosen | None:
    """Return whom to call to a counter.  The caller holds the queue (`kiosk.queues.locks`) and checks that it still waits."""
    day = day_of(now)
    rows = Ticket.objects.filter(day=day, state__in=IN_QUEUE).order_by("id").values_list(*_ROW)
    waiting = [Waiting(*row) for row in rows]
    if not waiting:
        return None
    return choose_next(waiting, _seat(seat), _hall(seat, day, now))


def _seat(seat: Counter) -> Seat:
    return Seat(seat.number, seat.clerk, frozenset(seat.letters) if seat.letters else None)


def _hall(seat: Counter, day: date, now: datetime) -> Hall:
    of_class, here = _recent(seat.number, day)
    present = [one for one in Counter.objects.filter(is_open=True) if one.is_open_on(day)]
    return Hall(
        now=now, recent_of_class=of_class, recent_here=here, known=frozenset(ticketing().classes),
        weights=dict(ClassRule.objects.values_list("letter", "weight_pct")),
        counters=frozenset(one.number for one in present), clerks=frozenset(one.clerk for one in present),
        limit=timedelta(minutes=settings.KIOSK.queue.ageing_minutes),
    )  # fmt: skip


def _recent(counter: int, day: date) -> tuple[dict[str, list[bool]], list[bool]]:
    """Return whether the last calls of each class, and of this counter, were priority tickets, newest first."""
    called = Ticket.objects.filter(day=day, called_at__isnull=False)
    calls = called.order_by("-called_at").values_list("queue", "priority")[:RECENT]
    of_class: dict[str, list[bool]] = {}
    for letter, priority in calls:
        of_class.setdefault(letter, [])
        if len(of_class[letter]) < PRIORITY_SHARE:
            of_class[letter].append(priority)
    here = called.filter(counter=counter).order_by("-called_at").values_list("priority", flat=True)
    return of_class, list(here[:PRIORITY_IN_A_ROW])
