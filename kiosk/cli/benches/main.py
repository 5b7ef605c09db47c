"""Area `main`: from a finger to paper and light, and how many numbers a second."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.cli.benches import house, numbers

if TYPE_CHECKING:
    from kiosk.cli.benches.figures import Figure


def measure(*, full: bool) -> list[Figure]:
    """Measure the area in folders of its own; about a minute, with `full` about four."""
    folder = Path(tempfile.mkdtemp(prefix="kiosk-bench-"))
    try:
        return [*house.measure(folder / "house", full=full), *numbers.measure(folder / "numbers", full=full)]
    finally:
        shutil.rmtree(folder, ignore_errors=True)
