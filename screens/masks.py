"""White shapes and words as bitmaps: made by Pillow from the same faces as the paper slips, tinted when drawn.

Everything here is an 8-bit mask ('L'): 0 is clear, 255 covers.  Curves are drawn four times as large and reduced.
"""

from __future__ import annotations

import json
import logging
from collections import Counter
from functools import lru_cache
from math import cos, pi, sin
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from screens.coverage import Coverage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kiosk.fonts import Faces

_log = logging.getLogger(__name__)
FACES = ("regular", "medium", "bold", "serif")
WIDTHS_KEPT = 20_000
MISSING = "〓"
OVER = 4
POLYGONS: dict[str, list[tuple[float, float]]] = {
    "diamond": [(0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)],
    "triangle": [(0.5, 0.06), (1, 0.94), (0, 0.94)],
    "triangle_down": [(0, 0.2), (1, 0.2), (0.5, 0.8)],
    "square": [(0.08, 0.08), (0.92, 0.08), (0.92, 0.92), (0.08, 0.92)],
    "hexagon": [(0.5 + 0.5 * sin(i * pi / 3), 0.5 - 0.5 * cos(i * pi / 3)) for i in range(6)],
}
Corners = tuple[bool, bool, bool, bool]


class Typecase:
    """The faces, opened at the sizes asked for; every text is checked for characters that a face does not have."""

    def __init__(self, faces: Faces) -> None:
        self._paths: dict[str, Path] = {name: getattr(faces, name) for name in FACES}
        self._paths |= {"lucide": faces.lucide, "pictograms": faces.pictograms}
        self._lucide_glyphs: dict[str, str] = json.loads(faces.lucide_glyphs.read_text(encoding="utf-8"))
        self._fonts: dict[tuple[str, float], ImageFont.FreeTypeFont] = {}
        self._width = lru_cache(maxsize=WIDTHS_KEPT)(lambda text, face, size: self.font(face, size).getlength(text))
        self._covered: dict[str, Coverage] = {}
        self._pictograms: dict[str, int] = {}
        self.missed: Counter[str] = Counter()

    def font(self, face: str, size: float) -> ImageFont.FreeTypeFont:
        """Return a face at a size in pixels."""
        key = (face, round(size, 2))
        if key not in self._fonts:
            self._fonts[key] = ImageFont.truetype(self._paths[face], key[1])
        return self._fonts[key]

    def width(self, text: str, face: str, size: float) -> float:
        """Return how far the pen moves over `text`, in pixels."""
        return float(self._width(text, face, size))

    def word(self, text: str, face: str, size: float) -> tuple[Image.Image, int, int]:
        """Return the mask of a line, and where its left top corner lies from the pen and the baseline."""
        font = self.font(face, size)
        left, top, right, bottom = (int(edge) for edge in font.getbbox(text, anchor="ls"))
        picture = Image.new("L", (max(1, right - left + 2), max(1, bottom - top + 2)))
        ImageDraw.Draw(picture).text((1 - left, 1 - top), text, fill=255, font=font, anchor="ls")
        return picture, left - 1, top - 1

    def icon(self, name: str, size: int) -> Image.Image:
        """Return an icon on its square of `size` pixels; raises KeyError for a name that no icon has."""
        code = self._lucide_glyphs.get(f"icon-{name}")
        if code is not None:
            font, glyph = self.font("lucide", size), chr(int(code, 16))
        else:
            font, glyph = self.font("pictograms", size), chr(self._pictogram(name))
        picture = Image.new("L", (size, size))
        ascent, descent = font.getmetrics()
        baseline = (size + ascent - descent) / 2
        ImageDraw.Draw(picture).text(((size - font.getlength(glyph)) / 2, baseline), glyph, fill=255, font=font, anchor="ls")
        return picture

    def readable(self, text: str, face: str) -> str:
        """Return `text` with 〓 for every character the face lacks; `missed` counts those, and the log names each once."""
        if all(c <= "ÿ" or "一" <= c <= "龥" or c in "，。、？！：；（）「」・／－–" for c in text):
            return text  # every face has these (tests look)
        covered = self._coverage(face)
        odd = {c for c in text if ord(c) not in covered and c != "\n"}
        for character in sorted(odd - self.missed.keys()):
            _log.warning("no glyph for U+%04X in %s: shown as %s", ord(character), face, MISSING)
        self.missed.update(odd)
        return "".join(MISSING if c in odd else c for c in text)

    def _coverage(self, face: str) -> Coverage:
        if face not in self._covered:
            self._covered[face] = Coverage(self._paths[face])
        return self._covered[face]

    def _pictogram(self, name: str) -> int:
        if not self._pictograms:
            self._pictograms = _names(self._paths["pictograms"])
        return self._pictograms[name]


def _names(path: Path) -> dict[str, int]:
    from fontTools.ttLib import TTFont  # noqa: PLC0415  # 60 ms, and only pictograms need it

    with TTFont(path, lazy=True) as font:
        return {glyph: code for code, glyph in (font.getBestCmap() or {}).items()}


def rounded(radius: int, corners: Corners) -> Image.Image:
    """Return a nine-patch: a square of twice the radius and two pixels, with the named corners round."""
    side = 2 * radius + 2

    def draw(pen: ImageDraw.ImageDraw) -> None:
        pen.rounded_rectangle((0, 0, side * OVER - 1, side * OVER - 1), radius * OVER, fill=255, corners=corners)

    return _reduced((side, side), draw)


