"""Coming back and giving up: a passed number, a visitor who fetched the papers, somebody who cannot wait."""

from __future__ import annotations

import secrets
import uuid  # in the signature of a public function
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from kiosk.clock import SYSTEM, Clock, day_of
from kiosk.errors import Refused
from kiosk.queues import hall
from kiosk.queues.models import Counter, Hold, Ticket, TicketState
from kiosk.queues.numbers import next_number
from kiosk.queues.presses import pressed
from kiosk.queues.rules import label
from kiosk.queues.states import IN_QUEUE
from kiosk.queues.steps import Hand, move, note
from kiosk.rows import insert

if TYPE_CHECKING:
    from datetime import date, datetime

    from kiosk.queues.answers import TicketView

RETURN_LETTER = "R"  # numbers of visits that go on from another day; no class of the office has it


@transaction.atomic
def return_late(
    *, ticket_id: int, by: str, request_id: uuid.UUID | None = None, clock: Clock = SYSTEM
) -> TicketView:
    """Put a passed number back into the queue: it is called after two others (a setting)."""
    hand = Hand(by, clock.now(), None, request_id)
    if done := pressed(request_id):
        return hall.ticket_view(done.ticket)
    ticket = _today(ticket_id, hand.now)
    if ticket.state != TicketState.NO_SHOW:
        raise Refused("ticket.not_passed", label=ticket.label)
    move(ticket, TicketState.RETURNED, hand, others_first=settings.KIOSK.queue.late_return_after)
    return hall.ticket_view(ticket)


def return_with_notice(
    *, serial: str, by: str, language: str = "", request_id: uuid.UUID | None = None, clock: Clock = SYSTEM
) -> TicketView:
    """Bring back, without a new number, whoever was told by the notice `serial` which papers were missing.

    On the same day the old number goes on; on another day the visit goes on under a number of its own that nobody has to
    take.  The counter that issued the notice calls it first; where it is closed, any counter does.  Raises `Refused` for a
    code that no counter has issued, and for one that has been used.
    """
    if not settings.KIOSK.queue.return_with_notice:
        raise Refused("ticket.notice_not_here")
    with transaction.atomic():
        hand = Hand(by, clock.now(), None, request_id)
        if done := pressed(request_id):
            return hall.ticket_view(done.ticket)
        held = Hold.objects.select_for_update().filter(notice_serial=serial.strip()).first()
        if held is None:
            raise Refused("ticket.notice_unknown", serial=serial.strip()[:16])
        if held.returned_at is not None:
            raise Refused("ticket.notice_used", serial=serial.strip())
        return _back(held, hand, language)


@transaction.atomic
def return_by_number(
    *, label: str, by: str, request_id: uuid.UUID | None = None, clock: Clock = SYSTEM
) -> TicketView:  # fmt: skip
    """Bring back a number of today as it stands on its ticket: one that was passed, or one whose papers were missing.

    Raises `Refused` where no such number was given today, and where it is neither.
    """
    hand = Hand(by, clock.now(), None, request_id)
    if done := pressed(request_id):
        return hall.ticket_view(done.ticket)
    ticket = Ticket.objects.filter(label=label.strip().upper()[:8], day=day_of(hand.now)).first()
    if ticket is None:
        raise Refused("ticket.number_unknown", label=label.strip()[:8])
    if ticket.state != TicketState.ON_HOLD:
        return return_late(ticket_id=ticket.pk, by=by, request_id=request_id, clock=clock)
    held = Hold.objects.select_for_update().filter(ticket=ticket, returned_at=None).latest("held_at")
    return _back(held, hand, "")


@transaction.atomic
def cancel(
    *, ticket_id: int, by: str, reason: str = "", request_id: uuid.UUID | None = None, clock: Clock = SYSTEM
) -> TicketView:
    """Take a number of today out of the queue; raises `Refused` where it is at a counter or over."""
    hand = Hand(by, clock.now(), None, request_id)
    if done := pressed(request_id):
        return hall.ticket_view(done.ticket)
    ticket = _today(ticket_id, hand.now)
    if ticket.state not in {*IN_QUEUE, TicketState.ON_HOLD}:
        raise Refused("ticket.waits_no_more")
    move(ticket, TicketState.CANCELLED, hand, reason=reason.strip())
    return hall.ticket_view(ticket)


def give_up(*, token: str, clock: Clock = SYSTEM) -> TicketView:
    """Let a visitor give up the number whose phone page they hold."""
    ticket = Ticket.objects.filter(token=token, day=day_of(clock.now())).first()
    if ticket is None:
        raise Refused("ticket.unknown")
    return cancel(ticket_id=ticket.pk, by="visitor", clock=clock)


@transaction.atomic
def set_priority(
    *, ticket_id: int, priority: bool, by: str, request_id: uuid.UUID | None = None, clock: Clock = SYSTEM
) -> TicketView:
    """Give a waiting number the mark 優, or take it off; the reason is never asked."""
    hand = Hand(by, clock.now(), None, request_id)
    if done := pressed(request_id):
        return hall.ticket_view(done.ticket)
    ticket = _today(ticket_id, hand.now)
    if ticket.state not in IN_QUEUE:
        raise Refused("ticket.waits_no_more")
    if ticket.priority != priority:
        ticket.priority = priority
        ticket.save(update_fields=["priority"])
        note(ticket, "priority", hand, reason="on" if priority else "off")
    return hall.ticket_view(ticket)


def _today(ticket_id: int, now: datetime) -> Ticket:
    ticket = Ticket.objects.select_for_update().filter(pk=ticket_id, day=day_of(now)).first()
    if ticket is None:
        raise Refused("ticket.unknown")
    return ticket


def _back(held: Hold, hand: Hand, language: str) -> TicketView:
    ticket = _resumed(held, hand, language)
    held.returned_at, held.returned_as = hand.now, ticket
    held.save(update_fields=["returned_at", "returned_as"])
    return hall.ticket_view(ticket)


def _resumed(held: Hold, hand: Hand, language: str) -> Ticket:
    day = day_of(hand.now)
    ticket = Ticket.objects.select_for_update().get(pk=held.ticket_id)
    back_to = held.counter if _is_open(held.counter, day) else None
    if ticket.day == day:
        if ticket.state != TicketState.ON_HOLD:
            raise Refused("ticket.waits_no_more")
        move(ticket, TicketState.RETURNED, hand, to_counter=back_to)
        return ticket
    number = next_number(RETURN_LETTER, day)
    again = Ticket(
        letter=RETURN_LETTER, number=number, day=day, label=label(RETURN_LETTER, number), queue=ticket.queue,
        language=language or ticket.language, priority=ticket.priority, state=TicketState.RETURNED, request_id=uuid.uuid4(),
        token=secrets.token_urlsafe(16), people_ahead=0, taken_at=hand.now, queued_at=hand.now, to_counter=back_to,
        origin="return",
    )  # fmt: skip
    insert(again)
    note(again, TicketState.RETURNED, hand, reason=held.notice_serial or "")
    return again


def _is_open(counter: int, day: date) -> bool:
    seat = Counter.objects.filter(number=counter).first()
    return seat is not None and seat.is_open_on(day)
