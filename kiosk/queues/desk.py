"""The counters' side of the queue: call, call again, done.

Every step is one transaction with its event row.  It begins by locking its counter (PostgreSQL) or everything (SQLite):
whose counter it is, and which number the clerk saw when pressing, are looked at under that lock, so that no press can end the
case of somebody who came there meanwhile.  Two clerks who press at the same moment get two different numbers, and a unique
index keeps one ticket at a counter.
"""

from __future__ import annotations

import uuid  # noqa: TC003  # in the signature of a public function
from enum import Enum
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, transaction

from kiosk import signals
from kiosk.clock import SYSTEM, Clock, day_of
from kiosk.errors import Refused
from kiosk.guide.ticketing import ticketing
from kiosk.queues import hall
from kiosk.queues.answers import CallView, CounterView, DeskView
from kiosk.queues.models import Counter, Ticket, TicketEvent, TicketState
from kiosk.queues.pace import measure_pace
from kiosk.queues.rules import Waiting, choose_next
from kiosk.texts import FALLBACK, pick

if TYPE_CHECKING:
    from datetime import date, datetime

MAX_RECALLS = 20


class Shown(Enum):
    """What a caller without a page hands in as `shown`: whatever number is at the counter is meant."""

    ANY = "any"


@transaction.atomic
def open_counter(*, counter: int, by: str, name: str, title: str, clock: Clock = SYSTEM) -> CounterView:
    """Open a counter for the clerk `by`; who sat there before is replaced."""
    _check_counter(counter)
    row, _ = Counter.objects.update_or_create(
        number=counter,
        defaults={"is_open": True, "clerk": by, "clerk_name": name, "clerk_title": title, "opened_at": clock.now()},
    )
    signals.wake("hall")
    return hall.counter_view(row, "", day_of(clock.now()))


@transaction.atomic
def close_counter(*, counter: int, by: str, clock: Clock = SYSTEM) -> None:
    """Close a counter; a number that is still being served there is finished first."""
    finish(counter=counter, by=by, clock=clock)
    Counter.objects.filter(number=counter).update(is_open=False, clerk="", clerk_name="", clerk_title="")
    signals.wake("hall")


def call_next(
    *, counter: int, by: str, request_id: uuid.UUID, shown: int | Shown | None = Shown.ANY, clock: Clock = SYSTEM
) -> CallView | None:
    """Call the next number to `counter`, finishing the one served there; None where nobody waits.

    A second press with the same `request_id` returns the same call.  `shown` is the ticket (None: nobody) that the clerk saw
    at the counter: where another one is there now, the press is refused.  So it is where somebody else has taken over.
    """
    try:
        return _call_next(counter, by, request_id, shown, clock)
    except IntegrityError:  # the same press was quicker at another counter: look again at what it has done
        return _call_next(counter, by, request_id, shown, clock)


@transaction.atomic
def _call_next(
    counter: int, by: str, request_id: uuid.UUID, shown: int | Shown | None, clock: Clock
) -> CallView | None:
    seat, now = _lock(counter), clock.now()
    pressed = TicketEvent.objects.select_related("ticket").filter(request_id=request_id).first()
    if pressed is not None:
        return hall.call_view(pressed.ticket)
    if not seat.is_open_on(day_of(now)):
        raise Refused("desk.counter_closed", counter=counter)
    served = _at_hand(seat, by, shown, now)
    if served is not None:
        _end(served, by, now, TicketState.DONE)
    chosen = _choose(counter, day_of(now))
    if chosen is None:
        return None
    ticket = Ticket.objects.get(pk=chosen.ticket_id)
    ticket.state, ticket.counter = TicketState.CALLED, counter
    ticket.called_at = ticket.last_call_at = now
    ticket.calls = 1
    ticket.save(update_fields=["state", "counter", "called_at", "last_call_at", "calls"])
    TicketEvent.objects.create(
        ticket=ticket, kind="called", at=now, counter=counter, by=by, request_id=request_id
    )
    signals.wake("hall")
    return hall.call_view(ticket)


