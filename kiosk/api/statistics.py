"""The operation for dashboards: the figures of a period, of classes, counters and hours, never of persons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.api import scopes, shapes
from kiosk.api.operations import Operation, Work
from kiosk.clock import StillClock, day_of
from kiosk.queues.statistics import statistics

if TYPE_CHECKING:
    from kiosk.queues.rules.figures import FigureLine, Spread


def figures(work: Work) -> shapes.Statistics:
    """Return the figures of the days asked for, of today without."""
    today = day_of(work.now)
    last = work.query.last or work.query.first or today
    first = work.query.first or last
    found = statistics(first=first, last=last, clock=StillClock(work.now))
    return shapes.Statistics(
        first=found.first, last=found.last, total=_line(found.total), noon=_line(found.noon),
        by_class=[_line(one) for one in found.tables["class"]], by_counter=[_line(one) for one in found.tables["counter"]],
        by_hour=[_line(one) for one in found.tables["hour"]], definitions=found.definitions,
    )  # fmt: skip


def _line(one: FigureLine) -> shapes.StatisticsLine:
    return shapes.StatisticsLine(
        name=one.name, taken=one.taken, served=one.served, no_show=one.no_show, abandoned=one.abandoned,
        waiting=_times(one.waiting), walking=_times(one.walking), serving=_times(one.serving), wait_range_hit_pct=one.hit_pct,
    )  # fmt: skip


def _times(one: Spread) -> shapes.Times:
    return shapes.Times(count=one.count, mean_min=one.mean_min, median_min=one.median_min, p90_min=one.p90_min)


OPERATIONS = (
    Operation(
        "GET", "/statistics", "readStatistics", "The figures of a period", scopes.STATS, figures, shapes.Statistics,
        query=shapes.Period, tag="statistics",
    ),
)  # fmt: skip
