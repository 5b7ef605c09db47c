"""The dynamic areas of an Onbon font card and what its lamps show of them.

What the protocol leaves open is settled here as a card might do it: areas stand over each other in the order of their
numbers, a slogan from flash only where there is no area at all, and a running text passes at 120 dots a second at speed 0
and 30 at speed 18H.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

from devices.marquee.dots import Column, Strip
from devices.marquee.page import Colour
from devices.simulators.onbon_text import ROWS, Letter, pages, read_lines, words

if TYPE_CHECKING:
    from devices.marquee.dots import Glyphs

RUNS_LEFT = 3
STOP, DROP, ONCE, COUNTED = 1, 2, 4, 5
_HEAD = struct.Struct("<BHHHHBBBHB")
_TAIL = struct.Struct("<7BI")
_PIXELS = 0x8000
_DARK = Column(0, Colour.AMBER)


class BadRecordError(ValueError):
    """A record whose fields do not fit its length."""


@dataclass(frozen=True)
class Shown:
    """One area as it is shown, its place in dots, and since when."""

    number: int
    x: int
    y: int
    width: int
    height: int
    run: int
    timeout_s: int
    effect: int
    speed: int
    stay_s: float
    single_line: bool
    text: bytes
    since: float

    @property
    def runs(self) -> bool:
        """Whether its text passes through it."""
        return self.effect == RUNS_LEFT

    @property
    def dots_per_s(self) -> float:
        """How fast."""
        return 120.0 / (1 + self.speed / 8)

    def is_over(self, now: float) -> bool:
        """Whether the card has taken it away by itself."""
        if self.run == DROP:
            return now - self.since > self.timeout_s
        if self.run in {ONCE, COUNTED}:
            rounds = max(1, self.timeout_s) if self.run == COUNTED else 1
            return now - self.since > rounds * self._round_s()
        return False

    def letters(self, now: float) -> list[list[Letter]]:
        """Return the lines that stand in it at `now`; of a running text the whole of it."""
        if self.runs:
            return [[letter for line in read_lines(self.text) for letter in line]]
        found = pages(self.text, self.width, 1 if self.single_line else self.height // ROWS)
        index = int((now - self.since) / self.stay_s) if self.stay_s else 0
        return found[min(index, len(found) - 1) if self.run == STOP else index % len(found)]

    def columns(self, glyphs: Glyphs, now: float) -> list[Column]:
        """Return its columns at `now`."""
        lines = [Strip(dot for letter in line for dot in letter.columns(glyphs)) for line in self.letters(now)]
        if self.runs:
            way = int((now - self.since) * self.dots_per_s) % (len(lines[0]) + self.width)
            return list(lines[0].window(way - self.width, self.width))
        windows = [line.window(0, self.width) for line in lines]
        return list(windows[0]) if len(windows) == 1 else [_stacked(beside) for beside in zip(*windows, strict=True)]

    def _round_s(self) -> float:
        if self.runs:
            return (sum(letter.width for letter in self.letters(0)[0]) + self.width) / self.dots_per_s
        return self.stay_s * len(pages(self.text, self.width, self.height // ROWS))


def read_areas(raw: bytes, count: int, now: float, *, counts_dots: bool, length_bytes: int = 2) -> list[Shown]:
    """Read area records; raises `BadRecordError`."""
    found = []
    for _ in range(count):
        length = int.from_bytes(raw[:length_bytes], "little")
        record = raw[length_bytes : length_bytes + length]
        try:
            found.append(_read(record, now, counts_dots=counts_dots))
        except (struct.error, IndexError) as error:
            raise BadRecordError(str(error)) from error
        raw = raw[length_bytes + length :]
    if raw:
        raise BadRecordError("there are more bytes than areas")
    return found


def compose(areas: list[Shown], size: tuple[int, int], glyphs: Glyphs, now: float) -> Strip:
    """Return what the lamps show."""
    columns, rows = size
    lamps = [_DARK] * columns
    for area in areas:
        for offset, column in enumerate(area.columns(glyphs, now)):
            at = area.x + offset
            if 0 <= at < columns:
                bits = (column.bits & (1 << area.height) - 1) << area.y & (1 << rows) - 1
                lamps[at] = Column(bits, column.colour)
    return Strip(lamps)


def reads(areas: list[Shown], now: float) -> str:
    """Return the words on the sign, from left to right."""
    placed = sorted(areas, key=lambda area: (area.y, area.x))
    return "".join(words(letter for line in area.letters(now) for letter in line) for area in placed).strip()


def _read(record: bytes, now: float, *, counts_dots: bool) -> Shown:
    kind, x, y, width, height, number, _gap, run, timeout_s, voice = _HEAD.unpack_from(record)
    del kind
    at = _HEAD.size
    if voice:
        at += 3 + (4 + int.from_bytes(record[at + 3 : at + 7], "little") if voice == 2 else 0)
    at += 1 + record[at]
    _align, single, _wrap, effect, _exit, speed, stay, length = _TAIL.unpack_from(record, at)
    text = record[at + _TAIL.size :]
    if len(text) != length:
        raise struct.error("the text is not as long as it is said to be")
    return Shown(
        number, _dots(x, counts_dots=counts_dots), y, _dots(width, counts_dots=counts_dots), height, run, timeout_s,
        effect, speed, stay / 2, single == 1, text, now,
    )  # fmt: skip


def _dots(told: int, *, counts_dots: bool) -> int:
    if told & _PIXELS:
        return told - _PIXELS
    return told if counts_dots else told * 8


def _stacked(lines: tuple[Column, ...]) -> Column:
    bits = sum(line.bits << row * ROWS for row, line in enumerate(lines))
    return Column(bits, lines[0].colour if lines else Colour.AMBER)