@transaction.atomic
def recall(*, counter: int, by: str, shown: int | Shown | None = Shown.ANY, clock: Clock = SYSTEM) -> CallView:
    """Call the number at `counter` once more; `shown` as for `call_next`."""
    now = clock.now()
    ticket = _at_hand(_lock(counter), by, shown, now)
    if ticket is None or ticket.calls >= MAX_RECALLS:
        raise Refused("desk.nobody_here" if ticket is None else "desk.called_often")
    ticket.last_call_at = now
    ticket.calls += 1
    ticket.save(update_fields=["last_call_at", "calls"])
    TicketEvent.objects.create(ticket=ticket, kind="recalled", at=now, counter=counter, by=by)
    signals.wake("hall")
    return hall.call_view(ticket)


@transaction.atomic
def finish(*, counter: int, by: str, shown: int | Shown | None = Shown.ANY, clock: Clock = SYSTEM) -> bool:
    """Mark the case at `counter` as done; returns False where nobody was there.  `shown` as for `call_next`."""
    now = clock.now()
    ticket = _at_hand(_lock(counter), by, shown, now)
    return ticket is not None and _end(ticket, by, now, TicketState.DONE)


@transaction.atomic
def no_show(*, counter: int, by: str, shown: int | Shown | None = Shown.ANY, clock: Clock = SYSTEM) -> bool:
    """Record that the number called to `counter` did not come; False where none was called.  `shown` as for `call_next`."""
    now = clock.now()
    ticket = _at_hand(_lock(counter), by, shown, now)
    return ticket is not None and _end(ticket, by, now, TicketState.NO_SHOW)


def desk(*, counter: int, clock: Clock = SYSTEM) -> DeskView:
    """Return one counter as its clerk sees it."""
    _check_counter(counter)
    day = day_of(clock.now())
    row = Counter.objects.filter(number=counter).first() or Counter(number=counter)
    current = _current(counter, day)
    kind = ticketing().classes.get(current.letter) if current else None
    waiting = hall.situation(day).waiting
    return DeskView(
        counter=hall.counter_view(row, current.label if current else "", day),
        current=hall.call_view(current) if current else None,
        current_class=pick(kind.name, FALLBACK) if kind else "",
        current_language=current.language if current else "",
        waiting=sum(waiting.values()), waiting_by_class=dict(sorted(waiting.items())),
        done_today=hall.done_today(counter, day),
    )  # fmt: skip


def _lock(counter: int) -> Counter:
    """Return a counter's row; until this transaction ends no other press at that counter begins."""
    _check_counter(counter)
    return Counter.objects.select_for_update().filter(number=counter).first() or Counter(number=counter)


def _at_hand(seat: Counter, by: str, shown: int | Shown | None, now: datetime) -> Ticket | None:
    """Return the ticket at a locked counter, where it is still `by` who sits there and still the ticket that was shown."""
    if seat.is_open_on(day_of(now)) and seat.clerk not in {"", by}:
        raise Refused("desk.taken_over", name=seat.clerk_name)
    ticket = _current(seat.number, day_of(now))
    if shown is not Shown.ANY and shown != (ticket.pk if ticket else None):
        raise Refused("desk.moved_on")
    return ticket


def _current(counter: int, day: date) -> Ticket | None:
    return Ticket.objects.filter(day=day, counter=counter, state=TicketState.CALLED).first()


def _choose(counter: int, day: date) -> Waiting | None:
    rows = Ticket.objects.select_for_update().filter(day=day, state=TicketState.WAITING).order_by("id")
    waiting = [Waiting(*row) for row in rows.values_list("id", "letter", "priority", "taken_at")]
    calls = list(
        Ticket.objects.filter(day=day, called_at__isnull=False)
        .order_by("-called_at").values_list("letter", "priority", "counter")[:60]
    )  # fmt: skip
    of_class: dict[str, list[bool]] = {}
    for letter, priority, _ in calls:
        of_class.setdefault(letter, []).append(priority)
    return choose_next(
        waiting, recent_of_class=dict(of_class), recent_here=[p for _, p, where in calls if where == counter]
    )


def _end(ticket: Ticket, by: str, now: datetime, state: TicketState) -> bool:
    ticket.state, ticket.ended_at = state, now
    ticket.save(update_fields=["state", "ended_at"])
    TicketEvent.objects.create(ticket=ticket, kind=state, at=now, counter=ticket.counter, by=by)
    if state == TicketState.DONE:
        measure_pace(ticket.letter, now)
    signals.wake("hall")
    return True


def _check_counter(counter: int) -> None:
    if not 1 <= counter <= settings.KIOSK.office.counters:
        raise Refused("desk.no_such_counter", counter=counter)
