"""Who sits where: open, pause, close a counter, and which classes it serves.

Whatever was sent to a counter or to its clerk goes back to everybody when they leave: nobody waits for an empty chair.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from kiosk import signals
from kiosk.clock import SYSTEM, Clock, day_of
from kiosk.errors import Refused
from kiosk.finding import find
from kiosk.guide.ticketing import ticketing
from kiosk.queues import hall
from kiosk.queues.locks import hold_the_queue
from kiosk.queues.models import Counter, Shift, Ticket
from kiosk.queues.states import IN_QUEUE
from kiosk.queues.steps import Hand, note
from kiosk.staff import audit

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from kiosk.queues.answers import CounterView


class Shown(Enum):
    """What a caller without a page hands in as `shown`: whatever number is at the counter is meant."""

    ANY = "any"


@transaction.atomic
def open_counter(*, counter: int, by: str, name: str, title: str, clock: Clock = SYSTEM) -> CounterView:
    """Open a counter for the clerk `by`; who sat there before is replaced."""
    now, before = clock.now(), lock(counter)
    if before.clerk != by or not before.is_open_on(day_of(now)):
        _leave(before, now)
        Shift.objects.create(counter=counter, clerk=by, day=day_of(now), opened_at=now)
    row, _ = Counter.objects.update_or_create(
        number=counter,
        defaults={
            "is_open": True, "clerk": by, "clerk_name": name, "clerk_title": title, "opened_at": now, "paused_at": None,
        },
    )  # fmt: skip
    signals.wake("hall")
    return hall.counter_view(row, "", day_of(now))


@transaction.atomic
def pause_counter(*, counter: int, by: str, clock: Clock = SYSTEM) -> CounterView:
    """Take a break: the counter stays its clerk's, but does not count as open; the next call ends the break."""
    return _set_pause(counter, by, clock.now(), paused=True)


@transaction.atomic
def resume_counter(*, counter: int, by: str, clock: Clock = SYSTEM) -> CounterView:
    """Come back from a break."""
    return _set_pause(counter, by, clock.now(), paused=False)


@transaction.atomic
def serve_classes(*, counter: int, letters: Collection[str], by: str, clock: Clock = SYSTEM) -> CounterView:
    """Settle which classes a counter serves; none means all of them (one window for everything)."""
    unknown = sorted(set(letters) - set(ticketing().classes))
    if unknown:
        raise Refused("ticket.class_unknown", letter=unknown[0])
    before = lock(counter).letters
    every = set(letters) == set(ticketing().classes)
    served = "" if every else "".join(sorted(set(letters)))
    seat, _ = Counter.objects.update_or_create(number=counter, defaults={"letters": served})
    if served != before:
        audit.record(actor=by, action="queue.counter_classes", subject=str(counter), clock=clock, classes=served or "*")
    signals.wake("hall")
    return hall.counter_view(seat, "", day_of(clock.now()))


def shut(seat: Counter, now: datetime) -> None:
    """Close a locked counter whose case has ended."""
    _leave(seat, now)
    Counter.objects.filter(number=seat.number).update(
        is_open=False, clerk="", clerk_name="", clerk_title="", paused_at=None
    )
    signals.wake("hall")


def lock(counter: int) -> Counter:
    """Return a counter's row; until this transaction ends no other press at that counter begins."""
    check_counter(counter)
    return next(iter(find(Counter, "number = %s", [counter], lock=True)), None) or Counter(number=counter)


def at_hand(seat: Counter, by: str, shown: int | Shown | None, now: datetime) -> Ticket | None:
    """Return the ticket at a locked counter, where it is still `by` who sits there and still the ticket that was shown."""
    check_clerk(seat, by, now)
    ticket = current(seat.number, day_of(now))
    if shown is not Shown.ANY and shown != (ticket.pk if ticket else None):
        raise Refused("desk.moved_on")
    return ticket


def check_clerk(seat: Counter, by: str, now: datetime) -> None:
    """Raise `Refused` where somebody else has taken the counter over."""
    if seat.is_open_on(day_of(now)) and seat.clerk not in {"", by}:
        raise Refused("desk.taken_over", name=seat.clerk_name)


def current(counter: int, day: date) -> Ticket | None:
    """Return the ticket that is at a counter."""
    at_counter = "day = %s AND counter = %s AND state IN ('called', 'recalled', 'serving')"
    return next(iter(find(Ticket, at_counter, [day.isoformat(), counter])), None)


def check_counter(counter: int) -> None:
    """Raise `Refused` for a counter that the office does not have."""
    if not 1 <= counter <= settings.KIOSK.office.counters:
        raise Refused("desk.no_such_counter", counter=counter)


def _set_pause(counter: int, by: str, now: datetime, *, paused: bool) -> CounterView:
    seat = lock(counter)
    check_clerk(seat, by, now)
    if not seat.is_open_on(day_of(now)):
        raise Refused("desk.counter_closed", counter=counter)
    if paused and current(counter, day_of(now)):
        raise Refused("desk.still_serving")
    seat.paused_at = now if paused else None
    seat.save(update_fields=["paused_at"])
    signals.wake("hall")
    return hall.counter_view(seat, "", day_of(now))


def _leave(seat: Counter, now: datetime) -> None:
    """End the shift of who sat here, and let everybody have what was sent to this counter or to them."""
    hold_the_queue()
    Shift.objects.filter(counter=seat.number, closed_at=None).update(closed_at=now)
    sent = Q(to_counter=seat.number)
    if seat.clerk:
        sent |= Q(to_clerk=seat.clerk)
    for ticket in Ticket.objects.select_for_update().filter(sent, day=day_of(now), state__in=IN_QUEUE).order_by("id"):
        ticket.to_counter, ticket.to_clerk = None, ""
        ticket.save(update_fields=["to_counter", "to_clerk"])
        note(ticket, "released", Hand(seat.clerk, now, seat.number))
