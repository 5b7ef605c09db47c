"""Area `marquee`: how soon a number and an announcement are on a sign, with how many bytes, and a month without a wrong page.

Times on a line are measured on a pty paced to 9600 baud; a month is played with a clock that does not wait (`marquee_month`).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.cli.benches import marquee_wire
from kiosk.cli.benches.figures import Figure, p95, rounded
from kiosk.cli.benches.marquee_families import FAMILIES

if TYPE_CHECKING:
    from collections.abc import Iterator

DAYS = 30
NUMBER_BARS_MS = {"alpha": 60, "jetfile2": 200, "onbon": 200}
NATIVE = ("jetfile2", "onbon")
FLASH_WRITES_A_DAY = 24  # ten years of it are fewer than the hundred thousand that flash memory bears
MONTH_BARS = ("wrong_pages", "unneeded_writes", "blanks_on_number_change")


def measure(*, full: bool) -> list[Figure]:
    """Measure the area in a folder of its own; some five minutes, with `full` some nine."""
    folder = Path(tempfile.mkdtemp(prefix="kiosk-bench-marquee-"))
    try:
        return [
            *_numbers(folder, 15 if full else 5),
            _announce(folder, 7 if full else 3),
            _first_byte(folder / "line", 60 if full else 20),
            *_month(folder),
        ]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _numbers(folder: Path, samples: int) -> Iterator[Figure]:
    for family, bar in NUMBER_BARS_MS.items():
        took = marquee_wire.number(family, folder, samples)
        note = f"and {took.spacing_ms:.0f} ms of spacing" if took.spacing_ms else ""
        sending_ms = rounded(took.seen_ms - took.spacing_ms)
        yield Figure(f"marquee.number_{_short(family)}_9600_ms", sending_ms, "ms", bar, reason=note)
        if family == "alpha":
            ratio = round(took.sent_bytes / marquee_wire.page_as_dots_bytes(), 4)
            yield Figure("marquee.alpha_number_bytes_ratio", ratio, "", 0.02, peer=1.0, peer_name="the page as dots")


def _short(family: str) -> str:
    return family.removesuffix("2")


def _announce(folder: Path, samples: int) -> Figure:
    """Take the slower of the families that have Chinese letters of their own."""
    slowest = max(marquee_wire.announce_ms(family, folder, samples) for family in NATIVE)
    return Figure("marquee.announce_40_native_9600_ms", rounded(slowest), "ms", 200)


def _first_byte(home: Path, count: int) -> Figure:
    """Ask a process of its own (Django is set up once a process) for the times from commit to first byte."""
    times: list[float] = json.loads(_finished(_process("marquee_line", home, str(count))))
    return Figure("marquee.commit_to_first_byte_p95_ms", rounded(p95(times)), "ms", 50)


def _month(folder: Path) -> Iterator[Figure]:
    """Play the month with each family at the same time, and add up what went wrong."""
    runs = {name: _process("marquee_month", folder / f"month-{name}", name, str(DAYS)) for name in FAMILIES}
    told: dict[str, dict[str, Any]] = {name: json.loads(_finished(run)) for name, run in runs.items()}
    for count in MONTH_BARS:
        faulty = [f"{name}: {one['examples'][0]}" for name, one in told.items() if one[count]]
        yield Figure(f"marquee.{count}", sum(one[count] for one in told.values()), "", 0, reason="; ".join(faulty))
    worst = max(one["flash_writes"] for one in told.values()) / DAYS
    yield Figure("marquee.flash_writes_a_day", rounded(worst), "", FLASH_WRITES_A_DAY)
    for name, one in told.items():
        yield Figure(f"marquee.right_again_{_short(name)}_s", rounded(one["right_again_s"]), "s", FAMILIES[name].right_again_s)
    yield Figure("marquee.mute_noticed_s", rounded(max(one["mute_noticed_s"] for one in told.values())), "s", 5)
    yield Figure("marquee.missed_calls_replayed", sum(one["calls_replayed"] for one in told.values()), "", 0)


def _process(module: str, home: Path, *words: str) -> subprocess.Popen[str]:
    line = (sys.executable, "-m", f"kiosk.cli.benches.{module}", str(home), *words)
    return subprocess.Popen(line, stdout=subprocess.PIPE, text=True, env={**os.environ, "KIOSK_HOME": str(home)})  # noqa: S603  # our own


def _finished(process: subprocess.Popen[str]) -> str:
    said, _ = process.communicate()
    if process.returncode:
        raise RuntimeError(f"{process.args!r} ended with status {process.returncode}")
    return said
