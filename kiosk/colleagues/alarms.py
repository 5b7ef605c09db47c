"""The alarm: raised at one place, heard on every staff page until it is ended.  Each step stands in the audit trail."""

from __future__ import annotations

import uuid  # noqa: TC003  # in the signature of a public function

from django.db import IntegrityError, transaction

from kiosk import signals
from kiosk.clock import SYSTEM, Clock
from kiosk.colleagues.answers import AlarmView
from kiosk.colleagues.models import Alarm, AlarmAnswer, AlarmKind
from kiosk.errors import Refused
from kiosk.staff import audit

TOPIC = "colleagues"
MAX_PLACE = 40


def raise_alarm(  # noqa: PLR0913  # who, where and why
    *, kind: str, place: str, by: str, name: str, request_id: uuid.UUID, clock: Clock = SYSTEM
) -> AlarmView:  # fmt: skip
    """Call everybody to a place.  The same press again, or another one while an alarm stands there, is that alarm.

    An alarm is never refused: an unknown kind is "other", a place without words is told as it is.
    """
    known = kind if kind in set(AlarmKind) else AlarmKind.OTHER
    alarm = Alarm(
        request_id=request_id, place=place.strip()[:MAX_PLACE] or "—", kind=known, by=by, name=name, raised_at=clock.now()
    )
    try:
        return _raise(alarm, clock)
    except IntegrityError:  # somebody was quicker: that alarm stands now
        return _raise(alarm, clock)


@transaction.atomic
def _raise(alarm: Alarm, clock: Clock) -> AlarmView:
    found = Alarm.objects.filter(request_id=alarm.request_id).first()
    found = found or Alarm.objects.filter(place=alarm.place, ended_at=None).first()
    if found is not None:
        return _view(found)
    alarm.save(force_insert=True)
    audit.record(actor=alarm.by, action="alarm.raise", subject=alarm.place, clock=clock, kind=alarm.kind)
    signals.wake(TOPIC)
    return _view(alarm)


@transaction.atomic
def answer_alarm(*, alarm_id: int, by: str, name: str, clock: Clock = SYSTEM) -> AlarmView:
    """Say that somebody is on the way; saying it twice is no mistake."""
    alarm = _open(alarm_id)
    _, new = AlarmAnswer.objects.get_or_create(alarm=alarm, by=by, defaults={"name": name, "at": clock.now()})
    if new:
        audit.record(actor=by, action="alarm.answer", subject=alarm.place, clock=clock)
        signals.wake(TOPIC)
    return _view(alarm)


@transaction.atomic
def end_alarm(*, alarm_id: int, by: str, clock: Clock = SYSTEM) -> AlarmView:
    """End an alarm; raises `Refused` where it has ended."""
    alarm = _open(alarm_id)
    alarm.ended_at, alarm.ended_by = clock.now(), by
    alarm.save(update_fields=["ended_at", "ended_by"])
    audit.record(actor=by, action="alarm.end", subject=alarm.place, clock=clock)
    signals.wake(TOPIC)
    return _view(alarm)


def open_alarms() -> tuple[AlarmView, ...]:
    """Return the alarms that stand, the newest first."""
    return tuple(_view(one) for one in Alarm.objects.filter(ended_at=None).order_by("-raised_at"))


def _open(alarm_id: int) -> Alarm:
    alarm = Alarm.objects.select_for_update().filter(pk=alarm_id, ended_at=None).first()
    if alarm is None:
        raise Refused("alarm.ended")
    return alarm


def _view(alarm: Alarm) -> AlarmView:
    coming = list(alarm.answers.order_by("at").values_list("by", "name"))
    return AlarmView(
        alarm.pk, alarm.place, alarm.kind, alarm.by, alarm.name, alarm.raised_at, tuple(name for _, name in coming),
        frozenset(by for by, _ in coming),
    )  # fmt: skip
