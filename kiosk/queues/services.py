"""The queue's door for visitors and the hall: take a number, see who is called.

The counters' side is `kiosk.queues.desk`; both share `kiosk.queues.hall`, which only reads.
"""

from __future__ import annotations

import secrets
import uuid  # noqa: TC003  # in the signature of a public function
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, transaction

from kiosk import signals
from kiosk.clock import SYSTEM, Clock, StillClock, day_of
from kiosk.errors import Refused
from kiosk.guide.ticketing import Ticketing, ticketing
from kiosk.outbox import services as outbox
from kiosk.queues import hall as hall_reader
from kiosk.queues.answers import CallView, ClassView, HallView, TicketStatus, TicketTaken
from kiosk.queues.day_end import end_past_days
from kiosk.queues.desk import call_next, close_counter, desk, finish, no_show, open_counter, recall
from kiosk.queues.models import Ticket, TicketEvent, TicketState
from kiosk.queues.numbers import next_number
from kiosk.queues.rules import label, name_and_detail
from kiosk.queues.slips import TicketFacts, ticket_slip
from kiosk.rows import insert
from kiosk.texts import LANGUAGES, pick

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.guide.answers import TicketClass
    from kiosk.queues.rules import WaitRange

__all__ = [
    "call_next", "classes", "close_counter", "desk", "end_past_days", "finish", "hall", "no_show", "open_counter", "recall",
    "recent_calls", "take_ticket", "ticket_status",
]  # fmt: skip


def classes(*, language: str, clock: Clock = SYSTEM) -> tuple[ClassView, ...]:
    """Return the classes of the office in order, with who waits in each and for how long."""
    now, kinds = hall_reader.situation(day_of(clock.now())), ticketing().classes
    return tuple(_class_view(one, now, now.wait(kinds), language) for one in kinds.values())


def take_ticket(
    *, letter: str, language: str, priority: bool, request_id: uuid.UUID, clock: Clock = SYSTEM
) -> TicketTaken:
    """Give the next number of a class and put its slip into the outbox, in one transaction.

    A second press with the same `request_id` returns the number already given.  Raises `Refused` for an
    unknown class, and when no number given now would be served today.
    """
    language = language if language in LANGUAGES else LANGUAGES[0]
    office = ticketing()
    if letter not in office.classes:
        raise Refused("ticket.class_unknown", letter=letter)
    late = not settings.KIOSK_HOURS.takes_numbers(clock.now())
    if late and not Ticket.objects.filter(request_id=request_id).exists():
        raise Refused("ticket.ended")
    try:
        with transaction.atomic():
            ticket = _give(office, letter, language, request_id, clock.now(), priority=priority)
    except IntegrityError:
        given = Ticket.objects.filter(request_id=request_id).first()
        if given is None:
            raise
        ticket = given
    return _taken(ticket, office)


def hall(*, clock: Clock = SYSTEM) -> HallView:
    """Return what the hall shows now."""
    return hall_reader.hall(clock.now())


def recent_calls(*, within_s: float, clock: Clock = SYSTEM) -> tuple[CallView, ...]:
    """Return every call of the last `within_s` seconds, newest first; a recall is a call of its own."""
    return hall_reader.calls_since(clock.now() - timedelta(seconds=within_s))


def ticket_status(*, token: str, language: str | None = None, clock: Clock = SYSTEM) -> TicketStatus:
    """Return what a phone may know of one number; raises `Refused` for an unknown or yesterday's token."""
    today = day_of(clock.now())
    ticket = Ticket.objects.filter(token=token, day=today).first()
    if ticket is None:
        raise Refused("ticket.unknown")
    return hall_reader.status(ticket, language if language in LANGUAGES else ticket.language)


def _give(  # noqa: PLR0913  # one press, with all that it chose
    office: Ticketing, letter: str, language: str, request_id: uuid.UUID, now: datetime, *, priority: bool
) -> Ticket:
    day = day_of(now)
    situation = hall_reader.situation(day)
    number = next_number(letter, day)
    token = secrets.token_urlsafe(16)
    ticket = Ticket(
        letter=letter, number=number, day=day, label=label(letter, number), language=language, priority=priority,
        state=TicketState.WAITING, request_id=request_id, token=token, taken_at=now,
        people_ahead=sum(situation.waiting.values()),
    )  # fmt: skip
    wait = situation.wait(office.classes)
    if wait is not None:
        ticket.wait_low_min, ticket.wait_high_min = wait.low_min, wait.high_min
    ticket.job = outbox.enqueue(
        kind="ticket", label=ticket.label, slip_json=ticket_slip(_facts(ticket, office)).to_json(), language=language,
        not_after_at=now + timedelta(minutes=settings.KIOSK.printer.stale_after_minutes),
        request_id=request_id, clock=StillClock(now),
    )  # fmt: skip
    insert(ticket)
    insert(TicketEvent(ticket=ticket, kind="taken", at=now, by=settings.KIOSK.office.kiosk_label))
    signals.wake("hall")
    return ticket


def _facts(ticket: Ticket, office: Ticketing) -> TicketFacts:
    names = office.classes[ticket.letter].screen_name
    return TicketFacts(
        office=office.office, class_name={language: name_and_detail(name)[0] for language, name in names.items()},
        label=ticket.label, priority=ticket.priority, people_ahead=ticket.people_ahead,
        wait=hall_reader.stored_wait(ticket), status_url=_status_url(ticket.token), taken_at=ticket.taken_at,
        kiosk_label=settings.KIOSK.office.kiosk_label, language=ticket.language,
    )  # fmt: skip


def _class_view(
    kind: TicketClass, now: hall_reader.Situation, wait: WaitRange | None, language: str
) -> ClassView:
    name, detail = name_and_detail(pick(kind.screen_name, language))
    return ClassView(
        letter=kind.letter, name=name, detail=detail, waiting=now.waiting.get(kind.letter, 0), wait=wait
    )


def _taken(ticket: Ticket, office: Ticketing) -> TicketTaken:
    kind = office.classes.get(ticket.letter)
    return TicketTaken(
        ticket_id=ticket.pk, label=ticket.label, letter=ticket.letter,
        class_name=name_and_detail(pick(kind.screen_name, ticket.language))[0] if kind else ticket.letter,
        people_ahead=ticket.people_ahead, wait=hall_reader.stored_wait(ticket), priority=ticket.priority,
        job_id=ticket.job_id, status_url=_status_url(ticket.token), taken_at=ticket.taken_at,
    )  # fmt: skip


def _status_url(token: str) -> str:
    base: str = settings.KIOSK.office.public_url
    return f"{base.rstrip('/')}/t/{token}/" if base else ""
