"""Which characters a face has, read from its file's character map alone.

A library's reading of the whole face takes 0.15 s for each of the four large ones, on the thread that draws, and the
first word in another script asks for it.  The map's groups are enough: OpenType 1.9, `cmap`, subtable format 12 (every
face here has one; tests compare with fontTools).
"""

from __future__ import annotations

from bisect import bisect_right
from struct import iter_unpack, unpack_from
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

SEGMENTED = 12  # the format that maps groups of code points beyond the first 65,536


class Coverage:
    """The code points of one face, as sorted groups; raises ValueError for a file without such a map."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as face:
            groups = sorted(_groups(_table(face, b"cmap")))
        self._firsts = [first for first, _ in groups]
        self._lasts = [last for _, last in groups]

    def __contains__(self, code: int) -> bool:
        i = bisect_right(self._firsts, code) - 1
        return i >= 0 and code <= self._lasts[i]

    def __iter__(self) -> Iterator[int]:
        for first, last in zip(self._firsts, self._lasts, strict=True):
            yield from range(first, last + 1)


def _table(face: BinaryIO, tag: bytes) -> bytes:
    """Return one table of a face: its directory has a tag, a sum, an offset and a length for each."""
    (count,) = unpack_from(">H", face.read(12), 4)
    for name, _, offset, length in iter_unpack(">4sLLL", face.read(16 * count)):
        if name == tag:
            face.seek(offset)
            return face.read(length)
    raise ValueError(f"a font file without a table {tag.decode()}")


def _groups(cmap: bytes) -> list[tuple[int, int]]:
    """Return first and last code point of every group that has shapes."""
    (count,) = unpack_from(">H", cmap, 2)
    for _, _, offset in iter_unpack(">HHL", cmap[4 : 4 + 8 * count]):
        if unpack_from(">H", cmap, offset)[0] == SEGMENTED:
            (groups,) = unpack_from(">L", cmap, offset + 12)
            found = iter_unpack(">LLL", cmap[offset + 16 : offset + 16 + 12 * groups])
            return [(first, last) for first, last, glyph in found if glyph]
    raise ValueError("a font file whose character map has no subtable of format 12")
