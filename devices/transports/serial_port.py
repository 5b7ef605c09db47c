"""A serial port (or pseudo-terminal): the only file that knows pyserial.

pyserial opens, locks (`flock`) and sets the port.  Moving bytes is ours: its `write` has no count of what was
sent before a timeout, and its `xonxoff` also sets IXOFF, which would let *this* side throw an XOFF byte into
the middle of a raster. Hence "xonxoff" here is IXON alone: the device may stop us, we never stop the device.
"""

from __future__ import annotations

import contextlib
import errno
import os
import termios
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import serial

from devices.errors import LinkError
from devices.transports import descriptor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devices.transports.base import LineSettings

CLOSE_DRAIN_S = 2.0  # the kernel itself would wait 30 s in close() for a stopped line
UART_FIFO_BYTES = 16  # the kernel does not count what the chip already holds
PSEUDO_TERMINALS = "/dev/pts/"
_CC = 6  # index of the control characters in the termios list

REMEDIES = {
    errno.ENOENT: "no such port: is the cable in, and is the name in the configuration right?",
    errno.ENXIO: "no device behind this port: is the cable in?",
    errno.ENODEV: "no device behind this port: is the cable in?",
    errno.EACCES: "no permission: add this user to the group dialout and log in again",
    errno.EBUSY: "another program holds this port: stop it first",
    errno.EAGAIN: "another program holds this port: stop it first",
}


class SerialPort:
    """A `Transport` over the serial port at the path `port`."""

    def __init__(self, port: str, line: LineSettings) -> None:
        self._port, self._line = port, line
        self._serial: serial.Serial | None = None

    @property
    def name(self) -> str:
        """The path of the port."""
        return self._port

    @property
    def is_open(self) -> bool:
        """Whether the port is held."""
        return self._serial is not None

    @property
    def feels_power(self) -> bool:
        """No: a port does not know who is at the other end."""
        return False

    def open(self) -> None:
        """Open and lock the port, set it raw and throw old input away."""
        self.close()
        try:
            self._serial = self._opened()
            self._set_terminal()
        except (OSError, ValueError, termios.error) as error:
            self._drop()
            raise LinkError(f"{self._port}: {_why(error)}") from error

    def close(self) -> None:
        """Let accepted bytes out for at most 2 s, then close without the kernel's own 30 s of waiting."""
        if self._serial is None:
            return
        try:
            self.drain(CLOSE_DRAIN_S)
        except LinkError:
            self._throw_away()
        self._drop()

    def write(self, data: bytes, timeout_s: float) -> None:
        """Hand `data` to the port."""
        with self._dropped_when_gone() as fd:
            descriptor.write_all(fd, data, timeout_s, self._port)

    def read(self, max_bytes: int, timeout_s: float) -> bytes:
        """Return what came."""
        with self._dropped_when_gone() as fd:
            return descriptor.read_some(fd, max_bytes, timeout_s, self._port)

    def drain(self, timeout_s: float) -> None:
        """Wait until the port's queue is empty and the chip has had the time to send its last bytes."""
        with self._dropped_when_gone() as fd:
            had_bytes = descriptor.unsent_bytes(fd, self._port) > 0
            descriptor.drain(fd, timeout_s, self._port)
        if had_bytes:
            time.sleep(UART_FIFO_BYTES * self._line.bits_per_byte / self._line.speed_baud)

    def _opened(self) -> serial.Serial:
        line = self._line
        if os.path.realpath(self._port).startswith(PSEUDO_TERMINALS):
            line = replace(line, data_bits=8, parity="N", stop_bits=1)  # it has no framing, and refuses the second 7E1
        return serial.Serial(
            port=self._port,
            baudrate=line.speed_baud,
            bytesize=line.data_bits,
            parity=line.parity,
            stopbits=line.stop_bits,
            rtscts=line.flow == "rtscts",
            timeout=0,
            exclusive=True,
        )

    def _set_terminal(self) -> None:
        """Set IXON alone where wanted, and VMIN 1: then an empty read means "hung up"."""
        fd = self._descriptor()
        mode = termios.tcgetattr(fd)
        mode[0] &= ~(termios.IXON | termios.IXOFF | termios.IXANY)
        if self._line.flow == "xonxoff":
            mode[0] |= termios.IXON
        mode[_CC][termios.VMIN], mode[_CC][termios.VTIME] = 1, 0
        termios.tcsetattr(fd, termios.TCSANOW, mode)
        termios.tcflush(fd, termios.TCIFLUSH)

    def _descriptor(self) -> int:
        if self._serial is None:
            raise LinkError(f"{self._port}: the port is not open")
        return int(self._serial.fileno())

    @contextlib.contextmanager
    def _dropped_when_gone(self) -> Iterator[int]:
        try:
            yield self._descriptor()
        except descriptor.LineGone:
            self._throw_away()
            self._drop()
            raise

    def _throw_away(self) -> None:
        """Forget what the line does not take; on a pseudo-terminal that would be what the far end has yet to read."""
        if self._serial is not None:
            with contextlib.suppress(OSError, termios.error):
                termios.tcflush(self._serial.fileno(), termios.TCOFLUSH)

    def _drop(self) -> None:
        port, self._serial = self._serial, None
        if port is not None:
            with contextlib.suppress(OSError, termios.error):
                port.close()


def _why(error: BaseException) -> str:
    number = getattr(error, "errno", None)
    if number in REMEDIES:
        return REMEDIES[number]
    if isinstance(error, termios.error) or "configure port" in str(error):  # pyserial wraps some, not all
        return f"this is not a serial port, or it refuses these settings: {error}"
    return f"cannot be opened: {error}"
