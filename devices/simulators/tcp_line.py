"""A network socket of a machine that serves one connection at a time, as most printers' port 9100 does."""

from __future__ import annotations

import select
import socket
import struct
import time

from devices.simulators.descriptor import DescriptorLine

RECEIVE_BUFFER_BYTES = 4096  # a machine's own, not a server's: so that a stopped machine stalls the line soon
RESET_ON_CLOSE = struct.pack("ii", 1, 0)  # SO_LINGER with zero seconds: RST instead of FIN


class TcpLine(DescriptorLine):
    """Listens on 127.0.0.1.

    `port_number` 0 takes a free one, which then stays the same over `unplug` and `plug`.
    """

    def __init__(self, port_number: int = 0, *, speed_baud: int | None = None) -> None:
        super().__init__(speed_baud)
        self.port_number = port_number
        self._listener: socket.socket | None = None
        self._peer: socket.socket | None = None

    @property
    def port(self) -> str:
        """The address as the near end configures it."""
        return f"tcp://127.0.0.1:{self.port_number}"

    def open(self) -> None:
        """Start to listen."""
        self.plug()

    def plug(self) -> None:
        """Listen (again) on the same port number."""
        with self._lock:
            if self._closed or self._listener is not None:
                return
            listener = socket.create_server(("127.0.0.1", self.port_number), backlog=4)
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER_BYTES)
            listener.setblocking(False)
            self._listener, self.port_number = listener, listener.getsockname()[1]
            self._still_alarm()
            self._cable_in.set()

    def unplug(self) -> None:
        """Reset the connection, if any, and stop to listen: the near end can neither go on nor connect."""
        with self._lock:
            if self._listener is None:
                return
            self._raise_alarm()
            self._cable_in.clear()
            if self._peer is not None:
                self._peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
            self._near_end_left()
            self._listener.close()
            self._listener = None

    def close(self) -> None:
        """Unplug for good; a thread that waits in `read` or `write` returns."""
        self.unplug()
        self._closed = True
        self._cable_in.set()

    def _current(self, deadline: float) -> int | None:
        """Return the connection's descriptor, accepting the next caller when there is none."""
        with self._lock:
            listener = self._listener
            if self._fd is not None or listener is None:
                return self._fd
            number = listener.fileno()
        poll = select.poll()
        poll.register(number, select.POLLIN)
        poll.register(self._alarm_read, select.POLLIN)
        poll.poll(max(0.0, deadline - time.monotonic()) * 1000)
        with self._lock:
            if self._listener is listener and self._fd is None:
                self._accept(listener)
            return self._fd

    def _accept(self, listener: socket.socket) -> None:
        try:
            self._peer, _ = listener.accept()
        except OSError:
            return
        self._peer.setblocking(False)
        self._peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._fd = self._peer.fileno()

    def _near_end_left(self) -> None:
        """Close the connection; the next caller may come."""
        if self._peer is not None:
            self._peer.close()
        self._peer = self._fd = None
