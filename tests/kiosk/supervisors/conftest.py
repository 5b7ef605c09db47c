"""A supervisor's thread on one side, a simulated device at the far end of a real line on the other."""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.db import connections

from devices.printer.raster import Raster
from kiosk import signals

sys.path.insert(0, str(Path(__file__).resolve().parent))

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kiosk.supervisors.supervisor import Supervisor


def soon(holds: Callable[[], bool], within_s: float = 10.0) -> bool:
    """Wait until `holds()`; False when it does not come true."""
    deadline = time.monotonic() + within_s
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.02)
    return holds()


class Running:
    """A supervisor in its own thread, as `kiosk devices` runs it."""

    def __init__(self, supervisor: Supervisor) -> None:
        self._supervisor = supervisor
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    @property
    def is_alive(self) -> bool:
        return self._thread.is_alive()

    def stop(self) -> None:
        self._supervisor.stop.set()
        for topic in ("jobs", "hall"):  # who waits for these looks up at once
            signals.wake(topic)
        self._thread.join(10)
        assert not self._thread.is_alive()

    def _run(self) -> None:
        try:
            self._supervisor.run()
        finally:
            connections.close_all()


@pytest.fixture
def run() -> Iterator[Callable[[Supervisor], Running]]:
    """Starts supervisors; whatever still runs at the end is stopped."""
    started: list[Running] = []

    def start(supervisor: Supervisor) -> Running:
        started.append(Running(supervisor))
        return started[-1]

    yield start
    for one in started:
        one.stop()


@pytest.fixture(scope="session")
def raster() -> Raster:
    """The pen of an 80 mm printer: opening the faces takes a while."""
    from kiosk.supervisors import assembly  # noqa: PLC0415  # needs Django

    return Raster(assembly.typefaces(), 576)
