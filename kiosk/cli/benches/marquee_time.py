"""Time that is played, not waited for: a clock, and a line whose two ends meet in memory at the speed of a real one.

A month of an office passes in a minute: the driver is the real one and the sign is the simulated one, but nobody sleeps.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from kiosk.clock import local

if TYPE_CHECKING:
    from collections.abc import Callable

    from devices.simulators.sign import SimulatedSign

BITS_PER_BYTE = 10
SLICE_S = 0.1


class PlayedTime:
    """A clock that goes on when somebody would have waited."""

    def __init__(self, began_at: datetime) -> None:
        self._began_at = began_at
        self._passed_s = 0.0

    def monotonic(self) -> float:
        """Return the seconds since the beginning."""
        return self._passed_s

    def now(self) -> datetime:
        """Return the moment, aware."""
        return self._began_at + timedelta(seconds=self._passed_s)

    def wall(self) -> datetime:
        """Return what a clock on the wall of the office shows, as a sign keeps it."""
        return local(self.now()).replace(tzinfo=None)

    def sleep(self, seconds: float) -> None:
        """Let so much time pass."""
        self._passed_s += max(0.0, seconds)

    def go_to(self, moment: datetime) -> None:
        """Let time pass until `moment`, if it is not over yet."""
        self.sleep((moment - self.now()).total_seconds())


class PlayedLine:
    """Both ends of a line: a `Transport` for the driver, a `FarEnd` for the sign.

    `watch` is called after each frame that the sign has taken, while its lamps can be looked at.
    """

    port = name = "played"
    plugged = is_open = True

    def __init__(self, time: PlayedTime, speed_baud: int) -> None:
        self._time, self._speed_baud = time, speed_baud
        self._to_driver = bytearray()
        self.sign: SimulatedSign | None = None
        self.watch: Callable[[], None] = lambda: None
        self.sent_bytes = 0

    def open(self) -> None:
        """Open it."""
        self._to_driver.clear()

    def close(self) -> None:
        """Close it."""

    def drain(self, timeout_s: float) -> None:
        """Nothing waits in it: each write has passed when it returns."""

    def read(self, max_bytes: int, timeout_s: float) -> bytes:
        """Return what the sign said, when its bits have passed; else let the time pass."""
        if not self._to_driver:
            self._time.sleep(timeout_s)
            return b""
        data = bytes(self._to_driver[:max_bytes])
        del self._to_driver[:max_bytes]
        self._time.sleep(self._line_time_s(data))
        return data

    def write(self, data: bytes, timeout_s: float) -> None:  # noqa: ARG002  # the sign always takes it
        """Send `data` to the sign, which gets it as it comes: it may not be left waiting for a second inside a frame."""
        slice_bytes = int(self._speed_baud / BITS_PER_BYTE * SLICE_S)
        for at in range(0, len(data), slice_bytes):
            piece = data[at : at + slice_bytes]
            self._time.sleep(self._line_time_s(piece))
            self.sent_bytes += len(piece)
            if self.sign is not None:
                self.sign.attend(piece)
            self.watch()

    def _line_time_s(self, data: bytes) -> float:
        return len(data) * BITS_PER_BYTE / self._speed_baud

    def far_end(self) -> FarSide:
        """Return the sign's end."""
        return FarSide(self._to_driver)


class FarSide:
    """The sign's end: what it says waits for the driver."""

    port = "played"
    plugged = True

    def __init__(self, to_driver: bytearray) -> None:
        self._to_driver = to_driver

    def write(self, data: bytes, timeout_s: float) -> int:  # noqa: ARG002  # nobody has to wait here
        """Say something to the driver."""
        self._to_driver += data
        return len(data)

    def read(self, max_bytes: int, timeout_s: float) -> bytes:  # noqa: ARG002  # the sign is handed its bytes
        """Return nothing."""
        return b""

    def open(self) -> None:
        """Put it up."""

    def close(self) -> None:
        """Take it down."""

    def plug(self) -> None:
        """Put the cable back."""

    def unplug(self) -> None:
        """Pull the cable; it stays in here."""

    def pace(self, speed_baud: int | None) -> None:
        """Keep the speed it has."""
