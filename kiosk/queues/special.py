"""Doubtful cases with a clock: answered the same day in principle, else by the statutory period once they are passed on."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from django.db import transaction

from kiosk import signals
from kiosk.clock import SYSTEM, TAIPEI, Clock, day_of
from kiosk.errors import Refused
from kiosk.periods import last_day
from kiosk.queues.answers import SpecialCaseView
from kiosk.queues.models import SpecialCase, Ticket
from kiosk.queues.sessions import holidays, session_of_day_closes

if TYPE_CHECKING:
    from datetime import date

MORNING_ENDS = time(12)
NO_HOURS_TOLD = time(17, 30)
MAX_PERIOD_DAYS = 366


@transaction.atomic
def open_special_case(*, ticket_id: int, topic: str, owner: str, by: str, clock: Clock = SYSTEM) -> SpecialCaseView:
    """Begin the clock of a doubtful case: due before the office closes today.  `owner` collects the law for its topic."""
    now = clock.now()
    ticket = Ticket.objects.filter(pk=ticket_id, day=day_of(now)).first()
    if ticket is None:
        raise Refused("ticket.unknown")
    if not topic.strip():
        raise Refused("desk.reason_needed")
    case = SpecialCase.objects.create(
        ticket=ticket, topic=topic.strip()[:200], owner=owner, opened_at=now, opened_by=by, due_at=_end_of(day_of(now)),
    )  # fmt: skip
    signals.wake("hall")
    return _view(case, now)


@transaction.atomic
def escalate_special_case(*, case_id: int, to: str, days: int, by: str, clock: Clock = SYSTEM) -> SpecialCaseView:
    """Pass a case on to a higher authority: from then on the statutory period of `days` runs, first day not counted."""
    case = _open_case(case_id)
    if not 1 <= days <= MAX_PERIOD_DAYS:
        raise Refused("desk.period", most=MAX_PERIOD_DAYS)
    now = clock.now()
    last = last_day(day_of(case.opened_at), days=days, holidays=holidays())
    case.escalated_at, case.escalated_to = now, f"{to.strip()[:100]} ({by})"[:120]
    case.due_at = datetime.combine(last.day, MORNING_ENDS, TAIPEI) if last.morning_only else _end_of(last.day)
    case.save(update_fields=["escalated_at", "escalated_to", "due_at"])
    signals.wake("hall")
    return _view(case, now)


@transaction.atomic
def close_special_case(*, case_id: int, conclusion: str, by: str, clock: Clock = SYSTEM) -> SpecialCaseView:
    """End a case with what was found, so that colleagues can read it."""
    case = _open_case(case_id)
    if not conclusion.strip():
        raise Refused("desk.reason_needed")
    case.closed_at, case.closed_by, case.conclusion = clock.now(), by, conclusion.strip()[:400]
    case.save(update_fields=["closed_at", "closed_by", "conclusion"])
    signals.wake("hall")
    return _view(case, clock.now())


def special_cases(*, clock: Clock = SYSTEM) -> tuple[SpecialCaseView, ...]:
    """Return the open cases, the most urgent first."""
    found = SpecialCase.objects.filter(closed_at=None).select_related("ticket").order_by("due_at")
    return tuple(_view(one, clock.now()) for one in found)


def _open_case(case_id: int) -> SpecialCase:
    case = SpecialCase.objects.select_for_update().filter(pk=case_id, closed_at=None).first()
    if case is None:
        raise Refused("desk.case_closed")
    return case


def _end_of(day: date) -> datetime:
    return session_of_day_closes(day) or datetime.combine(day, NO_HOURS_TOLD, TAIPEI)


def _view(case: SpecialCase, now: datetime) -> SpecialCaseView:
    return SpecialCaseView(
        case_id=case.pk, label=case.ticket.label, topic=case.topic, owner=case.owner, opened_at=case.opened_at,
        due_at=case.due_at, escalated_to=case.escalated_to, closed=case.closed_at is not None,
        late=case.closed_at is None and now > case.due_at,
    )  # fmt: skip
