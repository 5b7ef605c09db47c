"""Pictures to raster commands: only the dots that are black, and only the rows and columns around them.  Sans-I/O.

A picture is cut into rectangles around its ink.  Rows that begin and end alike go together; two neighbours are
joined where a command of their own would cost more than the white it saves (`SPLIT_BYTES`).  Where the model knows dots
(`Profile.left_margin`: GS P, GS L and ESC J in dots) a rectangle begins at its first black dot and white rows are fed;
elsewhere it begins at the paper's edge, and white rows are a band one byte wide, which is exact on every printer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image

from devices.printer.codecs.escpos import band, defuse, feed_dots, margin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from devices.printer.profiles import Profile

SPLIT_BYTES = 20
"""What a further rectangle costs: its command (8 bytes), its margin (4), and the printer's time to begin it."""
LONGEST_FEED = 255


Box = tuple[int, int, int, int]
"""Ink between rows `top` and `bottom` and dots `left` and `right` (second and fourth); the bottom and right are outside."""


class Encoder:
    """Pictures to bytes, in turn; white rows at the end of one are joined with those of the next."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._blank_rows = 0
        self._margin = 0

    def encode(self, pictures: Iterable[Image.Image]) -> Iterator[bytes]:
        """Give complete commands, a few for each picture, as soon as the picture is there.

        Pictures are of mode "1", 0 = black.  At the end the margin is at the paper's edge again.
        """
        for picture in pictures:
            yield from self.picture(picture)
        yield from self.end()

    def picture(self, picture: Image.Image) -> Iterator[bytes]:
        """Give the commands of one picture; white rows at its end wait for what comes next."""
        row = 0
        for box in boxes(picture, dots=self._profile.left_margin):
            self._blank_rows += box[0] - row
            if self._blank_rows:
                yield from self._blank()
            yield from self._inked(picture, box)
            row = box[1]
        self._blank_rows += picture.height - row

    def on_paper(self, picture: Image.Image) -> Image.Image:
        """Return `picture` with the few dots more that make its bytes harmless: what the printer burns."""
        paper = picture
        for box in boxes(picture, dots=self._profile.left_margin):
            for top, rows in self._cut(picture, box):
                harmless = defuse(rows)
                if harmless != rows:
                    paper = picture.copy() if paper is picture else paper
                    width = (box[3] - box[2] + 7) & ~7
                    size = (width, 8 * len(rows) // width)
                    paper.paste(Image.frombytes("1", size, harmless, "raw", "1;I"), (box[2], top))
        return paper

    def end(self) -> Iterator[bytes]:
        """Give what is left: white rows, and the margin back at the edge."""
        if self._blank_rows:
            yield from self._blank()
        if self._margin:
            yield self._margin_at(0)

    def _inked(self, picture: Image.Image, box: Box) -> Iterator[bytes]:
        left, width_bytes = box[2], (box[3] - box[2] + 7) >> 3
        for _, rows in self._cut(picture, box):
            sent = band(rows, width_bytes)
            yield self._margin_at(left) + sent if left != self._margin else sent

    def _cut(self, picture: Image.Image, box: Box) -> Iterator[tuple[int, bytes]]:
        """Cut the dots of `box` into what one command each may hold; gives (its first row, its rows)."""
        top, bottom, left, right = box
        while top < bottom:
            height = self._height(bottom - top, (right - left + 7) >> 3)
            yield top, picture.crop((left, top, right, top + height)).tobytes("raw", "1;I")
            top += height

    def _margin_at(self, dots: int) -> bytes:
        self._margin = dots
        return margin(dots)

    def _blank(self) -> Iterator[bytes]:
        while self._blank_rows:
            if self._profile.left_margin:
                height = min(self._blank_rows, LONGEST_FEED)
                yield feed_dots(height)
            else:
                height = self._height(self._blank_rows, 1)
                yield band(bytes(height), 1)
            self._blank_rows -= height

    def _height(self, rows: int, width_bytes: int) -> int:
        height = min(rows, self._profile.max_band_rows, max(1, self._profile.max_band_bytes // width_bytes))
        avoided = self._profile.rows_avoided
        return height - 1 if avoided and height % avoided == 0 else height


def boxes(picture: Image.Image, *, dots: bool) -> list[Box]:
    """Return the rectangles that hold all the ink of `picture` (mode "1", 0 = black), top to bottom.

    `dots`: they may begin at any dot; otherwise they all begin at the left edge.
    """
    found: list[Box] = []
    for box in _runs(picture, dots=dots):
        joined: Box | None = box
        while joined is not None:
            found.append(joined)
            joined = _joined(found)
    return found


def _joined(found: list[Box]) -> Box | None:
    """Take the last two or three boxes off and return the one around them, where that costs no more; else None.

    One row costs its bytes; a box `SPLIT_BYTES` besides.
    """
    costs, around = 0, found[-1]
    for count, (top, bottom, left, right) in enumerate(reversed(found[-3:]), start=1):
        costs += SPLIT_BYTES + (bottom - top) * ((right - left + 7) >> 3)
        around = (top, around[1], min(left, around[2]), max(right, around[3]))
        if count > 1 and SPLIT_BYTES + (around[1] - top) * ((around[3] - around[2] + 7) >> 3) <= costs:
            del found[-count:]
            return around
    return None


def _runs(picture: Image.Image, *, dots: bool) -> Iterator[Box]:
    """Yield rows of ink that begin and end at the same dots."""
    width_bytes = (picture.width + 7) >> 3
    width = width_bytes << 3
    data = picture.tobytes("raw", "1;I")
    before, top, ends = b"", 0, (0, 0)
    for row, at in enumerate(range(0, len(data), width_bytes)):
        line = data[at : at + width_bytes]
        if line == before:
            continue
        before, ink = line, int.from_bytes(line, "big")
        now = (0, 0)
        if ink:
            now = (width - ink.bit_length() if dots else 0, width + 1 - (ink & -ink).bit_length())
        if now != ends:
            if ends[1]:
                yield (top, row, *ends)
            top, ends = row, now
    if ends[1]:
        yield (top, picture.height, *ends)
