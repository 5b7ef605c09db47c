"""The next number and the month's report beside ten years of history: `python -m kiosk.cli.benches.queue_history HOME YEARS`.

Seeds the home, then lets eight clerks of a full hall call one after the other, and reads the report of three months.
"""

from __future__ import annotations

import json
import sys
import time
import uuid
from datetime import date, timedelta
from pathlib import Path

from kiosk.cli import database, load_content
from kiosk.cli.benches.figures import p95
from kiosk.clock import SYSTEM, day_of
from kiosk.project.boot import boot

COUNTERS, HALL, CALLS = 8, 60, 400


def measure(home: Path, years: int) -> dict[str, float]:
    """Return the milliseconds that 95 of 100 calls stay below, and the seconds of the slowest report."""
    boot(home)
    database.migrate()
    load_content.load(home)
    from kiosk.queues.synthetic import history  # noqa: PLC0415  # needs Django

    yesterday = day_of(SYSTEM.now()) - timedelta(days=1)
    tickets = sum(count for _, count in history.fill(years, yesterday))
    return {"tickets": tickets, "next_p95_ms": p95(_calls()), "report_s": max(_reports(yesterday, years))}


def _calls() -> list[float]:
    from kiosk.queues import services  # noqa: PLC0415
    from kiosk.queues.answers import CaseDone  # noqa: PLC0415

    def take(n: int) -> None:
        services.take_ticket(letter="ABC"[n % 3], language="zh_Hant", priority=n % 8 == 0, request_id=uuid.uuid4())

    for n in range(HALL):
        take(n)
    for counter in range(1, COUNTERS + 1):
        services.open_counter(counter=counter, by=f"clerk{counter}", name="林美玲", title="課員")
    found = []
    for n in range(CALLS):
        counter = n % COUNTERS + 1
        began = time.perf_counter()
        services.call_next(counter=counter, by=f"clerk{counter}", request_id=uuid.uuid4(), cases=[CaseDone("transcript")])
        found.append((time.perf_counter() - began) * 1000)
        take(n)
    return found


def _reports(yesterday: date, years: int) -> list[float]:
    from kiosk.queues import services  # noqa: PLC0415

    last = yesterday.replace(day=1) - timedelta(days=1)
    found = []
    for back in (0, 12 * years // 2, 12 * years - 3):
        n = last.year * 12 + last.month - 1 - back
        first = date(n // 12, n % 12 + 1, 1)
        end = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        began = time.perf_counter()
        services.as_csv(services.statistics(first=first, last=end))
        services.ranking(month=first, viewer="nobody")
        found.append(time.perf_counter() - began)
    return found


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), int(sys.argv[2]))))  # noqa: T201  # read by the parent
