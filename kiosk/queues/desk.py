"""The counters' side of the queue: call, call again, arrived, done, papers missing, pass on, did not come.

Every step is one transaction with its event row.  It begins by locking its counter (PostgreSQL) or everything (SQLite):
whose counter it is, and which number the clerk saw when pressing, are looked at under that lock, so that no press can end the
case of somebody who came there meanwhile.  Two clerks who press at the same moment get two different numbers, and a unique
index keeps one ticket at a counter.  A second press with the same `request_id` changes nothing and gets the first one's answer.
"""

from __future__ import annotations

import uuid  # noqa: TC003  # in the signature of a public function
from collections.abc import Sequence  # noqa: TC003  # the same
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, transaction

from kiosk.clock import SYSTEM, Clock, day_of
from kiosk.errors import Refused
from kiosk.finding import find
from kiosk.guide.ticketing import ticketing
from kiosk.queues import cases as case_book
from kiosk.queues import hall
from kiosk.queues.answers import CallView, CaseDone, DeskView
from kiosk.queues.choosing import choose
from kiosk.queues.locks import hold_the_queue
from kiosk.queues.models import Counter, Ticket, TicketEvent, TicketState
from kiosk.queues.pace import measure_pace
from kiosk.queues.presses import pressed
from kiosk.queues.rules.calls import MAX_CALLS, lapses_at
from kiosk.queues.seats import Shown, at_hand, check_counter, current, lock, open_counter, shut
from kiosk.queues.steps import Hand, move
from kiosk.staff import audit
from kiosk.staff.models import Member
from kiosk.staff.roles import Role
from kiosk.statements import ask
from kiosk.texts import FALLBACK, pick

if TYPE_CHECKING:
    from datetime import datetime

_ONE_NEARER = """
    UPDATE queues_ticket SET others_first = others_first - 1
    WHERE day = %s AND state IN ('waiting', 'transferred', 'returned') AND others_first > 0 AND id <> %s
"""
__all__ = ["Shown", "call_next", "close_counter", "desk", "open_counter"]


@transaction.atomic
def close_counter(*, counter: int, by: str, clock: Clock = SYSTEM) -> None:
    """Close a counter; a number that is still being served there is finished first."""
    finish(counter=counter, by=by, clock=clock)
    shut(lock(counter), clock.now())


def call_next(  # noqa: PLR0913  # one press, with all that it says
    *, counter: int, by: str, request_id: uuid.UUID, shown: int | Shown | None = Shown.ANY,
    cases: Sequence[CaseDone] = (), clock: Clock = SYSTEM,
) -> CallView | None:  # fmt: skip
    """Call the next number to `counter`, finishing the one served there with its `cases`; None where nobody waits.

    Which one is next is decided by `kiosk.queues.rules.order` alone.  `shown` is the ticket (None: nobody) that the clerk
    saw at the counter: where another one is there now, the press is refused.  So it is where somebody else has taken over.
    """
    try:
        return _call(counter, Hand(by, clock.now(), counter, request_id), shown, cases)
    except IntegrityError:  # the same press was quicker at another counter: look again at what it has done
        return _call(counter, Hand(by, clock.now(), counter, request_id), shown, cases)


def call_ticket(  # noqa: PLR0913  # who, whom, where and why
    *, counter: int, ticket_id: int, by: str, reason: str, request_id: uuid.UUID,
    shown: int | Shown | None = Shown.ANY, clock: Clock = SYSTEM,
) -> CallView | None:  # fmt: skip
    """Call one chosen number out of turn: a supervisor's right alone, with a reason that stays in the audit trail.

    At a colleague's counter only while nobody is there: the case at hand is its clerk's to end, and so is the called one.
    """
    if not Member.objects.filter(username=by, is_active=True, role__in=(Role.SUPERVISOR, Role.MANAGER)).exists():
        raise Refused("desk.supervisor_only")
    if not reason.strip():
        raise Refused("desk.reason_needed")
    hand = Hand(by, clock.now(), counter, request_id)
    try:
        return _call(counter, hand, shown, (), out_of_turn=(ticket_id, reason.strip()))
    except IntegrityError:
        return _call(counter, hand, shown, (), out_of_turn=(ticket_id, reason.strip()))


