"""The door of calls for help: raise, acknowledge, arrive, finish, withdraw, and what is open now."""

from __future__ import annotations

import logging
from datetime import datetime, time
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, transaction

from kiosk import signals
from kiosk.clock import SYSTEM, TAIPEI, Clock, day_of
from kiosk.errors import Refused
from kiosk.help import rules
from kiosk.help.answers import HelpCallView, VolunteerView
from kiosk.help.models import HelpCall
from kiosk.help.rules import CallReason, CallState, Outcome
from kiosk.staff import badges

if TYPE_CHECKING:
    from uuid import UUID

__all__ = ["CallReason", "CallState", "HelpCallView", "Outcome", "VolunteerView"]
_log = logging.getLogger(__name__)


def raise_call(  # noqa: PLR0913  # each a fact of its own, told by name
    *, reason: CallReason, place: str, language: str, request_id: UUID, kiosk: str | None = None, clock: Clock = SYSTEM
) -> HelpCallView:
    """Call a volunteer to this kiosk and return the call that stands in the database.

    The same `request_id` again returns the same call, and so does a second call while nobody has come to the first.
    """
    kiosk = kiosk or settings.KIOSK.office.kiosk_label
    call = HelpCall(
        request_id=request_id, kiosk=kiosk, place=place[:32], reason=CallReason(reason).value, language=language[:8],
        raised_at=clock.now(),
    )  # fmt: skip
    try:
        return _raise(call)
    except IntegrityError:  # somebody called at the same moment: that call stands now
        return _raise(call)


@transaction.atomic
def _raise(call: HelpCall) -> HelpCallView:
    now = call.raised_at
    same = HelpCall.objects.filter(request_id=call.request_id).first()
    if same is not None:
        return _view(same, now)
    standing = HelpCall.objects.select_for_update().filter(kiosk=call.kiosk, closed_at=None).first()
    if standing is not None and rules.joins(
        raised_at=standing.raised_at, acknowledged_at=standing.acknowledged_at, now=now
    ):
        return _join(standing, call, now)
    if standing is not None:
        _close(standing, Outcome.REPLACED, "", now)
    call.save(force_insert=True)
    _log.info("a volunteer is called to %s (%s)", call.kiosk, call.reason)
    signals.wake("help")
    return _view(call, now)


def _join(standing: HelpCall, call: HelpCall, now: datetime) -> HelpCallView:
    """Take the second call for the first; what cannot wait makes the first one urgent."""
    if call.reason == CallReason.URGENT_READING and standing.reason != CallReason.URGENT_READING:
        standing.reason, standing.place = call.reason, call.place
        standing.save(update_fields=["reason", "place"])
        signals.wake("help")
    return _view(standing, now)


@transaction.atomic
def acknowledge(*, call_id: int, by: str, name: str, clock: Clock = SYSTEM) -> HelpCallView:
    """Say that a volunteer comes; the same person twice is one press.

    Raises `Refused` where somebody else goes already or the visitor has withdrawn the call.
    """
    row = _row(call_id)
    if row.closed_at is not None:
        raise Refused("help.closed_already")
    if row.acknowledged_at is None:
        row.acknowledged_at, row.acknowledged_by, row.acknowledged_name = clock.now(), by, name
        row.save(update_fields=["acknowledged_at", "acknowledged_by", "acknowledged_name"])
        signals.wake("help")
    elif row.acknowledged_by != by:
        raise Refused("help.taken_already", name=row.acknowledged_name)
    return _view(row, clock.now())


@transaction.atomic
def finish(*, call_id: int, by: str, clock: Clock = SYSTEM) -> HelpCallView:
    """Say that the visitor was helped; saying it twice is no mistake."""
    row = _row(call_id)
    if row.closed_at is None:
        _close(row, Outcome.DONE, by, clock.now())
    return _view(row, clock.now())


