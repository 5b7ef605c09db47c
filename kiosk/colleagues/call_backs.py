"""People who were promised a call: kept until somebody has called, then their name and number are wiped."""

from __future__ import annotations

import uuid  # noqa: TC003  # in the signature of a public function
from datetime import date, timedelta
from enum import StrEnum

from django.db import IntegrityError, transaction

from kiosk import signals
from kiosk.clock import SYSTEM, Clock, day_of
from kiosk.colleagues.answers import CallBackView
from kiosk.colleagues.models import CallBack
from kiosk.errors import Refused

TOPIC = "colleagues"
MAX_WHO, MAX_ABOUT = 60, 200
LATEST = timedelta(days=60)  # to promise, and again so long a number is kept after its day
SHOWN = 100


class Outcome(StrEnum):
    """How a promise ended."""

    REACHED = "reached"
    DROPPED = "dropped"
    FORGOTTEN = "forgotten"


def promise_call(  # noqa: PLR0913  # one promise, with all that stands in it
    *, who: str, contact: str, about: str, due_day: date | None, by: str, name: str, request_id: uuid.UUID,
    label: str = "", clock: Clock = SYSTEM,
) -> CallBackView:  # fmt: skip
    """Write whom to call back, how, why and by when (None: today); the same press twice is one promise."""
    today = day_of(clock.now())
    day = due_day or today
    if not who.strip() or not contact.strip() or not about.strip():
        raise Refused("call_back.missing")
    if not today <= day <= today + LATEST:
        raise Refused("call_back.day", most=LATEST.days)
    wanted = {
        "who": who.strip()[:MAX_WHO], "contact": contact.strip()[:MAX_WHO], "about": about.strip()[:MAX_ABOUT],
        "due_day": day, "label": label[:8], "by": by, "name": name, "made_at": clock.now(),
    }  # fmt: skip
    try:
        with transaction.atomic():
            row, _ = CallBack.objects.get_or_create(request_id=request_id, defaults=wanted)
            signals.wake(TOPIC)
    except IntegrityError:
        row = CallBack.objects.get(request_id=request_id)
    return _view(row, today)


@transaction.atomic
def close_call_back(*, call_back_id: int, reached: bool, by: str, clock: Clock = SYSTEM) -> None:
    """Record that somebody was called back, or will not be; either way their name and number are wiped."""
    row = CallBack.objects.select_for_update().filter(pk=call_back_id, done_at=None).first()
    if row is None:
        raise Refused("call_back.done")
    _end(row, Outcome.REACHED if reached else Outcome.DROPPED, by, clock)


@transaction.atomic
def forget_call_backs(*, clock: Clock = SYSTEM) -> int:
    """Wipe promises that nobody has kept for two months; returns how many.  For the caretaker."""
    stale = CallBack.objects.select_for_update().filter(done_at=None, due_day__lt=day_of(clock.now()) - LATEST)
    rows = list(stale)
    for row in rows:
        _end(row, Outcome.FORGOTTEN, "", clock)
    return len(rows)


def call_backs(*, clock: Clock = SYSTEM) -> tuple[CallBackView, ...]:
    """Return whom to call back, the most urgent first."""
    today = day_of(clock.now())
    return tuple(_view(row, today) for row in CallBack.objects.filter(done_at=None).order_by("due_day", "id")[:SHOWN])


def _end(row: CallBack, outcome: Outcome, by: str, clock: Clock) -> None:
    row.who, row.contact, row.done_at, row.done_by, row.outcome = "", "", clock.now(), by, outcome
    row.save(update_fields=["who", "contact", "done_at", "done_by", "outcome"])
    signals.wake(TOPIC)


def _view(row: CallBack, today: date) -> CallBackView:
    return CallBackView(
        row.pk, row.label, row.who, row.contact, row.about, row.due_day, row.name, row.made_at, row.due_day < today
    )
