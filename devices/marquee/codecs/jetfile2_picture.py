"""JetFile II PICTURE files: Windows bitmaps, for characters that the sign's fonts lack.

Source: JetFile II v2.8.7, "PICTURE file": a Windows BMP of 1, 4, 8, 16 or 24 bits a dot.  Written here: one colour in one bit
(62 bytes of head, so a character of 16 by 16 takes 126 bytes), several in four bits.  Rows go from the bottom to the top,
each filled up to four bytes; colours are blue, green, red, 0.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from devices.marquee.page import Colour

if TYPE_CHECKING:
    from collections.abc import Sequence

_FILE_HEAD = struct.Struct("<2sIHHI")
_PICTURE_HEAD = struct.Struct("<IiiHHIIiiII")
_DARK = bytes(4)
_LIGHTS = {
    Colour.RED: b"\x00\x00\xff\x00", Colour.GREEN: b"\x00\xff\x00\x00", Colour.AMBER: b"\x00\xff\xff\x00",
}  # fmt: skip


def bitmap(columns: Sequence[tuple[int, Colour]], rows: int) -> bytes:
    """Return a BMP of `columns` (bit 0 on top, and their colour), `rows` high."""
    colours = list(dict.fromkeys(colour for bits, colour in columns if bits)) or [Colour.RED]
    bits_a_dot = 1 if len(colours) == 1 else 4
    palette = [_DARK, *(_LIGHTS[colour] for colour in colours)]
    palette += [_DARK] * ((1 << bits_a_dot) - len(palette))
    body = b"".join(_row(columns, row, colours, bits_a_dot) for row in reversed(range(rows)))
    offset = _FILE_HEAD.size + _PICTURE_HEAD.size + 4 * len(palette)
    return (
        _FILE_HEAD.pack(b"BM", offset + len(body), 0, 0, offset)
        + _PICTURE_HEAD.pack(
            _PICTURE_HEAD.size, len(columns), rows, 1, bits_a_dot, 0, len(body), 0, 0, len(palette), 0
        )
        + b"".join(palette)
        + body
    )


def _row(columns: Sequence[tuple[int, Colour]], row: int, colours: list[Colour], bits_a_dot: int) -> bytes:
    dots = [colours.index(colour) + 1 if bits >> row & 1 else 0 for bits, colour in columns]
    a_byte = 8 // bits_a_dot
    dots += [0] * (-len(dots) % (a_byte * 4))
    return bytes(
        sum(dot << bits_a_dot * (a_byte - 1 - place) for place, dot in enumerate(dots[at : at + a_byte]))
        for at in range(0, len(dots), a_byte)
    )
