"""From a job's claim to its first byte at the far end of a line: `python -m kiosk.cli.benches.paper_line HOME COUNT`.

Prints a list of milliseconds as JSON.  The clock starts when the supervisor takes a waiting job out of the database and
stops when ESC @ has come through the line, on a kiosk with a database of its own, every commit synced to disk.
"""

from __future__ import annotations

import json
import sys
import threading
import time
import uuid
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from devices import catalog
from devices.simulators.printer import PrinterSimulator
from kiosk.cli import database
from kiosk.cli.benches.house import TimedLine
from kiosk.cli.home import lay_out
from kiosk.project.boot import boot
from kiosk.supervisors import assembly

if TYPE_CHECKING:
    from devices.printer.driver import Printer
    from kiosk.outbox.services import Claim

DONE_WITHIN_S = 15.0


def times(home: Path, count: int) -> list[float]:
    """Print `count` tickets one after the other; returns the milliseconds of each."""
    lay_out(home)
    boot(home)
    database.migrate()
    from kiosk.supervisors.printer import PrinterSupervisor  # noqa: PLC0415  # needs Django

    claimed_s = [0.0]

    class Timed(PrinterSupervisor):
        """Notes when it has a claim in its hands."""

        def _print(self, claim: Claim) -> bool:
            claimed_s[0] = time.monotonic()
            return super()._print(claim)

    line = TimedLine(home / "run" / "bench-printer")
    line.open()
    stop = threading.Event()
    with PrinterSimulator(line, home / "paper"):
        thread = threading.Thread(target=Timed(_printer(line.port), stop).run, daemon=True)
        thread.start()
        found = [_one(line, number, claimed_s) for number in range(count + 1)]
        stop.set()
        thread.join(5)
    line.close()
    return found[1:]  # the first one opens the faces and the line


def _one(line: TimedLine, number: int, claimed_s: list[float]) -> float:
    from kiosk.clock import SYSTEM  # noqa: PLC0415
    from kiosk.outbox import services as outbox  # noqa: PLC0415
    from kiosk.outbox.states import JobState  # noqa: PLC0415
    from kiosk.paper import samples  # noqa: PLC0415

    line.slip_began_s = 0.0
    label = f"A{number:03}"
    job = outbox.enqueue(
        kind="ticket", label=label, slip_json=samples.ticket(label=label).to_json(), language="zh_Hant",
        not_after_at=SYSTEM.now() + timedelta(minutes=5), request_id=uuid.uuid4(),
    )  # fmt: skip
    deadline = time.monotonic() + DONE_WITHIN_S
    while outbox.job_view(job_id=job.pk).state != JobState.CONFIRMED:
        if time.monotonic() > deadline:
            raise TimeoutError(f"{label} was not printed within {DONE_WITHIN_S:.0f} s")
        time.sleep(0.05)
    return (line.slip_began_s - claimed_s[0]) * 1000


def _printer(port: str) -> Printer:
    return catalog.build_printer("TM-T20III", port, assembly.typefaces())


if __name__ == "__main__":
    print(json.dumps(times(Path(sys.argv[1]), int(sys.argv[2]))))  # noqa: T201  # read by the parent
