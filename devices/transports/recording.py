"""A line that writes down what passes, for a maintainer who looks at a device that misbehaves.

Each line of the record is one JSON object: {"at_s": seconds since the line was opened, "way": "out" | "in" |
"open" | "close" | "error", "hex": "1b 40", "why": "..."}.  `mask` sees each piece before it is written down
and must blot out what is personal; it keeps the length.
"""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

from devices.errors import LinkError

if TYPE_CHECKING:
    from collections.abc import Callable

    from devices.transports.base import Transport


class RecordingLine:
    """A `Transport` around `inner` that hands each line of the record to `write_line`."""

    def __init__(
        self,
        inner: Transport,
        write_line: Callable[[str], None],
        *,
        mask: Callable[[bytes], bytes] = bytes,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._inner, self._write_line, self._mask, self._monotonic = inner, write_line, mask, monotonic
        self._opened_at = monotonic()

    @property
    def name(self) -> str:
        """The inner line's name."""
        return self._inner.name

    @property
    def is_open(self) -> bool:
        """Whether the inner line is open."""
        return self._inner.is_open

    @property
    def feels_power(self) -> bool:
        """As the inner line."""
        return self._inner.feels_power

    def open(self) -> None:
        """Open the inner line and start the record's clock."""
        self._opened_at = self._monotonic()
        try:
            self._inner.open()
        except LinkError as error:
            self._note("error", why=str(error))
            raise
        self._note("open")

    def close(self) -> None:
        """Close the inner line."""
        self._inner.close()
        self._note("close")

    def write(self, data: bytes, timeout_s: float) -> None:
        """Write to the inner line; what it took is recorded, also when it broke."""
        try:
            self._inner.write(data, timeout_s)
        except LinkError as error:
            self._note("out", data[: error.sent_bytes])
            self._note("error", why=str(error))
            raise
        self._note("out", data)

    def read(self, max_bytes: int, timeout_s: float) -> bytes:
        """Read from the inner line; empty reads are not recorded."""
        try:
            data = self._inner.read(max_bytes, timeout_s)
        except LinkError as error:
            self._note("error", why=str(error))
            raise
        if data:
            self._note("in", data)
        return data

    def drain(self, timeout_s: float) -> None:
        """Drain the inner line."""
        try:
            self._inner.drain(timeout_s)
        except LinkError as error:
            self._note("error", why=str(error))
            raise

    def _note(self, way: str, data: bytes = b"", *, why: str = "") -> None:
        entry: dict[str, object] = {"at_s": round(self._monotonic() - self._opened_at, 4), "way": way}
        if data:
            entry["hex"] = self._mask(data).hex(" ")
        if why:
            entry["why"] = why
        self._write_line(json.dumps(entry, ensure_ascii=False))
