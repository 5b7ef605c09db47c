"""Onbon font cards: program files (P000 to P099), which lie in flash and outlast a power cut.

Flash wears: nothing that changes belongs here, only the slogan a card falls back on.  A1 05 opens a file, A1 06 writes its
blocks.  Source: the maker's encoder for the file, his parser for the width of the block fields.

    file: type1 name4 length4 | priority1 mode2 times1 life8 week1 timed1 spans1 areas1 (length4 area).. | CRC2
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from devices.marquee.codecs.onbon import crc
from devices.marquee.codecs.onbon_area import Area, encode_area, parse_areas
from devices.marquee.codecs.onbon_commands import NAME_BYTES, Command, Message, file_name

if TYPE_CHECKING:
    from collections.abc import Sequence

BLOCK_BYTES = 512
PROGRAM = 0
_IN_TURN, _ONCE_A_ROUND = 0, 1
_ALWAYS = b"\xff" * 8
_EVERY_DAY = 0xFF
_HEAD_BYTES, _AREAS_AT, _CRC_BYTES = 9, 24, 2


@dataclass(frozen=True)
class Start:
    """What A1 05 asks."""

    overwrite: bool
    name: str
    size_bytes: int


@dataclass(frozen=True)
class Block:
    """What A1 06 asks: a piece of a file, `at` its first byte."""

    name: str
    is_last: bool
    index: int
    at: int
    content: bytes


@dataclass(frozen=True)
class Program:
    """A program file."""

    name: str
    areas: tuple[Area, ...]
    sum_is_right: bool


def program_file(name: str, areas: Sequence[Area]) -> bytes:
    """Return a program that is always shown."""
    body = (
        bytes((0,))
        + _IN_TURN.to_bytes(2, "little")
        + bytes((_ONCE_A_ROUND,))
        + _ALWAYS
        + bytes((_EVERY_DAY, 0, 0, len(areas)))
        + b"".join(encode_area(area, length_bytes=4) for area in areas)
    )
    size = _HEAD_BYTES + len(body) + _CRC_BYTES
    whole = bytes((PROGRAM,)) + file_name(name) + size.to_bytes(4, "little") + body
    return whole + crc(whole).to_bytes(2, "little")


def write_file(name: str, content: bytes) -> list[Message]:
    """Return the requests that write a file, in order."""
    start = Message(
        Command.START_FILE, b"\x01" + file_name(name) + len(content).to_bytes(4, "little")
    )  # 01: an old one gives way
    blocks = range(0, len(content), BLOCK_BYTES)
    return [start, *(_block(name, content, index, at) for index, at in enumerate(blocks))]


def parse_start(message: Message) -> Start | None:
    """Read A1 05; None if it makes no sense."""
    raw = message.params
    if len(raw) != 9:
        return None
    return Start(raw[0] == 1, _name(raw[1:5]), int.from_bytes(raw[5:9], "little"))


def parse_block(message: Message) -> Block | None:
    """Read A1 06; None if it makes no sense."""
    raw = message.params
    if len(raw) < 13 or len(raw) - 13 != int.from_bytes(raw[7:9], "little"):
        return None
    at = int.from_bytes(raw[9:13], "little")
    return Block(_name(raw[:4]), raw[4] == 1, int.from_bytes(raw[5:7], "little"), at, raw[13:])


def parse_program(raw: bytes) -> Program | None:
    """Read a program file; None if it makes no sense."""
    if len(raw) <= _AREAS_AT + _CRC_BYTES or raw[0] != PROGRAM:
        return None
    spans_bytes = 6 * raw[_AREAS_AT - 1]
    count_at = _AREAS_AT + spans_bytes
    if count_at >= len(raw):
        return None
    found = parse_areas(raw[count_at + 1 : -_CRC_BYTES], raw[count_at], length_bytes=4)
    if found is None or found[1]:
        return None
    return Program(_name(raw[1 : 1 + NAME_BYTES]), found[0], crc(raw[:-2]) == int.from_bytes(raw[-2:], "little"))


def _block(name: str, content: bytes, index: int, at: int) -> Message:
    piece = content[at : at + BLOCK_BYTES]
    head = file_name(name) + bytes((at + BLOCK_BYTES >= len(content),))
    place = index.to_bytes(2, "little") + len(piece).to_bytes(2, "little") + at.to_bytes(4, "little")
    return Message(Command.WRITE_BLOCK, head + place + piece)


def _name(raw: bytes) -> str:
    return raw.decode("latin-1")
