"""A device on the network: port 9100 of a printer, a sign's controller, a serial-to-Ethernet box.

Two traps are closed here.  A write after the far end has closed is taken by the kernel and lost without an
error: so each write first looks whether an end waits to be read.  And a socket that is closed while bytes
wait to be read resets the connection, which throws away what we had sent: so `close` sends everything,
half-closes, reads to the end, then closes.
"""

from __future__ import annotations

import contextlib
import socket
import time
from typing import TYPE_CHECKING

from devices.errors import LinkError
from devices.transports import descriptor

if TYPE_CHECKING:
    from collections.abc import Iterator

CONNECT_S = 2.0
FAREWELL_S = 1.0
SEND_BUFFER_BYTES = 16_384  # small, so that "taken by the line" stays near "taken by the device"
DEAD_PEER_MS = 10_000  # unacknowledged bytes break the connection after this


class TcpSocket:
    """A `Transport` over one TCP connection to `host`:`port_number`."""

    def __init__(self, host: str, port_number: int) -> None:
        self._host, self._port_number = host, port_number
        self._socket: socket.socket | None = None

    @property
    def name(self) -> str:
        """The address as configured."""
        host = f"[{self._host}]" if ":" in self._host else self._host
        return f"tcp://{host}:{self._port_number}"

    @property
    def is_open(self) -> bool:
        """Whether the connection stands, as far as this side knows."""
        return self._socket is not None

    @property
    def feels_power(self) -> bool:
        """Yes, where the printer itself is on the network; a box between network and serial cable goes on without it."""
        return True

    def open(self) -> None:
        """Connect within 2 s."""
        self.close()
        try:
            self._socket = socket.create_connection((self._host, self._port_number), timeout=CONNECT_S)
            self._set_options(self._socket)
        except OSError as error:
            self._drop()
            raise LinkError(f"{self.name}: {_why(error)}") from error

    def close(self) -> None:
        """Send the rest, half-close, read to the far end's end (at most 1 s), close."""
        if self._socket is None:
            return
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_WR)
            self._read_to_end(self._socket)
        self._drop()

    def write(self, data: bytes, timeout_s: float) -> None:
        """Hand `data` to the connection."""
        with self._dropped_when_gone() as line:
            self._look_for_end(line)
            descriptor.write_all(line.fileno(), data, timeout_s, self.name)

    def read(self, max_bytes: int, timeout_s: float) -> bytes:
        """Return what came."""
        with self._dropped_when_gone() as line:
            return descriptor.read_some(line.fileno(), max_bytes, timeout_s, self.name)

    def drain(self, timeout_s: float) -> None:
        """Wait until the far end's TCP has every byte (its program may not have read them yet)."""
        with self._dropped_when_gone() as line:
            descriptor.drain(line.fileno(), timeout_s, self.name)

    def _set_options(self, line: socket.socket) -> None:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, DEAD_PEER_MS)
        line.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER_BYTES)
        line.setblocking(False)

    def _look_for_end(self, line: socket.socket) -> None:
        try:
            ended = line.recv(1, socket.MSG_PEEK) == b""
        except BlockingIOError:
            return
        except OSError as error:
            raise descriptor.LineGone(f"{self.name}: the connection broke: {error.strerror}") from error
        if ended:
            raise descriptor.LineGone(f"{self.name}: the far end has closed the connection")

    def _read_to_end(self, line: socket.socket) -> None:
        deadline = time.monotonic() + FAREWELL_S
        line.setblocking(True)
        while (left_s := deadline - time.monotonic()) > 0:
            line.settimeout(left_s)
            if line.recv(65_536) == b"":
                return

    @contextlib.contextmanager
    def _dropped_when_gone(self) -> Iterator[socket.socket]:
        if self._socket is None:
            raise LinkError(f"{self.name}: not connected")
        try:
            yield self._socket
        except descriptor.LineGone:
            self._drop()
            raise

    def _drop(self) -> None:
        line, self._socket = self._socket, None
        if line is not None:
            with contextlib.suppress(OSError):
                line.close()


def _why(error: OSError) -> str:
    if isinstance(error, TimeoutError):
        return f"no answer within {CONNECT_S:.0f} s: is the device on, and is the address right?"
    if isinstance(error, ConnectionRefusedError):
        return "the machine is there but refuses this port: is its number right, is it in use already?"
    if isinstance(error, socket.gaierror):
        return f"the name is not known on this network: {error.strerror}"
    return f"cannot connect: {error.strerror or error}"
