"""Onbon font cards: what is asked and what is answered, inside the data of a frame.

    request: group1 command1 reply1 reserved2 parameters      reply 1 = wanted, 2 = none
    reply:   group1 command1 error1 reserved2 what was asked for

Commands that only the maker's parser or interface shows are marked (N) and (I); the others stand in his encoder too.
A2 01 erases everything but the firmware and A1 00 all files: they can be read here, not built.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from devices.marquee.codecs.onbon_area import Area, encode_area, parse_areas

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime, time

REPLY_WANTED, NO_REPLY = 1, 2
ALL_AREAS = 0xFF
POWER_ON, POWER_OFF = 1, 2
FORCED, TIMED = 1, 2
MAX_LEVEL = 15
HALF_HOURS = 48
NAME_BYTES = 4


class Command(IntEnum):
    """Group and command."""

    ACK = 0xA000
    NACK = 0xA001
    FORMAT = 0xA100
    DELETE_FILES = 0xA101
    STATUS = 0xA102
    """The reply to QUERY_STATUS (N)."""
    START_FILE = 0xA105
    WRITE_BLOCK = 0xA106
    PING = 0xA200
    RESET = 0xA201
    QUERY_STATUS = 0xA202
    """(I)"""
    SET_CLOCK = 0xA203
    POWER = 0xA300
    TIMED_POWER = 0xA301
    BRIGHTNESS = 0xA302
    """(I): the code from the order of the maker's interface, the fields from its documents."""
    LOCK_PROGRAM = 0xA304
    DELETE_AREA = 0xA305
    """(I)"""
    UPDATE_AREAS = 0xA306
    CANCEL_TIMED_POWER = 0xA308
    CLEAR_SCREEN = 0xA310


_NAMES = {command.value: command.name for command in Command}
REPLIES = frozenset({Command.ACK, Command.NACK, Command.STATUS})

ERRORS = {
    1: "the command group is not known",
    2: "the command is not known",
    3: "the card is busy",
    4: "the memory is full",
    5: "the CRC was wrong",
    6: "there is no such file",
    7: "the flash memory failed",
    8: "the file was not received whole",
    9: "the file name is wrong",
    10: "the file type is wrong",
    11: "the CRC of the file is wrong",
    12: "the font is not on the card",
    13: "the firmware is for another card",
    14: "the date or time has the wrong form",
    15: "the file is there already",
    16: "the block number is wrong",
}
UNKNOWN_COMMAND = frozenset({1, 2})


@dataclass(frozen=True)
class Message:
    """The data of a frame; `flag` is the reply wish of a request and the error of a reply."""

    code: int
    params: bytes = b""
    flag: int = REPLY_WANTED
    reserved: bytes = bytes(2)

    @property
    def data(self) -> bytes:
        """The bytes."""
        return self.code.to_bytes(2, "big") + bytes((self.flag,)) + self.reserved + self.params

    @property
    def is_reply(self) -> bool:
        """Whether a card says it."""
        return self.code in REPLIES

    @property
    def name(self) -> str:
        """What it is called: A306 UPDATE_AREAS."""
        return f"{self.code:04X} {_NAMES.get(self.code, 'unknown')}"


@dataclass(frozen=True)
class Update:
    """What A3 06 asks: areas to delete (`ALL_AREAS` for all), areas to show."""

    areas: tuple[Area, ...]
    delete: tuple[int, ...] | int = ()
    process: int = 0
    rest: bytes = b""


@dataclass(frozen=True)
class Status:
    """What a card tells about itself; `areas` are the dynamic areas it shows, `clock` is as it came (BCD, 8 bytes)."""

    is_on: bool
    brightness: int
    clock: bytes
    programs: int
    current: str
    special: int
    pages: int
    areas: tuple[int, ...]


def parse_message(data: bytes) -> Message | None:
    """Return the message in a frame's data; None if it is too short."""
    if len(data) < 5:
        return None
    return Message(int.from_bytes(data[:2], "big"), data[5:], data[2], data[3:5])


PING = Message(Command.PING)
QUERY_STATUS = Message(Command.QUERY_STATUS)
CANCEL_TIMED_POWER = Message(Command.CANCEL_TIMED_POWER)
CLEAR_SCREEN = Message(Command.CLEAR_SCREEN)


