r"""X11 bitmap fonts (PCF), read as rows of dots: the 24-row letters of Debian's font packages.

Source: "The X11 PCF font file format" (X.Org's bdftopcf, font/pcf.h); tables used here: metrics (4), bitmaps (8) and BDF
encodings (32).  A file is `\\1fcp`, count4, then for each table type4 format4 size4 offset4, little-endian; each table begins
with its format again, whose bits say the byte order of the rest (4), how rows are padded (0-1), the unit of the bit order
(4-5) and which bit comes first (3).
"""

from __future__ import annotations

import gzip
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_METRICS, _BITMAPS, _ENCODINGS = 4, 8, 32
_COMPRESSED = 0x100
_NO_GLYPH = 0xFFFF


@dataclass(frozen=True)
class Glyph:
    """One character: its `rows`, leftmost dot in the highest of `width` bits, and how it stands.

    `left` is where the first dot stands in a cell of `advance` dots, `ascent` how many rows lie above the base line.
    """

    rows: tuple[int, ...]
    width: int
    left: int
    advance: int
    ascent: int


class PcfFont:
    """The glyphs of one file by their code in its own character set; drawn out of the file when asked for."""

    def __init__(self, path: Path) -> None:
        """Read `path` (.pcf or .pcf.gz); raises `OSError` if it cannot be read, `ValueError` if it is no such font."""
        raw = path.read_bytes()
        self._raw = gzip.decompress(raw) if path.suffix == ".gz" else raw
        try:
            self._tables = self._read_tables()
            self._metrics = self._read_metrics()
            self._offsets = self._read_offsets()
            self._indices = self._read_encodings()
        except (struct.error, KeyError, IndexError) as broken:
            raise ValueError(f"{path}: this is no PCF font ({broken})") from broken

    def __contains__(self, code: int) -> bool:
        return code in self._indices

    def glyph(self, code: int) -> Glyph | None:
        """Return the glyph of `code`, None if the font has none."""
        if code not in self._indices:
            return None
        index = self._indices[code]
        left, right, advance, ascent, descent = self._metrics[index]
        width, height = right - left, ascent + descent
        table_format, _, at = self._tables[_BITMAPS]
        pad = 1 << (table_format & 3)
        stride = (width + 8 * pad - 1) // (8 * pad) * pad
        start = at + self._offsets[index]
        rows = tuple(
            self._row(self._raw[start + row * stride : start + (row + 1) * stride], width, table_format)
            for row in range(height)
        )
        return Glyph(rows, width, left, advance, ascent)

    def _row(self, raw: bytes, width: int, table_format: int) -> int:
        unit = 1 << (table_format >> 4 & 3)
        same_order = bool(table_format & 4) == bool(table_format & 8)
        if unit > 1 and not same_order:
            raw = b"".join(raw[at : at + unit][::-1] for at in range(0, len(raw), unit))
        if not table_format & 8:
            raw = bytes(int(f"{byte:08b}"[::-1], 2) for byte in raw)
        return int.from_bytes(raw, "big") >> max(0, len(raw) * 8 - width)

    def _read_tables(self) -> dict[int, tuple[int, str, int]]:
        """Return table -> its format, byte order mark of `struct`, and where it goes on after its format."""
        magic, count = struct.unpack_from("<4sI", self._raw)
        if magic != b"\x01fcp":
            raise KeyError("magic")
        found = {}
        for number in range(count):
            kind, table_format, _, offset = struct.unpack_from("<4I", self._raw, 8 + number * 16)
            found[kind] = (table_format, ">" if table_format & 4 else "<", offset + 4)
        if _BITMAPS in found:
            table_format, order, at = found[_BITMAPS]
            self._bitmaps_at, self._bitmaps_order = at, order
            (glyphs,) = struct.unpack_from(order + "I", self._raw, at)
            found[_BITMAPS] = (table_format, order, at + 4 + glyphs * 4 + 16)
        return found

    def _read_metrics(self) -> list[tuple[int, int, int, int, int]]:
        table_format, order, at = self._tables[_METRICS]
        if table_format & _COMPRESSED:
            (count,) = struct.unpack_from(order + "H", self._raw, at)
            body = self._raw[at + 2 : at + 2 + count * 5]
            return [tuple(byte - 0x80 for byte in body[n : n + 5]) for n in range(0, count * 5, 5)]  # type: ignore[misc]  # five of them
        (count,) = struct.unpack_from(order + "I", self._raw, at)
        return [struct.unpack_from(order + "5h", self._raw, at + 4 + number * 12) for number in range(count)]

    def _read_offsets(self) -> tuple[int, ...]:
        (count,) = struct.unpack_from(self._bitmaps_order + "I", self._raw, self._bitmaps_at)
        return struct.unpack_from(f"{self._bitmaps_order}{count}I", self._raw, self._bitmaps_at + 4)

    def _read_encodings(self) -> dict[int, int]:
        _, order, at = self._tables[_ENCODINGS]
        first, last, top, bottom, _ = struct.unpack_from(order + "5h", self._raw, at)
        width = last - first + 1
        count = width * (bottom - top + 1)
        indices = struct.unpack_from(f"{order}{count}H", self._raw, at + 10)
        return {
            (top + place // width) << 8 | (first + place % width): index
            for place, index in enumerate(indices)
            if index != _NO_GLYPH
        }
