"""What the help feature answers: a call as the visitor and staff see it.  Free of Django."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.help.rules import CallReason, CallState


@dataclass(frozen=True)
class VolunteerView:
    """A volunteer who logged in at a kiosk."""

    username: str
    name: str


@dataclass(frozen=True)
class HelpCallView:
    """One call as the visitor and staff see it; `answered_s` is how long it waited for an answer, None without one."""

    call_id: int
    kiosk: str
    place: str
    reason: CallReason
    language: str
    state: CallState
    raised_at: datetime
    escalates_at: datetime
    acknowledged_at: datetime | None
    acknowledged_name: str
    outcome: str

    @property
    def answered_s(self) -> int | None:
        """Return after how many seconds somebody said that they come."""
        return round((self.acknowledged_at - self.raised_at).total_seconds()) if self.acknowledged_at else None
