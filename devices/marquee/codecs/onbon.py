"""Onbon BX-5K / BX-6K font cards: frames, escapes, checksums, and a decoder that survives any line.

Sources: onbonlab/bx.k.java (the maker's encoder), strongercjd/Onbon-Protocol-Analysis (a parser by the author of the
maker's protocol document).  They agree; all integers are little-endian.

    A5 x8 | escaped( destination2 source2 reserved3 barcode? verify mode device version length2 | data | CRC2 ) | 5A

Any number of A5 and of 5A is a start and an end.  Inside, A5 is sent as A6 02, A6 as A6 01, 5A as 5B 02, 5B as 5B 01, so
that neither mark can stand in a frame: whatever the noise, the next A5 begins anew.  The CRC (A001H, start 0) covers
header and data before they are escaped; FFFF says that the sender did not compute one.

The cards BX-6 E and Q (F0 in the place of the first reserved byte) have a header of their own: `SixFrame`.
"""

from __future__ import annotations

from dataclasses import dataclass

ANY_SCREEN = 0xFFFE
ANY_DEVICE = 0xFE
HOST = 0x8000
FONT_CARD_VERSION = 0x02
SIX_VERSION = 0xF0
BARCODE_BYTES = 16
MAX_FRAME_BYTES = 140_000
"""The longest frame that is waited for: 64 KiB of data, every byte of it escaped, and a little."""

CRC_WRONG = "CRC wrong"
_START, _END = 0xA5, 0x5A
_LEAD_IN = bytes((_START,)) * 8
_HEAD_BYTES, _SIX_HEAD_BYTES, _CRC_BYTES = 14, 16, 2
_UNCHECKED = b"\xff\xff"
_ESCAPES = {0xA5: b"\xa6\x02", 0xA6: b"\xa6\x01", 0x5A: b"\x5b\x02", 0x5B: b"\x5b\x01"}
_ESCAPED = {escape: byte for byte, escape in _ESCAPES.items()}


@dataclass(frozen=True)
class Frame:
    """One frame of a font card; `mode` 1 lets dynamic areas have the sign to themselves, 0 shows programs beside them."""

    data: bytes
    destination: int = ANY_SCREEN
    source: int = HOST
    device: int = ANY_DEVICE
    mode: int = 0
    verify: int = 0
    barcode: bytes = b""
    reserved: bytes = bytes(3)
    version: int = FONT_CARD_VERSION
    checked: bool = True
    """Whether it carries a CRC, and a right one."""


@dataclass(frozen=True)
class SixFrame:
    """One frame of a BX-6 E or Q card; known in its layout only, so it is read and never sent."""

    data: bytes
    destination: int
    source: int
    device: int
    reserved: bytes = bytes(5)
    checked: bool = True


@dataclass(frozen=True)
class Noise:
    """Bytes that belong to no frame, and why they were given up."""

    raw: bytes
    why: str


Found = Frame | SixFrame | Noise


def crc(data: bytes) -> int:
    """Return the CRC-16: reflected A001H, start 0."""
    value = 0
    for byte in data:
        value ^= byte
        for _ in range(8):
            value = value >> 1 ^ 0xA001 if value & 1 else value >> 1
    return value


def escape(body: bytes) -> bytes:
    """Return `body` without a single A5 or 5A in it."""
    return b"".join(_ESCAPES.get(byte, bytes((byte,))) for byte in body)


def unescape(body: bytes) -> bytes | None:
    """Return what was escaped; None where an escape is none, or the second half of one is missing."""
    plain, at = bytearray(), 0
    while at < len(body):
        if body[at] in {0xA6, 0x5B}:
            byte = _ESCAPED.get(body[at : at + 2])
            if byte is None:
                return None
            plain.append(byte)
            at += 2
        else:
            plain.append(body[at])
            at += 1
    return bytes(plain)


def encode(frame: Frame) -> bytes:
    """Return the bytes of `frame`; `ValueError` for what no field can hold."""
    if len(frame.data) > 0xFFFF or len(frame.reserved) != 3 or len(frame.barcode) not in {0, BARCODE_BYTES}:
        raise ValueError("a frame has at most 65535 bytes of data, 3 reserved ones and no or 16 bytes of barcode")
    try:
        body = (
            frame.destination.to_bytes(2, "little")
            + frame.source.to_bytes(2, "little")
            + frame.reserved
            + bytes((1 if frame.barcode else 0,))
            + frame.barcode
            + bytes((frame.verify, frame.mode, frame.device, frame.version))
            + len(frame.data).to_bytes(2, "little")
            + frame.data
        )
    except (OverflowError, ValueError) as error:
        raise ValueError(f"a field of the header is too large for it: {error}") from error
    check = crc(body).to_bytes(2, "little") if frame.checked else _UNCHECKED
    return _LEAD_IN + escape(body + check) + bytes((_END,))


