"""A far end that is a file descriptor: waiting on it, and being woken when the cable is pulled.

A thread that waits in `poll` keeps the descriptor's file alive, so the near end would not notice an `unplug`
before that wait ends.  Hence the alarm: a pipe that is readable exactly while the cable is out.  After
waking, the descriptor is used only under the lock and only if it is still the one that was waited for (its
number may already be another file's).
"""

from __future__ import annotations

import contextlib
import os
import select
import threading
import time
import weakref

from devices.simulators.pace import Pace


class DescriptorLine:
    """Reads and writes shared by `PtyLine` and `TcpLine`; they say how a descriptor is won and lost."""

    def __init__(self, speed_baud: int | None = None) -> None:
        self._lock = threading.RLock()
        self._fd: int | None = None
        self._cable_in = threading.Event()
        self._closed = False
        self._alarm_read, self._alarm_write = os.pipe()
        os.set_blocking(self._alarm_read, False)
        weakref.finalize(self, _close_both, self._alarm_read, self._alarm_write)
        self._raise_alarm()
        self._own_speed_baud = speed_baud
        self._pace_in, self._pace_out = Pace(speed_baud), Pace(speed_baud)

    @property
    def plugged(self) -> bool:
        """Whether the cable is in."""
        return self._cable_in.is_set() and not self._closed

    def pace(self, speed_baud: int | None) -> None:
        """Let bytes pass at `speed_baud`; None: at the line's own speed again."""
        self._pace_in.speed_baud = self._pace_out.speed_baud = speed_baud or self._own_speed_baud

    def read(self, max_bytes: int, timeout_s: float) -> bytes:
        """Return what came, b"" when nothing did."""
        deadline = time.monotonic() + timeout_s
        fd = self._wait(select.POLLIN, deadline)
        if fd is None:
            return b""
        data = self._take(fd, self._pace_in.slice_bytes(max_bytes))
        self._pace_in.wait(len(data))
        return data

    def write(self, data: bytes, timeout_s: float) -> int:
        """Send `data`; returns how many bytes were taken."""
        deadline = time.monotonic() + timeout_s
        sent = 0
        while sent < len(data):
            fd = self._wait(select.POLLOUT, deadline)
            if fd is None:
                break
            taken = self._give(fd, data[sent : sent + self._pace_out.slice_bytes(len(data) - sent)])
            sent += taken
            self._pace_out.wait(taken)
        return sent

    def _wait(self, event: int, deadline: float) -> int | None:
        """Wait until the descriptor is ready for `event`; None at the deadline or when the cable went."""
        self._cable_in.wait(max(0.0, deadline - time.monotonic()))
        fd = self._current(deadline)
        if fd is None:
            return None
        poll = select.poll()
        poll.register(fd, event)
        poll.register(self._alarm_read, select.POLLIN)
        ready = poll.poll(max(0.0, deadline - time.monotonic()) * 1000)
        return fd if any(number == fd for number, _ in ready) else None

    def _current(self, deadline: float) -> int | None:
        """Return the descriptor to wait for; a listening line may win one here."""
        del deadline
        with self._lock:
            return self._fd

    def _take(self, fd: int, max_bytes: int) -> bytes:
        with self._lock:
            if fd != self._fd:
                return b""
            try:
                data = os.read(fd, max_bytes)
            except BlockingIOError:
                return b""
            except OSError:
                data = b""
            if not data:
                self._near_end_left()
            return data

    def _give(self, fd: int, data: bytes) -> int:
        with self._lock:
            if fd != self._fd:
                return 0
            try:
                return os.write(fd, data)
            except BlockingIOError:
                return 0
            except OSError:
                self._near_end_left()
                return 0

    def _near_end_left(self) -> None:
        """Act, under the lock, when the descriptor reports an end.

        A pseudo-terminal's slave is held, so it never does.
        """
        time.sleep(0.01)

    def _raise_alarm(self) -> None:
        os.write(self._alarm_write, b"!")

    def _still_alarm(self) -> None:
        with contextlib.suppress(BlockingIOError):
            os.read(self._alarm_read, 4096)


def _close_both(first: int, second: int) -> None:
    os.close(first)
    os.close(second)
