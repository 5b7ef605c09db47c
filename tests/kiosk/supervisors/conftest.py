"""A supervisor's thread on one side, a simulated device at the far end of a real line on the other."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from devices.printer.raster import Raster

sys.path.insert(0, str(Path(__file__).resolve().parent))

from supervised import Running

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kiosk.supervisors.supervisor import Supervisor


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
