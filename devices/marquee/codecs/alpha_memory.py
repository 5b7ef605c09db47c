"""The table of files in an Alpha sign: eleven characters a file, FTPSIZEQQQQ.

Source: table 15 of form 9708-8061F; what a file costs was measured on a BetaBrite Classic: 13 bytes besides its own (the manual
says 11), six once, and half a byte a pixel.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from devices.errors import EncodeError

if TYPE_CHECKING:
    from collections.abc import Iterable

ENTRY_BYTES = 11
FILE_OVERHEAD_BYTES, POOL_OVERHEAD_BYTES = 13, 6
ALWAYS, NO_TIMES, EIGHT_COLOURS = "FF00", "0000", "4000"
_COLUMNS = 256


class Kind(StrEnum):
    """What a file holds."""

    TEXT = "A"
    STRING = "B"
    DOTS = "D"


@dataclass(frozen=True)
class Allocation:
    """One file: `size` in bytes, of a picture rows * 256 + columns; `tail` are its times or its colours."""

    label: str
    kind: Kind
    size: int
    locked: bool = True
    tail: str = ALWAYS

    @property
    def pool_bytes(self) -> int:
        """What its content takes of the pool."""
        if self.kind is not Kind.DOTS:
            return self.size
        return (self.size // _COLUMNS * (self.size % _COLUMNS) + 1) // 2

    def encode(self) -> bytes:
        """Return its eleven characters; raises `EncodeError` for what no sign has."""
        forbidden = "0?" if self.kind is Kind.STRING else "0"
        if len(self.label) != 1 or not " " <= self.label <= "~" or self.label in forbidden:
            raise EncodeError(f"{self.label!r} cannot be the label of a {self.kind.name} file in a memory table")
        if not 0 < self.size <= 0xFFFF:
            raise EncodeError(f"file {self.label}: a size of {self.size} is not 1 to 65535")
        return f"{self.label}{self.kind}{'L' if self.locked else 'U'}{self.size:04X}{self.tail}".encode("ascii")


def text_file(label: str, size_bytes: int, *, locked: bool = True) -> Allocation:
    """Return a TEXT file that may be shown at any time; locked against the remote control unless told otherwise."""
    return Allocation(label, Kind.TEXT, size_bytes, locked)


def string_file(label: str, size_bytes: int) -> Allocation:
    """Return a STRING file."""
    return Allocation(label, Kind.STRING, size_bytes, tail=NO_TIMES)


def dots_file(label: str, rows: int, columns: int) -> Allocation:
    """Return a SMALL DOTS picture of eight colours."""
    if not (0 < rows < 32 and 0 < columns < _COLUMNS):
        raise EncodeError(f"picture {label}: {rows} by {columns} is more than the 31 rows by 255 columns of a picture file")
    return Allocation(label, Kind.DOTS, rows * _COLUMNS + columns, tail=EIGHT_COLOURS)


def pool_bytes(files: Iterable[Allocation]) -> int:
    """Return what a table takes of the pool."""
    return POOL_OVERHEAD_BYTES + sum(file.pool_bytes + FILE_OVERHEAD_BYTES for file in files)


def parse_table(data: bytes) -> tuple[Allocation, ...] | None:
    """Read a table; None if it is none."""
    if len(data) % ENTRY_BYTES:
        return None
    try:
        return tuple(_entry(data[at : at + ENTRY_BYTES].decode("ascii")) for at in range(0, len(data), ENTRY_BYTES))
    except ValueError:
        return None


def same_table(told: tuple[Allocation, ...], wanted: tuple[Allocation, ...]) -> bool:
    """Whether a sign's table means `wanted`; its first TEXT file has got the rest of the pool meanwhile."""
    if len(told) != len(wanted):
        return False
    pairs = list(zip(told, wanted, strict=True))
    return all(
        (one.label, one.kind) == (other.label, other.kind) and (one.size == other.size or (at == 0 and one.size > other.size))
        for at, (one, other) in enumerate(pairs)
    )


def _entry(text: str) -> Allocation:
    if text[2] not in "UL":
        raise ValueError(text)
    return Allocation(text[0], Kind(text[1]), int(text[3:7], 16), text[2] == "L", text[7:])
