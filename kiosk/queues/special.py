"""Doubtful cases with a clock: answered the same day in principle, else by the statutory period once they are passed on."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from kiosk import signals
from kiosk.clock import SYSTEM, TAIPEI, Clock, day_of
from kiosk.errors import Refused
from kiosk.periods import LastDay, last_day
from kiosk.queues.answers import SpecialCaseView
from kiosk.queues.models import SpecialCase, Ticket
from kiosk.queues.sessions import holidays, session_of_day_closes
from kiosk.staff.models import Member
from kiosk.staff.roles import Role
from kiosk.staff.services import names_of

if TYPE_CHECKING:
    from collections.abc import Iterable

MORNING_ENDS = time(12)
NO_HOURS_TOLD = time(17, 30)
MAX_PERIOD_DAYS = 366
OWNERS = (Role.CLERK, Role.SUPERVISOR, Role.MANAGER)
CONCLUDED_SHOWN, MAX_FIND = 40, 40


@transaction.atomic
def open_special_case(*, ticket_id: int, topic: str, owner: str, by: str, clock: Clock = SYSTEM) -> SpecialCaseView:
    """Begin the clock of a doubtful case: due before the office closes today, or tomorrow where it has closed already.

    `owner`, a user name, collects the law for its topic; "" is `by`.  The same doubt about the same number is one case.
    """
    now, owner = clock.now(), owner.strip() or by
    if owner != by and not Member.objects.filter(username=owner, is_active=True, role__in=OWNERS).exists():
        raise Refused("desk.owner_unknown")
    ticket = Ticket.objects.filter(pk=ticket_id, day=day_of(now)).first()
    if ticket is None:
        raise Refused("ticket.unknown")
    if not topic.strip():
        raise Refused("desk.reason_needed")
    case, new = SpecialCase.objects.get_or_create(
        ticket=ticket, topic=topic.strip()[:200], closed_at=None,
        defaults={"owner": owner, "opened_at": now, "opened_by": by, "due_at": _due(now)},
    )  # fmt: skip
    if new:
        signals.wake("hall")
    return _view(case, now)


@transaction.atomic
def escalate_special_case(*, case_id: int, to: str, days: int, by: str, clock: Clock = SYSTEM) -> SpecialCaseView:
    """Pass a case on to a higher authority: from then on the statutory period of `days` runs, first day not counted."""
    case = _open_case(case_id)
    if not to.strip():
        raise Refused("desk.no_authority")
    if not 1 <= days <= MAX_PERIOD_DAYS:
        raise Refused("desk.period", most=MAX_PERIOD_DAYS)
    now = clock.now()
    last = last_day(day_of(case.opened_at), days=days, holidays=holidays())
    case.escalated_at, case.escalated_to = now, f"{to.strip()[:80]}（{names_of([by])[by]}）"[:120]
    case.due_at = _end_of(last)
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
    found = SpecialCase.objects.filter(closed_at=None).select_related("ticket").order_by("due_at", "id")
    return _views(found, clock.now())


def concluded_cases(*, find: str = "", clock: Clock = SYSTEM) -> tuple[SpecialCaseView, ...]:
    """Return what was found in cases that are closed, the latest first; with `find` those whose words hold it."""
    found = SpecialCase.objects.filter(closed_at__isnull=False).select_related("ticket").order_by("-closed_at", "-id")
    if find.strip():
        words = find.strip()[:MAX_FIND]
        found = found.filter(Q(topic__icontains=words) | Q(conclusion__icontains=words) | Q(escalated_to__icontains=words))
    return _views(found[:CONCLUDED_SHOWN], clock.now())


def case_owners() -> tuple[tuple[str, str], ...]:
    """Return the members who may collect the law for a case: user name and name."""
    found = Member.objects.filter(is_active=True, role__in=OWNERS).order_by("username")
    return tuple(found.values_list("username", "display_name"))


def _open_case(case_id: int) -> SpecialCase:
    case = SpecialCase.objects.select_for_update().filter(pk=case_id, closed_at=None).first()
    if case is None:
        raise Refused("desk.case_closed")
    return case


def _due(now: datetime) -> datetime:
    """Return the end of the day on which a case opened `now` is due: this one as long as the office has not closed."""
    today = _end_of(LastDay(day_of(now)))
    return today if now < today else _end_of(last_day(day_of(now), days=1, holidays=holidays()))


def _end_of(last: LastDay) -> datetime:
    closes = None if last.morning_only else session_of_day_closes(last.day)
    return closes or datetime.combine(last.day, MORNING_ENDS if last.morning_only else NO_HOURS_TOLD, TAIPEI)


def _view(case: SpecialCase, now: datetime) -> SpecialCaseView:
    return _views([case], now)[0]


def _views(cases: Iterable[SpecialCase], now: datetime) -> tuple[SpecialCaseView, ...]:
    found = list(cases)
    names = names_of({one.owner for one in found} | {one.closed_by for one in found})
    return tuple(
        SpecialCaseView(
            case_id=case.pk, label=case.ticket.label, topic=case.topic, owner=names[case.owner],
            opened_at=case.opened_at, due_at=case.due_at, escalated_to=case.escalated_to, closed=case.closed_at is not None,
            late=case.closed_at is None and now > case.due_at, closed_at=case.closed_at,
            closed_by=names[case.closed_by], conclusion=case.conclusion,
        )
        for case in found
    )  # fmt: skip
