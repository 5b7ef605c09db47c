"""Both ends of one printer's line, and a short slip to send along it."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import Image

from devices.errors import Silent
from devices.printer.slip import Slip, Text

if TYPE_CHECKING:
    from pathlib import Path

    from devices.printer.driver import Printer, Proof
    from devices.printer.raster import Raster
    from devices.simulators.printer import PrinterSimulator
    from devices.simulators.pty_line import PtyLine
    from devices.simulators.tcp_line import TcpLine

SHORT = Slip((Text("叫號三次未到視為過號"), Text("A001", size=120, weight="bold", align="center")))


@dataclass
class Bench:
    """Both ends of one line."""

    printer: Printer
    machine: PrinterSimulator
    raster: Raster
    tray: Path
    line: PtyLine | TcpLine

    def papers(self) -> list[Image.Image]:
        return [_read(path) for path in sorted(self.tray.glob("slip-*.png"))]

    def printed_at_last(self, slip: Slip) -> Proof:
        """Print as a supervisor does: while the printer is silent, each try closes more of the hole that a line left."""
        for _ in range(8):
            with contextlib.suppress(Silent):
                return self.printer.print(slip, job_tag="LAST", before_first_byte=lambda: None)
        raise AssertionError("the printer stays silent")


def _read(path: Path) -> Image.Image:
    with Image.open(path) as paper:
        return paper.copy()
