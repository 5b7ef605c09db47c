"""The queue's door for visitors and the hall: take a number, see who is called.

The counters' side is `kiosk.queues.desk` and `passing_on`, coming back and giving up is `returning`, the days and their
sessions are `sessions`; all share `kiosk.queues.hall`, which only reads, and `steps`, which alone moves a ticket.
"""

from __future__ import annotations

import secrets
import uuid  # noqa: TC003  # in the signature of a public function
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, transaction

from kiosk import signals
from kiosk.clock import SYSTEM, Clock, StillClock, day_of
from kiosk.errors import Refused
from kiosk.guide.ticketing import Ticketing, ticketing
from kiosk.outbox import services as outbox
from kiosk.queues import day_rules, roll
from kiosk.queues import hall as hall_reader
from kiosk.queues.advice import advice
from kiosk.queues.answers import CallView, CaseDone, ClassView, HallView, TicketStatus, TicketTaken, TicketView
from kiosk.queues.calendar import calendar_years, load_holidays, missing_years, take_calendar
from kiosk.queues.cases import case_types, cases_of_day, correct_case
from kiosk.queues.class_settings import ClassWish, class_settings, settle_class, settle_classes, settle_counters
from kiosk.queues.copies import reprint_ticket
from kiosk.queues.day_end import end_past_days
from kiosk.queues.decisions import days_ahead, decide_day, decided_days, undo_decision
from kiosk.queues.desk import Shown, call_next, call_ticket, close_counter, desk, finish, no_show, recall, serve
from kiosk.queues.guide_now import categories_now, life_events_now, search_now, services_now
from kiosk.queues.labels import written
from kiosk.queues.lookup import ticket_of_today
from kiosk.queues.models import Ticket, TicketEvent, TicketState
from kiosk.queues.numbers import next_number, number_from_roll
from kiosk.queues.passing_on import hold, transfer
from kiosk.queues.ranking import RankingView, ranking, sign_ranking
from kiosk.queues.returning import cancel, give_up, return_by_number, return_late, return_with_notice, set_priority
from kiosk.queues.roll import RollView, end_roll, rolls, start_roll
from kiosk.queues.rules import name_and_detail
from kiosk.queues.seats import open_counter, pause_counter, resume_counter, serve_classes
from kiosk.queues.served import served_at, served_lately
from kiosk.queues.sessions import opening_hours, session
from kiosk.queues.slips import TicketFacts, ticket_slip
from kiosk.queues.special import (
    case_owners,
    close_special_case,
    concluded_cases,
    escalate_special_case,
    open_special_case,
    special_cases,
)
from kiosk.queues.state_paper import keep_state
from kiosk.queues.statistics import Statistics, as_csv, statistics
from kiosk.rows import insert
from kiosk.texts import LANGUAGES, pick

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.guide.answers import TicketClass
    from kiosk.outbox.models import Job
    from kiosk.queues.rules import WaitRange

__all__ = [
    "CaseDone", "ClassWish", "RankingView", "RollView", "Shown", "Statistics", "advice", "as_csv", "calendar_years",
    "call_next", "call_ticket", "cancel", "case_owners", "case_types", "cases_of_day", "categories_now", "class_settings",
    "classes", "close_counter", "close_special_case", "concluded_cases", "correct_case", "days_ahead", "decide_day",
    "decided_days", "desk", "end_past_days", "end_roll", "escalate_special_case", "finish", "give_up", "hall", "hold",
    "keep_state", "life_events_now", "load_holidays", "missing_years",
    "no_show", "open_counter", "open_special_case", "opening_hours",
    "pause_counter", "ranking", "recall", "recent_calls", "reprint_ticket", "resume_counter", "return_by_number",
    "return_late", "return_with_notice", "rolls", "search_now", "serve", "serve_classes", "served_at", "served_lately",
    "services_now", "session",
    "set_priority", "settle_class", "settle_classes", "settle_counters", "sign_ranking", "special_cases", "start_roll",
    "statistics", "take_calendar", "take_from_roll", "take_ticket", "ticket_of_today", "ticket_status", "tickets_today",
    "transfer", "undo_decision",
]  # fmt: skip


