"""JetFile II, second (binary) format: frames, checksums, and a decoder that survives any line.

Source: JetFile II protocol v2.5.4 (2007) and v2.8.7 (2011), "second format".  All integers little-endian.

    55 A7 | check2 | length2 | source2 | group1 unit1 | serial2 | main1 sub1 | words1 | flag1 | arg 4n | data
            `-- 16-bit sum of everything from here on; length: of the data, words: of the arg

A7 asks, A8 answers; A3 and A4 are the same with a CRC-CCITT instead of the sum (v2.8.4+, no second source:
never sent by our driver).  Flag of a request: 0 = reply wanted, 1 = none (the general table of the manual
says the opposite; every command table says this).  Flag of a reply: 1 = the arg is a status code, 0 = it is
what was asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

HEADER_BYTES = 16
MAX_DATA_BYTES = 1500
"""Larger data in one packet is refused by the sign (9013); the decoder takes it for noise."""

_START = 0x55


class Sync(IntEnum):
    """The second byte of a frame."""

    REQUEST = 0xA7
    REPLY = 0xA8
    CRC_REQUEST = 0xA3
    CRC_REPLY = 0xA4


@dataclass(frozen=True)
class Frame:
    """One frame; `arg` is always a whole number of four bytes once it has been on a line."""

    main: int
    sub: int
    arg: bytes = b""
    data: bytes = b""
    serial: int = 0
    group: int = 0
    unit: int = 0
    source: int = 0
    flag: int = 0
    sync: Sync = Sync.REQUEST

    @property
    def command(self) -> int:
        """Main and sub command as the manual writes them: 0x0204."""
        return self.main << 8 | self.sub


@dataclass(frozen=True)
class Noise:
    """Bytes that belong to no frame, and why they were given up."""

    raw: bytes
    why: str


def checksum(data: bytes) -> int:
    """Return the 16-bit sum."""
    return sum(data) & 0xFFFF


def crc(data: bytes) -> int:
    """Return the CRC of the A3/A4 mode: CCITT reflected (8408H), start FFFFH, complemented, bytes swapped."""
    value = 0xFFFF
    for byte in data:
        value ^= byte
        for _ in range(8):
            value = value >> 1 ^ 0x8408 if value & 1 else value >> 1
    value ^= 0xFFFF
    return (value & 0xFF) << 8 | value >> 8


def encode(frame: Frame) -> bytes:
    """Return the bytes of `frame`, its arg filled up with zeros; `ValueError` for what no field can hold."""
    arg = frame.arg + bytes(-len(frame.arg) % 4)
    if len(arg) // 4 > 0xFF or len(frame.data) > 0xFFFF:
        raise ValueError("arg of at most 1020 and data of at most 65535 bytes fit a JetFile II frame")
    body = (
        len(frame.data).to_bytes(2, "little")
        + frame.source.to_bytes(2, "little")
        + bytes((frame.group, frame.unit))
        + frame.serial.to_bytes(2, "little")
        + bytes((frame.main, frame.sub, len(arg) // 4, frame.flag))
        + arg
        + frame.data
    )
    return bytes((_START, frame.sync)) + _check(frame.sync, body).to_bytes(2, "little") + body


def _check(sync: int, body: bytes) -> int:
    return crc(body) if sync in {Sync.CRC_REQUEST, Sync.CRC_REPLY} else checksum(body)


class Decoder:
    """Feed it bytes as they come; it gives frames and noise, in order, and never raises.

    A frame whose check fails costs one byte: the next frame may begin inside it.  At most one frame (about
    2.5 KB) is kept. `syncs` says which frames this end listens to: a driver only to replies.
    """

    def __init__(self, *syncs: Sync) -> None:
        self._syncs = frozenset(syncs or Sync)
        self._kept = bytearray()
        self._noise = bytearray()
        self._why = ""

    def feed(self, data: bytes) -> list[Frame | Noise]:
        """Take `data` and return what is complete."""
        self._kept += data
        found: list[Frame | Noise] = []
        while self._kept:
            length = self._length()
            if length == 0:
                self._drop("no frame starts here")
            elif length > len(self._kept):
                break
            elif (frame := self._frame(length)) is None:
                self._drop("checksum")
            else:
                found += [*self._give_noise(), frame]
                del self._kept[:length]
        return found + self._give_noise()

    def flush(self) -> list[Frame | Noise]:
        """Give up an unfinished frame (nothing more will come); return what hides behind it."""
        found: list[Frame | Noise] = []
        while self._kept:
            self._drop("cut short")
            found += self.feed(b"")
        return found + self._give_noise()

    def reset(self) -> None:
        """Forget a half-received frame."""
        self._kept.clear()
        self._noise.clear()

    def _length(self) -> int:
        """Return how long the frame at the front is, or how much is needed to know; 0 if it is none."""
        kept = self._kept
        if kept[0] != _START or (len(kept) > 1 and kept[1] not in self._syncs):
            return 0
        if len(kept) < HEADER_BYTES:
            return HEADER_BYTES
        data_bytes = int.from_bytes(kept[4:6], "little")
        return 0 if data_bytes > MAX_DATA_BYTES else HEADER_BYTES + kept[14] * 4 + data_bytes

    def _frame(self, length: int) -> Frame | None:
        raw = bytes(self._kept[:length])
        if int.from_bytes(raw[2:4], "little") != _check(raw[1], raw[4:]):
            return None
        data_at = HEADER_BYTES + raw[14] * 4
        return Frame(
            main=raw[12], sub=raw[13], arg=raw[HEADER_BYTES:data_at], data=raw[data_at:],
            serial=int.from_bytes(raw[10:12], "little"), group=raw[8], unit=raw[9],
            source=int.from_bytes(raw[6:8], "little"), flag=raw[15], sync=Sync(raw[1]),
        )  # fmt: skip

    def _drop(self, why: str) -> None:
        """Take what leads nowhere off the front, up to the next byte that may be a start."""
        start = self._kept.find(_START, 1)
        count = start if start > 0 else len(self._kept)
        self._noise += self._kept[:count]
        del self._kept[:count]
        self._why = self._why or why

    def _give_noise(self) -> list[Frame | Noise]:
        if not self._noise:
            return []
        noise = Noise(bytes(self._noise), self._why)
        self._noise.clear()
        self._why = ""
        return [noise]
