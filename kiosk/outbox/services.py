"""The outbox's door: put a slip in, take the next one out, say how it went, and what staff can do about the rest."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q

from kiosk import signals
from kiosk.clock import SYSTEM, Clock
from kiosk.errors import Refused
from kiosk.outbox.models import Job, PrinterLease
from kiosk.outbox.states import PROBLEMS, JobState, check_step
from kiosk.rows import insert
from kiosk.staff import audit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from django.db.models import Model

COPY_LIFETIME = timedelta(minutes=30)
EPHEMERAL_GRACE = timedelta(hours=1)  # nobody comes back for such a slip later than this
CARETAKER = "kiosk caretaker"
LEASE = timedelta(seconds=30)


@dataclass(frozen=True)
class JobView:
    """A job as staff and screens see it."""

    job_id: int
    kind: str
    label: str
    language: str
    state: JobState
    condition: str
    proof: str
    is_copy: bool
    created_at: datetime
    sending_at: datetime | None
    may_be_seen: bool = True
    """Whether its content is kept, and anybody's business."""


@dataclass(frozen=True)
class Claim:
    """A job that the printer's supervisor has taken up."""

    job_id: int
    kind: str
    label: str
    slip_json: str
    is_copy: bool


def enqueue(  # noqa: PLR0913  # the columns of one row
    *,
    kind: str,
    label: str,
    slip_json: str,
    language: str,
    not_after_at: datetime,
    request_id: uuid.UUID,
    ephemeral: bool = False,
    facts: Callable[[Job], Sequence[Model]] | None = None,
    clock: Clock = SYSTEM,
) -> Job:
    """Write a job in the caller's transaction, beside the fact that it prints; wakes the supervisor at commit.

    The content of an `ephemeral` job (somebody's blood pressure) is wiped when the job has ended.  The slip is for the
    printer of the kiosk that writes it.  `facts` returns new rows that point to the job and are written in the same go.
    """
    job = Job(
        kiosk=this_kiosk(),
        kind=kind, label=label, slip_json=slip_json, language=language, request_id=request_id, ephemeral=ephemeral,
        created_at=clock.now(), not_after_at=not_after_at,
    )  # fmt: skip
    insert(job, *(facts(job) if facts is not None else ()))
    signals.wake("jobs")
    return job


def this_kiosk() -> str:
    """Return the label under which this machine's slips are kept; the labels of one database must differ."""
    return str(settings.KIOSK.office.kiosk_label)


def job_view(*, job_id: int) -> JobView:
    """Return one job; raises `Refused` where there is none."""
    job = Job.objects.filter(pk=job_id).first()
    if job is None:
        raise Refused("job.unknown")
    return _view(job)


def newest_slip(*, kind: str) -> str | None:
    """Return the content of the newest slip of `kind` that is still kept; None where there is none."""
    job = Job.objects.filter(kind=kind).exclude(slip_json="").order_by("-id").first()
    return job.slip_json if job else None


def open_problems() -> tuple[JobView, ...]:
    """Return the slips that need a person, oldest first: held, unsure, and failed ones nobody has dealt with."""
    jobs = Job.objects.filter(state__in=PROBLEMS, settled_by="").order_by("id")
    return tuple(_view(job) for job in jobs[:200])


def recent(*, limit: int = 50, label: str = "") -> tuple[JobView, ...]:
    """Return the newest jobs, newest first; with `label` those whose number or serial holds it."""
    jobs = Job.objects.filter(label__icontains=label.strip()) if label.strip() else Job.objects.all()
    return tuple(_view(job) for job in jobs.order_by("-id")[:limit])


def slip_of(*, job_id: int) -> tuple[str, bool]:
    """Return the content of a slip to look at, and whether it is a copy; raises `Refused` where nobody may see it."""
    job = Job.objects.filter(pk=job_id).first()
    if job is None:
        raise Refused("job.unknown")
    if not _may_be_seen(job):
        raise Refused("job.not_kept", label=job.label)
    return job.slip_json, job.copy_of_id is not None


def waiting_count() -> int:
    """Return how many slips wait for the printer."""
    return Job.objects.filter(state=JobState.WAITING).count()


def next_claim(*, kiosk: str | None = None, clock: Clock = SYSTEM) -> Claim | None:
    """Return the oldest waiting job of a kiosk that is still of use, expiring the stale ones before it.

    Does not change its state.  `kiosk`: the label, this machine's when left out.
    """
    expire_stale(clock=clock)
    job = Job.objects.filter(_of(kiosk), state=JobState.WAITING).order_by("id").first()
    return _claim(job) if job else None


def held_claim(*, kiosk: str | None = None) -> Claim | None:
    """Return the job whose data the kiosk's printer still holds, if any."""
    job = Job.objects.filter(_of(kiosk), state=JobState.HELD).order_by("id").first()
    return _claim(job) if job else None