@transaction.atomic
def recall(
    *, counter: int, by: str, shown: int | Shown | None = Shown.ANY, request_id: uuid.UUID | None = None,
    clock: Clock = SYSTEM,
) -> CallView:  # fmt: skip
    """Call the number at `counter` once more; `shown` as for `call_next`."""
    hand, seat = Hand(by, clock.now(), counter, request_id), lock(counter)
    if done := pressed(request_id):
        return hall.call_view(done.ticket)
    ticket = at_hand(seat, by, shown, hand.now)
    if ticket is None or ticket.state == TicketState.SERVING:
        raise Refused("desk.nobody_here" if ticket is None else "desk.has_come")
    if ticket.calls >= MAX_CALLS:
        raise Refused("desk.called_often")
    move(ticket, TicketState.RECALLED, hand)
    return hall.call_view(ticket)


@transaction.atomic
def serve(
    *, counter: int, by: str, shown: int | Shown | None = Shown.ANY, request_id: uuid.UUID | None = None,
    clock: Clock = SYSTEM,
) -> bool:  # fmt: skip
    """Record that the number called to `counter` has come; False where none was called or it had come already."""
    hand, seat = Hand(by, clock.now(), counter, request_id), lock(counter)
    if pressed(request_id):
        return True
    ticket = at_hand(seat, by, shown, hand.now)
    if ticket is None or ticket.state == TicketState.SERVING:
        return False
    move(ticket, TicketState.SERVING, hand)
    return True


@transaction.atomic
def finish(  # noqa: PLR0913  # one press, with all that it says
    *, counter: int, by: str, shown: int | Shown | None = Shown.ANY, cases: Sequence[CaseDone] = (),
    request_id: uuid.UUID | None = None, clock: Clock = SYSTEM,
) -> bool:  # fmt: skip
    """Mark the visit at `counter` as done, with the `cases` done in it; False where nobody was there."""
    hand, seat = Hand(by, clock.now(), counter, request_id), lock(counter)
    if pressed(request_id):
        return True
    ticket = at_hand(seat, by, shown, hand.now)
    if ticket is not None:
        _done(ticket, hand, cases)
    return ticket is not None


@transaction.atomic
def no_show(
    *, counter: int, by: str, shown: int | Shown | None = Shown.ANY, request_id: uuid.UUID | None = None,
    clock: Clock = SYSTEM,
) -> bool:  # fmt: skip
    """Record that the number called to `counter` did not come; False where none was called.  `shown` as for `call_next`.

    Refused before the number was called three times, far enough apart to have come: that is what its slip promises.
    """
    hand, seat = Hand(by, clock.now(), counter, request_id), lock(counter)
    if pressed(request_id):
        return True
    ticket = at_hand(seat, by, shown, hand.now)
    if ticket is None:
        return False
    if ticket.state == TicketState.SERVING:
        raise Refused("desk.has_come")
    _refuse_haste(ticket, hand.now)
    move(ticket, TicketState.NO_SHOW, hand)
    return True


def desk(*, counter: int, clock: Clock = SYSTEM) -> DeskView:
    """Return one counter as its clerk sees it."""
    check_counter(counter)
    now = clock.now()
    day = day_of(now)
    row = Counter.objects.filter(number=counter).first() or Counter(number=counter)
    here = current(counter, day)
    kind = ticketing().classes.get(here.queue) if here else None
    waiting = hall.situation(day).waiting
    wanted, lapses = _lapse(here) if here and here.state != TicketState.SERVING else (0, None)
    return DeskView(
        counter=hall.counter_view(row, here.label if here else "", day),
        current=hall.call_view(here) if here else None,
        current_class=pick(kind.name, FALLBACK) if kind else "",
        current_language=here.language if here else "",
        waiting=sum(waiting.values()),
        waiting_by_class=dict(sorted(waiting.items())),
        done_today=hall.done_today(counter, day),
        current_queue=here.queue if here else "",
        current_state=TicketState(here.state) if here else None,
        calls_wanted=wanted,
        lapses_at=lapses,
    )


