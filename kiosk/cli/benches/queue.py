"""Area `queue`: numbers on both databases, a whole office day, how true the range on a ticket is, ten years of history."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from kiosk.cli import postgresql
from kiosk.cli.benches import queue_http
from kiosk.cli.benches.figures import Figure, rounded
from kiosk.cli.home import lay_out
from kiosk.config import Config, Database, Office

PROCESSES, EACH = 8, 1250
COUNTERS = 8


def measure(*, full: bool) -> list[Figure]:
    """Measure the area in homes of its own; about two minutes, with `full` about ten."""
    folder = Path(tempfile.mkdtemp(prefix="kbq-"))
    try:
        return [
            *_numbers(folder / "sqlite", "sqlite:", "sqlite"),
            *_numbers_on_postgresql(folder / "pg"),
            _forecast(folder / "forecast", full=full),
            _office_day(folder / "day"),
            *_history(folder / "history", full=full),
            *queue_http.measure(folder, full=full),
        ]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _numbers(home: Path, url: str, name: str) -> list[Figure]:
    """Let eight processes take numbers of one class at once."""
    _home(home, url)
    _ask("numbers", home, "1", "B")  # tables and content, before the others look for them
    several = [_start("numbers", home, str(EACH - 1), "A") for _ in range(PROCESSES)]
    labels = [label for one in several for label in _said(one)["labels"]]
    given = sorted(int(label[1:]) for label in labels)
    distinct = len(set(given))
    return [
        Figure(f"queue.duplicates_10000_{name}", len(given) - distinct, "", 0),
        Figure(f"queue.gaps_10000_{name}", given[-1] - distinct + (PROCESSES * EACH - len(given)), "", 0),
    ]


def _numbers_on_postgresql(home: Path) -> list[Figure]:
    with postgresql.cluster() as server:
        if server is not None:
            return _numbers(home, server.url, "postgresql")
    why = "PostgreSQL is not installed here"
    return [Figure(f"queue.{what}_10000_postgresql", None, "", 0, reason=why) for what in ("duplicates", "gaps")]


def _forecast(home: Path, *, full: bool) -> Figure:
    _home(home, "sqlite:")
    hit = _ask("queue_forecast", home, "40" if full else "12")["hit_pct"]
    return Figure("queue.wait_range_hit_pct", rounded(hit), "%", 70, "higher")


def _office_day(home: Path) -> Figure:
    _home(home, "sqlite:")
    found = _ask("queue_day", home)
    return Figure("queue.office_day_errors", len(found["errors"]), "", 0, reason="; ".join(found["errors"][:3]))


def _history(home: Path, *, full: bool) -> list[Figure]:
    if not full:
        later = "ten years of history are measured with --full"
        return [
            Figure("queue.next_10y_p95_ms", None, "ms", 20, reason=later),
            Figure("queue.month_report_10y_s", None, "s", 2, reason=later),
        ]
    _home(home, "sqlite:")
    found = _ask("queue_history", home, "10")
    return [
        Figure("queue.next_10y_p95_ms", rounded(found["next_p95_ms"]), "ms", 20),
        Figure("queue.month_report_10y_s", rounded(found["report_s"]), "s", 2),
    ]


def _home(home: Path, url: str) -> None:
    lay_out(home, Config(database=Database(url=url), office=Office(counters=COUNTERS)))


def _ask(module: str, home: Path, *words: str) -> dict[str, Any]:
    return _said(_start(module, home, *words))


def _start(module: str, home: Path, *words: str) -> subprocess.Popen[str]:
    """Start a process of its own: Django reads a home once."""
    line = (sys.executable, "-m", f"kiosk.cli.benches.{module}", str(home), *words)
    return subprocess.Popen(line, stdout=subprocess.PIPE, text=True, env={**os.environ, "KIOSK_HOME": str(home)})  # noqa: S603


def _said(process: subprocess.Popen[str]) -> dict[str, Any]:
    said, _ = process.communicate()
    if process.returncode:
        raise RuntimeError(f"a process of the measurement ended with status {process.returncode}")
    found: dict[str, Any] = json.loads(said)
    return found
