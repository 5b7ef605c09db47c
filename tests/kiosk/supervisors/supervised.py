"""A supervisor in its own thread, as `kiosk devices` runs it."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from django.db import connections

from kiosk import signals

if TYPE_CHECKING:
    from collections.abc import Callable

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
