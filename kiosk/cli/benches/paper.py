"""Area `paper`: how many bytes and how much time a slip takes, beside python-escpos with the same slip in the same run."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from devices.printer import profiles
from devices.printer.driver import Printer
from devices.printer.job import bytes_without_questions
from devices.printer.peer import peer_bytes
from devices.printer.raster import Raster
from devices.simulators.line import PtyLine
from devices.simulators.printer import PrinterSimulator
from devices.simulators.printer_works import Make
from devices.transports import LineSettings, open_transport
from kiosk.cli.benches.figures import Figure, p95, rounded
from kiosk.paper import samples
from kiosk.supervisors import assembly

if TYPE_CHECKING:
    from devices.printer.profiles import Profile

PEER = "python-escpos image()"


def measure(*, full: bool) -> list[Figure]:
    """Measure the area in a folder of its own; about two minutes."""
    profile = profiles.profile()
    raster = Raster(assembly.typefaces(), profile.width_dots)
    raster.warm()
    folder = Path(tempfile.mkdtemp(prefix="kiosk-bench-paper-"))
    try:
        return [
            *_bytes(raster, profile),
            _cpu(raster, profile, 200 if full else 40),
            _first_byte(folder / "house", 200 if full else 40),
            _alert(folder / "alert", 66 if full else 11),
            _on_line("paper.ticket_9600_native_s", 1.0, raster, profile.in_own_characters(), folder / "9600", 9600),
            _on_line("paper.ticket_115200_raster_s", 2.8, raster, profile, folder / "115200", 115_200),
        ]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _bytes(raster: Raster, profile: Profile) -> list[Figure]:
    """Return each slip's bytes as shares of what the peer sends for its picture."""
    native = profile.in_own_characters()
    cases = (
        ("paper.ticket_native_bytes_ratio", samples.ticket(), native, 0.0167),
        ("paper.ticket_raster_bytes_ratio", samples.ticket(), profile, 0.5),
        ("paper.notice_raster_bytes_ratio", samples.notice(), profile, 0.42),
    )
    found = []
    for name, slip, how, bar in cases:
        theirs = len(peer_bytes(raster.picture(slip)))
        ours = len(bytes_without_questions(slip, raster, how))
        found.append(_share(name, ours, theirs, bar))
    return found


def _share(name: str, ours: float, theirs: float, bar: float) -> Figure:
    """Return a figure that is a share of the peer's: 1 is the peer."""
    return Figure(name, round(ours / theirs, 4), "", bar, peer=1.0, peer_name=PEER)


def _cpu(raster: Raster, profile: Profile, samples_wanted: int) -> Figure:
    """Compare drawing and encoding a ticket never seen before with the peer's encoding of the finished picture."""
    ours, theirs = [], []
    for number in range(samples_wanted):
        slip = samples.ticket(label=f"B{number:03}")
        began = time.process_time()
        bytes_without_questions(slip, raster, profile)
        ours.append(time.process_time() - began)
        picture = raster.picture(slip)
        began = time.process_time()
        peer_bytes(picture)
        theirs.append(time.process_time() - began)
    return _share("paper.ticket_cpu_ratio", statistics.median(ours), statistics.median(theirs), 1.5)


def _on_line(name: str, bar: float, raster: Raster, profile: Profile, folder: Path, speed_baud: int) -> Figure:  # noqa: PLR0913, PLR0917
    """Print a ticket over a line of `speed_baud` to its proof; seconds, the median of three."""
    line = PtyLine(folder / "port", speed_baud=speed_baud)
    line.open()
    printer = Printer(open_transport(line.port, LineSettings(speed_baud=speed_baud)), profile, raster)
    times = []
    try:
        with PrinterSimulator(line, folder / "paper", Make(code_page="big5", typeface=assembly.typefaces().medium)):
            printer.open()
            printer.check()
            for number in range(3):
                slip = samples.ticket(label=f"C{number:03}")
                began = time.monotonic()
                printer.print(slip, job_tag=f"{number:04}", before_first_byte=lambda: None)
                times.append(time.monotonic() - began)
            printer.close()
    finally:
        line.close()
    return Figure(name, rounded(statistics.median(times)), "s", bar)


def _first_byte(home: Path, count: int) -> Figure:
    """Measure from a job's claim to its first byte at the printer."""
    return Figure("paper.first_byte_after_claim_p95_ms", rounded(p95(_times("paper_line", home, count))), "ms", 30)


def _alert(home: Path, count: int) -> Figure:
    """Measure from a printer's death to the words on a colleague's page."""
    return Figure("paper.alert_p95_s", rounded(p95(_times("paper_alert", home, count))), "s", 5)


def _times(module: str, home: Path, count: int) -> list[float]:
    """Ask a process of its own (Django is set up once a process) for `count` times."""
    words = (sys.executable, "-m", f"kiosk.cli.benches.{module}", str(home), str(count))
    done = subprocess.run(  # noqa: S603  # our own module
        words, stdout=subprocess.PIPE, text=True, env={**os.environ, "KIOSK_HOME": str(home)}, check=False
    )
    if done.returncode:
        raise RuntimeError(f"the process that measures {module} ended with status {done.returncode}")
    found: list[float] = json.loads(done.stdout)
    return found
