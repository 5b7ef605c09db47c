"""Moving bytes through a non-blocking file descriptor with a deadline.

Serial ports, sockets and device files alike. `poll` is used because a blocking write to a stalled line never
returns, and because the count of bytes that the line had taken must be known at the deadline: that count
decides whether a slip may be sent again.
"""

from __future__ import annotations

import errno
import fcntl
import os
import select
import struct
import termios
import time

from devices.errors import LinkError

STALL_PAUSE_S = 0.005  # poll may call a tty writable that then takes nothing (output stopped by XOFF)
DRAIN_LOOK_S = 0.005
_CANNOT_TELL = (errno.ENOTTY, errno.EINVAL, errno.EOPNOTSUPP)


def write_all(fd: int, data: bytes, timeout_s: float, name: str) -> None:
    """Hand `data` to `fd`.

    Raises `LinkError` with `sent_bytes` at the deadline, and `LineGone` when the line broke.
    """
    deadline = time.monotonic() + timeout_s
    view, sent = memoryview(data), 0
    while sent < len(data):
        try:
            taken = os.write(fd, view[sent:])
        except BlockingIOError:
            taken = 0
        except OSError as error:
            raise LineGone(f"{name}: the line broke: {error.strerror}", sent_bytes=sent) from error
        sent += taken
        if sent < len(data) and not _may_go_on(fd, deadline, stalled=taken == 0):
            why = f"{name}: the line takes no more bytes ({sent} of {len(data)} sent)"
            raise LinkError(why, sent_bytes=sent)


def read_some(fd: int, max_bytes: int, timeout_s: float, name: str) -> bytes:
    """Return at most `max_bytes`, b"" when none came within `timeout_s`.

    Raises `LineGone` at the line's end.
    """
    poll = select.poll()
    poll.register(fd, select.POLLIN)
    if not poll.poll(_milliseconds(timeout_s)):
        return b""
    try:
        data = os.read(fd, max_bytes)
    except BlockingIOError:
        return b""
    except OSError as error:
        raise LineGone(f"{name}: the line broke: {error.strerror}") from error
    if not data and max_bytes > 0:
        raise LineGone(f"{name}: the far end is gone")
    return data


def drain(fd: int, timeout_s: float, name: str) -> None:
    """Wait until the kernel holds no unsent (TCP: no unacknowledged) byte.

    Raises `LinkError` at the deadline.
    """
    deadline = time.monotonic() + timeout_s
    while (left := unsent_bytes(fd, name)) > 0:
        if time.monotonic() >= deadline:
            raise LinkError(f"{name}: {left} bytes are still waiting to be sent")
        time.sleep(DRAIN_LOOK_S)


def unsent_bytes(fd: int, name: str) -> int:
    """Bytes in the kernel's output queue; 0 where the kind of line cannot tell."""
    try:
        answer = fcntl.ioctl(fd, termios.TIOCOUTQ, b"\0" * 4)
    except OSError as error:
        if error.errno in _CANNOT_TELL:
            return 0
        raise LineGone(f"{name}: the line broke: {error.strerror}") from error
    return int(struct.unpack("i", answer)[0])


class LineGone(LinkError):
    """The line itself is no more; the transport closes its descriptor."""


def _may_go_on(fd: int, deadline: float, *, stalled: bool) -> bool:
    left_s = deadline - time.monotonic()
    if left_s <= 0:
        return False
    poll = select.poll()
    poll.register(fd, select.POLLOUT)
    poll.poll(_milliseconds(left_s))
    if stalled:
        time.sleep(min(STALL_PAUSE_S, max(0.0, deadline - time.monotonic())))
    return time.monotonic() < deadline


def _milliseconds(seconds: float) -> float:
    return max(0.0, seconds) * 1000
