"""When a call is answered, overdue, joined or forgotten: pure, so that tables can hold it."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

ESCALATE_AFTER = timedelta(seconds=90)
COMING_FOR = timedelta(minutes=3)  # so long after the answer, the next visitor at the same kiosk is told of the same one
FORGET_AFTER = timedelta(minutes=30)


class CallReason(StrEnum):
    """Why a volunteer is called; the text is the text in the database."""

    ASKED = "asked"  # somebody pressed the bell
    UNSURE = "unsure"  # does not know which number to take
    URGENT_READING = "urgent_reading"  # a blood pressure that cannot wait


class Outcome(StrEnum):
    """How a call ended."""

    DONE = "done"  # staff say so
    WITHDRAWN = "withdrawn"  # the visitor says so
    REPLACED = "replaced"  # somebody else called at the same kiosk later
    FORGOTTEN = "forgotten"  # nobody said anything for half an hour


class CallState(StrEnum):
    """Where a call stands now."""

    RAISED = "raised"
    ESCALATED = "escalated"
    COMING = "coming"
    CLOSED = "closed"


def state(
    *, raised_at: datetime, acknowledged_at: datetime | None, closed_at: datetime | None, now: datetime
) -> CallState:
    """Return where a call stands at `now`."""
    if closed_at is not None:
        return CallState.CLOSED
    if acknowledged_at is not None:
        return CallState.COMING
    return CallState.ESCALATED if now - raised_at >= ESCALATE_AFTER else CallState.RAISED


def joins(*, raised_at: datetime, acknowledged_at: datetime | None, now: datetime) -> bool:
    """Say whether a new call at the same kiosk is this open one: nobody has come yet, or somebody is on the way."""
    if acknowledged_at is not None:
        return now - acknowledged_at < COMING_FOR
    return now - raised_at < FORGET_AFTER
