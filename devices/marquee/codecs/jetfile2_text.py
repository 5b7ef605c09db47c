"""JetFile II TEXT content: pages as control codes and Big5 characters.

Source: JetFile II v2.5.4 / v2.8.7 part II, table of display control characters.  A stored TEXT file is

    01 'Z' '0' '0' 02 'A' <label> content 04

a STRING file is content only.  Used here: 0A in/out pattern, 0B live item, 0E stay, 0F speed, 13 insert
STRING, 1A font, 1B wrap or run, 1C colour, 1E/1F alignment, 82 half space.

Characters are Big5 in the traditional 16x16 font (1A 3F).  What Big5 lacks is inserted as a PICTURE (14) where the caller
can draw one, else replaced as `devices.marquee.letters` says; either is reported, never silently done.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from devices.marquee.bold import BOLD_GLYPHS
from devices.marquee.dots import THIN_SPACE
from devices.marquee.letters import ENCODING, sayable, shown_as
from devices.marquee.page import Colour, Live, Motion, Page, Segment

if TYPE_CHECKING:
    from devices.marquee.codecs.jetfile2_files import FileName

HALF_SPACE = b"\x82"
TRADITIONAL_FONT = 0x3F
BOLD_FONT = 0x4E
"""14 rows high, cells of 10 dots."""

RUN = b"\x1b0a"
"""No wrap, continuous from right to left; must come first."""
WRAP = b"\x1b0b"
JUMP_IN_AND_OUT = b"\x0aI0\x0aO0"
CENTRED = b"\x1e0\x1f0"
CLOCK_24H = b"\x0b\x2f"
_COLOURS = {Colour.RED: b"\x1c1", Colour.GREEN: b"\x1c2", Colour.AMBER: b"\x1c3"}


@dataclass(frozen=True)
class EncodedPage:
    """A page as the sign keeps it.

    `stored` are the bytes of the TEXT file, `strings` those of the STRING files it inserts, `replaced` the
    characters that are not shown as written, `pictured` those that are, but as dots; `small` says that some text was to be
    drawn, and stands in the sign's own letters of 16 rows instead.
    """

    stored: bytes
    strings: tuple[tuple[FileName, bytes], ...]
    replaced: tuple[str, ...]
    pictured: tuple[str, ...] = ()
    small: bool = False


Draw = Callable[[Segment], "tuple[FileName, ...]"]
"""Makes pictures that show a piece of text side by side; returns their files, of one-character names, or none."""


def _no_pictures(_piece: Segment) -> tuple[FileName, ...]:
    return ()


@dataclass
class _Writer:
    """Characters with the font and colour changes they need, and nothing else."""

    font: int | None = None
    colour: Colour | None = None
    draw: Draw = _no_pictures
    all_drawn: bool = False
    out: bytearray = field(default_factory=bytearray)
    replaced: dict[str, None] = field(default_factory=dict)
    pictured: dict[str, None] = field(default_factory=dict)
    small: bool = False

    def paint(self, colour: Colour) -> None:
        if colour is not self.colour:
            self.colour = colour
            self.out += _COLOURS[colour]

    def write(self, text: str, *, bold: bool) -> None:
        composed = unicodedata.normalize("NFC", text)
        if self.all_drawn and composed.strip():
            if self._insert(composed, bold=bold):
                return
            self.small = True
        for char in composed:
            if char == THIN_SPACE:
                self.out += HALF_SPACE
            else:
                self._write_char(char, bold=bold)

    def choose(self, font: int) -> None:
        if font != self.font:
            self.font = font
            self.out += bytes((0x1A, font))

    def _write_char(self, char: str, *, bold: bool) -> None:
        shown = char
        if not sayable(char):
            if char.isprintable() and self._insert(char, bold=bold):
                self.pictured[char] = None
                return
            self.replaced[char] = None
            shown = shown_as(char)
        self.choose(BOLD_FONT if bold and char in BOLD_GLYPHS else TRADITIONAL_FONT)
        self.out += shown.encode(ENCODING)

    def _insert(self, text: str, *, bold: bool) -> bool:
        """Insert a picture of `text`; False where none can be had."""
        files = self.draw(Segment(text, self.colour or Colour.RED, bold))
        self.out += b"".join(b"\x14" + f"{file.drive}{file.name}".encode("ascii") for file in files)
        return bool(files)


def encode_page(  # noqa: PLR0913  # how a page may be written
    page: Page,
    label_of: Callable[[int], FileName],
    *,
    speed: int = 2,
    run: bool | None = None,
    draw: Draw = _no_pictures,
    all_drawn: bool = False,
) -> EncodedPage:
    """Return `page` as files; `label_of(n)` names the STRING file (two characters) of its n-th field.

    `speed` is 0 (fast) to 6 (slow); `run` overrides the motion, for a page too wide to stand still.  `draw` makes pictures
    of what the font lacks, and with `all_drawn` of every fixed text.
    """
    writer = _Writer(draw=draw, all_drawn=all_drawn)
    strings: list[tuple[FileName, bytes]] = []
    writer.out += _opening(page, speed, run=page.motion is Motion.SCROLL_LEFT if run is None else run)
    for segment in page.segments:
        writer.paint(segment.colour)
        if segment.live.changes:
            file = label_of(len(strings))
            strings.append((file, _field(segment, writer)))
            writer.out += b"\x13\x0f" + f"{file.drive}S{file.name}".encode("ascii")
        elif segment.live is Live.CLOCK:
            writer.choose(BOLD_FONT if segment.bold else TRADITIONAL_FONT)
            writer.out += CLOCK_24H
        else:
            writer.write(segment.text, bold=segment.bold)
    stored = stored_text(bytes(writer.out))
    return EncodedPage(stored, tuple(strings), tuple(writer.replaced), tuple(writer.pictured), small=writer.small)


def _field(segment: Segment, writer: _Writer) -> bytes:
    """Return a STRING's content: it relies on the font set before it, and leaves that font behind."""
    font = BOLD_FONT if segment.bold else TRADITIONAL_FONT
    writer.choose(font)
    inner = _Writer(font, segment.colour, writer.draw, replaced=writer.replaced, pictured=writer.pictured)
    inner.write(segment.text, bold=segment.bold)
    inner.choose(font)
    return bytes(inner.out)


def _opening(page: Page, speed: int, *, run: bool) -> bytes:
    pace = b"\x0f%d" % speed
    if run:
        return RUN + pace + b"\x1f0"
    stay = b"\x0e0%02d" % page.hold_s if page.hold_s < 100 else b"\x0e2%04d" % page.hold_s
    return WRAP + JUMP_IN_AND_OUT + stay + CENTRED


def stored_text(content: bytes, label: str = "0") -> bytes:
    """Return the stored form of a TEXT file."""
    return b"\x01Z00\x02A" + label.encode("ascii") + content + b"\x04"


def text_content(stored: bytes) -> bytes:
    """Return the content of a stored TEXT file; raises `ValueError` for anything else."""
    if stored[:6] != b"\x01Z00\x02A" or len(stored) < 8 or stored[-1] != 0x04:
        raise ValueError("not a stored TEXT file")
    return stored[7:-1]
