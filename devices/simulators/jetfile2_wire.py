"""The ear and mouth of a JetFile II sign, written from the manual: both request formats in, replies out.

Second format: 55 A7, sum2, length2, source2, group, unit, serial2, main, sub, arg words, flag, arg, data;
the sum runs from the length on.  First format: 01 'Z' two digits, then 02 + command ..., ended by 04 (no
reply) or 03 (reply).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

HEAD = struct.Struct("<2sHHHBBHBBBB")
CHECKSUM_WRONG = 0x9002
LONGEST_DATA = 1500
LONGEST_FIRST = 1100


@dataclass(frozen=True)
class Request:
    """A request of the second format; `sum_is_right` is False when it came damaged."""

    command: int
    arg: bytes
    data: bytes
    group: int
    unit: int
    serial: int
    wants_reply: bool
    sum_is_right: bool = True


@dataclass(frozen=True)
class FirstRequest:
    """A request of the first format: its commands, each from its letter on."""

    commands: tuple[bytes, ...]
    address: int
    wants_reply: bool


class Ear:
    """Collects bytes until requests are whole; what belongs to none is dropped byte by byte."""

    def __init__(self) -> None:
        self._heard = b""

    def hear(self, data: bytes) -> list[Request | FirstRequest]:
        """Return the requests that `data` completes."""
        self._heard += data
        requests: list[Request | FirstRequest] = []
        while self._heard:
            used, request = self._second() if self._heard[0] == 0x55 else self._first()
            if used == 0:
                break
            self._heard = self._heard[used:]
            if request is not None:
                requests.append(request)
        return requests

    def forget(self) -> None:
        """Give up what is half heard: the power went, or the line was quiet too long."""
        self._heard = b""

    def _second(self) -> tuple[int, Request | None]:
        """Return how many bytes to take away (0: wait for more) and the request, if there is one."""
        heard = self._heard
        if len(heard) > 1 and heard[1] != 0xA7:
            return 1, None
        if len(heard) < HEAD.size:
            return 0, None
        _, total, length, _source, group, unit, serial, main, sub, words, flag = HEAD.unpack_from(heard)
        whole = HEAD.size + 4 * words + length
        if length > LONGEST_DATA:
            return 1, None
        if len(heard) < whole:
            return 0, None
        right = sum(heard[4:whole]) % 65536 == total
        data_at = HEAD.size + 4 * words
        arg, data = heard[HEAD.size : data_at], heard[data_at:whole]
        request = Request(main * 256 + sub, arg, data, group, unit, serial, flag == 0, right)
        return (whole if right else 1), request

    def _first(self) -> tuple[int, FirstRequest | None]:
        heard = self._heard
        if heard[0] != 0x01:
            return 1, None
        if len(heard) < 5:
            return 0, None
        if heard[1:2] != b"Z" or not heard[2:4].isdigit() or heard[4] != 0x02:
            return 1, None
        ends = [at for at in (heard.find(b"\x03", 5), heard.find(b"\x04", 5)) if at > 0]
        if not ends:
            return (1 if len(heard) > LONGEST_FIRST else 0), None
        end = min(ends)
        commands = tuple(heard[5:end].split(b"\x02"))
        return end + 1, FirstRequest(commands, int(heard[2:4]), heard[end] == 0x03)


def say_status(request: Request, code: int) -> bytes:
    """Return the reply that carries a status word."""
    return _say(request, struct.pack("<HH", code, 0), b"", 1)


def say_payload(request: Request, arg: bytes, data: bytes) -> bytes:
    """Return the reply that carries what was asked for."""
    return _say(request, arg, data, 0)


def _say(request: Request, arg: bytes, data: bytes, flag: int) -> bytes:
    arg += b"\0" * (-len(arg) % 4)
    main, sub = divmod(request.command, 256)
    body = struct.pack("<HHBBH", len(data), 0, request.group, request.unit, request.serial)
    body += bytes([main, sub, len(arg) // 4, flag]) + arg + data
    return b"\x55\xa8" + struct.pack("<H", sum(body) % 65536) + body
