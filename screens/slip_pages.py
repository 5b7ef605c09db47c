"""Where the picture of a long slip may be cut: between its lines, never through one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

LEAST_GAP = 6  # rows of white that part two lines


def pages(picture: Image.Image, most: int) -> list[tuple[int, int]]:
    """Return first and last row (the last one excluded) of each part of at most `most` rows, white margins left out.

    `picture` is grey ('L').  What has no gap, a code higher than a page, is cut where the page ends.
    """
    white = _white_rows(picture)
    drawn = [y for y, blank in enumerate(white) if not blank]
    if not drawn:
        return [(0, min(picture.height, most))]
    top, end = drawn[0], drawn[-1] + 1
    found = []
    while end - top > most:
        cut, following = _last_gap(white, top, top + most)
        found.append((top, cut))
        top = following
    return [*found, (top, end)]


def _white_rows(picture: Image.Image) -> list[bool]:
    data, width = picture.tobytes(), picture.width
    return [data.count(b"\xff", y * width, (y + 1) * width) == width for y in range(picture.height)]


def _last_gap(white: list[bool], top: int, limit: int) -> tuple[int, int]:
    """Return where the last line that fits ends, and where the next one begins."""
    y = limit
    while y > top:
        while y > top and not white[y]:
            y -= 1
        first = y
        while first > top and white[first - 1]:
            first -= 1
        after = y
        while after + 1 < len(white) and white[after + 1]:
            after += 1
        if first > top and after + 1 - first >= LEAST_GAP:
            return first, after + 1
        y = first - 1
    return limit, limit
