"""How fast numbers are given, and that none is given twice or left out.

Runs as a module too (`python -m kiosk.cli.benches.numbers HOME COUNT`): one process of several that take numbers at once;
it prints the labels it was given.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.cli import database, load_content
from kiosk.cli.benches.figures import Figure, p95, rounded
from kiosk.cli.home import lay_out
from kiosk.project.boot import boot

if TYPE_CHECKING:
    from kiosk.queues.answers import TicketTaken

PROCESSES, EACH = 4, 500


def measure(home: Path, *, full: bool) -> list[Figure]:
    """Return the figures of numbers, on SQLite with every commit synced to disk."""
    lay_out(home)
    environment = {**os.environ, "KIOSK_HOME": str(home)}
    single = _facts(_start(environment, home, 5000 if full else 2000, letter="B"))
    several = [_start(environment, home, EACH) for _ in range(PROCESSES)]
    labels = [label for one in several for label in _facts(one)["labels"]]
    given = sorted(int(label[1:]) for label in labels)
    return [
        Figure("main.number_durable_p95_ms", rounded(p95(single["ms"])), "ms", 50),
        Figure("main.tickets_per_s_1_process", rounded(len(single["ms"]) / single["seconds"]), "1/s", 1000, "higher"),
        Figure("main.duplicates_4x500", len(given) - len(set(given)), "", 0),
        Figure("main.gaps_4x500", given[-1] - given[0] + 1 - len(set(given)), "", 0),
    ]


def take(home: Path, count: int, letter: str) -> dict[str, object]:
    """Take `count` numbers one after the other in this process; returns labels and times."""
    boot(home)
    database.migrate()
    load_content.load(home)
    labels, times = [_one(letter).label], []  # the first one opens connections and reads the content
    began = time.perf_counter()
    for _ in range(count):
        before = time.perf_counter()
        labels.append(_one(letter).label)
        times.append((time.perf_counter() - before) * 1000)
    return {"labels": labels, "ms": times, "seconds": time.perf_counter() - began}


def _one(letter: str) -> TicketTaken:
    from kiosk.queues import services as queues  # noqa: PLC0415  # needs Django

    return queues.take_ticket(letter=letter, language="zh_Hant", priority=False, request_id=uuid.uuid4())


def _start(environment: dict[str, str], home: Path, count: int, letter: str = "A") -> subprocess.Popen[str]:
    words = (sys.executable, "-m", __name__, str(home), str(count), letter)
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=environment)  # noqa: S603  # this module


def _facts(process: subprocess.Popen[str]) -> dict[str, Any]:
    said, _ = process.communicate()
    if process.returncode:
        raise RuntimeError(f"a process that takes numbers ended with status {process.returncode}")
    facts: dict[str, Any] = json.loads(said)
    return facts


if __name__ == "__main__":
    print(json.dumps(take(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])))  # noqa: T201  # read by the parent
