"""The simulated printer's paper: dots fall on it row by row; a cut puts the piece into the tray as a PNG."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont, ImageOps

if TYPE_CHECKING:
    from pathlib import Path

TEXT_ROWS, TEXT_COLUMN_DOTS = 24, 12


@dataclass(frozen=True)
class Look:
    """How a line of the printer's own letters looks; `typeface` draws them, None: a small Latin face."""

    scale: int = 1
    bold: bool = False
    inverse: bool = False
    align: int = 0
    margin: int = 0
    line_rows: int = 30
    typeface: Path | None = None


@lru_cache(maxsize=4)
def _face(typeface: Path | None) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.truetype(typeface, TEXT_ROWS) if typeface else ImageFont.load_default(20)


@lru_cache(maxsize=2000)
def _in_cell(character: str, cell_dots: int, typeface: Path | None) -> Image.Image:
    """Return the ink of a character (mode "1", 1 = black) in the middle of its cell, made narrower where it is wider."""
    face = _face(typeface)
    width = max(1, round(face.getlength(character)))
    glyph = Image.new("1", (max(width, cell_dots), TEXT_ROWS), 0)
    pen = ImageDraw.Draw(glyph)
    pen.fontmode = "1"
    pen.text((max(0, cell_dots - width) // 2, TEXT_ROWS - 4), character, font=face, fill=1, anchor="ls")
    return glyph.resize((cell_dots, TEXT_ROWS), Image.Resampling.BOX if width > cell_dots else Image.Resampling.NEAREST)


class Paper:
    """A roll under a head of `width_dots`.

    Finished slips lie in `tray` as slip-0001.png, slip-0002.png ...
    """

    def __init__(self, width_dots: int, tray: Path) -> None:
        self.width_dots = width_dots
        self.printed_rows = 0
        self.typed: deque[str] = deque(maxlen=200)
        self._tray = tray
        self._rows: list[bytes] = []
        self._ends_at: int | None = None
        tray.mkdir(parents=True, exist_ok=True)
        self.slips = self._last_number()

    @property
    def room_rows(self) -> int | None:
        """Rows until the roll ends; None: plenty."""
        return None if self._ends_at is None else max(0, self._ends_at - self.printed_rows)

    def end_after(self, rows: int | None) -> None:
        """Let the roll end after so many further rows."""
        self._ends_at = None if rows is None else self.printed_rows + rows

    def burn(self, row: bytes, at_dot: int) -> None:
        """One row of dots (bit 7 leftmost, 1 = black), beginning `at_dot` dots from the left.

        What is too wide is lost.
        """
        width_bits = (self.width_dots + 7) // 8 * 8
        shift = width_bits - at_dot - 8 * len(row)
        dots = int.from_bytes(row, "big")
        line = dots << shift if shift >= 0 else dots >> -shift
        self._rows.append((line & ((1 << width_bits) - 1)).to_bytes(width_bits // 8, "big"))
        self.printed_rows += 1

    def feed(self, rows: int) -> None:
        """White paper."""
        for _ in range(rows):
            self.burn(b"", 0)

    def type_line(self, text: str, look: Look) -> None:
        """Type a line in the printer's own letters: half-width ones 12 dots wide, Chinese 24, times the scale."""
        cells = [(character, 1 if ord(character) < 0x7F else 2) for character in text]
        small = Image.new("1", (max(1, sum(wide for _, wide in cells) * TEXT_COLUMN_DOTS), TEXT_ROWS), 1)
        x = 0
        for character, wide in cells:
            glyph = _in_cell(character, wide * TEXT_COLUMN_DOTS, look.typeface)
            for shift in range(1 + look.bold):  # heavier as printers do it: struck twice, a dot apart
                small.paste(0, (x + shift, 0), glyph)
            x += wide * TEXT_COLUMN_DOTS
        ink = ImageOps.invert(small.convert("L")).convert("1") if look.inverse else small
        ink = ink.resize((ink.width * look.scale, ink.height * look.scale), Image.Resampling.NEAREST)
        line = Image.new("1", (self.width_dots, max(look.line_rows, ink.height)), 1)
        line.paste(ink, (look.margin + max(0, self.width_dots - look.margin - ink.width) * look.align // 2, 0))
        self.typed.append(text)
        data, width = line.tobytes("raw", "1;I"), (self.width_dots + 7) // 8
        for at in range(0, len(data), width):
            self.burn(data[at : at + width], 0)

    def cut(self) -> Path | None:
        """Put what is printed so far into the tray; None when nothing was.

        The way from the head to the cutter is not drawn.
        """
        if not self._rows:
            return None
        self.slips += 1
        path = self._tray / f"slip-{self.slips:04d}.png"
        part = path.with_suffix(".part")
        self.picture().save(part, format="PNG")
        part.replace(path)
        self._rows.clear()
        return path

    def picture(self) -> Image.Image:
        """Return what hangs out of the printer now, uncut (mode "1")."""
        size = (self.width_dots, max(1, len(self._rows)))
        if not self._rows:
            return Image.new("1", size, 1)
        return Image.frombytes("1", size, b"".join(self._rows), "raw", "1;I")

    def _last_number(self) -> int:
        names = (re.fullmatch(r"slip-(\d+)\.png", path.name) for path in self._tray.iterdir())
        return max((int(name[1]) for name in names if name), default=0)
