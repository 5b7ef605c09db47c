"""The CNS 11643 fonts of Debian's `xfonts-intl-chinese`: characters that Big5 and Unicode's first plane lack.

Where a character stands (plane and code) says the C library's EUC-TW table: Python has no such codec, and the table is too
long to carry along.  Where glibc or the package is missing, no character is found, and whoever asks falls back.
"""

from __future__ import annotations

import ctypes
from functools import cache
from pathlib import Path

from devices.marquee.pcf import Glyph, PcfFont

DEBIAN_X11_FONTS = Path("/usr/share/fonts/X11/misc")
PLANES = range(1, 8)
_SINGLE_SHIFT = 0x8E
_FAILED = ctypes.c_size_t(-1).value
_NO_CONVERTER = ctypes.c_void_p(-1).value


class CnsFonts:
    """The seven planes in one size (16 or 24 rows), each read when its first character is asked for."""

    def __init__(self, rows: int, folder: Path = DEBIAN_X11_FONTS) -> None:
        self._rows = rows
        self._folder = folder
        self._planes: dict[int, PcfFont | None] = {}

    def glyph(self, char: str) -> Glyph | None:
        """Return the glyph of one character; None where no plane has it."""
        place = cns_place(char)
        if place is None or place[0] not in PLANES:
            return None
        font = self._plane(place[0])
        return font.glyph(place[1]) if font is not None else None

    def _plane(self, number: int) -> PcfFont | None:
        if number not in self._planes:
            try:
                self._planes[number] = PcfFont(self._folder / f"cns{number}-{self._rows}.pcf.gz")
            except OSError:
                self._planes[number] = None
        return self._planes[number]


def cns_place(char: str) -> tuple[int, int] | None:
    """Return the plane (1 to 15) and the code (two bytes of 21H to 7EH) of `char`; None where it has none."""
    raw = _euc_tw(char)
    if len(raw) == 2 and raw[0] >= 0xA1:
        return 1, (raw[0] & 0x7F) << 8 | raw[1] & 0x7F
    if len(raw) == 4 and raw[0] == _SINGLE_SHIFT:
        return raw[1] - 0xA0, (raw[2] & 0x7F) << 8 | raw[3] & 0x7F
    return None


def _euc_tw(char: str) -> bytes:
    library = _library()
    if library is None:
        return b""
    converter = library.iconv_open(b"EUC-TW", b"UTF-8")
    if converter in {None, _NO_CONVERTER}:
        return b""
    given = char.encode("utf-8", "replace")
    source, target = ctypes.create_string_buffer(given, len(given)), ctypes.create_string_buffer(16)
    source_at, target_at = ctypes.cast(source, ctypes.c_char_p), ctypes.cast(target, ctypes.c_char_p)
    source_left, target_left = ctypes.c_size_t(len(given)), ctypes.c_size_t(16)
    done = library.iconv(
        converter, ctypes.byref(source_at), ctypes.byref(source_left), ctypes.byref(target_at), ctypes.byref(target_left)
    )
    library.iconv_close(converter)
    return b"" if done == _FAILED else target.raw[: 16 - target_left.value]


@cache
def _library() -> ctypes.CDLL | None:
    try:
        library = ctypes.CDLL(None)
        library.iconv_open.restype = ctypes.c_void_p
        library.iconv.restype = ctypes.c_size_t
        library.iconv.argtypes = [ctypes.c_void_p] + [ctypes.c_void_p] * 4
        library.iconv_close.argtypes = [ctypes.c_void_p]
    except (OSError, AttributeError, TypeError):
        return None
    return library
