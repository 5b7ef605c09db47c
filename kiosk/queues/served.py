"""Who has just been served where, for a visitor who rates the service.

Of people it tells what the lobby board shows: the clerk of a counter while they sit there.  Who served a number and has left
since is not named, and nobody else is named in their place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.clock import SYSTEM, Clock, day_of
from kiosk.queues import hall
from kiosk.queues.answers import ServedView
from kiosk.queues.models import Counter, Ticket, TicketEvent, TicketState
from kiosk.queues.rules import served as rules
from kiosk.queues.rules.served import CounterVisit
from kiosk.queues.states import AT_COUNTER

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime, timedelta

LEFT = (TicketState.DONE, TicketState.ON_HOLD)  # with papers missing they were served as well


def served_lately(*, answered: Collection[str] = (), clock: Clock = SYSTEM) -> tuple[ServedView, ...]:
    """Return the numbers that counters serve or have served within the hour, newest first, without the `answered` ones."""
    now = clock.now()
    seats = {seat.number: seat for seat in hall.all_counters() if seat.is_open_on(day_of(now))}
    return tuple(
        _view(one, seats.get(one.counter)) for one in rules.offered(_visits(now, rules.OFFERED_FOR), now, answered)
    )


def served_at(*, counter: int, answered: Collection[str] = (), clock: Clock = SYSTEM) -> ServedView:
    """Return a counter, who sits there now, and the number it serves or has served last ("" for none, or an `answered` one)."""
    now = clock.now()
    seat = Counter.objects.filter(number=counter).first()
    latest = rules.latest_at(counter, _visits(now, rules.LAST_FOR), now, answered)
    label = latest.label if latest else ""
    if seat is None or not seat.is_open_on(day_of(now)):
        return ServedView(label, counter)
    return ServedView(label, counter, seat.clerk_name, seat.clerk_title)


def _visits(now: datetime, within: timedelta) -> list[CounterVisit]:
    """Return today's visits that left a counter within that time, and those whose number is at one now."""
    today = day_of(now)
    steps = TicketEvent.objects.filter(
        kind__in=LEFT, at__gte=now - within, counter__isnull=False, ticket__day=today
    )
    here = Ticket.objects.filter(day=today, state__in=AT_COUNTER)
    left = [_left(step, step.ticket) for step in steps.select_related("ticket")]
    return left + [visit for one in here if (visit := _present(one)) is not None]


def _left(step: TicketEvent, ticket: Ticket) -> CounterVisit:
    counter = step.counter or 0
    clerk = ticket.clerk if ticket.counter == counter else step.by
    return CounterVisit(ticket.label, counter, clerk, ticket.last_call_at or step.at, came=True, left_at=step.at)


def _present(ticket: Ticket) -> CounterVisit | None:
    if ticket.counter is None or ticket.last_call_at is None:
        return None
    came = ticket.state == TicketState.SERVING
    return CounterVisit(ticket.label, ticket.counter, ticket.clerk, ticket.last_call_at, came)


def _view(one: CounterVisit, seat: Counter | None) -> ServedView:
    if seat is None or not one.clerk or seat.clerk != one.clerk:
        return ServedView(one.label, one.counter)
    return ServedView(one.label, one.counter, seat.clerk_name, seat.clerk_title)
