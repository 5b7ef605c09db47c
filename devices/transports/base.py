"""The line to a device: what every transport promises.

A transport moves bytes with a deadline on every call and says honestly how many of them the line took.  It
never retries, never reconnects by itself and never hides a broken line: that is the supervisor's work.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

Parity = Literal["N", "E", "O"]
Flow = Literal["none", "rtscts", "xonxoff"]


@dataclass(frozen=True)
class LineSettings:
    """How a serial line is set: speed in baud, data bits, parity, stop bits, flow control."""

    speed_baud: int = 9600
    data_bits: Literal[7, 8] = 8
    parity: Parity = "N"
    stop_bits: Literal[1, 2] = 1
    flow: Flow = "none"

    @property
    def bits_per_byte(self) -> int:
        """Start bit, data bits, parity bit if any, stop bits."""
        return 1 + self.data_bits + (self.parity != "N") + self.stop_bits


def framed(short: str) -> dict[str, object]:
    """Return what a short form such as "8N1" or "7E2" says: data bits, parity, stop bits, by the fields of `LineSettings`."""
    return {"data_bits": int(short[0]), "parity": short[1], "stop_bits": int(short[2])}


class Transport(Protocol):
    """A line that is opened, written, read and closed by one thread."""

    @property
    def name(self) -> str:
        """How a person finds this line: the port or address as configured."""

    @property
    def is_open(self) -> bool:
        """Whether `open` succeeded and neither `close` nor a broken line followed."""

    @property
    def feels_power(self) -> bool:
        """Whether the line breaks when the device is switched off; a serial cable stands, and nobody is there."""

    def open(self) -> None:
        """Open the line exclusively, within 2 s; raises `LinkError`.  Old input is thrown away."""

    def close(self) -> None:
        """Close the line so that bytes already accepted still reach the device; never raises."""

    def write(self, data: bytes, timeout_s: float) -> None:
        """Hand all of `data` to the line.

        Raises `LinkError` with `sent_bytes` when it breaks or the deadline passes.
        """

    def read(self, max_bytes: int, timeout_s: float) -> bytes:
        """Return what came, at most `max_bytes`, waiting at most `timeout_s` for the first byte.

        Gives b"" when nothing came.  Raises `LinkError` when the far end is gone.
        """

    def drain(self, timeout_s: float) -> None:
        """Wait until the line has really sent what it accepted, where it can tell.

        Raises `LinkError` at the deadline.
        """
