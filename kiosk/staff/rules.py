"""How long a session lasts: pure, so that a table can hold it."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from kiosk.staff.roles import Role

IDLE_LIMIT = timedelta(minutes=30)
IDLE_LIMIT_VOLUNTEER = timedelta(minutes=10)  # a volunteer's machine stands among the public
WHOLE_LIMIT = timedelta(hours=12)


class SessionEnd(StrEnum):
    """Why a session is over."""

    IDLE = "idle"
    TOO_LONG = "too_long"


def idle_limit(role: Role) -> timedelta:
    """Return how long somebody of this role may do nothing."""
    return IDLE_LIMIT_VOLUNTEER if role == Role.VOLUNTEER else IDLE_LIMIT


def session_end(*, role: Role, began_at: datetime, active_at: datetime, now: datetime) -> SessionEnd | None:
    """Return why the session is over at `now`, or None while it lasts."""
    if now - began_at >= WHOLE_LIMIT:
        return SessionEnd.TOO_LONG
    if now - active_at >= idle_limit(role):
        return SessionEnd.IDLE
    return None
