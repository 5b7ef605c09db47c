"""The door of blood pressure: a visitor's session, what the monitor sends, the slip, and the keeping."""

from __future__ import annotations

import secrets
import uuid
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from kiosk import signals
from kiosk.blood_pressure import rules, sessions
from kiosk.blood_pressure.answers import (
    ReadingView,
    ScaleView,
    SessionView,
    Step,
    Timing,
    scale_step,
    session_view,
)
from kiosk.blood_pressure.models import Reading, Session
from kiosk.blood_pressure.monitor import Outcome, Recorded, record_reading, record_trouble
from kiosk.blood_pressure.policies import load_practice, load_table
from kiosk.blood_pressure.rules import OPEN, Level, Measured, State, Trouble
from kiosk.blood_pressure.slips import result_slip
from kiosk.clock import SYSTEM, Clock, local
from kiosk.errors import Refused
from kiosk.outbox import services as outbox
from kiosk.staff import audit

__all__ = [
    "Level", "Outcome", "ReadingView", "Recorded", "ScaleView", "SessionView", "State", "Step", "Timing",
    "Trouble", "begin", "close_stale", "correct_reading", "end", "print_result", "purge", "record_reading",
    "record_trouble", "scale", "session", "timing",
]  # fmt: skip

IDENTITIES = ("anonymous", "token")
TOKEN_BYTES = 16
NEVER_PRINTED = ("failed", "expired")


def begin(  # noqa: PLR0913  # each a fact of its own, told by name
    *,
    language: str,
    consent: bool,
    request_id: uuid.UUID,
    identity: str = "anonymous",
    token: str = "",
    volunteer: str = "",
    kiosk: str | None = None,
    clock: Clock = SYSTEM,
) -> SessionView:
    """Open a session on this kiosk; an older one that still stood open there is closed first.

    `identity` is anonymous, or token for a random code without personal data: a new one is made unless
    `token` is handed in.  `volunteer` is the user name of who helped with the consent.  The same `request_id`
    again returns the same session.  Raises `Refused` without
    consent or for another identity.
    """
    if not consent:
        raise Refused("bp.consent_needed")
    if identity not in IDENTITIES or (token and identity != "token"):
        raise Refused("bp.identity_closed")
    code = (token or secrets.token_urlsafe(TOKEN_BYTES)) if identity == "token" else ""
    place = kiosk or sessions.this_kiosk()
    opening = Session(
        request_id=request_id, kiosk=place, language=language, identity=identity, token=code, volunteer=volunteer
    )
    try:
        return _begin(opening, clock.now())
    except IntegrityError:  # another press was quicker: it is answered, or closed and followed
        return _begin(opening, clock.now())


def session(*, session_id: uuid.UUID, clock: Clock = SYSTEM) -> SessionView:
    """Return a session as it stands, closed if its time is over; raises `Refused` where there is none.

    Only reads, unless it has to close: screens ask often, and a transaction would make each look a writer.
    """
    found = Session.objects.filter(pk=session_id).first()
    if found is None:
        raise Refused("bp.unknown")
    if found.state in OPEN and found.closes_at <= clock.now():
        return end(session_id=session_id, clock=clock)
    return _view(found)


@transaction.atomic
def end(*, session_id: uuid.UUID, clock: Clock = SYSTEM) -> SessionView:
    """Close a session because the visitor is done with it; a closed one stays as it is."""
    found = _locked(session_id)
    if found.state in OPEN:
        now = clock.now()
        over = found.closes_at <= now
        sessions.close(found, found.closes_at if over else now, "timeout" if over else "visitor")
        signals.wake("blood_pressure")
    return _view(found)


@transaction.atomic
def print_result(*, session_id: uuid.UUID, clock: Clock = SYSTEM) -> int:
    """Put the result's slip into the outbox and return its job; a second press returns the same job.

    Raises `Refused` where there is no reading yet, or when the visitor must have left already.
    """
    found = _locked(session_id)
    view = _view(found)
    now = clock.now()
    within = timedelta(seconds=load_practice().print_within_s)
    if view.average is None:
        raise Refused("bp.no_result")
    if now > view.average.received_at + within:
        raise Refused("bp.print_too_late")
    if (
        found.slip_job is not None
        and found.slip_members == found.members
        and _may_still_print(found.slip_job)
    ):
        return found.slip_job
    slip = result_slip(view, scale=scale(policy_id=found.policy_id), kiosk_label=found.kiosk, printed_at=now)
    job = outbox.enqueue(
        kind="bp_result", label=f"BP {local(now):%H:%M}", slip_json=slip.to_json(), language=found.language,
        not_after_at=now + within, request_id=uuid.uuid4(), ephemeral=True, clock=clock,
    )  # fmt: skip
    found.slip_job, found.slip_members = job.pk, found.members
    found.save(update_fields=["slip_job", "slip_members"])
    return int(job.pk)


