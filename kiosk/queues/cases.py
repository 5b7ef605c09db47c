"""What was done in a visit: cases by type and quantity, their points, and what a review had to correct."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from kiosk.clock import SYSTEM, Clock
from kiosk.errors import Refused
from kiosk.queues.models import Case
from kiosk.queues.policies import load_points
from kiosk.rows import insert
from kiosk.staff import audit
from kiosk.staff.services import names_of
from kiosk.texts import FALLBACK, pick

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from kiosk.queues.answers import CaseDone
    from kiosk.queues.models import Ticket
    from kiosk.queues.rules.points import CaseType
    from kiosk.queues.steps import Hand

MAX_QUANTITY = 500
MAX_TYPES = 12
MAX_FAULT = 40


@dataclass(frozen=True)
class CaseView:
    """Cases of one type done in one visit; `corrected_at` is None where no review has found a fault."""

    case_id: int
    at: datetime
    label: str
    counter: int
    clerk: str
    name: str
    quantity: int
    points: int
    corrected_at: datetime | None
    corrected_by: str
    fault: str


def case_types(*, letter: str = "") -> tuple[CaseType, ...]:
    """Return the kinds of cases that can be counted, those of the class `letter` first."""
    return tuple(sorted(load_points().types.values(), key=lambda one: one.letter != letter))


def record(ticket: Ticket, hand: Hand, done: Sequence[CaseDone]) -> None:
    """Write the cases of a visit in the caller's transaction; raises `Refused` for a kind or a quantity that cannot be."""
    if not done:
        return
    table = load_points()
    for one in done:
        if one.case_type not in table.types:
            raise Refused("desk.case_unknown", case=str(one.case_type)[:40])
        if not 1 <= one.quantity <= MAX_QUANTITY:
            raise Refused("desk.case_quantity", most=MAX_QUANTITY)
    if len(done) > MAX_TYPES:
        raise Refused("desk.case_types", most=MAX_TYPES)
    worth = table.points_of([(one.case_type, one.quantity) for one in done])
    insert(*(
        Case(
            ticket=ticket, day=ticket.day, counter=ticket.counter or hand.counter or 0, clerk=hand.by,
            case_type=one.case_type, quantity=one.quantity, points=points, at=hand.now,
        )
        for one, points in zip(done, worth, strict=True)
    ))  # fmt: skip


def cases_of_day(*, day: date) -> tuple[CaseView, ...]:
    """Return the cases that were done on a day, the latest first."""
    found = list(Case.objects.filter(day=day).select_related("ticket").order_by("-at", "-id"))
    names = names_of({one.clerk for one in found} | {one.corrected_by for one in found})
    types = load_points().types
    return tuple(
        CaseView(
            case_id=one.pk, at=one.at, label=one.ticket.label, counter=one.counter, clerk=names[one.clerk],
            name=pick(types[one.case_type].name, FALLBACK) if one.case_type in types else one.case_type,
            quantity=one.quantity, points=one.points, corrected_at=one.corrected_at,
            corrected_by=names[one.corrected_by], fault=one.fault,
        )
        for one in found
    )  # fmt: skip


@transaction.atomic
def correct_case(*, case_id: int, fault: str, by: str, clock: Clock = SYSTEM) -> None:
    """Record that a review found a fault in a case: its points are taken back.  A case is corrected once."""
    case = Case.objects.select_for_update().select_related("ticket").filter(pk=case_id).first()
    if case is None:
        raise Refused("desk.case_unknown", case=case_id)
    if case.corrected_at is not None:
        raise Refused("desk.case_corrected", by=case.corrected_by)
    if not fault.strip():
        raise Refused("desk.reason_needed")
    case.corrected_at, case.corrected_by, case.fault = clock.now(), by, fault.strip()[:MAX_FAULT]
    case.save(update_fields=["corrected_at", "corrected_by", "fault"])
    audit.record(actor=by, action="case.correct", subject=f"{case.ticket} {case.case_type}", clock=clock, reason=case.fault)
