"""How a JetFile II sign reads a TEXT file: codes 00-1F, single bytes 20-82, double bytes from A1.

Stored files begin with 01 Z 0 0 02 A and a label, and end with 04.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image

from devices.marquee.dots import ROWS, Column, Strip, strip, width_dots
from devices.marquee.page import Colour, Segment

if TYPE_CHECKING:
    from datetime import datetime

    from devices.marquee.dots import Glyphs

DEFAULT_STAY_S = 3.0
DOTS_PER_S = (150.0, 90.0, 60.0, 45.0, 30.0, 20.0, 12.0)
"""Assumed for speeds 0 to 6: the manual gives no figures."""

PICTURE = "\ufffc"
LAMPS = {(True, False): Colour.RED, (False, True): Colour.GREEN, (True, True): Colour.AMBER}
COLOURS = {"1": Colour.RED, "2": Colour.GREEN, "3": Colour.AMBER}
BOLD_FONTS = "NOPQRSTUV"
NESTING = 3
PARAMETER_BYTES = {
    0x07: 1, 0x08: 1, 0x0A: 2, 0x0B: 1, 0x0F: 1, 0x14: 2, 0x15: 4, 0x1A: 1, 0x1B: 2, 0x1E: 1, 0x1F: 1,
}  # fmt: skip

FileReader = Callable[[str], bytes | None]


@dataclass
class Scene:
    """A text file as it will be shown: what, whether it runs, and for how long it stays (seconds)."""

    segments: list[Segment] = field(default_factory=list)
    pictures: list[Strip] = field(default_factory=list)
    runs: bool = False
    stay_s: float = DEFAULT_STAY_S
    dots_per_s: float = DOTS_PER_S[3]

    @property
    def text(self) -> str:
        """The words; a picture stands as `PICTURE`."""
        return "".join(segment.text for segment in self.segments)

    def strip(self, letters: Glyphs) -> Strip:
        """Return its dots: the sign's letters have 16 rows and stand in the middle of a higher sign."""
        down, pictures = (letters.rows - ROWS) // 2, iter(self.pictures)
        columns: list[Column] = []
        for part in self.segments:
            if part.text == PICTURE:
                columns += next(pictures)
            else:
                columns += [Column(one.bits << down, one.colour) for one in strip((part,), letters.sixteen)]
        return Strip(columns)

    def width_dots(self) -> int:
        """Return how wide it is."""
        words = [part for part in self.segments if part.text != PICTURE]
        return width_dots(words) + sum(len(picture) for picture in self.pictures)


def read_scene(
    stored: bytes, read_file: FileReader, clock: datetime, *, fixed_clock: str | None = None
) -> Scene:
    """Read a stored TEXT file; `read_file` finds STRING and PICTURE files; `fixed_clock` replaces the time of day."""
    reader = _Reader(read_file, fixed_clock or clock.strftime("%H:%M"))
    reader.read(stored[7:-1] if stored.startswith(b"\x01Z") else stored, 0)
    return reader.scene


class _Reader:
    def __init__(self, read_file: FileReader, time_of_day: str) -> None:
        self.scene = Scene()
        self._read_file = read_file
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
        alike = parts and (parts[-1].colour, parts[-1].bold) == (self._colour, self._bold)
        if alike and PICTURE not in {text, parts[-1].text}:
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
            case 0x14:
                self._insert_picture(letters)
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

    def _insert_picture(self, letters: str) -> None:
        """Insert a PICTURE: 14 drive label; nothing where there is none."""
        drive = "E" if letters[0] == "_" else letters[0]
        content = self._read_file(f"{drive}:\\P\\{letters[1]}")
        picture = _picture(content) if content is not None else None
        if picture is not None:
            self.scene.pictures.append(picture)
            self._show(PICTURE)

    def _insert(self, letters: str, depth: int) -> None:
        """Insert a STRING: 13 drive label, or 13 0F drive S and two characters."""
        extended = letters[0] == "\x0f"
        drive, name = (letters[1], letters[3:5]) if extended else (letters[0], letters[1])
        content = self._read_file(f"{'E' if drive == '_' else drive}:\\S\\{name}")
        if content is not None and depth < NESTING:
            self.read(content, depth + 1)


def _picture(content: bytes) -> Strip | None:
    """Read a Windows bitmap as columns; a dot is lit in the lamp whose parts are lit."""
    try:
        image = Image.open(BytesIO(content)).convert("RGB")
    except (OSError, ValueError):
        return None
    dots = image.load()
    assert dots is not None  # noqa: S101  # a picture that was read has dots
    columns = []
    for x in range(image.width):
        lit: dict[Colour, int] = {}
        for y in range(image.height):
            red, green, _ = dots[x, y]  # type: ignore[misc]  # RGB gives three
            colour = LAMPS.get((red > 127, green > 127))
            if colour is not None:
                lit[colour] = lit.get(colour, 0) | 1 << y
        columns.append(Column(sum(lit.values()), max(lit, key=lambda one: lit[one].bit_count(), default=Colour.RED)))
    return Strip(columns)


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
