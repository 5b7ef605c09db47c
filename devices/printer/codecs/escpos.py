"""ESC/POS for slips that are pictures: commands out, answers in.  Sans-I/O.

Source: Epson's ESC/POS command reference and the TM-T88III specification (appendix G for the answers).  A
band is

    1D 76 30 00  xL xH  yL yH  rows...        GS v 0: x bytes a row, y rows, bit 7 leftmost, 1 = black

at most 255 rows high, so that a line cut off in the middle leaves a hole of at most 18 kB.  White rows and
margins are left out (a third of the bytes go): runs of six or more white rows become a band one byte wide,
which is exact on every printer, where `ESC J` counts in motion units of the model.

The one trap: printers look for their real-time commands (10 04, 10 05, 10 14) even within pictures.  So one
dot beside such a pair is blackened (`defuse`), once in some ten thousand dots of text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from PIL import Image

    from devices.printer.profiles import Profile

INITIALISE = b"\x1b@"
LEAVE_CHINESE = b"\x1c."
REAL_TIME_OFF = bytes.fromhex("1d284405001401000200")  # GS ( D: no DLE DC4 1 and 2
NEAR_END_NEVER_STOPS = b"\x1bc4\x00"
BUTTON_OFF = b"\x1bc5\x01"
REPORT_CHANGES = b"\x1da\x0e"  # GS a: online, error, paper
REPORT_NOTHING = b"\x1da\x00"
QUEUED_STATUS = b"\x1dr\x01"
CUT = b"\x1dVB\x00"  # feed to the cutter, leave a corner
TEAR_OFF_FEED = b"\x1bd\x04"
FLUSH = bytes(8192)
PRINTER, OFFLINE_CAUSE, ERROR_CAUSE, PAPER = 1, 2, 3, 4

BLANK_RUN_ROWS = 6
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


def defuse(payload: bytes) -> bytes:
    """Return `payload` without real-time commands: 10 04, 10 05 and 10 14 get one more dot (bit 3)."""
    if not _REAL_TIME.search(payload):
        return payload
    harmless = bytearray(payload)
    for found in _REAL_TIME.finditer(payload):
        harmless[found.end()] |= 0x08
    return bytes(harmless)


class Encoder:
    """Pictures to bytes, in turn; white rows at the end of one are joined with those of the next."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._blank_rows = 0

    def encode(self, pictures: Iterable[Image.Image]) -> Iterator[bytes]:
        """Give complete commands, a few for each picture, as soon as the picture is there.

        Pictures are of mode "1", 0 = black.
        """
        for picture in pictures:
            yield from self._picture(picture)
        if self._blank_rows:
            yield from self._blank()

    def _picture(self, picture: Image.Image) -> Iterator[bytes]:
        width_bytes = (picture.width + 7) // 8
        data = picture.tobytes("raw", "1;I")
        rows = [data[at : at + width_bytes] for at in range(0, len(data), width_bytes)]
        for blank, first, last in _runs(rows):
            if blank:
                self._blank_rows += last - first
                continue
            if self._blank_rows:
                yield from self._blank()
            yield from self._inked(rows[first:last])

    def _inked(self, rows: list[bytes]) -> Iterator[bytes]:
        while rows:
            height = self._height(len(rows))
            yield self._trimmed(rows[:height])
            rows = rows[height:]

    def _trimmed(self, rows: list[bytes]) -> bytes:
        """One band without the white at its right and, where the printer allows, at its left."""
        right = max(len(row.rstrip(b"\0")) for row in rows)
        left = 0
        if self._profile.left_margin:
            left = min((len(row) - len(row.lstrip(b"\0")) for row in rows if any(row)), default=0)
        right = max(right, left + 1)
        sent = band(b"".join(row[left:right] for row in rows), right - left)
        return _margin(left * 8) + sent + _margin(0) if left else sent

    def _blank(self) -> Iterator[bytes]:
        while self._blank_rows:
            height = self._height(self._blank_rows)
            yield band(bytes(height), 1)
            self._blank_rows -= height

    def _height(self, rows: int) -> int:
        height = min(rows, self._profile.max_band_rows)
        avoided = self._profile.rows_avoided
        return height - 1 if avoided and height % avoided == 0 else height


def _margin(dots: int) -> bytes:
    return b"\x1dL" + dots.to_bytes(2, "little")


def _runs(rows: list[bytes]) -> Iterator[tuple[bool, int, int]]:
    """Yield (blank, first row, row after the last) top to bottom; short blank runs within ink count as ink.

    Blank rows at the very top and bottom always count as blank: they may join those of the neighbours.
    """
    blank = [not any(row) for row in rows]
    start = 0
    while start < len(rows):
        end = start
        if blank[start]:
            while end < len(rows) and blank[end]:
                end += 1
            yield True, start, end
        else:
            while end < len(rows) and not _gap(blank, end):
                end += 1
            yield False, start, end
        start = end


def _gap(blank: list[bool], at: int) -> bool:
    """Whether the white that begins at row `at` is worth skipping."""
    window = blank[at : at + BLANK_RUN_ROWS]
    return all(window) and (len(window) == BLANK_RUN_ROWS or at + len(window) == len(blank))


@dataclass(frozen=True)
class StatusByte:
    """An answer to DLE EOT; it does not say to which."""

    byte: int


@dataclass(frozen=True)
class AutomaticStatus:
    """Four bytes the printer sent by itself (ASB)."""

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


Event = StatusByte | AutomaticStatus | QueuedByte | ProcessDone | Information | Noise


class Decoder:
    """Bytes from the printer to events.  `feed` never raises and keeps at most one unfinished block."""

    def __init__(self) -> None:
        self._held = bytearray()

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
            return self._automatic()
        if first & 0x90 == 0:
            return 1, QueuedByte(first)
        return 1, Noise(bytes((first,)), "no answer begins with this byte")

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