def classes(*, language: str, clock: Clock = SYSTEM) -> tuple[ClassView, ...]:
    """Return the classes of the office in order, with who waits in each, for how long, and which take numbers now."""
    at = clock.now()
    now, kinds, rules = hall_reader.situation(day_of(at)), ticketing().classes, day_rules.of(at)
    return tuple(
        _class_view(one, now, now.wait(kinds, letter=one.letter), language, rules.refusal(one.letter))
        for one in kinds.values()
    )


def take_ticket(  # noqa: PLR0913  # one press, with all that it chose
    *, letter: str, language: str, priority: bool, request_id: uuid.UUID, slot_at: datetime | None = None,
    origin: str = "kiosk", by: str = "", whole: bool = False, clock: Clock = SYSTEM,
) -> TicketTaken:  # fmt: skip
    """Give the next number of a class and put its slip into the outbox, in one transaction.

    A second press with the same `request_id` returns the number already given.  `slot_at` is the hour of a booking.  Raises
    `Refused` for an unknown class, one that this session does not take or whose numbers of today are all given, and when no
    number given now would be served today.  `by` is the member of staff who takes it for somebody (`origin` desk).  `whole`
    says that whatever is raised ends the caller's transaction as a whole, and that it then asks again: it spares a savepoint.
    """
    language = language if language in LANGUAGES else LANGUAGES[0]
    now = clock.now()
    rules = day_rules.of(now, request_id)
    if letter not in rules.office.classes:
        raise Refused("ticket.class_unknown", letter=letter)
    wish = _Wish(letter, language, request_id, priority, slot_at, origin, by or settings.KIOSK.office.kiosk_label)
    if rules.given is not None:
        return _taken(Ticket.objects.get(pk=rules.given), rules.office)
    try:
        ticket = _give(wish, rules, now, whole=whole)
    except (IntegrityError, Refused):  # the same press has been quicker, and perhaps had the last number
        given = None if whole else Ticket.objects.filter(request_id=request_id).first()
        if given is None:
            raise
        ticket = given
    return _taken(ticket, rules.office)


def take_from_roll(  # noqa: PLR0913  # one strip of paper, with all that stands on it
    *, letter: str, number: int, by: str, request_id: uuid.UUID, language: str = "zh_Hant", priority: bool = False,
    skipped: bool = False, clock: Clock = SYSTEM,
) -> TicketView:  # fmt: skip
    """Record a number that was handed out from a pre-printed roll; the machine goes on after the highest one.

    Where the class is on a roll it must be the roll's next number, or `skipped` says that the ones before it are torn.
    """
    language = language if language in LANGUAGES else LANGUAGES[0]
    now = clock.now()
    rules = day_rules.of(now)
    if letter not in rules.office.classes:
        raise Refused("ticket.class_unknown", letter=letter)
    wish = _Wish(letter, language, request_id, priority, None, "roll", by)
    try:
        return hall_reader.ticket_view(_from_roll(wish, rules, number, now, skipped=skipped))
    except IntegrityError:  # the same press, or the same number, has been quicker: look again
        return hall_reader.ticket_view(_from_roll(wish, rules, number, now, skipped=skipped))


def tickets_today(*states: TicketState, clock: Clock = SYSTEM) -> tuple[TicketView, ...]:
    """Return the numbers of today that are in one of `states` (all without), in the order in which they were taken."""
    return hall_reader.tickets_of_today(clock.now(), *states)


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


@dataclass(frozen=True)
class _Wish:
    """What one press has chosen."""

    letter: str
    language: str
    request_id: uuid.UUID
    priority: bool
    slot_at: datetime | None
    origin: str
    by: str


def _give(wish: _Wish, rules: day_rules.DayRules, now: datetime, *, whole: bool) -> Ticket:
    if reason := rules.refusal(wish.letter):
        raise Refused(reason)
    skip_fours, cap = settings.KIOSK.queue.skip_fours, rules.caps.get(wish.letter)
    with transaction.atomic(savepoint=not whole):
        situation = hall_reader.situation(day_of(now))  # first: from the number on, others of its class wait for this commit
        number = next_number(wish.letter, day_of(now), cap=cap, skip_fours=skip_fours)
        ticket = _ticket(wish, rules, situation, number, now)
        outbox.enqueue(
            kind="ticket", label=ticket.label, slip_json=ticket_slip(_facts(ticket, rules.office)).to_json(),
            language=ticket.language, not_after_at=now + timedelta(minutes=settings.KIOSK.printer.stale_after_minutes),
            request_id=wish.request_id, facts=lambda job: _taken_with(job, ticket, wish, now), clock=StillClock(now),
        )  # fmt: skip
        signals.wake("hall")
    return ticket


