"""The states of a job and the steps between them, as one table; `kiosk.outbox` draws it."""

from __future__ import annotations

from enum import StrEnum


class JobState(StrEnum):
    """Where a job stands; the text is the text in the database."""

    WAITING = "waiting"
    SENDING = "sending"
    CONFIRMED = "confirmed"
    HELD = "held"
    UNSURE = "unsure"
    FAILED = "failed"
    EXPIRED = "expired"


STEPS: dict[JobState, frozenset[JobState]] = {
    JobState.WAITING: frozenset({JobState.SENDING, JobState.FAILED, JobState.EXPIRED}),
    JobState.SENDING: frozenset(
        {JobState.CONFIRMED, JobState.HELD, JobState.UNSURE, JobState.FAILED, JobState.WAITING}
    ),
    JobState.HELD: frozenset({JobState.CONFIRMED, JobState.UNSURE, JobState.FAILED}),
    JobState.UNSURE: frozenset({JobState.CONFIRMED, JobState.FAILED}),
    JobState.CONFIRMED: frozenset(),
    JobState.FAILED: frozenset(),
    JobState.EXPIRED: frozenset(),
}

PROBLEMS = (JobState.HELD, JobState.UNSURE, JobState.FAILED)


class WrongStep(Exception):  # says what was tried, as Refused does
    """A job was asked to take a step that the table does not have."""


def check_step(before: JobState, after: JobState) -> None:
    """Raise `WrongStep` unless the table allows the step."""
    if after not in STEPS[before]:
        raise WrongStep(f"a job that is {before} cannot become {after}")
