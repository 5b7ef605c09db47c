"""JetFile II status words: what a sign says about a request (manual v2.8.7, status code tables)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from devices.marquee.codecs.jetfile2 import Frame

OK = frozenset({0x9000, 0x4B4F})
"""9000H, or the letters "OK"."""

NO_SUCH_FILE = frozenset({0x9008, 0x7E01})
UNKNOWN_COMMAND = frozenset({0x9004, 0x9005, 0x9011})
NOTHING_PLAYING = 0x6701

_MEANINGS = {
    0x9002: "checksum wrong",
    0x9004: "unknown main command",
    0x9005: "unknown sub command",
    0x9006: "length wrong",
    0x9008: "no such file",
    0x9009: "past the end of the file",
    0x9010: "file cannot be opened",
    0x9011: "not supported",
    0x9012: "file cannot be written",
    0x9013: "packet too large",
    0x9014: "packet out of order",
    0x9015: "file is open",
    0x9030: "log-in wanted",
    0x2101: "file over 320 KB",
    0x2901: "emergency text over 1024 bytes",
    0x5201: "clock not set",
    0x6701: "nothing is playing",
    0x7E01: "no such path",
}


def status(reply: Frame) -> int | None:
    """Return the status word of a reply, or None if the reply carries what was asked for."""
    return int.from_bytes(reply.arg[:2], "little") if reply.flag == 1 else None


def meaning(code: int) -> str:
    """Return what a status word says, for a log or for staff."""
    if code in _MEANINGS:
        return _MEANINGS[code]
    if 0x2102 <= code <= 0x2106:
        return "disk full"
    if 0x9031 <= code <= 0x9035:
        return "log-in refused"
    if 0x7200 <= code <= 0x7EFF:
        return "file system error"
    return "unknown status"