@transaction.atomic
def correct_reading(  # noqa: PLR0913  # the values of one result, told by name
    *,
    session_id: uuid.UUID,
    seq: int,
    systolic_mmhg: int,
    diastolic_mmhg: int,
    pulse_bpm: int | None,
    by: str,
    why: str,
    clock: Clock = SYSTEM,
) -> SessionView:
    """Write a reading that supersedes number `seq` of a session; the wrong row stays.

    Raises `Refused` for an unknown reading, a correction without a reason, or values that cannot be.
    """
    found = _locked(session_id)
    reading = Reading.objects.filter(session=found, seq=seq, superseded_by=None).first()
    if reading is None:
        raise Refused("bp.unknown")
    if not by.strip() or not why.strip():
        raise Refused("bp.correction_needs_reason")
    result = Measured(systolic_mmhg, diastolic_mmhg, pulse_bpm)
    fault = rules.implausible(result, load_practice().plausible)
    if fault:
        raise Refused("bp.implausible", field=fault)
    reading.session = found
    sessions.correct(reading, result, by=by.strip()[:150], why=why.strip()[:200], at=clock.now())
    audit.record(actor=by, action="blood_pressure.correct", subject=f"{session_id} {seq}", clock=clock)
    signals.wake("blood_pressure")
    return _view(found)


def scale(*, policy_id: str | None = None) -> ScaleView:
    """Return the adopted table of levels, or the one named, for the level bar and the slip."""
    table = load_table(policy_id or load_practice().adopted_table)
    return ScaleView(
        policy_id=table.policy.policy_id,
        version=table.policy.version,
        name=table.name,
        source=table.source,
        adults_from_age=table.adults_from_age,
        confirmed=table.confirmed,
        steps=tuple(scale_step(table.policy, level) for level in table.policy.levels),
    )


def timing() -> Timing:
    """Return how long to rest, to wait between readings, and how long a session stays open."""
    practice = load_practice()
    return Timing(practice.rest_s, practice.between_readings_s, practice.timeout_s)


@transaction.atomic
def close_stale(*, clock: Clock = SYSTEM) -> int:
    """Close every session whose time is over, on every kiosk; returns how many.  For the caretaker."""
    stale = list(Session.objects.select_for_update().filter(state__in=OPEN, closes_at__lte=clock.now()))
    for one in stale:
        sessions.close(one, one.closes_at, "timeout")
    if stale:
        signals.wake("blood_pressure")
    return len(stale)


def purge(*, now: datetime) -> int:
    """Take the random code off every session older than the policy keeps it; returns how many.

    What remains belongs to nobody and serves the counts only.
    """
    before = now - timedelta(days=load_practice().keep_token_days)
    return (
        Session.objects.exclude(token="")
        .exclude(state__in=OPEN)
        .filter(started_at__lt=before)
        .update(token="")
    )


@transaction.atomic
def _begin(opening: Session, now: datetime) -> SessionView:
    same = Session.objects.filter(request_id=opening.request_id).first()
    if same is not None:
        return _view(same)
    older = sessions.open_session(opening.kiosk, now)
    if older is not None:
        sessions.close(older, now, "next_visitor")
    practice = load_practice()
    policy = load_table(practice.adopted_table).policy
    opening.consent_version = practice.consent_version
    opening.started_at, opening.closes_at = now, now + timedelta(seconds=practice.timeout_s)
    opening.policy_id, opening.policy_version = policy.policy_id, policy.version
    opening.save(force_insert=True)
    signals.wake("blood_pressure")
    return _view(opening)


def _locked(session_id: uuid.UUID) -> Session:
    found = Session.objects.select_for_update().filter(pk=session_id).first()
    if found is None:
        raise Refused("bp.unknown")
    return found


def _view(found: Session) -> SessionView:
    return session_view(found, sessions.standing(found), sessions.policy_of(found), load_practice())


def _may_still_print(job_id: int) -> bool:
    return outbox.job_view(job_id=job_id).state not in NEVER_PRINTED
