"""What staff do with a slip whose fate is unknown or that failed: say what they saw, or print it again."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.db import IntegrityError, transaction

from kiosk import signals
from kiosk.clock import SYSTEM, Clock
from kiosk.errors import Refused
from kiosk.outbox.answers import JobView, view_of
from kiosk.outbox.models import Job
from kiosk.outbox.states import PROBLEMS, JobState
from kiosk.staff import audit

COPY_LIFETIME = timedelta(minutes=30)


@transaction.atomic
def settle(*, job_id: int, printed: bool, by: str, clock: Clock = SYSTEM) -> JobView:
    """Record what a person found out about an unsure or failed slip: it came out, or it will not.

    A slip that the printer still holds is refused: it would come out later, on one strip with the next one.  Its own
    proof ends it, or a loss of the printer's power, which makes it unsure.
    """
    job = _problem(job_id)
    if job.state == JobState.HELD:
        raise Refused("job.still_in_printer", label=job.label)
    if printed and job.state != JobState.FAILED:
        job.state, job.proof = JobState.CONFIRMED, "seen"
    else:
        job.state = JobState.FAILED
    job.settled_at, job.settled_by = clock.now(), by
    job.save(update_fields=["state", "proof", "settled_at", "settled_by"])
    audit.record(actor=by, action="job.settle", subject=f"{job.kind} {job.label}", clock=clock, printed=printed)
    signals.wake("job_states")
    return view_of(job)


def reprint(*, job_id: int, by: str, request_id: uuid.UUID | None = None, clock: Clock = SYSTEM) -> JobView:
    """Print the same slip again, marked 補印; a slip that stood among the problems is settled by that.

    A slip that the printer still holds, or that is still to come, is refused: it would come out twice.  `request_id`
    makes a second press harmless: the same copy is returned.
    """
    request_id = request_id or uuid.uuid4()
    try:
        return _reprint(job_id, by, request_id, clock)
    except IntegrityError:  # the same press in another thread was quicker: now its copy is there
        return _reprint(job_id, by, request_id, clock)


@transaction.atomic
def _reprint(job_id: int, by: str, request_id: uuid.UUID, clock: Clock) -> JobView:
    done = Job.objects.filter(request_id=request_id).first()
    if done is not None:
        return view_of(done)
    job = Job.objects.select_for_update().filter(pk=job_id).first()
    if job is None:
        raise Refused("job.unknown")
    if job.state == JobState.HELD:
        raise Refused("job.still_in_printer", label=job.label)
    if job.state in {JobState.WAITING, JobState.SENDING}:
        raise Refused("job.not_yet", label=job.label)
    if not job.slip_json:
        raise Refused("job.not_kept", label=job.label)
    now = clock.now()
    if job.state in PROBLEMS and not job.settled_by:
        job.state, job.settled_at, job.settled_by = JobState.FAILED, now, by
        job.save(update_fields=["state", "settled_at", "settled_by"])
    copy = Job.objects.create(
        kind=job.kind, label=job.label, slip_json=job.slip_json, language=job.language,
        request_id=request_id, ephemeral=job.ephemeral, kiosk=job.kiosk,
        copy_of=job.copy_of or job, created_at=now, not_after_at=now + COPY_LIFETIME,
    )  # fmt: skip
    audit.record(actor=by, action="job.reprint", subject=f"{job.kind} {job.label}", clock=clock)
    signals.wake("jobs")
    return view_of(copy)


def _problem(job_id: int) -> Job:
    job = Job.objects.select_for_update().filter(pk=job_id).first()
    if job is None:
        raise Refused("job.unknown")
    if job.state not in PROBLEMS or job.settled_by:
        raise Refused("job.settled_already", label=job.label)
    return job