def arrive(*, badge: str, pin: str, kiosk: str | None = None, clock: Clock = SYSTEM) -> VolunteerView:
    """Log a volunteer in at this kiosk; the call that stands here, if any, is answered by that.

    Raises `Refused` where badge and PIN do not belong together or too many were tried.
    """
    kiosk = kiosk or settings.KIOSK.office.kiosk_label
    holder = badges.log_in_by_badge(badge=badge, pin=pin, kiosk=kiosk, clock=clock)
    _answer(kiosk, holder, clock.now())
    return VolunteerView(holder.username, holder.display_name)


@transaction.atomic
def _answer(kiosk: str, holder: badges.BadgeHolder, now: datetime) -> None:
    standing = HelpCall.objects.select_for_update().filter(kiosk=kiosk, closed_at=None).first()
    if standing is None:
        return
    if standing.acknowledged_at is None:
        standing.acknowledged_at = now
        standing.acknowledged_by, standing.acknowledged_name = holder.username, holder.display_name
        standing.save(update_fields=["acknowledged_at", "acknowledged_by", "acknowledged_name"])
    _close(standing, Outcome.DONE, holder.username, now)


@transaction.atomic
def withdraw(*, call_id: int, clock: Clock = SYSTEM) -> HelpCallView:
    """End the call for the visitor, who needs nobody any more."""
    row = _row(call_id)
    if row.closed_at is None:
        _close(row, Outcome.WITHDRAWN, "", clock.now())
    return _view(row, clock.now())


@transaction.atomic
def close_forgotten(*, clock: Clock = SYSTEM) -> int:
    """End what nobody has ended for half an hour, so that no bell rings into the night; returns how many."""
    before = clock.now() - rules.FORGET_AFTER
    stale = list(HelpCall.objects.select_for_update().filter(closed_at=None, raised_at__lte=before))
    for row in stale:
        end = "answered" if row.acknowledged_at else "unanswered"
        _log.warning("a call to %s was closed after half an hour: %s", row.kiosk, end)
        _close(row, Outcome.FORGOTTEN, "", clock.now())
    return len(stale)


def call(*, call_id: int, clock: Clock = SYSTEM) -> HelpCallView:
    """Return one call; raises `Refused` where there is none."""
    row = HelpCall.objects.filter(pk=call_id).first()
    if row is None:
        raise Refused("help.unknown")
    return _view(row, clock.now())


def open_calls(*, clock: Clock = SYSTEM) -> tuple[HelpCallView, ...]:
    """Return every call that is not over: what cannot wait first, then what nobody has answered, then the oldest."""
    views = (_view(row, clock.now()) for row in HelpCall.objects.filter(closed_at=None).order_by("raised_at"))
    return tuple(sorted(views, key=_urgency))


def calls_today(*, clock: Clock = SYSTEM) -> tuple[HelpCallView, ...]:
    """Return the calls of the office's day, the newest first."""
    now = clock.now()
    since = datetime.combine(day_of(now), time.min, tzinfo=TAIPEI)
    return tuple(_view(row, now) for row in HelpCall.objects.filter(raised_at__gte=since).order_by("-raised_at"))


def _urgency(view: HelpCallView) -> tuple[bool, bool]:
    return (view.state == CallState.COMING, view.reason != CallReason.URGENT_READING)


def _row(call_id: int) -> HelpCall:
    row = HelpCall.objects.select_for_update().filter(pk=call_id).first()
    if row is None:
        raise Refused("help.unknown")
    return row


def _close(row: HelpCall, outcome: Outcome, by: str, now: datetime) -> None:
    row.closed_at, row.outcome, row.closed_by = now, outcome.value, by
    row.save(update_fields=["closed_at", "outcome", "closed_by"])
    signals.wake("help")


def _view(row: HelpCall, now: datetime) -> HelpCallView:
    found = rules.state(raised_at=row.raised_at, acknowledged_at=row.acknowledged_at, closed_at=row.closed_at, now=now)
    return HelpCallView(
        call_id=row.pk, kiosk=row.kiosk, place=row.place, reason=CallReason(row.reason), language=row.language, state=found,
        raised_at=row.raised_at, escalates_at=row.raised_at + rules.ESCALATE_AFTER, acknowledged_at=row.acknowledged_at,
        acknowledged_name=row.acknowledged_name, outcome=row.outcome,
    )  # fmt: skip
