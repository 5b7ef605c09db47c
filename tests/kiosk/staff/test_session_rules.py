"""How long a session lasts, as a table."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from kiosk.staff.roles import Role
from kiosk.staff.rules import SessionEnd, session_end

NOW = datetime(2026, 3, 5, 2, 24, tzinfo=UTC)


@pytest.mark.parametrize(
    ("role", "hours_since_log_in", "idle_s", "expected"),
    [
        (Role.VOLUNTEER, 1, 599, None),
        (Role.VOLUNTEER, 1, 600, SessionEnd.IDLE),
        (Role.CLERK, 1, 1799, None),
        (Role.CLERK, 1, 1800, SessionEnd.IDLE),
        (Role.MANAGER, 11.99, 0, None),
        (Role.MANAGER, 12, 0, SessionEnd.TOO_LONG),
        (Role.VOLUNTEER, 13, 5000, SessionEnd.TOO_LONG),
    ],
)
def test_session_end(role: Role, hours_since_log_in: float, idle_s: int, expected: SessionEnd | None) -> None:
    began, active = NOW - timedelta(hours=hours_since_log_in), NOW - timedelta(seconds=idle_s)
    assert session_end(role=role, began_at=began, active_at=active, now=NOW) is expected
