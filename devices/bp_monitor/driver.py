"""A blood-pressure monitor on a line: listens, never writes.

A machine may send its last result again (on a knock at its button, after a reconnect, some by habit): the
same result within two minutes is dropped here, also across a reopened line, so that nobody's slip shows one
measurement twice.
"""

from __future__ import annotations

import time
from datetime import datetime
from typing import TYPE_CHECKING

from devices.bp_monitor.events import Event, Reading

if TYPE_CHECKING:
    from collections.abc import Callable

    from devices.bp_monitor.codecs import Decoder
    from devices.transports.base import Transport

REPEAT_WINDOW_S = 120.0
GAP_S = 2.0  # a frame takes 0.6 s at 2400 baud and is sent without a pause
CHUNK_BYTES = 512

_Result = tuple[datetime | None, int, int, int | None]


class BloodPressureMonitor:
    """Turns a line's bytes into events; one thread owns it."""

    def __init__(
        self, transport: Transport, decoder: Decoder, *, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._transport, self._decoder, self._monotonic = transport, decoder, monotonic
        self._last_byte_at = monotonic()
        self._seen: dict[_Result, float] = {}

    @property
    def name(self) -> str:
        """The line as configured."""
        return self._transport.name

    def open(self) -> None:
        """Open the line; raises `LinkError`.  What came before is forgotten, what was reported is not."""
        self._decoder.reset()
        self._transport.open()

    def close(self) -> None:
        """Close the line; never raises."""
        self._transport.close()

    def events(self, timeout_s: float) -> list[Event]:
        """Return what the monitor said, waiting at most `timeout_s`; may be empty.  Raises `LinkError`."""
        deadline = self._monotonic() + timeout_s
        while True:
            found = [event for event in self._listen(deadline) if not self._is_repeat(event)]
            if found or self._monotonic() >= deadline:
                return found

    def _listen(self, deadline: float) -> list[Event]:
        wait_s = max(0.0, deadline - self._monotonic())
        if self._decoder.has_part:
            wait_s = min(wait_s, GAP_S)
        data = self._transport.read(CHUNK_BYTES, wait_s)
        if data:
            self._last_byte_at = self._monotonic()
            return self._decoder.feed(data)
        if self._decoder.has_part and self._monotonic() - self._last_byte_at >= GAP_S:
            return self._decoder.gap()
        return []

    def _is_repeat(self, event: Event) -> bool:
        """Whether this result was reported within the window; remembers it otherwise."""
        if not isinstance(event, Reading):
            return False
        now = self._monotonic()
        self._seen = {result: at for result, at in self._seen.items() if now - at < REPEAT_WINDOW_S}
        result = (event.device_time, event.systolic_mmhg, event.diastolic_mmhg, event.pulse_bpm)
        known = result in self._seen
        self._seen[result] = now
        return known
