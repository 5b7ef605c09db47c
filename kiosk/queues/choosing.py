"""Reads what the rule of the next number asks for, inside the transaction that will call it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings

from kiosk.clock import day_of
from kiosk.finding import moment
from kiosk.guide.ticketing import ticketing
from kiosk.queues.models import Counter
from kiosk.queues.rules.order import Chosen, Hall, Seat, Waiting, choose_next
from kiosk.statements import ask

if TYPE_CHECKING:
    from datetime import date, datetime

RECENT = 60  # calls; thirty counters have two each among them, and every class three but the rarest
_WAITING = """
    SELECT id, queue, priority, taken_at, slot_at, others_first, to_counter, to_clerk FROM queues_ticket
    WHERE day = %s AND state IN ('waiting', 'transferred', 'returned') ORDER BY id
"""
_RECENT = f"""
    SELECT queue, priority, counter FROM queues_ticket WHERE day = %s AND called_at IS NOT NULL
    ORDER BY called_at DESC LIMIT {RECENT}
"""  # noqa: S608  # a number; and it stands in the text, so that a plan made once knows how few rows are wanted


def choose(seat: Counter, now: datetime) -> Chosen | None:
    """Return whom to call to a counter.  The caller holds the queue (`kiosk.queues.locks`) and checks that it still waits."""
    day = day_of(now)
    waiting = [
        Waiting(ticket_id, letter, priority, moment(taken_at), moment(slot_at), *others)
        for ticket_id, letter, priority, taken_at, slot_at, *others in ask(_WAITING, [day.isoformat()])
    ]
    if not waiting:
        return None
    sent = any(one.to_counter is not None or one.to_clerk for one in waiting)
    return choose_next(waiting, _seat(seat), _hall(seat, day, now, sent=sent))


def _seat(seat: Counter) -> Seat:
    return Seat(seat.number, seat.clerk, frozenset(seat.letters) if seat.letters else None)


def _hall(seat: Counter, day: date, now: datetime, *, sent: bool) -> Hall:
    """Return what the choice is made from; who is present matters only where somebody was `sent` to a counter or clerk."""
    of_class, here = _recent(seat.number, day)
    present = [one for one in Counter.objects.filter(is_open=True) if one.is_open_on(day)] if sent else []
    return Hall(
        now=now, recent_of_class=of_class, recent_here=here, known=frozenset(ticketing().classes),
        weights=dict(ask("SELECT letter, weight_pct FROM queues_classrule", [])),
        counters=frozenset(one.number for one in present), clerks=frozenset(one.clerk for one in present),
        limit=timedelta(minutes=settings.KIOSK.queue.ageing_minutes),
    )  # fmt: skip


def _recent(counter: int, day: date) -> tuple[dict[str, list[bool]], list[bool]]:
    """Return whether the last calls of each class, and of this counter, were priority tickets, newest first."""
    of_class: dict[str, list[bool]] = {}
    here: list[bool] = []
    for letter, priority, where in ask(_RECENT, [day.isoformat()]):
        of_class.setdefault(letter, []).append(priority)
        if where == counter:
            here.append(priority)
    return of_class, here
