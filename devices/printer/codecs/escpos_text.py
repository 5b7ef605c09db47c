"""ESC/POS for slips in the printer's own characters: sizes, emphasis, QR codes it draws itself.  Sans-I/O.

Source: Epson's ESC/POS command reference.  GS ! enlarges Latin letters, and on Epson's also Chinese; FS W does the
latter everywhere, two by two.  So a double size sends both, and larger ones are for digits and letters only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ENTER_CHINESE = b"\x1c&\x1cS\x00\x00"  # double-byte mode, no space between characters
LEAVE_CHINESE = b"\x1c."
CENTRED, LEFT = b"\x1ba\x01", b"\x1ba\x00"
_ALIGN = {"left": 0, "center": 1, "right": 2}
_QR_MODEL_2 = bytes.fromhex("1d286b040031413200")
_QR_PRINT = bytes.fromhex("1d286b0300315130")
_QR_LEVEL_M = bytes.fromhex("1d286b0300314531")


@dataclass(frozen=True)
class Style:
    """How a line looks: `scale` times 12 x 24 dots (a Chinese character takes two of those beside each other)."""

    scale: int = 1
    bold: bool = False
    align: Literal["left", "center", "right"] = "left"
    inverse: bool = False


PLAIN = Style()


class Typist:
    """Writes lines, and changes between them only what differs."""

    def __init__(self) -> None:
        self._now = PLAIN

    def line(self, text: bytes, style: Style) -> bytes:
        """Return the bytes of one line in `style`."""
        return self._to(style) + text + b"\n"

    def plain(self) -> bytes:
        """Return what leads back to the defaults."""
        return self._to(PLAIN)

    def _to(self, style: Style) -> bytes:
        was, self._now = self._now, style
        sent = b""
        if style.align != was.align:
            sent += b"\x1ba" + bytes((_ALIGN[style.align],))
        if style.scale != was.scale:
            sent += b"\x1d!" + bytes(((style.scale - 1) * 0x11,))
            if (style.scale == 2) != (was.scale == 2):
                sent += b"\x1cW" + bytes((style.scale == 2,))
        if style.bold != was.bold:
            sent += b"\x1bE" + bytes((style.bold,))
        if style.inverse != was.inverse:
            sent += b"\x1dB" + bytes((style.inverse,))
        return sent


def qr_code(data: bytes, module: int) -> bytes:
    """Let the printer draw `data` (model 2, error correction M) with modules of `module` dots (3 to 12)."""
    size = b"\x1d(k\x03\x001C" + bytes((module,))
    store = b"\x1d(k" + (len(data) + 3).to_bytes(2, "little") + b"1P0" + data
    return _QR_MODEL_2 + size + _QR_LEVEL_M + store + _QR_PRINT
