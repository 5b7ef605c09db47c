"""How an Onbon font card sets a text: GBK in cells of 16 dots, single bytes in cells of 8, a backslash for what is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from devices.marquee.dots import Column
from devices.marquee.page import Colour

if TYPE_CHECKING:
    from collections.abc import Iterable

    from devices.marquee.dots import Glyphs

ROWS = 16
COLOURS = {"1": Colour.RED, "2": Colour.GREEN, "3": Colour.AMBER}
HALF_CELL, WHOLE_CELL = 8, 16


@dataclass(frozen=True)
class Letter:
    """One character and its colour."""

    char: str
    colour: Colour

    @property
    def width(self) -> int:
        """Its cell."""
        return HALF_CELL if self.char < "\x80" else WHOLE_CELL

    def columns(self, glyphs: Glyphs) -> list[Column]:
        """Return its dots, in the middle of its cell."""
        drawn = list(glyphs.columns(self.char))
        left = (self.width - len(drawn)) // 2
        cell = [0] * left + drawn + [0] * self.width
        return [Column(bits, self.colour) for bits in cell[: self.width]]


def read_lines(raw: bytes) -> list[list[Letter]]:
    """Return the lines of a text."""
    lines: list[list[Letter]] = [[]]
    colour = Colour.RED
    at = 0
    while at < len(raw):
        rest = raw[at:]
        if rest[:2] == b"\\n":
            lines.append([])
            at += 2
        elif rest[:2] == b"\\C" and rest[2:3].isdigit():
            colour = COLOURS.get(chr(rest[2]), colour)
            at += 3
        elif rest[:2] == b"\\F" and rest[2:3] in {b"O", b"E"} and rest[3:6].isdigit():
            at += 6
        elif rest[0] < 0x80:
            lines[-1].append(Letter(chr(rest[0]), colour))
            at += 1
        else:
            char = rest[:2].decode("gbk", "replace")[0].replace("\ufffd", "〓")
            lines[-1].append(Letter(char, colour))
            at += 2
    return lines


def pages(raw: bytes, width: int, lines_a_page: int) -> list[list[list[Letter]]]:
    """Cut a text into pages of lines no wider than `width`."""
    lines = [piece for line in read_lines(raw) for piece in _fold(line, width)]
    step = max(1, lines_a_page)
    return [lines[at : at + step] for at in range(0, len(lines), step)]


def words(letters: Iterable[Letter]) -> str:
    """Return what a person reads."""
    return "".join(letter.char for letter in letters)


def _fold(line: list[Letter], width: int) -> list[list[Letter]]:
    folded: list[list[Letter]] = [[]]
    used = 0
    for letter in line:
        if used + letter.width > width and folded[-1]:
            folded.append([])
            used = 0
        folded[-1].append(letter)
        used += letter.width
    return folded
