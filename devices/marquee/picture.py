"""A dot-accurate picture of a sign: round lamps, a soft glow, dark lamps just visible."""

from __future__ import annotations

from functools import cache

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from devices.marquee.dots import ROWS, Strip
from devices.marquee.page import Colour
from devices.marquee.palette import Palette

Lamp = tuple[int, int, int]
PANEL = (12, 12, 13)
DARK_LAMPS: dict[Palette, Lamp] = {
    Palette.THREE: (34, 10, 8), Palette.RED: (34, 10, 8), Palette.AMBER: (34, 25, 8), Palette.GREEN: (10, 30, 14),
}  # fmt: skip
LAMPS = {Colour.RED: (255, 70, 34), Colour.AMBER: (255, 213, 48), Colour.GREEN: (91, 255, 118)}
EDGE_DOTS = 2
GLOW = 0.4


def picture(
    view: Strip, *, pitch: int = 9, brightness: float = 1.0, rows: int = ROWS, palette: Palette = Palette.THREE
) -> Image.Image:
    """Draw `view`, `rows` high, with lamps `pitch` pixels apart and an edge of two.

    `brightness` is 0 (dark) to 1; a sign of one colour (`palette`) has dark lamps of that colour.
    """
    dark = DARK_LAMPS[palette]
    lit = _lamps(view, brightness, rows, dark)
    size = (lit.width * pitch, lit.height * pitch)
    large = lit.resize(size, Image.Resampling.NEAREST)
    mask = _mask(lit.width, lit.height, pitch)
    lamps = Image.composite(large, Image.new("RGB", size, PANEL), mask)
    # The glow is soft: a quarter of the size is enough to blur it, and four times cheaper each way.
    small = ImageChops.multiply(lit, Image.new("RGB", lit.size, tuple(int(255 * GLOW) for _ in range(3))))
    glow = small.point(lambda value: value if value > max(dark) else 0)
    glow = glow.resize((lit.width * 3, lit.height * 3), Image.Resampling.NEAREST).filter(
        ImageFilter.GaussianBlur(1.8)
    )
    return ImageChops.lighter(lamps, glow.resize(size, Image.Resampling.BILINEAR))


def _lamps(view: Strip, brightness: float, rows: int, dark: Lamp) -> Image.Image:
    """One pixel a lamp, with a dark edge around."""
    image = Image.new("RGB", (len(view) + 2 * EDGE_DOTS, rows + 2 * EDGE_DOTS), PANEL)
    image.paste(dark, (EDGE_DOTS, EDGE_DOTS, EDGE_DOTS + len(view), EDGE_DOTS + rows))
    colours = {colour: _dimmed(lamp, brightness, dark) for colour, lamp in LAMPS.items()}
    for x, column in enumerate(view):
        for row in range(rows):
            if column.bits >> row & 1:
                image.putpixel((EDGE_DOTS + x, EDGE_DOTS + row), colours[column.colour])
    return image


def _dimmed(lamp: Lamp, brightness: float, dark: Lamp) -> Lamp:
    red, green, blue = (round(low + (full - low) * brightness) for full, low in zip(lamp, dark, strict=True))
    return red, green, blue


@cache
def _mask(columns: int, rows: int, pitch: int) -> Image.Image:
    """Round holes, `pitch` apart: drawn four times as large and shrunk, so that their edges are smooth."""
    lamp = Image.new("L", (pitch * 4, pitch * 4), 0)
    gap = max(2, pitch // 2)
    ImageDraw.Draw(lamp).ellipse((gap, gap, pitch * 4 - gap, pitch * 4 - gap), fill=255)
    small = lamp.resize((pitch, pitch), Image.Resampling.LANCZOS)
    tiled = Image.new("L", (columns * pitch, rows * pitch), 0)
    for x in range(columns):
        for y in range(rows):
            tiled.paste(small, (x * pitch, y * pitch))
    return tiled
