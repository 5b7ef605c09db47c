"""One printer, its line, its supervisor, and the jobs it is given."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from PIL import Image

from devices.printer.driver import Printer
from devices.printer.profiles import PROFILES
from devices.printer.slip import Slip, Text
from devices.simulators.printer import PrinterSimulator
from devices.simulators.printer_works import Make
from devices.simulators.pty_line import PtyLine
from devices.transports import LineSettings, open_transport
from kiosk.clock import SYSTEM
from kiosk.health import services as health
from kiosk.outbox import services as outbox
from kiosk.supervisors.printer import PrinterSupervisor

if TYPE_CHECKING:
    from pathlib import Path

    from devices.printer.raster import Raster
    from kiosk.outbox.services import JobView

LONG = Slip(tuple(Text(f"一次告知單第{n}行，請攜帶國民身分證與印章") for n in range(30)))


def short(label: str) -> Slip:
    return Slip((Text(label, size=60, weight="bold"),))


@dataclass
class PaperBench:
    """Both ends of the line; `stop` ends the supervisor that was made last."""

    folder: Path
    raster: Raster
    make: Make = field(default_factory=Make)
    model: str = "TM-T20III"

    def __post_init__(self) -> None:
        self.line = PtyLine(self.folder / "port")
        self.line.open()
        self.machine = PrinterSimulator(self.line, self.folder / "paper", self.make)
        self.machine.start()

    def close(self) -> None:
        self.machine.stop()
        self.line.close()

    def printer(self) -> Printer:
        return Printer(
            open_transport(self.line.port, LineSettings(speed_baud=115200)), PROFILES[self.model], self.raster
        )

    def supervisor(self, *, proof_within_s: float = 20.0, **more: Any) -> PrinterSupervisor:
        return PrinterSupervisor(self.printer(), threading.Event(), proof_within_s=proof_within_s, **more)

    def put(self, slip: Slip | str) -> int:
        """A new job, as a feature writes it; a text becomes a small slip."""
        label = slip if isinstance(slip, str) else "LONG"
        content = short(slip) if isinstance(slip, str) else slip
        return self.put_json(label, content.to_json())

    def put_json(self, label: str, slip_json: str) -> int:
        job = outbox.enqueue(
            kind="ticket", label=label, slip_json=slip_json, language="zh_Hant", request_id=uuid4(),
            not_after_at=SYSTEM.now() + timedelta(minutes=30),
        )  # fmt: skip
        return int(job.pk)

    def papers(self) -> list[bytes]:
        """What lies in the tray, as dots."""
        return [_dots(path) for path in sorted((self.folder / "paper").glob("slip-*.png"))]

    def dots(self, slip: Slip) -> bytes:
        return self.raster.picture(slip).tobytes()


def _dots(path: Path) -> bytes:
    with Image.open(path) as paper:
        return paper.tobytes()


def job(job_id: int) -> JobView:
    return outbox.job_view(job_id=job_id)


def state(job_id: int) -> str:
    return str(job(job_id).state)


def printer_health() -> tuple[str, str]:
    found = health.device("printer")
    return str(found.state), found.condition
