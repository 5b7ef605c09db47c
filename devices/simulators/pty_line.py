"""A serial cable made of a pseudo-terminal, found at a stable path."""

from __future__ import annotations

import contextlib
import os
import pty
import tty
from typing import TYPE_CHECKING

from devices.simulators.descriptor import DescriptorLine

if TYPE_CHECKING:
    from pathlib import Path


class PtyLine(DescriptorLine):
    """A pseudo-terminal behind the symbolic link `link`.

    The link vanishes while the cable is out, like a USB port's node. The slave side is held open here too, so
    that the near end may close and open the port as often as it likes.
    """

    def __init__(self, link: Path, *, speed_baud: int | None = None) -> None:
        super().__init__(speed_baud)
        self.link = link
        self._slave: int | None = None

    @property
    def port(self) -> str:
        """The path of the link."""
        return str(self.link)

    def open(self) -> None:
        """Make the folder (mode 0700) and plug the cable in."""
        if self.link.exists() and not self.link.is_symlink():
            raise FileExistsError(f"{self.link} exists and is not a line of ours: choose another path")
        self.link.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.plug()

    def plug(self) -> None:
        """Make a new pseudo-terminal, raw and without echo, and point the link at it."""
        with self._lock:
            if self._closed or self._fd is not None:
                return
            self._fd, self._slave = pty.openpty()
            tty.setraw(self._slave)
            os.set_blocking(self._fd, False)
            self._point_link(os.ttyname(self._slave))
            self._still_alarm()
            self._cable_in.set()

    def unplug(self) -> None:
        """Close both sides: the near end's descriptor is hung up at once."""
        with self._lock:
            if self._fd is None or self._slave is None:
                return
            self._raise_alarm()
            self._cable_in.clear()
            with contextlib.suppress(OSError):
                self.link.unlink()
            os.close(self._fd)
            os.close(self._slave)
            self._fd = self._slave = None

    def close(self) -> None:
        """Unplug for good; a thread that waits in `read` or `write` returns."""
        self.unplug()
        self._closed = True
        self._cable_in.set()

    def _point_link(self, target: str) -> None:
        """Swap the link in one step, so that nobody ever finds half of it."""
        fresh = self.link.with_name(f".{self.link.name}.new")
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(target)
        fresh.replace(self.link)
