"""The blood-pressure monitor's thread: listens, and gives every result to the session that is open.

The machine is never started from here; a result that nobody has agreed to is counted and forgotten.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devices.bp_monitor.events import MonitorError, Noise, Reading, Refusal
from kiosk.blood_pressure import services as blood_pressure
from kiosk.clock import SYSTEM, Clock
from kiosk.supervisors.supervisor import Supervisor

if TYPE_CHECKING:
    import threading

    from devices.bp_monitor.driver import BloodPressureMonitor

LISTEN_S = 1.0


class BpMonitorSupervisor(Supervisor):
    """Listens to one monitor."""

    device = "bp_monitor"

    def __init__(self, monitor: BloodPressureMonitor, stop: threading.Event, *, clock: Clock = SYSTEM) -> None:
        super().__init__(stop, clock=clock)
        self._monitor = monitor

    def serve(self) -> None:
        """Listen until the line breaks or `stop` is set."""
        self._monitor.open()
        while not self.stop.is_set():
            self.well()
            for event in self._monitor.events(LISTEN_S):
                self._take(event)

    def tear_down(self) -> None:
        """Close the line."""
        self._monitor.close()

    def _take(self, event: object) -> None:
        if isinstance(event, Reading):
            blood_pressure.record_reading(
                systolic_mmhg=event.systolic_mmhg, mean_mmhg=event.mean_mmhg, diastolic_mmhg=event.diastolic_mmhg,
                pulse_bpm=event.pulse_bpm, device_time=event.device_time,
                movement=event.movement, irregular=event.irregular, received_at=self.clock.now(),
            )  # fmt: skip
        elif isinstance(event, MonitorError):
            blood_pressure.record_trouble(group=event.group, received_at=self.clock.now())
        elif isinstance(event, Noise):
            self.log.info("%d bytes from the monitor were no frame: %s", event.size_bytes, event.why)
        elif isinstance(event, Refusal):
            self.log.warning("a frame from the monitor was not taken (%s): %s", event.reason, event.why)
