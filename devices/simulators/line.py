"""The far end of a real line: where a simulated machine has its plug.

The near end (our driver) opens the other side as it would open the real thing: a serial port (here a
pseudo-terminal) or a TCP address.  A machine does not know who listens: reading from a line with nobody on it
gives nothing, writing to it loses the bytes, and neither ever raises.  `unplug` pulls the cable (the near end
gets an error at once), `plug` puts it back at the same address.

Threads: one reads, any may write, unplug, plug or close.  A call that waits is woken by `unplug` and `close`.
"""

from __future__ import annotations

from typing import Protocol

from devices.simulators.pty_line import PtyLine
from devices.simulators.tcp_line import TcpLine

__all__ = ["FarEnd", "PtyLine", "TcpLine"]


class FarEnd(Protocol):
    """What a simulator needs of its line."""

    @property
    def port(self) -> str:
        """What the near end writes into its configuration to reach this line.

        A path, or "tcp://host:port".
        """

    @property
    def plugged(self) -> bool:
        """Whether the cable is in."""

    def open(self) -> None:
        """Put the line up; raises `OSError` when the path or the port cannot be had."""

    def close(self) -> None:
        """Take the line down for good; waiting calls return."""

    def unplug(self) -> None:
        """Pull the cable: the near end's next call (or the one that waits) fails."""

    def plug(self) -> None:
        """Put the cable back; the near end finds the line at the same address again."""

    def pace(self, speed_baud: int | None) -> None:
        """Let bytes pass at `speed_baud` (10 bits a byte), both ways; None: at the line's own speed again.

        A line without a speed of its own passes bytes as fast as the machine can.
        """

    def read(self, max_bytes: int, timeout_s: float) -> bytes:
        """Return what came, at most `max_bytes`.

        Gives b"" when nothing came within `timeout_s` (or nobody is there).
        """

    def write(self, data: bytes, timeout_s: float) -> int:
        """Send `data`.

        Returns how many bytes the line took within `timeout_s`: the others are lost, as on a cable.
        """
