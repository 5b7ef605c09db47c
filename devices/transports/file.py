"""A file that takes the bytes: a device node such as /dev/usb/lp0, or an ordinary file to look at later.

An ordinary file is appended to and never answers: reading waits and gives nothing, as a mute line does.  A
device node is opened both ways where it allows that (usblp does), so that status can be read.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import time
from typing import TYPE_CHECKING

from devices.errors import LinkError
from devices.transports import descriptor

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NEW_FILE_MODE = 0o600  # a slip may carry a name
_ONE_WAY = (errno.EACCES, errno.EPERM, errno.EINVAL, errno.EROFS)


class FileLine:
    """A `Transport` that writes to the file or device node at `path`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._fd: int | None = None
        self._answers = False
        self._ordinary = True

    @property
    def name(self) -> str:
        """The path, with "file:" before it."""
        return f"file:{self._path}"

    @property
    def is_open(self) -> bool:
        """Whether the file is open."""
        return self._fd is not None

    @property
    def feels_power(self) -> bool:
        """Yes: a device node goes with its device, and nobody switches a file off."""
        return True

    def open(self) -> None:
        """Open the file, creating an ordinary one; its folder must exist."""
        self.close()
        try:
            self._ordinary = not self._path.exists() or stat.S_ISREG(self._path.stat().st_mode)
            self._fd = self._opened()
        except OSError as error:
            raise LinkError(f"{self.name}: cannot be opened: {error.strerror}") from error

    def close(self) -> None:
        """Close the file; an ordinary one is brought to the disk first."""
        if self._fd is None:
            return
        with contextlib.suppress(LinkError):
            self.drain(0)
        self._drop()

    def write(self, data: bytes, timeout_s: float) -> None:
        """Append `data`; a full disk is a `LinkError` with the bytes that still found room."""
        with self._dropped_when_gone() as fd:
            descriptor.write_all(fd, data, timeout_s, self.name)

    def read(self, max_bytes: int, timeout_s: float) -> bytes:
        """Return what a device node said; an ordinary file gives b"" after `timeout_s`."""
        with self._dropped_when_gone() as fd:
            if self._answers:
                return descriptor.read_some(fd, max_bytes, timeout_s, self.name)
        time.sleep(max(0.0, timeout_s))
        return b""

    def drain(self, timeout_s: float) -> None:
        """Bring an ordinary file's bytes to the disk; a device node cannot tell."""
        del timeout_s
        with self._dropped_when_gone() as fd:
            if not self._ordinary:
                return
            try:
                os.fsync(fd)
            except OSError as error:
                raise LinkError(f"{self.name}: the disk did not take the bytes: {error.strerror}") from error

    def _opened(self) -> int:
        if self._ordinary:
            self._answers = False
            return os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, NEW_FILE_MODE)
        flags = os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
        try:
            number = os.open(self._path, os.O_RDWR | flags)
        except OSError as error:
            if error.errno not in _ONE_WAY:
                raise
            number = os.open(self._path, os.O_WRONLY | flags)
            self._answers = False
        else:
            self._answers = stat.S_ISCHR(self._path.stat().st_mode)
        return number

    @contextlib.contextmanager
    def _dropped_when_gone(self) -> Iterator[int]:
        if self._fd is None:
            raise LinkError(f"{self.name}: not open")
        try:
            yield self._fd
        except descriptor.LineGone:
            self._drop()
            raise

    def _drop(self) -> None:
        fd, self._fd = self._fd, None
        if fd is not None:
            with contextlib.suppress(OSError):
                os.close(fd)
