"""The blood-pressure monitor's thread: listens, and gives every result to the session that is open.

The machine is never started from here; a result that nobody has agreed to is counted and forgotten.  One that the
database could not take is kept and tried again, in its turn and with the moment it came, while the line stays open for
the next; after ten minutes nobody sits there any more, and it is dropped.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import Error, close_old_connections

from devices.bp_monitor.events import MonitorError, Noise, Reading, Refusal
from kiosk.blood_pressure import services as blood_pressure
from kiosk.clock import SYSTEM, Clock
from kiosk.supervisors.supervisor import Supervisor

if TYPE_CHECKING:
    import threading
    from datetime import datetime

    from devices.bp_monitor.driver import BloodPressureMonitor

LISTEN_S = 1.0
KEEP_FOR = timedelta(minutes=10)
KEEP_MOST = 50  # a measurement takes most of a minute


@dataclass(frozen=True)
class _Kept:
    """What the monitor said, and when it came; `event` holds somebody's values and is never logged."""

    event: Reading | MonitorError
    received_at: datetime


class BpMonitorSupervisor(Supervisor):
    """Listens to one monitor."""

    device = "bp_monitor"

    def __init__(self, monitor: BloodPressureMonitor, stop: threading.Event, *, clock: Clock = SYSTEM) -> None:
        super().__init__(stop, clock=clock)
        self._monitor = monitor
        self._kept: deque[_Kept] = deque()
        self._database_refuses = False

    def serve(self) -> None:
        """Listen until the line breaks or `stop` is set."""
        self._pass_on()
        self._monitor.open()
        while not self.stop.is_set():
            self.well()
            for event in self._monitor.events(LISTEN_S):
                self._hear(event)
            self._pass_on()

    def tear_down(self) -> None:
        """Close the line."""
        self._monitor.close()

    def _hear(self, event: object) -> None:
        if isinstance(event, (Reading, MonitorError)):
            self._kept.append(_Kept(event, self.clock.now()))
        elif isinstance(event, Noise):
            self.log.info("%d bytes from the monitor were no frame: %s", event.size_bytes, event.why)
        elif isinstance(event, Refusal):
            self.log.warning("a frame from the monitor was not taken (%s): %s", event.reason, event.why)

    def _pass_on(self) -> None:
        """Record what has come, oldest first; what the database does not take waits for the next call."""
        self._drop_old()
        while self._kept:
            kept = self._kept.popleft()
            try:
                _record(kept)
            except Error as error:
                self._kept.appendleft(kept)
                close_old_connections()
                if not self._database_refuses:  # its own words may hold the values
                    self.log.warning("the database cannot be used now (%s): results wait", type(error).__name__)
                self._database_refuses = True
                return
            self._database_refuses = False

    def _drop_old(self) -> None:
        oldest = self.clock.now() - KEEP_FOR
        dropped = 0
        while self._kept and (self._kept[0].received_at < oldest or len(self._kept) > KEEP_MOST):
            self._kept.popleft()
            dropped += 1
        if dropped:
            self.log.error("%d results of the monitor could not be recorded in time and are lost", dropped)


def _record(kept: _Kept) -> None:
    event = kept.event
    if isinstance(event, MonitorError):
        blood_pressure.record_trouble(group=event.group, received_at=kept.received_at)
        return
    blood_pressure.record_reading(
        systolic_mmhg=event.systolic_mmhg, mean_mmhg=event.mean_mmhg, diastolic_mmhg=event.diastolic_mmhg,
        pulse_bpm=event.pulse_bpm, device_time=event.device_time,
        movement=event.movement, irregular=event.irregular, received_at=kept.received_at,
    )  # fmt: skip
