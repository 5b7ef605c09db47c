"""How long a case of a class takes at a counter: measured from the cases that clerks have finished, walking included."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

from django.db import connection

from kiosk.clock import day_of
from kiosk.finding import moment
from kiosk.queues.states import TicketState
from kiosk.statements import ask

if TYPE_CHECKING:
    from datetime import datetime

PACE_CASES = 20
PACE_LIMITS_S = (20, 4 * 3600)  # shorter was a slip of the finger, longer a ticket that was forgotten
_LAST = f"""
    SELECT called_at, ended_at, state FROM queues_ticket WHERE queue = %s AND ended_at IS NOT NULL
    ORDER BY ended_at DESC LIMIT {2 * PACE_CASES}
"""  # noqa: S608  # a number; and it stands in the text, so that a plan made once knows how few rows are wanted
_MEASURED = """
    INSERT INTO queues_pace (letter, median_s, mean_s, spread_s, cases, measured_at) VALUES (%s, %s, %s, %s, %s, %s)
    ON CONFLICT (letter) DO UPDATE SET median_s = excluded.median_s, mean_s = excluded.mean_s,
        spread_s = excluded.spread_s, cases = excluded.cases, measured_at = excluded.measured_at
"""  # both stand in the path of every call


def measure_pace(letter: str, now: datetime) -> None:
    """Store median, mean and spread of the last cases of a class; what ended on another day was ended by nobody."""
    spans = [
        (ended - called).total_seconds()
        for called, ended, state in ask(_LAST, [letter])
        if state == TicketState.DONE and called and day_of(moment(called)) == day_of(moment(ended))
    ]
    low, high = PACE_LIMITS_S
    fair = [span for span in spans if low <= span <= high][:PACE_CASES]
    if fair:
        ask(_MEASURED, [
            letter, round(statistics.median(fair)), round(statistics.fmean(fair)), round(statistics.pstdev(fair)), len(fair),
            connection.ops.adapt_datetimefield_value(now),
        ])  # fmt: skip