def frame(radius: int, width: int) -> Image.Image:
    """Return a nine-patch of an outline alone, `width` pixels wide."""
    side = 2 * radius + 2

    def draw(pen: ImageDraw.ImageDraw) -> None:
        box = (0, 0, side * OVER - 1, side * OVER - 1)
        pen.rounded_rectangle(box, radius * OVER, fill=0, outline=255, width=width * OVER)

    return _reduced((side, side), draw)


def dashes(width: int, height: int, radius: int, line: int) -> Image.Image:
    """Return the outline of a rounded card in dashes of four lines' width, its corners whole."""
    radius = min(radius, width // 2, height // 2)
    on, off = 4 * line, 3 * line

    def draw(pen: ImageDraw.ImageDraw) -> None:
        box = (0, 0, width * OVER - 1, height * OVER - 1)
        pen.rounded_rectangle(box, radius * OVER, fill=0, outline=255, width=line * OVER)
        for first in _gaps(radius, width - radius, on, off):
            for y in (0, height - line):
                pen.rectangle((first * OVER, y * OVER, (first + off) * OVER - 1, (y + line) * OVER - 1), fill=0)
        for first in _gaps(radius, height - radius, on, off):
            for x in (0, width - line):
                pen.rectangle((x * OVER, first * OVER, (x + line) * OVER - 1, (first + off) * OVER - 1), fill=0)

    return _reduced((width, height), draw)


def _gaps(start: int, end: int, on: int, off: int) -> list[int]:
    """Return where gaps begin between two ends, so that a dash stands at each end."""
    count = max(0, (end - start - on) // (on + off))
    first = start + (end - start - count * (on + off) + off) // 2
    return [first + i * (on + off) for i in range(count)]


def disc(diameter: int, part: str = "whole") -> Image.Image:
    """Return a disc, or one half of it: whole, upper, lower, left, right."""
    whole = _reduced((diameter, diameter), lambda pen: pen.ellipse((0, 0, diameter * OVER - 1, diameter * OVER - 1), fill=255))
    half = diameter // 2
    boxes = {
        "whole": (0, 0, diameter, diameter), "upper": (0, 0, diameter, half), "lower": (0, half, diameter, diameter),
        "left": (0, 0, half, diameter), "right": (half, 0, diameter, diameter),
    }  # fmt: skip
    return whole.crop(boxes[part])


def polygon(name: str, side: int) -> Image.Image:
    """Return a filled shape of `POLYGONS` on a square of `side` pixels."""
    points = [(x * side * OVER, y * side * OVER) for x, y in POLYGONS[name]]
    return _reduced((side, side), lambda pen: pen.polygon(points, fill=255))


def trace(side: tuple[int, int], points: tuple[tuple[float, float], ...], width: float) -> Image.Image:
    """Return a line through points (0 to 1 in both directions) of `width` pixels."""
    path = [(x * side[0] * OVER, y * side[1] * OVER) for x, y in points]
    return _reduced(side, lambda pen: pen.line(path, fill=255, width=round(width * OVER), joint="curve"))


def shadow(width: int, height: int, radius: int, blur: int) -> Image.Image:
    """Return the blurred shape of a card at a quarter of its size, with room of one `blur` on every side."""
    quarter, room = 4, blur
    size = ((width + 2 * room) // quarter, (height + 2 * room) // quarter)
    picture = Image.new("L", size)
    box = (room // quarter, room // quarter, size[0] - room // quarter - 1, size[1] - room // quarter - 1)
    ImageDraw.Draw(picture).rounded_rectangle(box, radius / quarter, fill=255)
    return picture.filter(ImageFilter.GaussianBlur(blur / 2 / quarter))


def torn(width: int, teeth: int, depth: int) -> Image.Image:
    """Return the torn lower edge of paper: teeth that hang down from a straight upper edge."""
    step = width / teeth
    points = [(0.0, 0.0)]
    for i in range(teeth):
        points += [(i * step + step / 2, float(depth)), ((i + 1) * step, 0.0)]
    scaled = [(x * OVER, y * OVER) for x, y in points]
    return _reduced((width, depth), lambda pen: pen.polygon(scaled, fill=255))


def band(width: int) -> Image.Image:
    """Return one row across a ring: clear, full, clear, so that its mesh has soft edges."""
    row = Image.new("L", (width + 2, 1), 255)
    row.putpixel((0, 0), 0)
    row.putpixel((width + 1, 0), 0)
    return row


@lru_cache(maxsize=32)
def qr(data: str) -> Image.Image:
    """Return a QR code, level M, one pixel a module, dark modules covering; without quiet zone."""
    import qrcode  # noqa: PLC0415  # only screens with a code need it

    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0)
    code.add_data(data)
    code.make(fit=True)
    matrix = code.get_matrix()
    picture = Image.new("L", (len(matrix), len(matrix)))
    picture.putdata([255 if dark else 0 for row in matrix for dark in row])
    return picture


def _reduced(size: tuple[int, int], draw: Callable[[ImageDraw.ImageDraw], None]) -> Image.Image:
    big = Image.new("L", (size[0] * OVER, size[1] * OVER))
    draw(ImageDraw.Draw(big))
    return big.reduce(OVER)
