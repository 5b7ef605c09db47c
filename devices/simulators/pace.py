"""How fast bytes pass a serial line."""

from __future__ import annotations

import time

BITS_PER_BYTE = 10  # 8N1: start bit, eight data bits, stop bit
PACE_SLICE_S = 0.02


class Pace:
    """The clock of one direction of a serial line: a byte is there only after its bits have passed."""

    def __init__(self, speed_baud: int | None) -> None:
        self.speed_baud = speed_baud
        self._free_at = 0.0

    def slice_bytes(self, wanted: int) -> int:
        """How many of `wanted` bytes may go in one piece (about 20 ms of line time, at least one byte)."""
        if self.speed_baud is None:
            return wanted
        return max(1, min(wanted, int(self.speed_baud / BITS_PER_BYTE * PACE_SLICE_S)))

    def wait(self, sent_bytes: int) -> None:
        """Sleep until `sent_bytes` have passed the line; time already lost is not made up in a burst."""
        if self.speed_baud is None:
            return
        now = time.monotonic()
        self._free_at = max(now, self._free_at) + sent_bytes * BITS_PER_BYTE / self.speed_baud
        time.sleep(self._free_at - now)
