"""How the lamps of the signs spend the day: how bright they are, when they rest, when they are dark.  Pure.

One list of steps holds brightness and power together, since a dark sign is the last step of a dim one::

    06:30 40, 08:00 100, 18:00 60, 22:00 dark

Each step lasts until the next, the last one through midnight until the first.  Without steps the signs keep whatever
brightness they have of their own.  All wall-clock times are those of the office's zone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from kiosk.clock import local

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.hours import Hours, Span

DARK = "dark"
LAST_MINUTE = time(23, 59)


class ClosedDays(StrEnum):
    """What signs do on a day on which the office does not open at all."""

    FULL = "full"
    QUIET = "quiet"
    DARK = "dark"


@dataclass(frozen=True)
class Step:
    """From this minute on the lamps give so much light; 0 is dark."""

    at: time
    percent: int


@dataclass(frozen=True)
class LampDay:
    """A day of the signs: steps of brightness, hours without announcements, and what a closed day is like."""

    steps: tuple[Step, ...] = ()
    quiet: tuple[Span, ...] = ()
    closed_days: ClosedDays = ClosedDays.FULL

    @property
    def told(self) -> bool:
        """Say whether the office says anything about brightness and darkness."""
        return bool(self.steps) or self.closed_days is ClosedDays.DARK

    def percent(self, now: datetime, hours: Hours) -> int | None:
        """Return how bright signs are at `now`, 1 to 100; 0 for dark, None where they decide themselves."""
        if self.closed_days is ClosedDays.DARK and _stays_closed(now, hours):
            return 0
        if not self.steps:
            return None
        at = local(now).time()
        begun = [step for step in self.steps if step.at <= at]
        return (begun or self.steps)[-1].percent

    def is_quiet(self, now: datetime, hours: Hours) -> bool:
        """Say whether announcements rest at `now`: only the clock and the calls are shown."""
        if self.closed_days is ClosedDays.QUIET and _stays_closed(now, hours):
            return True
        return within(self.quiet, local(now).time())


def within(spans: tuple[Span, ...], at: time) -> bool:
    """Say whether a wall-clock time lies in one of `spans`; one that closes at 23:59 lasts until midnight."""
    return any(span.opens <= at and (at < span.closes or span.closes >= LAST_MINUTE) for span in spans)


def parse_steps(text: str) -> tuple[Step, ...]:
    """Read "06:30 40, 22:00 dark"; raises `ValueError` with the remedy."""
    steps = tuple(_step(part.strip()) for part in text.split(",") if part.strip())
    for before, after in pairwise(steps):
        if after.at <= before.at:
            raise ValueError(f"{after.at:%H:%M} does not come after {before.at:%H:%M}: write the steps in their order")
    return steps


def _step(text: str) -> Step:
    try:
        at, light = text.split()
        percent = 0 if light == DARK else int(light)
        step = Step(time.fromisoformat(at), percent)
    except ValueError:
        example = 'write it as "08:00 100" or "22:00 dark", several with a comma between'
        raise ValueError(f"{text!r} is no step: {example}") from None
    if light != DARK and not 1 <= percent <= 100:
        raise ValueError(f'{text!r}: brightness is 1 to 100, or the word "dark"')
    return step


def _stays_closed(now: datetime, hours: Hours) -> bool:
    return hours.told and not hours.opens_on(local(now).date())
