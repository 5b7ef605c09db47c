"""The outbox's door: put a slip in, take the next one out, say how it went, and what staff can do about the rest."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from kiosk import signals
from kiosk.clock import SYSTEM, Clock
from kiosk.errors import Refused
from kiosk.outbox.answers import Claim, JobView, claim_of, may_be_seen, view_of
from kiosk.outbox.kiosks import of_kiosk, this_kiosk
from kiosk.outbox.leases import free_printer, lease_printer
from kiosk.outbox.models import Job
from kiosk.outbox.settling import reprint, settle
from kiosk.outbox.states import PROBLEMS, JobState, check_step
from kiosk.rows import insert

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from django.db.models import Model

__all__ = [
    "Claim", "JobView", "enqueue", "expire_stale", "free_printer", "held_claim", "job_view", "lease_printer",
    "lost_in_flight", "newest_slip", "next_claim", "open_problems", "recent", "reprint", "settle", "slip_of", "step",
    "this_kiosk", "waiting_count", "wipe",
]  # fmt: skip

EPHEMERAL_GRACE = timedelta(hours=1)  # nobody comes back for such a slip later than this
CARETAKER = "kiosk caretaker"


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


def job_view(*, job_id: int) -> JobView:
    """Return one job; raises `Refused` where there is none."""
    job = Job.objects.filter(pk=job_id).first()
    if job is None:
        raise Refused("job.unknown")
    return view_of(job)


def newest_slip(*, kind: str) -> str | None:
    """Return the content of the newest slip of `kind` that is still kept; None where there is none."""
    job = Job.objects.filter(kind=kind).exclude(slip_json="").order_by("-id").first()
    return job.slip_json if job else None


def open_problems() -> tuple[JobView, ...]:
    """Return the slips that need a person, oldest first: held, unsure, and failed ones nobody has dealt with."""
    jobs = Job.objects.filter(state__in=PROBLEMS, settled_by="").order_by("id")
    return tuple(view_of(job) for job in jobs[:200])


def recent(*, limit: int = 50, label: str = "") -> tuple[JobView, ...]:
    """Return the newest jobs, newest first; with `label` those whose number or serial holds it."""
    jobs = Job.objects.filter(label__icontains=label.strip()) if label.strip() else Job.objects.all()
    return tuple(view_of(job) for job in jobs.order_by("-id")[:limit])


def slip_of(*, job_id: int) -> tuple[str, bool]:
    """Return the content of a slip to look at, and whether it is a copy; raises `Refused` where nobody may see it."""
    job = Job.objects.filter(pk=job_id).first()
    if job is None:
        raise Refused("job.unknown")
    if not may_be_seen(job):
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
    job = Job.objects.filter(of_kiosk(kiosk), state=JobState.WAITING).order_by("id").first()
    return claim_of(job) if job else None


def held_claim(*, kiosk: str | None = None) -> Claim | None:
    """Return the job whose data the kiosk's printer still holds, if any."""
    job = Job.objects.filter(of_kiosk(kiosk), state=JobState.HELD).order_by("id").first()
    return claim_of(job) if job else None


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
    lost = Job.objects.filter(of_kiosk(kiosk), state__in=[JobState.SENDING, JobState.HELD]).update(
        state=JobState.UNSURE, condition="link_lost"
    )
    if lost:
        signals.wake("job_states")
    return lost
