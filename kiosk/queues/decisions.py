"""What the office or the city decides for one day: written here, taken back here, and what the coming days will be by it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from django.db import transaction
from django.db.models import F

from kiosk import signals
from kiosk.clock import SYSTEM, Clock, day_of
from kiosk.errors import Refused
from kiosk.hours import LOOK_AHEAD_DAYS, Span
from kiosk.queues.models import CalendarDay, SpecialOpening
from kiosk.queues.rules.sessions import CLOSED_KINDS, SessionKind
from kiosk.queues.sessions import Opening, opening_hours, openings_by_day
from kiosk.staff import audit
from kiosk.staff.services import names_of

MAX_NOTE = 120
_CLOSINGS_FIRST = (F("opens").asc(nulls_first=True), "id")  # said aloud: databases differ in where nothing stands
AHEAD_DAYS = 730  # no office decides on a day later than that; a slip of the pen in the year does


@dataclass(frozen=True)
class DayPlan:
    """One day as it will be: its sessions in their order, what was decided for it, and what the calendar calls it."""

    day: date
    spans: tuple[Span, ...]
    decided: tuple[Opening, ...]
    note: str
    works: bool | None  # by the calendar; None where it says nothing of the day


@transaction.atomic
def decide_day(  # noqa: PLR0913  # one decision, with all that it says
    *, day: date, kind: SessionKind, by: str, opens: time | None = None, closes: time | None = None, note: str = "",
    clock: Clock = SYSTEM,
) -> None:  # fmt: skip
    """Write what was decided for a day: longer hours, a wedding duty, or closed by the city's announcement.

    A session is added to the day's own; a closing has no end and replaces everything, from `opens` on where it is given.  The
    same decision twice is one.  Raises `Refused` for a day that is over or years away, and where the times do not fit.
    """
    today = day_of(clock.now())
    if not today <= day <= today + timedelta(days=AHEAD_DAYS):
        raise Refused("sessions.day", most=AHEAD_DAYS)
    fits = closes is None if kind in CLOSED_KINDS else opens is not None and closes is not None and opens < closes
    if not fits:
        raise Refused("sessions.times")
    _, new = SpecialOpening.objects.get_or_create(
        day=day, kind=kind, opens=opens, closes=closes, note=note.strip()[:MAX_NOTE],
        defaults={"made_at": clock.now(), "made_by": by},
    )  # fmt: skip
    if new:
        audit.record(actor=by, action="queue.day", subject=f"{day} {kind}", clock=clock, text=note.strip()[:MAX_NOTE])
        signals.wake("hall")


@transaction.atomic
def undo_decision(*, opening_id: int, by: str, clock: Clock = SYSTEM) -> bool:
    """Take back one decision; False where it has been taken back already.  What is past stays written."""
    row = SpecialOpening.objects.filter(pk=opening_id, day__gte=day_of(clock.now())).first()
    if row is None:
        return False
    audit.record(actor=by, action="queue.day_undo", subject=f"{row.day} {row.kind}", clock=clock, text=row.note)
    row.delete()
    signals.wake("hall")
    return True


def decided_days(*, clock: Clock = SYSTEM) -> tuple[tuple[date, Opening], ...]:
    """Return what was decided for today and later."""
    rows = openings_by_day(SpecialOpening.objects.filter(day__gte=day_of(clock.now())).order_by("day", *_CLOSINGS_FIRST))
    names = names_of(one.by for made in rows.values() for one in made)
    return tuple((day, replace(one, by=names[one.by])) for day in sorted(rows) for one in rows[day])


def days_ahead(*, days: int, clock: Clock = SYSTEM) -> tuple[DayPlan, ...]:
    """Return the sessions of today and the days after it, `days` in all (at most two months)."""
    today = day_of(clock.now())
    last = today + timedelta(days=min(days, LOOK_AHEAD_DAYS) - 1)
    hours = opening_hours(clock=clock)
    marked = {one.day: one for one in CalendarDay.objects.filter(day__range=(today, last))}
    decided = openings_by_day(SpecialOpening.objects.filter(day__range=(today, last)).order_by(*_CLOSINGS_FIRST))
    return tuple(
        DayPlan(
            day, hours.spans_of(day), decided.get(day, ()), marked[day].note if day in marked else "",
            marked[day].works if day in marked else None,
        )
        for day in (today + timedelta(days=n) for n in range((last - today).days + 1))
    )  # fmt: skip
