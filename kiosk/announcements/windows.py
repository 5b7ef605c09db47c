"""When within the week a text runs: weekdays, and hours of the office's wall clock.  Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from kiosk.clock import TAIPEI, local
from kiosk.hours import Span, parse_spans
from kiosk.lamps import LAST_MINUTE, within

EVERY_DAY = "0123456"  # 0 is Monday
ALL_DAY = (Span(time.min, LAST_MINUTE),)
A_WEEK = 8  # days, so that each weekday is seen whole


@dataclass(frozen=True)
class Window:
    """Weekdays as digits, and sessions; no sessions mean all day, one until 23:59 lasts until midnight."""

    weekdays: str = EVERY_DAY
    hours: tuple[Span, ...] = ()

    @classmethod
    def of(cls, weekdays: str, hours: str) -> Window:
        """Read the columns of a row; raises `ValueError` with the remedy."""
        return cls(weekdays, parse_spans(hours))

    def holds(self, now: datetime) -> bool:
        """Say whether the text runs at `now`."""
        wall = local(now)
        return str(wall.weekday()) in self.weekdays and within(self.hours or ALL_DAY, wall.time())

    def ever_holds(self, start_at: datetime, until_at: datetime) -> bool:
        """Say whether the text runs at all between two moments."""
        first = local(start_at).date()
        sessions = (
            (datetime.combine(day, span.opens, TAIPEI), datetime.combine(day, span.closes, TAIPEI))
            for day in (first + timedelta(days=n) for n in range(A_WEEK))
            if str(day.weekday()) in self.weekdays
            for span in self.hours or ALL_DAY
        )
        return any(opens < until_at and start_at < closes for opens, closes in sessions)
