"""ESC/POS for slips that are pictures: commands out, answers in.  Sans-I/O.

Source: Epson's ESC/POS command reference and the TM-T88III specification (appendix G for the answers).  A
band is

    1D 76 30 00  xL xH  yL yH  rows...        GS v 0: x bytes a row, y rows, bit 7 leftmost, 1 = black

at most 1 kB long, so that a line cut off in the middle leaves a small hole.  `bands` cuts pictures into
them.

The one trap: printers look for their real-time commands (10 04, 10 05, 10 14) even within pictures.  So one
dot beside such a pair is blackened (`defuse`), once in some ten thousand dots of text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from devices.printer.profiles import Profile

INITIALISE = b"\x1b@"
LEAVE_CHINESE = b"\x1c."
REAL_TIME_OFF = bytes.fromhex("1d284405001401000200")  # GS ( D: no DLE DC4 1 and 2
NEAR_END_NEVER_STOPS = b"\x1bc4\x00"
BUTTON_OFF = b"\x1bc5\x01"
REPORT_CHANGES = b"\x1da\x0e"  # GS a: online, error, paper
REPORT_NOTHING = b"\x1da\x00"
QUEUED_STATUS = b"\x1dr\x01"
MAKER, MODEL = b"\x1dIB", b"\x1dIC"  # GS I 66, 67
CUT = b"\x1dVB\x00"  # feed to the cutter, leave a corner
TEAR_OFF_FEED = b"\x1bd\x04"
FLUSH = bytes(8192)
HEADER_FILL = bytes(16)  # no header is longer
PRINTER, OFFLINE_CAUSE, ERROR_CAUSE, PAPER = 1, 2, 3, 4
FULL = 20  # kiosk heads of Custom and others: DLE EOT 20
FULL_BEGINS = b"\x10\x0f"
POWER_ON = b"\x3b\x31"  # a block by itself, where memory switch 1-1 is on (GS ( E)

_TAGS = re.compile(r"[\x20-\x7e]{4}")
_REAL_TIME = re.compile(rb"\x10(?=[\x04\x05\x14])")
_BLOCKS = frozenset(b"\x35\x37\x3b\x3d\x5f")
_LONGEST_BLOCK = 80
_DONE = b"\x37\x22"


def initialise(profile: Profile) -> bytes:
    """Say before a slip: defaults, no surprises within pictures, one motion unit = one dot."""
    units = b"\x1dP" + bytes((profile.dpi, profile.dpi)) if profile.left_margin else b""
    reports = REPORT_CHANGES if profile.asb else b""
    return INITIALISE + LEAVE_CHINESE + REAL_TIME_OFF + NEAR_END_NEVER_STOPS + BUTTON_OFF + units + reports


def status_request(number: int) -> bytes:
    """DLE EOT `number` (1 to 4): answered at once, whatever is queued."""
    return bytes((0x10, 0x04, number))


def process_id(tag: str) -> bytes:
    """Ask with GS ( H fn 48 for `tag` (4 characters 20..7E) to come back once all before it is printed."""
    if not _TAGS.fullmatch(tag):
        raise ValueError(f"a process id is four printable ASCII characters, not {tag!r}")
    return b"\x1d(H\x06\x00\x30\x30" + tag.encode("ascii")


def tail(profile: Profile, tag: str) -> bytes:
    """Say after a slip: cut or feed to where it is torn, and ask to be told when that is done."""
    end = CUT if profile.cutter else TEAR_OFF_FEED
    if profile.fence == "process_id":
        end += process_id(tag)
    return end if profile.fence == "none" else end + QUEUED_STATUS


def band(rows: bytes, width_bytes: int) -> bytes:
    """Put `rows` of `width_bytes` each (1 = black) into one GS v 0, made harmless."""
    height = len(rows) // width_bytes
    return b"\x1dv0\x00" + width_bytes.to_bytes(2, "little") + height.to_bytes(2, "little") + defuse(rows)


def margin(dots: int) -> bytes:
    """Let everything begin `dots` from the left edge (GS L)."""
    return b"\x1dL" + dots.to_bytes(2, "little")


def feed_dots(rows: int) -> bytes:
    """Feed 1 to 255 white rows (ESC J), where GS P has made one motion unit one dot."""
    return b"\x1bJ" + bytes((rows,))


def defuse(payload: bytes) -> bytes:
    """Return `payload` without real-time commands: 10 04, 10 05 and 10 14 get one more dot (bit 3)."""
    if not _REAL_TIME.search(payload):
        return payload
    harmless = bytearray(payload)
    for found in _REAL_TIME.finditer(payload):
        harmless[found.end()] |= 0x08
    return bytes(harmless)


@dataclass(frozen=True)
class StatusByte:
    """An answer to DLE EOT; it does not say to which."""

    byte: int


@dataclass(frozen=True)
class AutomaticStatus:
    """Four bytes the printer sent by itself (ASB)."""

    block: bytes


@dataclass(frozen=True)
class FullStatus:
    """Six bytes of a kiosk head with a presenter: 10 0F, paper, user, recoverable, unrecoverable (Custom, DLE EOT 20)."""

    block: bytes


@dataclass(frozen=True)
class QueuedByte:
    """An answer to GS r, in its turn."""

    byte: int


@dataclass(frozen=True)
class ProcessDone:
    """Everything before GS ( H with this tag has been printed."""

    tag: str


@dataclass(frozen=True)
class Information:
    """Another block: what GS I and its kin answer, from the header byte to before the NUL."""

    raw: bytes


@dataclass(frozen=True)
class Noise:
    """Bytes no answer begins with."""

    raw: bytes
    why: str


Event = StatusByte | AutomaticStatus | FullStatus | QueuedByte | ProcessDone | Information | Noise


class Decoder:
    """Bytes from the printer to events.  `feed` never raises and keeps at most one unfinished block.

    `presenter`: the model answers DLE EOT 20, whose answer begins as an automatic status might.
    """

    def __init__(self, *, presenter: bool = False) -> None:
        self._held = bytearray()
        self._presenter = presenter

    def feed(self, data: bytes) -> list[Event]:
        """Return what the bytes so far say; an unfinished block waits for the next call."""
        self._held += data
        events: list[Event] = []
        while self._held:
            taken, event = self._next()
            if not taken:
                break
            del self._held[:taken]
            if event is not None:
                events.append(event)
        return events

    def reset(self) -> None:
        """Forget an unfinished block: the line is new."""
        self._held.clear()

    def _next(self) -> tuple[int, Event | None]:
        """Return (bytes taken, event); 0 bytes: more are needed."""
        first = self._held[0]
        if first in (0x11, 0x13):  # XON, XOFF
            return 1, None
        if first in _BLOCKS:
            return self._block()
        if first & 0x93 == 0x12:
            return 1, StatusByte(first)
        if first & 0x93 == 0x10:
            return self._full() if self._presenter and self._held[:2] in (b"\x10", FULL_BEGINS) else self._automatic()
        if first & 0x90 == 0:
            return 1, QueuedByte(first)
        return 1, Noise(bytes((first,)), "no answer begins with this byte")

    def _full(self) -> tuple[int, Event | None]:
        """Take the six bytes of DLE EOT 20; what follows its beginning may be any byte."""
        return (6, FullStatus(bytes(self._held[:6]))) if len(self._held) >= 6 else (0, None)

    def _automatic(self) -> tuple[int, Event | None]:
        block = bytes(self._held[:4])
        if any(byte & 0x90 for byte in block[1:]):
            return 1, Noise(block[:1], "the beginning of an automatic status without its end")
        return (4, AutomaticStatus(block)) if len(block) == 4 else (0, None)

    def _block(self) -> tuple[int, Event | None]:
        """Take a block, printable up to its NUL; a header byte that begins none is dropped alone."""
        end = next(
            (at for at, byte in enumerate(self._held[:_LONGEST_BLOCK]) if not 0x20 <= byte <= 0x7E), None
        )
        if end is None and len(self._held) < _LONGEST_BLOCK:
            return 0, None
        if end is None or self._held[end] != 0:
            return 1, Noise(bytes(self._held[:1]), "a block without its end")
        raw = bytes(self._held[:end])
        if raw[:2] == _DONE and len(raw) == len(_DONE) + 4:
            return end + 1, ProcessDone(raw[2:].decode("ascii"))
        if raw[-6:-4] == _DONE:
            return 1, Noise(raw[:1], "a block that never ended before the next")
        return end + 1, Information(raw)