def expire_stale(*, clock: Clock = SYSTEM) -> int:
    """Give up waiting jobs that are too old to be of use; returns how many."""
    now = clock.now()
    expired = Job.objects.filter(state=JobState.WAITING, not_after_at__lt=now).update(
        state=JobState.EXPIRED, settled_at=now
    )
    if expired:
        signals.wake("job_states")
    return expired


@transaction.atomic
def step(*, job_id: int, to: JobState, condition: str = "", proof: str = "", clock: Clock = SYSTEM) -> bool:
    """Take one step of the table; returns False where another hand was quicker.

    Raises `kiosk.outbox.states.WrongStep` for a step that the table does not have.
    """
    job = Job.objects.select_for_update().get(pk=job_id)
    before = JobState(job.state)
    if before == to:
        return False
    check_step(before, to)
    now = clock.now()
    job.state, job.condition, job.proof = to, condition, proof
    job.sending_at = now if to == JobState.SENDING else job.sending_at
    job.settled_at = now if to in {JobState.CONFIRMED, JobState.FAILED, JobState.EXPIRED} else None
    job.save(update_fields=["state", "condition", "proof", "sending_at", "settled_at"])
    signals.wake("job_states")
    return True


@transaction.atomic
def wipe(*, clock: Clock = SYSTEM) -> int:
    """Take the content off ephemeral jobs that have ended, or that nobody settled in time; returns how many.

    An unsettled one counts as failed from then on, except where the printer holds it: that one stays held, since
    the printer's own buffer decides when the next slip may follow.  For the caretaker.
    """
    now = clock.now()
    ephemeral = Job.objects.filter(ephemeral=True)
    late = Q(not_after_at__lt=now - EPHEMERAL_GRACE)
    given_up = ephemeral.filter(late, state__in=[JobState.UNSURE, JobState.FAILED], settled_by="").update(
        state=JobState.FAILED, settled_at=now, settled_by=CARETAKER
    )
    if given_up:
        signals.wake("job_states")
    ended = Q(state__in=[JobState.CONFIRMED, JobState.EXPIRED]) | (Q(state=JobState.FAILED) & ~Q(settled_by=""))
    over = ended | (Q(state=JobState.HELD) & late)
    return ephemeral.filter(over).exclude(slip_json="").update(slip_json="")


@transaction.atomic
def lost_in_flight(*, kiosk: str | None = None) -> int:
    """Turn every job of a kiosk that was being sent, or held by a printer we no longer talk to, into `unsure`; for start-up."""
    lost = Job.objects.filter(_of(kiosk), state__in=[JobState.SENDING, JobState.HELD]).update(
        state=JobState.UNSURE, condition="link_lost"
    )
    if lost:
        signals.wake("job_states")
    return lost


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
    return _view(job)


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
        return _view(done)
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
    return _view(copy)


@transaction.atomic
def lease_printer(*, port: str, holder: str, kiosk: str | None = None, clock: Clock = SYSTEM) -> str:
    """Own the printer at `port` for half a minute; returns "" or, where another kiosk owns it, that kiosk's label.

    `holder` is the same each time this machine asks, so that a new start owns at once what it owned before.
    """
    now, label = clock.now(), this_kiosk() if kiosk is None else kiosk
    wanted = {"holder": holder, "kiosk": label, "until_at": now + LEASE}
    lease, new = PrinterLease.objects.select_for_update().get_or_create(port=port, defaults=wanted)
    if new or lease.holder == holder or lease.until_at < now:
        PrinterLease.objects.filter(pk=lease.pk).update(**wanted)
        return ""
    return lease.kiosk or lease.holder


def free_printer(*, port: str, holder: str) -> None:
    """Give a printer up, so that another kiosk may have it at once."""
    PrinterLease.objects.filter(port=port, holder=holder).delete()


def _of(kiosk: str | None) -> Q:
    """Which jobs are a kiosk's: its own, and those that were written for any."""
    return Q(kiosk=this_kiosk() if kiosk is None else kiosk) | Q(kiosk="")


def _problem(job_id: int) -> Job:
    job = Job.objects.select_for_update().filter(pk=job_id).first()
    if job is None:
        raise Refused("job.unknown")
    if job.state not in PROBLEMS or job.settled_by:
        raise Refused("job.settled_already", label=job.label)
    return job


def _may_be_seen(job: Job) -> bool:
    return not job.ephemeral and bool(job.slip_json)


def _claim(job: Job) -> Claim:
    return Claim(job.pk, job.kind, job.label, job.slip_json, is_copy=job.copy_of_id is not None)


def _view(job: Job) -> JobView:
    return JobView(
        job_id=job.pk, kind=job.kind, label=job.label, language=job.language, state=JobState(job.state),
        condition=job.condition, proof=job.proof, is_copy=job.copy_of_id is not None,
        created_at=job.created_at, sending_at=job.sending_at, may_be_seen=_may_be_seen(job),
    )  # fmt: skip
