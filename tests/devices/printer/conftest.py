"""A printer driver and a simulated printer at the two ends of a real line."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from typing import TYPE_CHECKING

from example_slips import typefaces
from printer_bench import Bench

from devices.printer.driver import Printer
from devices.printer.profiles import PROFILES, Profile
from devices.printer.raster import Raster
from devices.simulators.printer import PrinterSimulator
from devices.simulators.printer_works import Make
from devices.simulators.pty_line import PtyLine
from devices.simulators.tcp_line import TcpLine
from devices.transports import LineSettings, open_transport

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

@pytest.fixture(scope="session")
def rasters() -> Callable[[int], Raster]:
    """One raster for each width: opening the faces takes a while."""
    known: dict[int, Raster] = {}

    def of(width_dots: int) -> Raster:
        if width_dots not in known:
            known[width_dots] = Raster(typefaces(), width_dots)
        return known[width_dots]

    return of


@pytest.fixture
def bench(tmp_path: Path, rasters: Callable[[int], Raster]) -> Iterator[Callable[..., Bench]]:
    opened: list[Bench] = []

    def set_up(
        profile: Profile = PROFILES["TM-T20III"], make: Make | None = None, *, wire: str = "pty"
    ) -> Bench:
        folder = tmp_path / str(len(opened))
        line = PtyLine(folder / "port") if wire == "pty" else TcpLine()
        line.open()
        made = make or Make(width_dots=profile.width_dots, dpi=profile.dpi)
        machine = PrinterSimulator(line, folder / "paper", made)
        machine.start()
        raster = rasters(profile.width_dots)
        printer = Printer(open_transport(line.port, LineSettings(speed_baud=115200)), profile, raster)
        printer.open()
        opened.append(Bench(printer, machine, raster, folder / "paper", line))
        return opened[-1]

    yield set_up
    for each in opened:
        each.printer.close()
        each.machine.stop()
        each.line.close()
