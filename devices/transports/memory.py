"""A line without a cable, for drivers' tests that must hold time still.

No thread, no waiting, no operating system.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devices.errors import LinkError

if TYPE_CHECKING:
    from collections.abc import Callable


class MemoryLine:
    """A `Transport` whose far end is a function.

    `answer` gets the bytes of each write and returns what the device says to them; `feed` lets the device
    speak by itself. `room_bytes` limits how much the line takes before it stalls (None: everything).
    `waited` is called with the `timeout_s` of each call that would have had to wait: a test moves its clock
    there.
    """

    def __init__(
        self,
        answer: Callable[[bytes], bytes] | None = None,
        *,
        room_bytes: int | None = None,
        waited: Callable[[float], None] | None = None,
        name: str = "memory",
        feels_power: bool = True,
    ) -> None:
        self.written = bytearray()
        self.room_bytes = room_bytes
        self.broken = False
        self._answer, self._waited, self._name = answer, waited, name
        self._inbox = bytearray()
        self._is_open = False
        self._feels_power = feels_power

    @property
    def name(self) -> str:
        """The name given at the start."""
        return self._name

    @property
    def is_open(self) -> bool:
        """Whether `open` succeeded and nothing broke since."""
        return self._is_open and not self.broken

    @property
    def feels_power(self) -> bool:
        """As told at the start."""
        return self._feels_power

    def feed(self, data: bytes) -> None:
        """Let the device say `data`."""
        self._inbox += data

    def open(self) -> None:
        """Open the line, unless it is broken; throws old input away."""
        if self.broken:
            raise LinkError(f"{self._name}: no such line")
        self._inbox.clear()
        self._is_open = True

    def close(self) -> None:
        """Close the line."""
        self._is_open = False

    def write(self, data: bytes, timeout_s: float) -> None:
        """Take `data` up to `room_bytes`, and let the far end answer what was taken."""
        self._must_stand()
        room = len(data) if self.room_bytes is None else min(len(data), self.room_bytes)
        if self.room_bytes is not None:
            self.room_bytes -= room
        self.written += data[:room]
        if self._answer is not None and room:
            self._inbox += self._answer(bytes(data[:room]))
        if room < len(data):
            self._wait(timeout_s)
            raise LinkError(f"{self._name}: the line takes no more bytes", sent_bytes=room)

    def read(self, max_bytes: int, timeout_s: float) -> bytes:
        """Return what the far end has said; b"" at once when it said nothing."""
        if not self._inbox:
            self._must_stand()
            self._wait(timeout_s)
        data = bytes(self._inbox[:max_bytes])
        del self._inbox[:max_bytes]
        return data

    def drain(self, timeout_s: float) -> None:
        """Nothing waits in memory; a stalled line stalls here too."""
        self._must_stand()
        del timeout_s

    def _must_stand(self) -> None:
        if not self.is_open:
            raise LinkError(f"{self._name}: the line is gone" if self.broken else f"{self._name}: not open")

    def _wait(self, timeout_s: float) -> None:
        if self._waited is not None:
            self._waited(timeout_s)
