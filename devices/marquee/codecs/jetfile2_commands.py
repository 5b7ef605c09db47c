"""JetFile II requests about the sign itself: who are you, how are you, clock, brightness, power, emergency.

Source: command tables of JetFile II v2.5.4 / v2.8.7.  Every function returns a request without serial and
address; the conversation fills those in.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from devices.errors import EncodeError
from devices.marquee.codecs.jetfile2 import Frame

if TYPE_CHECKING:
    from datetime import datetime

MAX_EMERGENCY_BYTES = 1024
UTC_ZONE_CODE = 0x0C
_ZONES_OF_PART_HOURS: dict[float | None, int] = {-3.5: 0x1A, 5.5: 0x1B, 5.75: 0x1C, 6.5: 0x1D, 9.5: 0x1E}
SPEEDS_BAUD = (115200, 57600, 38400, 19200, 9600, 4800, 2400, 1200, 600)
"""In the order of command 0406."""

CONNECTION_TEST = Frame(0x03, 0x01)
READ_PARAMETERS = Frame(0x01, 0x0A)
READ_STATUS = Frame(0x01, 0x0B)
READ_CLOCK = Frame(0x05, 0x01)
READ_BRIGHTNESS = Frame(0x01, 0x16, bytes(4))
BLACK = Frame(0x04, 0x01)
END_BLACK = Frame(0x04, 0x02)
RESTART_LIST = Frame(0x06, 0x01)
CURRENT_FILE = Frame(0x06, 0x07, b"\x01\0\0\0")


class Mode(IntEnum):
    """What a sign is doing (010B)."""

    SCHEDULE = 0
    EMERGENCY = 1
    BLACK = 2
    REMOTE = 3
    TEST = 4
    STREAM = 5
    NO_WRAP = 6


@dataclass(frozen=True)
class Greeting:
    """Reply to 0301: versions, and the address the sign listens to."""

    program_version: int
    fpga_version: int
    group: int
    unit: int


@dataclass(frozen=True)
class Size:
    """From the reply to 010A: the size of the sign in dots."""

    columns: int
    rows: int


def emergency(content: bytes, *, seconds: int = 0, sound: int = 0) -> Frame:
    """Return the request that replaces everything by one text file (0209); 0 seconds: until the next one.

    `content` is the stored form of a text file; raises `EncodeError` over 1024 bytes.
    """
    if len(content) > MAX_EMERGENCY_BYTES:
        raise EncodeError(
            f"an urgent text takes {len(content)} bytes, the sign keeps {MAX_EMERGENCY_BYTES}: shorten it"
        )
    return Frame(0x02, 0x09, seconds.to_bytes(2, "little") + bytes((sound, 0)), content)


def set_clock(local: datetime) -> Frame:
    """Return the request that sets date, time and seconds (0504); `local` carries a zone of whole or known part hours."""
    seconds = bytes((_bcd(local.second),))
    zone = _zone(local)
    return Frame(0x05, 0x04, _day_and_time(local) + seconds + _weekday(local) + zone + bytes(3))


def set_clock_of_minutes(local: datetime) -> Frame:
    """Return the request of older firmware, without seconds (0502); send it when a minute begins."""
    return Frame(0x05, 0x02, _day_and_time(local) + _weekday(local) + _zone(local))


def _day_and_time(local: datetime) -> bytes:
    year = (_bcd(local.year % 100), _bcd(local.year // 100))
    return bytes((*year, _bcd(local.month), _bcd(local.day), _bcd(local.hour), _bcd(local.minute)))


def _weekday(local: datetime) -> bytes:
    return bytes((local.isoweekday() % 7 + 1,))  # 1 = Sunday


def _zone(local: datetime) -> bytes:
    offset = local.utcoffset()
    hours = offset.total_seconds() / 3600 if offset is not None else None
    if hours in _ZONES_OF_PART_HOURS:
        return bytes((_ZONES_OF_PART_HOURS[hours],))
    if hours is None or hours != int(hours) or not -12 <= hours <= 13:
        raise EncodeError("the sign's clock needs a local time with a zone of its table: whole hours, -3:30, +5:30 ...")
    return bytes((UTC_ZONE_CODE + int(hours),))


def set_brightness(percent: int | None) -> Frame:
    """Return the request for a brightness of 1 to 100 % (0407, from firmware 2.7.3); None: automatic."""
    if percent is not None and not 1 <= percent <= 100:
        raise EncodeError(f"brightness is 1 to 100 %, not {percent}")
    return Frame(0x04, 0x07, bytes((percent or 0, 0, 0, 0)))


def set_speed(speed_baud: int) -> Frame:
    """Return the request that changes the line speed until the next power-up (0406)."""
    if speed_baud not in SPEEDS_BAUD:
        raise EncodeError(f"the sign knows no {speed_baud} baud: {', '.join(map(str, SPEEDS_BAUD))}")
    return Frame(0x04, 0x06, bytes((SPEEDS_BAUD.index(speed_baud),)) + bytes(31))


def parse_greeting(reply: Frame) -> Greeting | None:
    """Read the reply to 0301 (prog2 FPGA2 IP4 group unit rev2); None if it is shorter."""
    arg = reply.arg
    if len(arg) < 10:
        return None
    return Greeting(int.from_bytes(arg[0:2], "little"), int.from_bytes(arg[2:4], "little"), arg[8], arg[9])


def parse_size(reply: Frame) -> Size | None:
    """Read the size from the reply to 010A (four words, width2, height2, ...); None if it is shorter."""
    arg = reply.arg
    if len(arg) < 12:
        return None
    return Size(int.from_bytes(arg[8:10], "little"), int.from_bytes(arg[10:12], "little"))


def parse_mode(reply: Frame) -> Mode | None:
    """Read the mode from the reply to 010B; None if it is empty or a mode the manual does not list."""
    return Mode(reply.arg[0]) if reply.arg and reply.arg[0] in set(Mode) else None


def _bcd(value: int) -> int:
    return value // 10 << 4 | value % 10
