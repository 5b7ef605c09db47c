"""Onbon font cards: the record of one dynamic area, as A3 06 and program files carry it.

Source: the maker's encoder and parser (see `onbon`); the golden frames have no typesetting byte, as the parser says.

    length2 | type1 x2 y2 width2 height2 number1 gap1 run1 timeout2 voice1.. extension1.. align1 single1 wrap1
              effect1 exit1 speed1 stay1 length4 text

`length` counts what follows it (4 bytes of it in a program file).  x and width are in bytes of eight dots on BX-5K cards
and in dots on BX-6K cards (`Units`); with their highest bit set they are dots on either.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum

DOTS_FLAG = 0x8000
DOTS_PER_BYTE = 8
SIX_K_DEVICES = range(0x61, 0x69)
"""The types of the BX-6K cards."""
MAX_SPEED = 0x18
"""The slowest; 0 is the fastest."""

_HEAD = struct.Struct("<BHHHHBBBHB")
_TAIL = struct.Struct("<7BI")
_AREA_HEAD_BYTES = 27


class Units(StrEnum):
    """What a card counts x and width in."""

    BYTES = "bytes"
    DOTS = "dots"

    def told(self, dots: int) -> int:
        """Return `dots` as this card counts them (whole bytes of eight)."""
        return dots // DOTS_PER_BYTE if self is Units.BYTES else dots

    def dots(self, told: int) -> int:
        """Return how many dots a card of this kind takes `told` for."""
        if told & DOTS_FLAG:
            return told & ~DOTS_FLAG
        return told * DOTS_PER_BYTE if self is Units.BYTES else told


class Run(IntEnum):
    """What becomes of an area's pages."""

    LOOP = 0
    STAY = 1
    """Stop on the last page."""
    DROP = 2
    """Loop; gone when nothing new came within the timeout."""
    LOGO = 3
    """Loop; the last page alone when nothing new came within the timeout."""
    ONCE = 4
    COUNTED = 5
    """Once; gone after `timeout_s` times."""


class Effect(IntEnum):
    """How a page appears."""

    STATIC = 1
    INSTANT = 2
    LEFT = 3
    RIGHT = 4
    UP = 5
    DOWN = 6


SINGLE_LINE, SEVERAL_LINES = 1, 2
WRAP_BY_HAND, WRAP_BY_ITSELF = 1, 2
NO_VOICE, READ_TEXT, READ_OWN = 0, 1, 2


@dataclass(frozen=True)
class Voice:
    """What a card with a voice reads out: the area's own text (`kind` 1) or `text` (`kind` 2).

    `person` holds the speaker in its low and the repeats in its high four bits.
    """

    kind: int = NO_VOICE
    person: int = 0
    volume: int = 0
    speed: int = 0
    text: bytes = b""


@dataclass(frozen=True)
class Area:
    """One dynamic area; `x` and `width` as the card counts them, `stay` in half seconds."""

    number: int
    x: int
    y: int
    width: int
    height: int
    text: bytes
    run: int = Run.LOOP
    timeout_s: int = 5
    effect: int = Effect.INSTANT
    speed: int = 0
    stay: int = 8
    single_line: int = SEVERAL_LINES
    wrap: int = WRAP_BY_HAND
    kind: int = 0
    gap: int = 0
    voice: Voice = Voice()
    extension: bytes = b""
    """Its first byte is the typesetting."""
    align: int = 0
    exit: int = 0


def encode_area(area: Area, *, length_bytes: int = 2) -> bytes:
    """Return the record with its length before it; `ValueError` for what no field can hold."""
    try:
        record = (
            _HEAD.pack(
                area.kind, area.x, area.y, area.width, area.height, area.number, area.gap, area.run, area.timeout_s,
                area.voice.kind,
            )
            + _voice(area.voice)
            + bytes((len(area.extension),)) + area.extension
            + _TAIL.pack(
                area.align, area.single_line, area.wrap, area.effect, area.exit, area.speed, area.stay, len(area.text)
            )
            + area.text
        )  # fmt: skip
        return len(record).to_bytes(length_bytes, "little") + record
    except (struct.error, OverflowError, ValueError) as error:
        raise ValueError(f"area {area.number}: a value is too large for its field ({error})") from error


def parse_areas(raw: bytes, count: int, *, length_bytes: int = 2) -> tuple[tuple[Area, ...], bytes] | None:
    """Return `count` areas and what follows them; None if they make no sense."""
    areas: list[Area] = []
    for _ in range(count):
        length = int.from_bytes(raw[:length_bytes], "little")
        record = raw[length_bytes : length_bytes + length]
        area = _parse_area(record) if len(record) == length else None
        if area is None:
            return None
        areas.append(area)
        raw = raw[length_bytes + length :]
    return tuple(areas), raw


def _voice(voice: Voice) -> bytes:
    if voice.kind == NO_VOICE:
        return b""
    told = bytes((voice.person, voice.volume, voice.speed))
    return told + len(voice.text).to_bytes(4, "little") + voice.text if voice.kind == READ_OWN else told


def _parse_area(raw: bytes) -> Area | None:
    if len(raw) < _AREA_HEAD_BYTES:
        return None
    kind, x, y, width, height, number, gap, run, timeout_s, voice_kind = _HEAD.unpack_from(raw)
    voice, used = _parse_voice(voice_kind, raw[_HEAD.size :])
    rest = raw[_HEAD.size + used :]
    if not rest or len(rest) < 1 + rest[0] + _TAIL.size:
        return None
    extension, rest = rest[1 : 1 + rest[0]], rest[1 + rest[0] :]
    align, single_line, wrap, effect, exit_, speed, stay, length = _TAIL.unpack_from(rest)
    text = rest[_TAIL.size :]
    if len(text) != length:
        return None
    return Area(
        number, x, y, width, height, text, run, timeout_s, effect, speed, stay, single_line, wrap, kind, gap, voice,
        extension, align, exit_,
    )  # fmt: skip


def _parse_voice(kind: int, raw: bytes) -> tuple[Voice, int]:
    """Return the voice and how many bytes it takes."""
    if kind not in {READ_TEXT, READ_OWN} or len(raw) < 3:
        return Voice(kind), 0
    told = Voice(kind, raw[0], raw[1], raw[2])
    if kind == READ_TEXT:
        return told, 3
    length = int.from_bytes(raw[3:7], "little")
    return replace(told, text=raw[7 : 7 + length]), 7 + length
