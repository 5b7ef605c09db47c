"""How the memory of an Alpha sign is divided, once and for all: replacing its table erases everything and takes it ten seconds.

So the table follows from the size of the memory alone, never from what is shown: a dark page that also takes the rest of the
memory, two call pages with values of their own, pages that take turns, values on them, and room for pictures.

    A       dark page           a-d, e-h  values of the call pages     the signs of `_PICTURES`  pictures, narrow and wide
    B to M  pages in turn       i-p       values on pages in turn
    Y, Z    call pages          0         the priority message, which every sign has
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from devices.errors import EncodeError
from devices.marquee.alpha_page import PICTURE_CHARACTERS
from devices.marquee.codecs.alpha_memory import (
    FILE_OVERHEAD_BYTES,
    Allocation,
    dots_file,
    pool_bytes,
    string_file,
    text_file,
)  # fmt: skip

if TYPE_CHECKING:
    from devices.marquee.alpha_page import Rows

DARK: Final = "A"
CALL_PAGES: Final = ("Y", "Z")
CALL_VALUES: Final = ("abcd", "efgh")
PAGES: Final = "BCDEFGHIJKLM"
PAGE_VALUES: Final = "ijklmnop"
DARK_BYTES, PAGE_BYTES, VALUE_BYTES = 16, 192, 32
NARROW, NARROW_CHARACTERS = 6, 6
USUAL_POOL_BYTES = 30_000
"""What a BetaBrite has, about: assumed where no sign can be asked."""

_PICTURES = "6789!#$%&()*+,-./:;<=>@[^`{|}qrstuvwxyzNOPQRSTUVWX"


@dataclass(frozen=True)
class Slot:
    """Room for a picture."""

    label: str
    columns: int

    def fits(self, picture: Rows) -> bool:
        """Whether a picture is narrow enough; a narrower one is shown as narrow as it is."""
        return len(picture[0]) <= self.columns


@dataclass(frozen=True)
class Layout:
    """The table of a sign, and its picture slots, the narrow ones first."""

    files: tuple[Allocation, ...]
    slots: tuple[Slot, ...]


def layout(pool: int, rows: int) -> Layout:
    """Divide a memory of `pool` bytes for letters of `rows`; raises `EncodeError` for one too small for anything Chinese."""
    texts = [
        text_file(DARK, DARK_BYTES),
        *(text_file(label, PAGE_BYTES) for label in (*CALL_PAGES, *PAGES)),
        *(string_file(label, VALUE_BYTES) for label in ("".join(CALL_VALUES) + PAGE_VALUES)),
    ]
    narrow, wide = rows * NARROW_CHARACTERS, rows * PICTURE_CHARACTERS
    room = pool - pool_bytes(texts)
    if (lacking := NARROW * _cost(narrow, rows) - room) > 0:
        raise EncodeError(f"the sign's memory of {pool} bytes is too small for Chinese: it takes {pool + lacking}")
    slots: list[Slot] = []
    for label in _PICTURES:
        columns = narrow if len(slots) < NARROW else wide
        room -= _cost(columns, rows)
        if room < 0:
            break
        slots.append(Slot(label, columns))
    return Layout((*texts, *(dots_file(slot.label, rows, slot.columns) for slot in slots)), tuple(slots))


def _cost(columns: int, rows: int) -> int:
    return columns * rows // 2 + FILE_OVERHEAD_BYTES
