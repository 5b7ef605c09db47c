"""A printer on a line that can be cut at any byte, its supervisor, a few slips, and the account at the end.

What must hold whatever happened: a confirmed slip lies in the tray exactly once, any other at most once; and each slip is
confirmed, or stands on staff's list.
"""

from __future__ import annotations

import random
import threading
import time
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.db import connections
from PIL import Image

from devices.printer.driver import Printer
from devices.printer.job import bytes_without_questions
from devices.printer.profiles import PROFILES
from devices.printer.slip import Slip, Text
from devices.simulators.printer import PrinterSimulator
from devices.simulators.printer_commands import CommandReader
from devices.simulators.pty_line import PtyLine
from devices.transports import LineSettings, open_transport
from kiosk import signals
from kiosk.clock import SYSTEM
from kiosk.outbox import services as outbox
from kiosk.outbox.models import Job
from kiosk.supervisors.printer import PrinterSupervisor

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from devices.printer.raster import Raster
    from kiosk.clock import Clock

T20III = PROFILES["TM-T20III"]
BOUNDARIES = ("first byte", "between commands", "within a header", "within a picture", "last byte of a picture", "cut", "fence")


class CutLine(PtyLine):
    """A cable that is pulled after so many bytes of the next slip; a slip begins with ESC @."""

    def __init__(self, link: Path) -> None:
        super().__init__(link)
        self.cut_after: int | None = None
        self._seen: int | None = None

    def read(self, max_bytes: int, timeout_s: float) -> bytes:
        if self.cut_after is None:
            return super().read(max_bytes, timeout_s)
        data = super().read(1 if self._seen is None else max(1, min(max_bytes, self.cut_after - self._seen)), timeout_s)
        if self._seen is None and data == b"\x1b":
            self._seen = 0
        if self._seen is not None:
            self._seen += len(data)
            if self._seen >= self.cut_after:
                self.unplug()
                self.cut_after = self._seen = None  # last: who waits for the cut may plug in again from here on
        return data


class House:
    """Everything of one run; `rng` makes it different from the next."""

    def __init__(self, folder: Path, raster: Raster, seed: int) -> None:
        self.rng = random.Random(seed)  # noqa: S311  # a run that can be played again
        self.raster = raster
        self.tray = folder / "paper"
        self.line = CutLine(folder / "port")
        self.line.open()
        self.machine = PrinterSimulator(self.line, self.tray)
        self.machine.start()
        self.jobs: dict[int, Slip] = {}
        self._running: list[tuple[PrinterSupervisor, threading.Thread]] = []

    def put(self, *, rows: int = 4) -> int:
        """A slip that looks like no other."""
        label = f"A{len(self.jobs) + 1:03}"
        texts = (Text(f"{label} 第{row}行 {self.rng.randrange(10**6)}") for row in range(rows))
        slip = Slip((Text(label, size=80, weight="bold"), *texts))
        job = outbox.enqueue(
            kind="ticket", label=label, slip_json=slip.to_json(), language="zh_Hant", request_id=uuid4(),
            not_after_at=SYSTEM.now() + timedelta(minutes=30),
        )  # fmt: skip
        self.jobs[int(job.pk)] = slip
        return int(job.pk)

    def boundary(self, kind: str, slip: Slip) -> int:
        """How many bytes of `slip` have passed when the line is at such a boundary."""
        data = bytes_without_questions(slip, self.raster, T20III)
        ends, begins, at = [], [], len(b"")
        for command in CommandReader().feed(data):
            begins.append((command.name, at))
            at += command.size
            ends.append((command.name, at))
        asb = len(b"\x1da\x0e")  # a two-way line also asks for reports, between ESC @ and the first picture
        pictures = [at + asb for name, at in begins if name == "GS v 0"]
        picture = self.rng.choice(pictures)
        length = next(end + asb for name, end in ends if name == "GS v 0" and end + asb > picture) - picture
        return {
            "first byte": 1,
            "between commands": picture,
            "within a header": picture + self.rng.randrange(1, 8),
            "within a picture": picture + self.rng.randrange(9, max(10, length - 1)),
            "last byte of a picture": picture + length - 1,
            "cut": len(data) + asb - self.rng.randrange(0, 4),
            "fence": len(data) + asb + self.rng.randrange(1, 14),
        }[kind]

    def supervisor(self, **more: Any) -> PrinterSupervisor:
        printer = Printer(open_transport(self.line.port, LineSettings(speed_baud=115200)), T20III, self.raster)
        return PrinterSupervisor(printer, threading.Event(), **more)

    def start(self, supervisor: PrinterSupervisor | None = None, *, clock: Clock = SYSTEM) -> PrinterSupervisor:
        one = supervisor or self.supervisor(proof_within_s=1.0, clock=clock)
        thread = threading.Thread(target=_run, args=(one,), daemon=True)
        thread.start()
        self._running.append((one, thread))
        return one

    def stop(self) -> None:
        for one, _ in self._running:
            one.stop.set()
        signals.wake("jobs")
        for _, thread in self._running:
            thread.join(15)
        self._running.clear()

    def close(self) -> None:
        self.stop()
        self.machine.stop()
        self.line.close()

    def states(self) -> dict[int, str]:
        return dict(Job.objects.filter(pk__in=self.jobs).values_list("pk", "state"))

    def state(self, job_id: int) -> str:
        return self.states()[job_id]

    def until(self, holds: Callable[[], bool], within_s: float = 30.0) -> None:
        deadline = time.monotonic() + within_s
        while not holds():
            assert time.monotonic() < deadline, self.states()
            time.sleep(0.02)

    def until_settled(self, within_s: float = 40.0) -> None:
        """Every slip has come to an end or stands on staff's list."""
        self.until(lambda: not {"waiting", "sending", "held"} & set(self.states().values()), within_s)

    def account(self) -> None:
        """Nothing lost, nothing doubled."""
        papers = [_dots(path) for path in sorted(self.tray.glob("slip-*.png"))]
        listed = {view.job_id for view in outbox.open_problems()}
        for job_id, state in self.states().items():
            dots = self.raster.picture(self.jobs[job_id]).tobytes()
            times = sum(paper.endswith(dots) for paper in papers)
            assert times <= 1, (job_id, state, times)
            assert state in {"confirmed", "unsure"}, (job_id, state)
            assert times == 1 or state == "unsure", (job_id, state)
            assert (job_id in listed) == (state == "unsure")


def _run(supervisor: PrinterSupervisor) -> None:
    try:
        supervisor.run()
    finally:
        connections.close_all()


def _dots(path: Path) -> bytes:
    with Image.open(path) as paper:
        return paper.tobytes()