@transaction.atomic
def _call(
    counter: int, hand: Hand, shown: int | Shown | None, cases: Sequence[CaseDone], out_of_turn: tuple[int, str] | None = None
) -> CallView | None:
    seat = lock(counter)
    if done := pressed(hand.request_id):
        return hall.call_view(done.ticket) if done.kind == TicketState.CALLED else None
    if not seat.is_open_on(day_of(hand.now)):
        raise Refused("desk.counter_closed", counter=counter)
    served = at_hand(seat, hand.by if out_of_turn is None else seat.clerk or hand.by, shown, hand.now)
    if served is not None and seat.clerk not in {"", hand.by}:
        raise Refused("desk.busy", counter=counter)
    hold_the_queue()
    ticket, why = _chosen(seat, hand.now) if out_of_turn is None else _wanted(out_of_turn, hand)
    if served is not None:
        _done(served, hand if ticket is None else Hand(hand.by, hand.now, counter), cases)
    if ticket is None:
        return None
    if seat.paused_at is not None:
        Counter.objects.filter(number=counter).update(paused_at=None)
    _others_have_been_called(ticket)
    move(ticket, TicketState.CALLED, hand, reason=why, clerk=seat.clerk or hand.by)
    return hall.call_view(ticket)


def _chosen(seat: Counter, now: datetime) -> tuple[Ticket | None, str]:
    """Return whom to call and why; who gave up just now is not called, so it looks again."""
    while (chosen := choose(seat, now)) is not None:
        ticket = _still_waiting(chosen.one.ticket_id, now)
        if ticket is not None:
            return ticket, chosen.why
    return None, ""


def _still_waiting(ticket_id: int, now: datetime) -> Ticket | None:
    waits = "id = %s AND day = %s AND state IN ('waiting', 'transferred', 'returned')"
    return next(iter(find(Ticket, waits, [ticket_id, day_of(now).isoformat()], lock=True)), None)


def _wanted(out_of_turn: tuple[int, str], hand: Hand) -> tuple[Ticket, str]:
    ticket_id, reason = out_of_turn
    ticket = _still_waiting(ticket_id, hand.now)
    if ticket is None:
        raise Refused("ticket.waits_no_more")
    audit.record(actor=hand.by, action="queue.override", subject=ticket.label, reason=reason, counter=hand.counter)
    return ticket, reason


def _others_have_been_called(ticket: Ticket) -> None:
    """Bring those who came late one call nearer to their turn."""
    ask(_ONE_NEARER, [ticket.day.isoformat(), ticket.pk])


def _done(ticket: Ticket, hand: Hand, cases: Sequence[CaseDone]) -> None:
    case_book.record(ticket, hand, cases)
    move(ticket, TicketState.DONE, hand)
    measure_pace(ticket.queue, hand.now)


def _refuse_haste(ticket: Ticket, now: datetime) -> None:
    wanted, lapses = _lapse(ticket)
    if wanted:
        raise Refused("desk.call_again", calls=settings.KIOSK.queue.calls_before_no_show, wanted=wanted)
    if lapses is not None and now < lapses:
        raise Refused("desk.give_time", seconds=max(1, round((lapses - now).total_seconds())))


def _lapse(ticket: Ticket) -> tuple[int, datetime | None]:
    """Return how many calls a called ticket still wants before it lapses, and from when it may."""
    calls = TicketEvent.objects.filter(ticket=ticket, kind__in=("called", "recalled"), at__gte=ticket.called_at)
    rule = settings.KIOSK.queue
    return lapses_at(
        calls.values_list("at", flat=True), calls_wanted=rule.calls_before_no_show, apart_s=rule.call_apart_s
    )