def _taken_with(job: Job | None, ticket: Ticket, wish: _Wish, now: datetime) -> tuple[Ticket, TicketEvent]:
    """Return the rows of a number that is taken now, with the slip that it prints."""
    ticket.job = job
    return ticket, TicketEvent(ticket=ticket, kind="taken", at=now, by=wish.by)


@transaction.atomic
def _from_roll(wish: _Wish, rules: day_rules.DayRules, number: int, now: datetime, *, skipped: bool) -> Ticket:
    given = Ticket.objects.filter(request_id=wish.request_id).first()
    if given is not None:
        return given
    roll.check(wish.letter, number, now)
    roll.follow(wish.letter, number, skipped=skipped)
    situation = hall_reader.situation(day_of(now))
    number_from_roll(wish.letter, day_of(now), number)
    ticket = _ticket(wish, rules, situation, number, now)
    insert(*_taken_with(None, ticket, wish, now))
    signals.wake("hall")
    return ticket


def _ticket(
    wish: _Wish, rules: day_rules.DayRules, situation: hall_reader.Situation, number: int, now: datetime
) -> Ticket:
    """Return a number as it is taken now, with who is ahead and how long that will take; not yet written."""
    wait = situation.wait(rules.office.classes, letter=wish.letter, priority=wish.priority)
    return Ticket(
        letter=wish.letter, queue=wish.letter, number=number, day=day_of(now), label=written(wish.letter, number),
        language=wish.language, priority=wish.priority, state=TicketState.WAITING, request_id=wish.request_id,
        token=secrets.token_urlsafe(16), taken_at=now, queued_at=now, slot_at=wish.slot_at, origin=wish.origin,
        session=rules.session.kind, people_ahead=sum(situation.waiting.values()),
        wait_low_min=wait.low_min if wait else None, wait_high_min=wait.high_min if wait else None,
    )  # fmt: skip


def _facts(ticket: Ticket, office: Ticketing) -> TicketFacts:
    names = office.classes[ticket.letter].screen_name
    return TicketFacts(
        office=office.office, class_name={language: name_and_detail(name)[0] for language, name in names.items()},
        label=ticket.label, priority=ticket.priority, people_ahead=ticket.people_ahead,
        wait=hall_reader.stored_wait(ticket), status_url=_status_url(ticket.token), taken_at=ticket.taken_at,
        kiosk_label=settings.KIOSK.office.kiosk_label, language=ticket.language,
    )  # fmt: skip


def _class_view(
    kind: TicketClass, now: hall_reader.Situation, wait: WaitRange | None, language: str, refusal: str
) -> ClassView:
    name, detail = name_and_detail(pick(kind.screen_name, language))
    return ClassView(
        letter=kind.letter, name=name, detail=detail, waiting=now.waiting.get(kind.letter, 0), wait=wait,
        open=not refusal, closed_reason=refusal,
    )  # fmt: skip


def _taken(ticket: Ticket, office: Ticketing) -> TicketTaken:
    kind = office.classes.get(ticket.letter)
    return TicketTaken(
        ticket_id=ticket.pk, label=ticket.label, letter=ticket.letter,
        class_name=name_and_detail(pick(kind.screen_name, ticket.language))[0] if kind else ticket.letter,
        people_ahead=ticket.people_ahead, wait=hall_reader.stored_wait(ticket), priority=ticket.priority,
        job_id=ticket.job_id or 0, status_url=_status_url(ticket.token), taken_at=ticket.taken_at,
    )  # fmt: skip


def _status_url(token: str) -> str:
    base: str = settings.KIOSK.office.public_url
    return f"{base.rstrip('/')}/t/{token}/" if base else ""
