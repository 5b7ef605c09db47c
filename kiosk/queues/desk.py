"""The counters' side of the queue: call, call again, done.

Every step is one transaction with its event row.  Two clerks who press at the same moment get two different numbers: the
row is locked (PostgreSQL) or the whole transaction is (SQLite), and a unique index keeps one ticket at a counter.
"""

from __future__ import annotations

import statistics
import uuid  # noqa: TC003  # in the signature of a public function
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, transaction

from kiosk import signals
from kiosk.clock import SYSTEM, Clock, day_of
from kiosk.errors import Refused
from kiosk.guide.ticketing import ticketing
from kiosk.queues import hall
from kiosk.queues.answers import CallView, CounterView, DeskView
from kiosk.queues.models import Counter, Pace, Ticket, TicketEvent, TicketState
from kiosk.queues.rules import Waiting, choose_next
from kiosk.texts import FALLBACK, pick

if TYPE_CHECKING:
    from datetime import date, datetime

PACE_CASES = 20
PACE_LIMITS_S = (20, 4 * 3600)  # shorter was a slip of the finger, longer a ticket that was forgotten
MAX_RECALLS = 20


@transaction.atomic
def open_counter(*, counter: int, by: str, name: str, title: str, clock: Clock = SYSTEM) -> CounterView:
    """Open a counter for the clerk `by`; who sat there before is replaced."""
    _check_counter(counter)
    row, _ = Counter.objects.update_or_create(
        number=counter,
        defaults={"is_open": True, "clerk": by, "clerk_name": name, "clerk_title": title, "opened_at": clock.now()},
    )
    signals.wake("hall")
    return hall.counter_view(row, "")


@transaction.atomic
def close_counter(*, counter: int, by: str, clock: Clock = SYSTEM) -> None:
    """Close a counter; a number that is still being served there is finished first."""
    finish(counter=counter, by=by, clock=clock)
    Counter.objects.filter(number=counter).update(is_open=False, clerk="", clerk_name="", clerk_title="")
    signals.wake("hall")


def call_next(*, counter: int, by: str, request_id: uuid.UUID, clock: Clock = SYSTEM) -> CallView | None:
    """Call the next number to `counter`, finishing the one served there; None where nobody waits.

    A second press with the same `request_id` returns the same call.
    """
    try:
        return _call_next(counter, by, request_id, clock)
    except IntegrityError:  # another press at this counter was quicker: look again at what it has done
        return _call_next(counter, by, request_id, clock)


@transaction.atomic
def _call_next(counter: int, by: str, request_id: uuid.UUID, clock: Clock) -> CallView | None:
    pressed = TicketEvent.objects.select_related("ticket").filter(request_id=request_id).first()
    if pressed is not None:
        return hall.call_view(pressed.ticket)
    _check_open(counter)
    now = clock.now()
    _end(counter, by, now, TicketState.DONE)
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
def recall(*, counter: int, by: str, clock: Clock = SYSTEM) -> CallView:
    """Call the number at `counter` once more."""
    ticket = _current(counter, clock)
    if ticket is None or ticket.calls >= MAX_RECALLS:
        raise Refused("desk.nobody_here" if ticket is None else "desk.called_often")
    now = clock.now()
    ticket.last_call_at = now
    ticket.calls += 1
    ticket.save(update_fields=["last_call_at", "calls"])
    TicketEvent.objects.create(ticket=ticket, kind="recalled", at=now, counter=counter, by=by)
    signals.wake("hall")
    return hall.call_view(ticket)


@transaction.atomic
def finish(*, counter: int, by: str, clock: Clock = SYSTEM) -> bool:
    """Mark the case at `counter` as done; returns False where nobody was there."""
    return _end(counter, by, clock.now(), TicketState.DONE)


@transaction.atomic
def no_show(*, counter: int, by: str, clock: Clock = SYSTEM) -> bool:
    """Record that the number called to `counter` did not come; returns False where none was called."""
    return _end(counter, by, clock.now(), TicketState.NO_SHOW)


def desk(*, counter: int, clock: Clock = SYSTEM) -> DeskView:
    """Return one counter as its clerk sees it."""
    _check_counter(counter)
    day = day_of(clock.now())
    row = Counter.objects.filter(number=counter).first() or Counter(number=counter)
    current = _current(counter, clock)
    kind = ticketing().classes.get(current.letter) if current else None
    waiting = hall.situation(day).waiting
    return DeskView(
        counter=hall.counter_view(row, current.label if current else ""),
        current=hall.call_view(current) if current else None,
        current_class=pick(kind.name, FALLBACK) if kind else "",
        current_language=current.language if current else "",
        waiting=sum(waiting.values()), waiting_by_class=dict(sorted(waiting.items())),
        done_today=hall.done_today(counter, day),
    )  # fmt: skip


def _current(counter: int, clock: Clock) -> Ticket | None:
    return Ticket.objects.filter(day=day_of(clock.now()), counter=counter, state=TicketState.CALLED).first()


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


def _end(counter: int, by: str, now: datetime, state: TicketState) -> bool:
    ticket = (
        Ticket.objects.select_for_update()
        .filter(day=day_of(now), counter=counter, state=TicketState.CALLED)
        .first()
    )
    if ticket is None:
        return False
    ticket.state, ticket.ended_at = state, now
    ticket.save(update_fields=["state", "ended_at"])
    TicketEvent.objects.create(ticket=ticket, kind=state, at=now, counter=counter, by=by)
    if state == TicketState.DONE:
        _measure_pace(ticket.letter, now)
    signals.wake("hall")
    return True


def _measure_pace(letter: str, now: datetime) -> None:
    done = Ticket.objects.filter(letter=letter, state=TicketState.DONE).order_by("-ended_at")
    spans = [
        (ended - called).total_seconds()
        for called, ended in done.values_list("called_at", "ended_at")[:PACE_CASES]
        if called and ended
    ]
    low, high = PACE_LIMITS_S
    fair = [span for span in spans if low <= span <= high]
    if fair:
        Pace.objects.update_or_create(
            letter=letter, defaults={"median_s": round(statistics.median(fair)), "measured_at": now}
        )


def _check_counter(counter: int) -> None:
    if not 1 <= counter <= settings.KIOSK.office.counters:
        raise Refused("desk.no_such_counter", counter=counter)


def _check_open(counter: int) -> None:
    _check_counter(counter)
    if not Counter.objects.filter(number=counter, is_open=True).exists():
        raise Refused("desk.counter_closed", counter=counter)
