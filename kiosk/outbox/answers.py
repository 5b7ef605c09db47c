"""What the outbox answers: frozen views of its jobs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.outbox.states import JobState

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.outbox.models import Job


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


def may_be_seen(job: Job) -> bool:
    """Whether the content of a job is kept, and anybody's business."""
    return not job.ephemeral and bool(job.slip_json)


def claim_of(job: Job) -> Claim:
    """Return what a supervisor needs of a job."""
    return Claim(job.pk, job.kind, job.label, job.slip_json, is_copy=job.copy_of_id is not None)


def view_of(job: Job) -> JobView:
    """Return a job as staff and screens see it."""
    return JobView(
        job_id=job.pk, kind=job.kind, label=job.label, language=job.language, state=JobState(job.state),
        condition=job.condition, proof=job.proof, is_copy=job.copy_of_id is not None,
        created_at=job.created_at, sending_at=job.sending_at, may_be_seen=may_be_seen(job),
    )  # fmt: skip
