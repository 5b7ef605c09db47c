"""From the commit of a call to its first byte at a sign: `python -m kiosk.cli.benches.marquee_line HOME COUNT`.

Prints a list of milliseconds as JSON.  A counter calls the next number on a kiosk with a database of its own; the clock starts
when the call is committed and stops when the driver hands the frame that names it to the line, which is paced to the speed of
a JetFile II sign, while its supervisor looks after the sign as always.
"""

from __future__ import annotations

import json
import sys
import threading
import time
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

from devices.marquee.jetfile2_driver import JetFileSign
from devices.marquee.settings import MarqueeSettings
from devices.marquee.tall import glyphs_of
from devices.simulators.jetfile2_sign import JetFileSimulator
from devices.simulators.line import PtyLine
from devices.transports import open_transport
from devices.transports.base import LineSettings
from kiosk.cli import database, load_content
from kiosk.cli.home import lay_out
from kiosk.project.boot import boot

if TYPE_CHECKING:
    from collections.abc import Callable

    from devices.transports.base import Transport

SPEED_BAUD = 19_200
SEEN_WITHIN_S = 10.0
BETWEEN_CALLS_S = 3.3  # a call stands three seconds where another one waits behind it
COUNTER, CLERK = 1, "bench"


class NotingLine:
    """A transport that notes when a frame with certain letters is handed to the line."""

    def __init__(self, line: Transport) -> None:
        self._line = line
        self.letters = b""
        self.handed_s = 0.0

    def write(self, data: bytes, timeout_s: float) -> None:
        """Note the moment, then write."""
        if self.letters and self.letters in data and not self.handed_s:
            self.handed_s = time.monotonic()
        self._line.write(data, timeout_s)

    def __getattr__(self, name: str) -> object:
        return getattr(self._line, name)


def times(home: Path, count: int) -> list[float]:
    """Call `count` numbers one after the other; returns the milliseconds of each."""
    lay_out(home)
    boot(home)
    database.migrate()
    load_content.load(home)
    from kiosk.supervisors.marquee import MarqueeSupervisor  # noqa: PLC0415  # needs Django

    line = PtyLine(home / "run" / "bench-sign", speed_baud=SPEED_BAUD)
    line.open()
    stop = threading.Event()
    with JetFileSimulator(line, home / "sign", glyphs_of(16)) as sign:
        noting = NotingLine(open_transport(line.port, LineSettings(speed_baud=SPEED_BAUD)))
        driver = JetFileSign(noting, MarqueeSettings(speed_baud=SPEED_BAUD))  # type: ignore[arg-type]  # it passes all else on
        thread = threading.Thread(target=MarqueeSupervisor(driver, stop).run, daemon=True)
        thread.start()
        _until(lambda: sign.state()["mode"] == "list")
        _open(count + 1)
        found = [_one(noting) for _ in range(count + 1)]
        stop.set()
        thread.join(5)
    line.close()
    return found[1:]  # the first one meets a sign that is still being furnished


def _open(count: int) -> None:
    from kiosk.queues import desk, services  # noqa: PLC0415  # needs Django

    desk.open_counter(counter=COUNTER, by=CLERK, name="陳淑芬", title="課員")
    for _ in range(count):
        services.take_ticket(letter="A", language="zh_Hant", priority=False, request_id=uuid.uuid4())


def _one(line: NotingLine) -> float:
    from django.db import transaction  # noqa: PLC0415  # needs Django

    from kiosk.queues import desk  # noqa: PLC0415

    time.sleep(BETWEEN_CALLS_S)
    committed: list[float] = []
    line.handed_s = 0.0
    with transaction.atomic():
        transaction.on_commit(lambda: committed.append(time.monotonic()))  # before the wake-up, which comes with the commit
        call = desk.call_next(counter=COUNTER, by=CLERK, request_id=uuid.uuid4())
        if call is None:
            raise RuntimeError("nobody waits")
        line.letters = call.label.encode("ascii")
    _until(lambda: bool(line.handed_s))
    return (line.handed_s - committed[0]) * 1000


def _until(so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + SEEN_WITHIN_S
    while not so():
        if time.monotonic() > deadline:
            raise TimeoutError(f"it did not happen within {SEEN_WITHIN_S:.0f} s")
        time.sleep(0.002)


if __name__ == "__main__":
    print(json.dumps(times(Path(sys.argv[1]), int(sys.argv[2]))))  # noqa: T201  # read by the parent
