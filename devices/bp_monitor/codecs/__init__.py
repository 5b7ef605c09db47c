"""Bytes to events, one protocol per file: no I/O, no clock.

`feed` never raises and never holds more than one frame.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from devices.bp_monitor.events import Event


class Decoder(Protocol):
    """What the driver needs of a protocol."""

    @property
    def has_part(self) -> bool:
        """Whether the beginning of a frame waits for its rest."""

    def feed(self, data: bytes) -> list[Event]:
        """Take bytes as they come, in pieces of any size, and return what they complete."""

    def gap(self) -> list[Event]:
        """Give up a half frame.  A gap never completes one."""

    def reset(self) -> None:
        """Forget everything: the line was opened anew."""
