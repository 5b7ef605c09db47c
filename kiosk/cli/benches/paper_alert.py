"""From a printer's death to the words on a colleague's open page: `python -m kiosk.cli.benches.paper_alert HOME COUNT`.

Prints a list of seconds as JSON.  The house is whole: a simulated printer at the end of a real line, the devices process,
the web process.  A supervisor's start page stands open; it hears of news by its event stream and then reads its part again,
as its script does.  The clock runs from the moment at which the printer dies until that part says that it does not work.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import random
import re
import sys
import threading
import time
import uuid
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from devices.simulators.line import PtyLine
from devices.simulators.printer import PrinterSimulator
from kiosk.cli.browser import Browser, PageError
from kiosk.cli.demo_house import DemoHouse

if TYPE_CHECKING:
    from collections.abc import Callable

WITHIN_S = 60.0
SLOW_BYTES_S = 6000.0
LOOKS_APART_S = 2.5  # a little more than the driver's pause between two looks: it dies at any moment of one
PRINTER = re.compile(r'<div class="state (\w+)">(?:(?!<div class="state).)*?印表機', re.DOTALL)


class OpenPage:
    """A supervisor's start page, kept up to date by its event stream; `state` is what it says of the printer."""

    def __init__(self, house: DemoHouse) -> None:
        self.state, self.since_s = "", 0.0
        self._browser = Browser(house.url)
        self._browser.visit("/log-in/")
        self._browser.submit("", username="lin", password=house.passwords["lin"])
        self._stream = self._browser.stream("/events/")
        self._read()
        threading.Thread(target=self._listen, daemon=True).start()

    def wait(self, wanted: Callable[[str], bool]) -> float:
        """Wait until the printer's state is as wanted; returns when it came to be so (monotonic seconds)."""
        deadline = time.monotonic() + WITHIN_S
        while not wanted(self.state):
            if time.monotonic() > deadline:
                raise TimeoutError(f"after {WITHIN_S:.0f} s the page still says that the printer is {self.state!r}")
            time.sleep(0.005)
        return self.since_s

    def _listen(self) -> None:
        with contextlib.suppress(PageError, OSError):  # the house is taken down
            for line in self._stream:
                if line.startswith(b"event: health"):
                    self._read()

    def _read(self) -> None:
        found = PRINTER.search(self._browser.visit("/now/").html)
        state = found[1] if found else ""
        if state != self.state:
            self.state, self.since_s = state, time.monotonic()


def times(home: Path, count: int) -> list[float]:
    """Let the printer die `count` times, each time in another way; returns the seconds until a colleague could read it."""
    with ExitStack() as stack:
        line = PtyLine(home / "run" / "bench-printer")
        house = DemoHouse(home, offscreen=True, printer_port=line.port)
        house.prepare()
        line.open()
        stack.callback(line.close)
        printer = stack.enter_context(PrinterSimulator(line, home / "bench-paper"))
        parent = house.parent(screen=False)
        stack.callback(parent.stop)
        parent.start()
        page = OpenPage(house)
        return [_one(page, printer, death) for _, death in zip(range(count), itertools.cycle(_deaths(printer)), strict=False)]


@dataclass(frozen=True)
class Death:
    """How the printer dies: while it has nothing to do, or within a slip."""

    comes: Callable[[], None]
    within_a_slip: bool = False


def _deaths(printer: PrinterSimulator) -> list[Death]:
    def off() -> None:
        printer.power(on=False)

    idle = (printer.unplug, printer.mute, off, printer.paper_out, printer.cover_open, printer.cutter_fault)
    busy = (printer.unplug, printer.mute, off, printer.paper_out, printer.cover_open)
    return [*map(Death, idle), *(Death(one, within_a_slip=True) for one in busy)]


def _one(page: OpenPage, printer: PrinterSimulator, death: Death) -> float:
    page.wait(lambda state: state == "ok")
    if death.within_a_slip:
        _begin_slip(printer)
    else:
        time.sleep(random.random() * LOOKS_APART_S)  # noqa: S311  # no secret
    died_s = time.monotonic()
    death.comes()
    told_s = page.wait(lambda state: state not in {"", "ok"})
    _mend(printer)
    return told_s - died_s


def _begin_slip(printer: PrinterSimulator) -> None:
    """Let a slip be on its way on a slow line, some rows of it on paper."""
    from kiosk.clock import SYSTEM  # noqa: PLC0415  # needs Django
    from kiosk.outbox import services as outbox  # noqa: PLC0415
    from kiosk.paper import samples  # noqa: PLC0415

    printer.slow(SLOW_BYTES_S)
    before = printer.state()["printed_rows"]
    outbox.enqueue(
        kind="notice", label="bench", slip_json=samples.notice().to_json(), language="zh_Hant",
        not_after_at=SYSTEM.now() + timedelta(minutes=5), request_id=uuid.uuid4(),
    )  # fmt: skip
    deadline = time.monotonic() + WITHIN_S
    while printer.state()["printed_rows"] < before + 50:
        if time.monotonic() > deadline:
            raise TimeoutError(f"no slip began within {WITHIN_S:.0f} s")
        time.sleep(0.01)


def _mend(printer: PrinterSimulator) -> None:
    printer.plug()
    printer.power()
    printer.slow(None)
    for trouble in (printer.mute, printer.paper_out, printer.cover_open, printer.cutter_fault):
        trouble(on=False)


if __name__ == "__main__":
    print(json.dumps(times(Path(sys.argv[1]), int(sys.argv[2]))))  # noqa: T201  # read by the parent