class Decoder:
    """Feed it bytes as they come; it gives frames and noise, in order, and never raises.

    It keeps at most one unfinished frame (`MAX_FRAME_BYTES`).
    """

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Forget a half-received frame."""
        self._kept = bytearray()
        self._stray = bytearray()
        self._in_body = False
        self._after_end = False

    def feed(self, data: bytes) -> list[Found]:
        """Take `data` and return what is complete."""
        found: list[Found] = []
        for byte in data:
            self._take(byte, found)
        self._give_stray(found)
        return found

    def flush(self) -> list[Found]:
        """Give up an unfinished frame: nothing more will come."""
        found: list[Found] = []
        if self._kept:
            self._give_up("cut short", found)
        self._after_end = False
        return found

    def _take(self, byte: int, found: list[Found]) -> None:
        if not self._kept and byte != _START:
            self._take_outside(byte)
            return
        if byte == _START and (self._in_body or not self._kept):
            self._begin(found)
        elif byte == _END:
            self._end(found)
        else:
            self._in_body = self._in_body or byte != _START
            self._kept.append(byte)
            if len(self._kept) > MAX_FRAME_BYTES:
                self._give_up("longer than any frame", found)

    def _take_outside(self, byte: int) -> None:
        """Take a byte between frames: more 5A behind an end are part of it, all else is noise."""
        if not (byte == _END and self._after_end):
            self._after_end = False
            self._stray.append(byte)

    def _begin(self, found: list[Found]) -> None:
        self._give_stray(found)
        if self._kept:
            self._give_up("a new frame starts inside it", found)
        self._kept.append(_START)

    def _end(self, found: list[Found]) -> None:
        raw = bytes((*self._kept, _END))
        found.append(_read(raw))
        self._kept.clear()
        self._in_body, self._after_end = False, True

    def _give_up(self, why: str, found: list[Found]) -> None:
        found.append(Noise(bytes(self._kept), why))
        self._kept.clear()
        self._in_body = self._after_end = False

    def _give_stray(self, found: list[Found]) -> None:
        if self._stray:
            found.append(Noise(bytes(self._stray), "no frame starts here"))
            self._stray.clear()


def _read(raw: bytes) -> Found:
    """Read one frame, marks included."""
    body = unescape(raw.lstrip(b"\xa5")[:-1])
    if body is None:
        return Noise(raw, "A6 or 5B is followed by neither 01 nor 02")
    if len(body) < _HEAD_BYTES + _CRC_BYTES:
        return Noise(raw, "too short for a header")
    told, real = body[-_CRC_BYTES:], crc(body[:-_CRC_BYTES]).to_bytes(2, "little")
    if told not in {real, _UNCHECKED}:
        return Noise(raw, f"{CRC_WRONG}: {_number(told)} is told, {_number(real)} would be right")
    read = _read_six if body[4] == SIX_VERSION else _read_font_card
    return read(body[:-_CRC_BYTES], checked=told == real) or Noise(raw, "its length is not the one it tells")


def damaged(raw: bytes) -> Frame | SixFrame | None:
    """Return what is left of a frame that was given up as `Noise`, unchecked; None where not even its header is whole."""
    inside = raw.lstrip(bytes((_START,)))
    if inside == raw:
        return None
    is_whole = inside.endswith(bytes((_END,)))
    body = unescape(inside.rstrip(bytes((_END,))))
    if body is None:
        body = unescape(inside[:-1]) or b""
    if is_whole and (found := _whole(body[:-_CRC_BYTES])) is not None:
        return found
    rest_at = _HEAD_BYTES + (BARCODE_BYTES if body[7:8] == b"\1" else 0)
    if len(body) < rest_at or body[4] == SIX_VERSION or body[rest_at - 3] != FONT_CARD_VERSION:
        return None
    told = len(body) - rest_at
    return _whole(body[: rest_at - 2] + told.to_bytes(2, "little") + body[rest_at:])


def _whole(body: bytes) -> Frame | SixFrame | None:
    if len(body) < _HEAD_BYTES:
        return None
    return (_read_six if body[4] == SIX_VERSION else _read_font_card)(body, checked=False)


def _number(raw: bytes) -> str:
    return f"{int.from_bytes(raw, 'little'):04X}"


def _read_font_card(body: bytes, *, checked: bool) -> Frame | None:
    barcode_at = 8
    rest_at = barcode_at + (BARCODE_BYTES if body[7] == 1 else 0)
    data_at = rest_at + 6
    if len(body) < data_at or len(body) - data_at != int.from_bytes(body[data_at - 2 : data_at], "little"):
        return None
    verify, mode, device, version = body[rest_at : rest_at + 4]
    return Frame(
        body[data_at:], int.from_bytes(body[:2], "little"), int.from_bytes(body[2:4], "little"), device, mode,
        verify, body[barcode_at:rest_at], body[4:7], version, checked,
    )  # fmt: skip


def _read_six(body: bytes, *, checked: bool) -> SixFrame | None:
    if len(body) - _SIX_HEAD_BYTES != int.from_bytes(body[12:16], "little"):
        return None
    return SixFrame(
        body[_SIX_HEAD_BYTES:], int.from_bytes(body[:2], "little"), int.from_bytes(body[2:4], "little"),
        int.from_bytes(body[6:8], "little"), body[5:6] + body[8:12], checked,
    )  # fmt: skip
