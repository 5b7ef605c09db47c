"""The figures that need the whole house: a finger on the screen, a byte at the printer, a word on the sign."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING

from devices.simulators.line import PtyLine
from devices.simulators.printer import PrinterSimulator
from kiosk.cli.benches.figures import Figure, p95, rounded
from kiosk.cli.control import Control
from kiosk.cli.demo_house import DemoHouse

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kiosk.cli.parent import Child

SLIP_BEGINS = b"\x1b@"
ANSWER_WITHIN_S = 10.0
IDLE_S = 15


def measure(home: Path, *, full: bool) -> list[Figure]:
    """Return the figures of the house at `home`; simulated devices, real lines, software drawing."""
    with ExitStack() as stack:
        line = TimedLine(home / "run" / "bench-printer")
        house = DemoHouse(home, offscreen=True, printer_port=line.port)
        house.prepare()
        line.open()
        stack.callback(line.close)
        stack.enter_context(PrinterSimulator(line, _made(home / "bench-paper")))
        parent = house.parent()
        stack.callback(parent.stop)
        parent.start()
        screen = next(child for child in parent.children if child.name == "screen")
        return [
            _tap_to_first_byte(house, line, 60 if full else 20),
            _push_to_sign(house, 60 if full else 20),
            Figure("main.screen_idle_cpu_pct", rounded(idle_cpu_pct(screen)), "%", 3),
            Figure("main.screen_ready_s", rounded(screen_ready_s(house, 7 if full else 3)), "s", 3),
        ]


class TimedLine(PtyLine):
    """A pseudo-terminal that notes when the first byte of a slip reached the far end."""

    def __init__(self, link: Path) -> None:
        super().__init__(link)
        self.slip_began_s = 0.0

    def read(self, max_bytes: int, timeout_s: float) -> bytes:
        """Read as the line does; ESC @ begins every slip and stands in no status request."""
        data = super().read(max_bytes, timeout_s)
        if SLIP_BEGINS in data:
            self.slip_began_s = time.monotonic()
        return data


def _tap_to_first_byte(house: DemoHouse, line: TimedLine, samples: int) -> Figure:
    times = []
    with Control(house.screen_socket) as finger:
        for number in range(samples):
            go(finger, "home.take_ticket", "take_ticket")
            wanted = "take_ticket.class." + "ABCDEFG"[number % 7]
            finger.ask(do="wait", id=wanted, timeout_s=ANSWER_WITHIN_S)  # the classes come a moment after their screen
            finger.ask(do="tap", id=wanted)
            finger.ask(do="wait", id="take_ticket.take", timeout_s=ANSWER_WITHIN_S)
            time.sleep(0.7)  # the printer has finished the slip before; a visitor reads for longer
            line.slip_began_s = 0.0
            lifted_s = finger.ask(do="tap", id="take_ticket.take")["lifted_at_s"]
            times.append((_wait_for(lambda: line.slip_began_s) - lifted_s) * 1000)
            go(finger, "ticket_issued.done", "home")
    return Figure("main.tap_to_first_byte_p95_ms", rounded(p95(times)), "ms", 100)


def _push_to_sign(house: DemoHouse, samples: int) -> Figure:
    from kiosk.announcements import services as announcements  # noqa: PLC0415  # needs Django
    from kiosk.announcements.models import Kind  # noqa: PLC0415
    from kiosk.clock import SYSTEM  # noqa: PLC0415

    times = []
    with Control(house.simulators_socket) as sign:
        for number in range(samples):
            began = time.monotonic()
            until = SYSTEM.now().replace(microsecond=0)
            pushed = announcements.push(
                text=f"測試公告第 {number:03} 號", kind=Kind.SERVICE, until_at=until.replace(year=until.year + 1), by="bench"
            )
            words = f"{number:03}"
            times.append((_wait_for(lambda words=words: _shown(sign, words)) - began) * 1000)  # type: ignore[misc]  # bound at once
            announcements.withdraw(announcement_id=pushed.announcement_id, by="bench")
            _wait_for(lambda words=words: not _shown(sign, words) and time.monotonic())  # type: ignore[misc]
    return Figure("main.push_to_sign_p95_ms", rounded(p95(times)), "ms", 300)


def _shown(sign: Control, words: str) -> float:
    showing = sign.ask(device="marquee", do="state")["state"]["showing"]
    return time.monotonic() if words in showing else 0.0


def idle_cpu_pct(screen: Child) -> float:
    """Return the share of one core that a screen takes when nobody touches it."""
    if screen.process is None:
        raise RuntimeError("the screen does not run")
    time.sleep(3)  # what the last touches started has ended
    before, began = _cpu_s(screen.process.pid), time.monotonic()
    time.sleep(IDLE_S)
    return (_cpu_s(screen.process.pid) - before) / (time.monotonic() - began) * 100


def _cpu_s(pid: int) -> float:
    with open(f"/proc/{pid}/stat", encoding="utf-8") as file:  # noqa: PTH123  # not a file on disk
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def rss_mb(child: Child) -> float:
    """Return the memory that a process holds now."""
    if child.process is None:
        raise RuntimeError(f"{child.name} does not run")
    with open(f"/proc/{child.process.pid}/statm", encoding="ascii") as file:  # noqa: PTH123  # not a file on disk
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1_000_000


def screen_ready_s(house: DemoHouse, samples: int) -> float:
    """Return how long a screen takes from its start to its first frame with facts, usually."""
    times = []
    for _ in range(samples):
        began = time.monotonic()
        words = (sys.executable, "-m", "screens", "touch", "--home", str(house.home), "--offscreen")
        with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:  # noqa: S603
            said = process.stdout.readline() if process.stdout else ""
            times.append(time.monotonic() - began)
            process.terminate()
        if "ready" not in said:
            raise RuntimeError("the screen did not say that it is ready")
    return statistics.median(times)


def go(finger: Control, pilot_id: str, screen: str) -> None:
    """Tap a control when it shows; wait for the screen it opens."""
    finger.ask(do="wait", id=pilot_id, timeout_s=ANSWER_WITHIN_S)
    finger.ask(do="tap", id=pilot_id)
    finger.ask(do="wait", screen=screen, timeout_s=ANSWER_WITHIN_S)


def _wait_for(happened: Callable[[], float]) -> float:
    deadline = time.monotonic() + ANSWER_WITHIN_S
    while not (at := happened()):
        if time.monotonic() > deadline:
            raise TimeoutError(f"it did not happen within {ANSWER_WITHIN_S:.0f} s")
        time.sleep(0.002)
    return float(at)


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder
