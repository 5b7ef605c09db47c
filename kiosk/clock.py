"""The time, handed in: a `Clock` tells it, so that tests can hold it still.

Moments are aware UTC and end in `_at`; a local calendar day is a `day` in the office's zone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

TAIPEI = ZoneInfo("Asia/Taipei")


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Return this moment, aware, in UTC."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return this moment, aware, in UTC."""
        return datetime.now(UTC)


SYSTEM: Clock = SystemClock()


@dataclass
class StillClock:
    """A clock that stands until it is moved: for one transaction whose rows must agree, and for tests."""

    at: datetime = field(default_factory=lambda: datetime(2026, 3, 5, 2, 24, tzinfo=UTC))

    def now(self) -> datetime:
        """Return the moment at which the clock stands."""
        return self.at

    def advance(self, seconds: float) -> None:
        """Move the clock forward by `seconds`."""
        self.at += timedelta(seconds=seconds)


def local(moment: datetime) -> datetime:
    """Return `moment` as the office's wall clock shows it."""
    return moment.astimezone(TAIPEI)


def day_of(moment: datetime) -> date:
    """Return the office's calendar day at `moment`."""
    return local(moment).date()
