"""The ear and mouth of an Onbon font card, written from the protocol: frames in, replies out.

A5.. | escaped(destination2 source2 reserved3 barcode1 verify1 mode1 device1 version1 length2 data crc2) | 5A..
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

EVERY_SCREEN, EVERY_CARD = 0xFFFE, 0xFE
ACK, NACK = 0xA000, 0xA001
BAD_CRC = 5
LONGEST = 8192
WAKE = b"\xa5" * 8
_HEAD = struct.Struct("<HH3xBBBBBH")


@dataclass(frozen=True)
class Request:
    """What the host asks; `sum_is_right` is False when it came damaged."""

    code: int
    params: bytes
    screen: int
    device: int
    mode: int
    wants_reply: bool
    sum_is_right: bool = True


class Ear:
    """Collects bytes until requests are whole."""

    def __init__(self) -> None:
        self._heard: bytearray | None = None

    def hear(self, data: bytes) -> list[Request]:
        """Return the requests that `data` completes."""
        requests = []
        for byte in data:
            if byte == 0xA5:
                self._heard = bytearray()
            elif self._heard is None:
                continue
            elif byte == 0x5A:
                request = _read(plain(bytes(self._heard)))
                requests += [request] if request else []
                self._heard = None
            else:
                self._heard.append(byte)
                if len(self._heard) > LONGEST:
                    self._heard = None
        return requests

    def forget(self) -> None:
        """Give up what is half heard: the power went, or the line was quiet too long."""
        self._heard = None


def plain(heard: bytes) -> bytes:
    """Return a body without its escapes, the last of which go first: A6 01 stands for A6 itself."""
    return (
        heard.replace(b"\xa6\x02", b"\xa5").replace(b"\xa6\x01", b"\xa6").replace(b"\x5b\x02", b"\x5a")
        .replace(b"\x5b\x01", b"\x5b")
    )  # fmt: skip


def check(data: bytes) -> int:
    """Return the CRC of the protocol: polynomial 8005 reflected, from zero."""
    total = 0
    for byte in data:
        total ^= byte
        for _ in range(8):
            carry = total & 1
            total >>= 1
            if carry:
                total ^= 0xA001
    return total


def say(code: int, error: int = 0, told: bytes = b"") -> bytes:
    """Return a whole reply."""
    data = struct.pack(">HBxx", code, error) + told
    body = _HEAD.pack(EVERY_SCREEN, 0x8000, 0, 0, 0, EVERY_CARD, 2, len(data)) + data
    body += struct.pack("<H", check(body))
    for mark, pair in ((b"\xa6", b"\xa6\x01"), (b"\xa5", b"\xa6\x02"), (b"\x5b", b"\x5b\x01"), (b"\x5a", b"\x5b\x02")):
        body = body.replace(mark, pair)
    return WAKE + body + b"\x5a"


def _read(body: bytes) -> Request | None:
    if len(body) < _HEAD.size + 7:
        return None
    right = body[-2:] in {struct.pack("<H", check(body[:-2])), b"\xff\xff"}
    screen, _source, barcode, _verify, mode, device, version, length = _HEAD.unpack_from(body)
    if barcode == 1:
        return None  # a card without a barcode reader is not meant
    data = body[_HEAD.size : -2]
    if version != 2 or (right and len(data) != length):
        return None
    code = int.from_bytes(data[:2], "big")
    return Request(code, data[5:], screen, device, mode, data[2] == 1, right)
