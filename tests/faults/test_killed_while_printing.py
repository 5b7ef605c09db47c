"""`kiosk devices` killed with -9 at every state of a job: the next start finishes what was not begun, and doubles nothing."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from devices.printer.raster import Raster
from devices.printer.slip import Slip, Text
from devices.simulators.printer import PrinterSimulator
from devices.simulators.pty_line import PtyLine
from kiosk.supervisors import assembly

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parents[2]
STATES = ("waiting", "sending", "held", "confirmed")
PUT = """
import sys, uuid
from datetime import timedelta
from pathlib import Path
from kiosk.project.boot import boot
boot(Path(sys.argv[1]))
from kiosk.clock import SYSTEM
from kiosk.outbox import services
for line in sys.stdin:
    label, content = line.rstrip("\\n").split("\\t")
    services.enqueue(kind="ticket", label=label, slip_json=content, language="zh_Hant", request_id=uuid.uuid4(),
                     not_after_at=SYSTEM.now() + timedelta(minutes=30))
"""


class Office:
    """A home with one printer, and whoever kills its program."""

    def __init__(self, folder: Path, made: Path) -> None:
        self.home = folder / "home"
        shutil.copytree(made, self.home)
        self.line = PtyLine(folder / "port")
        self.line.open()
        self.tray = folder / "paper"
        self.machine = PrinterSimulator(self.line, self.tray)
        self.machine.start()
        (self.home / "kiosk.toml").write_text(f'[printer]\nmodel = "TM-T20III"\nport = "{self.line.port}"\n')
        self.slips: dict[str, Slip] = {}
        self.process: subprocess.Popen[bytes] | None = None

    def put(self, count: int) -> None:
        fresh = [f"A{len(self.slips) + number:03}" for number in range(count)]
        for label in fresh:
            lines = (Text(f"{label} 第{row}行 請攜帶國民身分證") for row in range(6))
            self.slips[label] = Slip((Text(label, size=80, weight="bold"), *lines))
        text = "".join(f"{label}\t{self.slips[label].to_json()}\n" for label in fresh)
        _run(self.home, "-c", PUT, str(self.home), text=text)

    def start(self) -> None:
        words = [sys.executable, "-m", "kiosk", "devices"]
        self.process = subprocess.Popen(words, env=_env(self.home), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def kill(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait(10)
            self.process = None

    def ended_early(self, state: str) -> bool:
        """The roll ended within the rest of a cut-off picture, before any slip was begun: then none is held."""
        return state == "held" and "paper_out" in self.machine.state()["faults"] and "sending" not in self.states().values()

    def labels_in(self, state: str) -> set[str]:
        return {label for label, found in self.states().items() if found == state}

    def states(self) -> dict[str, str]:
        with sqlite3.connect(f"file:{self.home / 'kiosk.sqlite3'}?mode=ro", uri=True) as database:
            found = dict(database.execute("select label, state from outbox_job"))
        database.close()
        return found

    def until(self, holds: Callable[[], object], within_s: float = 40) -> None:
        deadline = time.monotonic() + within_s
        while not holds():
            assert time.monotonic() < deadline, self.states()
            time.sleep(0.01)

    def close(self) -> None:
        self.kill()
        self.machine.stop()
        self.line.close()


def _run(home: Path, *words: str, text: str) -> None:
    done = subprocess.run([sys.executable, *words], env=_env(home), input=text, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def _env(home: Path) -> dict[str, str]:
    return {**os.environ, "KIOSK_HOME": str(home), "PYTHONPATH": str(ROOT)}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("made") / "home"
    _run(home, "-m", "kiosk", "init", "--manager", "lin", "--password-file", "-", text="a-long-pass-phrase-1\n")
    return home


@pytest.fixture
def office(tmp_path: Path, made: Path) -> Iterator[Office]:
    one = Office(tmp_path, made)
    yield one
    one.close()


@pytest.mark.flow
@pytest.mark.parametrize("seed", [*range(5), *(pytest.param(seed, marks=pytest.mark.torture) for seed in range(5, 100))])
def test_killed_at_every_state(office: Office, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311  # a run that can be played again
    for state in rng.sample(STATES, len(STATES)):
        _play(office, state, rng)
    office.start()
    office.until(lambda: not {"waiting", "sending", "held"} & set(office.states().values()))
    raster = Raster(assembly.typefaces(), 576)
    papers = [_dots(path) for path in sorted(office.tray.glob("slip-*.png"))]
    for label, state in office.states().items():
        dots = raster.picture(office.slips[label]).tobytes()
        times = sum(paper.endswith(dots) for paper in papers)
        assert times <= 1, (label, state)
        assert (state == "confirmed" and times == 1) or state == "unsure", (label, state, times)


def _play(office: Office, state: str, rng: random.Random) -> None:
    """Kill the program when a job is in `state`, a moment later."""
    office.machine.slow(20_000 if state == "sending" else None)
    if state == "waiting":
        office.machine.paper_out()
    if state == "held":
        office.machine.paper_out_after(rng.randrange(50, 300))
    before = office.labels_in(state)  # a slip that was being sent at the last kill is no new one
    office.put(2)
    office.start()
    office.until(lambda: office.labels_in(state) - before or office.ended_early(state))
    time.sleep(rng.random() * 0.3)
    office.kill()
    office.machine.slow(None)
    office.machine.paper_out(on=False)
    time.sleep(rng.random() * 0.3)


def _dots(path: Path) -> bytes:
    with Image.open(path) as paper:
        return paper.tobytes()