def set_clock(moment: datetime) -> Message:
    """Set the card's clock to the local `moment`."""
    parts = (moment.month, moment.day, moment.hour, moment.minute, moment.second, moment.isoweekday())
    year = bytes((_bcd(moment.year % 100), _bcd(moment.year // 100)))
    return Message(Command.SET_CLOCK, year + bytes(_bcd(part) for part in parts))


def power(*, on: bool) -> Message:
    """Switch the lamps on or off."""
    return Message(Command.POWER, bytes((POWER_ON if on else POWER_OFF,)))


def timed_power(spans: Sequence[tuple[time, time]]) -> Message:
    """Let the card switch itself on and off at these times of day (N)."""
    times = b"".join(bytes((_bcd(at.hour), _bcd(at.minute))) for span in spans for at in span)
    return Message(Command.TIMED_POWER, bytes((len(spans),)) + times)


def forced_brightness(level: int) -> Message:
    """Set the brightness, 0 to 15."""
    return _brightness(FORCED, level, (level,) * HALF_HOURS)


def timed_brightness(levels: Sequence[int]) -> Message:
    """Set the brightness of every half hour of the day, 48 levels from 0 to 15."""
    return _brightness(TIMED, max(levels, default=0), levels)


def lock_program(name: str, *, locked: bool, in_flash: bool = False) -> Message:
    """Keep the card on one program, or let it go on (N)."""
    return Message(Command.LOCK_PROGRAM, bytes((in_flash, locked)) + file_name(name))


def delete_area(number: int) -> Message:
    """Delete one dynamic area, or all of them (`ALL_AREAS`)."""
    return Message(Command.DELETE_AREA, bytes((number,)))


def update_areas(areas: Iterable[Area], delete: Sequence[int] | int = ()) -> Message:
    """Show dynamic areas (they lie in RAM), after deleting others."""
    shown = tuple(areas)
    gone = bytes((delete,)) if isinstance(delete, int) else bytes((len(delete), *delete))
    return Message(Command.UPDATE_AREAS, gone + bytes((len(shown),)) + b"".join(map(encode_area, shown)))


def delete_files(names: Sequence[str]) -> Message:
    """Delete program files from flash (N)."""
    return Message(Command.DELETE_FILES, len(names).to_bytes(2, "little") + b"".join(map(file_name, names)))


def ack() -> Message:
    """Say yes, as a card does."""
    return Message(Command.ACK, flag=0)


def nack(error: int) -> Message:
    """Say no, as a card does."""
    return Message(Command.NACK, flag=error)


def file_name(name: str) -> bytes:
    """Return a file's name in its field; `ValueError` if it does not fit."""
    raw = name.encode("ascii", "replace")
    if len(raw) != NAME_BYTES:
        raise ValueError(f"file name {name!r}: a card's files have names of four characters, like P000")
    return raw


def parse_update(message: Message) -> Update | None:
    """Read A3 06; None if it makes no sense."""
    params = message.params
    if not params:
        return None
    delete: tuple[int, ...] | int = ALL_AREAS
    at = 1
    if params[0] != ALL_AREAS:
        at += params[0]
        delete = tuple(params[1:at])
    if at >= len(params):
        return None
    found = parse_areas(params[at + 1 :], params[at])
    return found and Update(found[0], delete, message.reserved[0], found[1])


def parse_status(message: Message) -> Status | None:
    """Read A1 02; None if it is something else or too short."""
    params = message.params
    if message.code != Command.STATUS or len(params) < 18 or len(params) < 18 + params[17]:
        return None
    return Status(
        params[0] == POWER_ON, params[1], params[2:10], params[10], params[11:15].decode("latin-1").rstrip("\0"),
        params[15], params[16], tuple(params[18 : 18 + params[17]]),
    )  # fmt: skip


def clock_text(raw: bytes) -> str:
    """Return a card's clock (8 bytes BCD) as a person reads it, digit by digit, right or wrong."""
    year, rest = raw[1::-1].hex(), [f"{byte:02x}" for byte in raw[2:7]]
    return f"{year}-{'-'.join(rest[:2])} {':'.join(rest[2:])}, day {raw[7:8].hex()} of the week"


def _brightness(mode: int, level: int, levels: Sequence[int]) -> Message:
    if len(levels) != HALF_HOURS or not all(0 <= one <= MAX_LEVEL for one in (level, *levels)):
        raise ValueError("brightness has 48 levels, one for each half hour, from 0 to 15")
    return Message(Command.BRIGHTNESS, bytes((mode, level, *levels)))


def _bcd(value: int) -> int:
    return value // 10 << 4 | value % 10
