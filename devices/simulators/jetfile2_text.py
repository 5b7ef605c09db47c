"""How a JetFile II sign reads a TEXT file: codes 00-1F, single bytes 20-82, double bytes from A1.

Stored files begin with 01 Z 0 0 02 A and a label, and end with 04.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from devices.marquee.page import Colour, Segment

if TYPE_CHECKING:
    from datetime import datetime

DEFAULT_STAY_S = 3.0
DOTS_PER_S = (150.0, 90.0, 60.0, 45.0, 30.0, 20.0, 12.0)
"""Assumed for speeds 0 to 6: the manual gives no figures."""

COLOURS = {"1": Colour.RED, "2": Colour.GREEN, "3": Colour.AMBER}
BOLD_FONTS = "NOPQRSTUV"
NESTING = 3
PARAMETER_BYTES = {
    0x07: 1, 0x08: 1, 0x0A: 2, 0x0B: 1, 0x0F: 1, 0x14: 2, 0x15: 4, 0x1A: 1, 0x1B: 2, 0x1E: 1, 0x1F: 1,
}  # fmt: skip

StringReader = Callable[[str], bytes | None]


@dataclass
class Scene:
    """A text file as it will be shown: what, whether it runs, and for how long it stays (seconds)."""

    segments: list[Segment] = field(default_factory=list)
    runs: bool = False
    stay_s: float = DEFAULT_STAY_S
    dots_per_s: float = DOTS_PER_S[3]

    @property
    def text(self) -> str:
        """The words."""
        return "".join(segment.text for segment in self.segments)


def read_scene(
    stored: bytes, read_string: StringReader, clock: datetime, *, fixed_clock: str | None = None
) -> Scene:
    """Read a stored TEXT file; `read_string` finds STRING files; `fixed_clock` replaces the time of day."""
    reader = _Reader(read_string, fixed_clock or clock.strftime("%H:%M"))
    reader.read(stored[7:-1] if stored.startswith(b"\x01Z") else stored, 0)
    return reader.scene


class _Reader:
    def __init__(self, read_string: StringReader, time_of_day: str) -> None:
        self.scene = Scene()
        self._read_string = read_string
        self._time_of_day = time_of_day
        self._colour = Colour.RED
        self._bold = False

    def read(self, content: bytes, depth: int) -> None:
        at = 0
        while at < len(content):
            if content[at] >= 0x20:
                at += self._show_character(content[at : at + 2])
            else:
                at += self._obey(content[at:], depth)

    def _show_character(self, raw: bytes) -> int:
        if raw[0] == 0x82:
            self._show("\u2009")
        elif raw[0] >= 0xA1:
            self._show(raw.decode("big5", "replace")[:1].replace("\ufffd", "〓"))
            return 2
        else:
            self._show(chr(raw[0]))
        return 1

    def _show(self, text: str) -> None:
        parts = self.scene.segments
        if parts and (parts[-1].colour, parts[-1].bold) == (self._colour, self._bold):
            text = parts.pop().text + text
        parts.append(Segment(text, self._colour, self._bold))

    def _obey(self, rest: bytes, depth: int) -> int:
        """Obey the control code at the start of `rest`; return how many bytes it takes."""
        letters = rest[1:8].decode("latin-1").ljust(7)
        match rest[0]:
            case 0x0A | 0x1B:
                self._choose_motion(rest[0], letters)
            case 0x0B:
                self._show_live(rest[1:2])
            case 0x0E:
                self._choose_stay(letters)
            case 0x0F:
                self.scene.dots_per_s = DOTS_PER_S[int(letters[0]) if letters[0] in "0123456" else 3]
            case 0x13:
                self._insert(letters, depth)
            case 0x1A:
                self._bold = letters[0] in BOLD_FONTS
            case 0x1C:
                self._colour = COLOURS.get(letters[0], Colour.AMBER)
        return 1 + _parameter_bytes(rest[0], letters[0])

    def _choose_motion(self, code: int, letters: str) -> None:
        runs_in = code == 0x0A and letters[:2] == "I1"
        self.scene.runs = self.scene.runs or runs_in or (code == 0x1B and letters[:2] == "0a")

    def _show_live(self, item: bytes) -> None:
        if item == b"\x2f":
            self._show(self._time_of_day)

    def _choose_stay(self, letters: str) -> None:
        digits = 4 if letters[0] in "23" else 2
        number = letters[1 : 1 + digits]
        if number.isdigit():
            self.scene.stay_s = int(number) / (1000 if letters[0] in "13" else 1)

    def _insert(self, letters: str, depth: int) -> None:
        """Insert a STRING: 13 drive label, or 13 0F drive S and two characters."""
        extended = letters[0] == "\x0f"
        drive, name = (letters[1], letters[3:5]) if extended else (letters[0], letters[1])
        content = self._read_string(f"{'E' if drive == '_' else drive}:\\S\\{name}")
        if content is not None and depth < NESTING:
            self.read(content, depth + 1)


def _parameter_bytes(code: int, first: str) -> int:
    """Return how many bytes follow a control code; for some the first of them decides."""
    match code:
        case 0x0E:
            return 5 if first in "23" else 3
        case 0x13:
            return 5 if first == "\x0f" else 2
        case 0x1C | 0x1D:
            return 4 if first == "/" else 1
    return PARAMETER_BYTES.get(code, 0)
