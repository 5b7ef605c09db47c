"""How an Alpha sign reads a TEXT file: its own letters, pictures, values and the clock become columns of dots.

A sign has letters of its own; here they are those of the product, so that a picture of the sign can be read.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from devices.marquee.dots import Column, Glyphs
from devices.marquee.page import Colour

if TYPE_CHECKING:
    from devices.simulators.alpha_files import Files

STANDS_S = {1: 8.0, 2: 5.0, 3: 3.0, 4: 2.0, 5: 1.0}
RUNS_DOTS_PER_S = {1: 15.0, 2: 30.0, 3: 45.0, 4: 60.0, 5: 90.0}
"""Assumed: the manual gives no figures."""

COLOURS = {"1": Colour.RED, "4": Colour.RED, "2": Colour.GREEN, "5": Colour.GREEN}
BOLD_FONTS = "2458"
PARAMETERS = {0x05: 1, 0x06: 1, 0x07: 1, 0x08: 1, 0x0B: 1, 0x10: 1, 0x14: 1, 0x1A: 1, 0x1C: 1, 0x1D: 2, 0x1E: 1, 0x1F: 14}
PICTURES_IN_MIND = 256
UPPER = {code: bytes([code]).decode("cp437") for code in range(0x80, 0xA9)}


Picture = tuple[str, ...]
"""Equally long rows, a digit a pixel."""

_KNOWN: dict[int, dict[tuple[int, ...], str]] = {}
"""The characters by their dots, by the rows of their letters: learnt once, because there are so many."""


@dataclass
class Scene:
    """A TEXT file as it is shown: its columns of dots, and the letters and pictures that they come from, in order."""

    columns: list[Column] = field(default_factory=list)
    pieces: list[str | Picture] = field(default_factory=list)
    runs: bool = False
    speed: int = 3

    @property
    def stays_s(self) -> float:
        """How long it stands, if it stands."""
        return STANDS_S[self.speed]

    @property
    def dots_per_s(self) -> float:
        """How fast it runs, if it runs."""
        return RUNS_DOTS_PER_S[self.speed]


@dataclass
class _Walk:
    """A way through a file: what is shown so far, and what was chosen on it."""

    scene: Scene
    time_of_day: str
    colour: Colour = Colour.RED
    bold: bool = False


class Reader:
    """Reads TEXT files of `files` in the letters of `glyphs`."""

    def __init__(self, files: Files, glyphs: Glyphs) -> None:
        self._files, self._glyphs = files, glyphs

    def scene(self, content: bytes, time_of_day: str) -> Scene:
        """Return what a TEXT file shows at this time of day."""
        walk = _Walk(Scene(), time_of_day)
        self._go(content, walk)
        return walk.scene

    def _go(self, content: bytes, walk: _Walk) -> None:
        at = 0
        while at < len(content):
            code, end = content[at], at + 1 + self._width(content[at:])
            if code >= 0x20:
                self._letters(_plain(code), walk)
            else:
                self._obey(code, content[at + 1 : end].decode("latin-1"), walk)
            at = end

    def _obey(self, code: int, choice: str, walk: _Walk) -> None:
        match code:
            case 0x08 if choice:
                self._letters(UPPER.get(ord(choice) + 0x60, "?"), walk)
            case 0x10:
                self._go(self._files.strings.get(choice, b""), replace(walk))
            case 0x13:
                self._letters(walk.time_of_day, walk)
            case 0x14:
                rows = self._files.pictures.get(choice, ())
                walk.scene.columns += _lamps_of(rows)
                walk.scene.pieces.append(rows)
            case 0x1A:
                walk.bold = choice in BOLD_FONTS
            case 0x1B:
                walk.scene.runs = choice[1:2] in {"a", "t"}
            case 0x1C:
                walk.colour = COLOURS.get(choice, Colour.AMBER)
            case speed if 0x15 <= speed <= 0x19:
                walk.scene.speed = speed - 0x14

    def _width(self, rest: bytes) -> int:
        """Return how many bytes belong to the code at the front."""
        if rest[0] == 0x1B:
            return 3 if rest[2:3] == b"n" else 2
        return 7 if rest[:2] == b"\x1cZ" else PARAMETERS.get(rest[0], 0)

    def _letters(self, chars: str, walk: _Walk) -> None:
        walk.scene.pieces.append(chars)
        for char in chars:
            columns = self._glyphs.columns(char, bold=walk.bold)
            walk.scene.columns += [Column(bits, walk.colour if bits else Colour.AMBER) for bits in columns]


def words(scene: Scene, glyphs: Glyphs) -> str:
    """Return what a person reads there: letters, and the characters of pictures, recognised by their dots."""
    return "".join(piece if isinstance(piece, str) else _read(piece, glyphs) for piece in scene.pieces)


def learn(glyphs: Glyphs) -> dict[tuple[int, ...], str]:
    """Return the characters by their dots; the first time this takes a second."""
    return _KNOWN.get(glyphs.rows) or _KNOWN.setdefault(glyphs.rows, _learnt(glyphs))


@lru_cache(maxsize=PICTURES_IN_MIND)
def _lamps_of(rows: Picture) -> tuple[Column, ...]:
    columns = []
    for lamps in zip(*rows, strict=True):
        lit = [lamp for lamp in lamps if lamp != "0"]
        bits = sum((lamp != "0") << row for row, lamp in enumerate(lamps))
        columns.append(Column(bits, COLOURS.get(lit[0], Colour.AMBER) if lit else Colour.AMBER))
    return tuple(columns)


@lru_cache(maxsize=PICTURES_IN_MIND)
def _read(picture: Picture, glyphs: Glyphs) -> str:
    known = learn(glyphs)
    bits = tuple(column.bits for column in _lamps_of(picture))
    cells = glyphs.cells
    found, at = [], 0
    while at < len(bits):
        widths = (cells.chinese, cells.bold, cells.latin, cells.thin)
        width = next((width for width in widths if bits[at : at + width] in known), 0)
        found.append(known.get(bits[at : at + width], "〓"))
        at += width or cells.chinese
    return "".join(found)


def _learnt(glyphs: Glyphs) -> dict[tuple[int, ...], str]:
    """Return the dots of all characters of Big5, of others that names are written with, and of Latin."""
    chars = [_big5(lead, trail) for lead in range(0xA1, 0xFA) for trail in (*range(0x40, 0x7F), *range(0xA1, 0xFF))]
    chars += [chr(code) for code in (*range(0x20, 0x250), *range(0x1E00, 0x1F00), *map(ord, "堃喆峯犇煊菓邨塩"))]
    return {glyphs.columns(char): char for char in reversed(["\u2009", "　", " ", *filter(None, chars)])}


def _plain(code: int) -> str:
    return "\u2009" if code == 0x7E else "█" if code == 0x7F else UPPER.get(code, "?") if code > 0x7F else chr(code)


def _big5(lead: int, trail: int) -> str:
    return bytes((lead, trail)).decode("big5", "ignore")
