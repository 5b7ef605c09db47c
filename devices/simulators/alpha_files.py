"""The memory of an Alpha sign: a table of files, what was written into them, and what becomes of what does not fit.

All of it is RAM here, as in a sign whose battery is empty: it goes with the power.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

ENTRY = re.compile(r"([ -~])([ABD])([UL])([0-9A-F]{4})([0-9A-F]{4})", re.IGNORECASE)
PICTURE = re.compile(rb"([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})(.*)", re.DOTALL)
FACTORY_TABLE = "AAU0100FFFF"
PRIORITY, PRIORITY_BYTES = "0", 125
PER_FILE, ONCE = 13, 6


@dataclass(frozen=True)
class Entry:
    """One row of the table, as it was told."""

    label: str
    kind: str
    lock: str
    size: int
    tail: str

    @property
    def takes(self) -> int:
        """How much of the pool it takes."""
        return (self.size // 256 * (self.size % 256) + 1) // 2 if self.kind == "D" else self.size


@dataclass
class Files:
    """The pool, the table, and the contents by label; `shows` is False after a table without clearing first."""

    pool: int = 30_000
    table: list[Entry] = field(default_factory=lambda: read_table(FACTORY_TABLE) or [])
    texts: dict[str, bytes] = field(default_factory=dict)
    strings: dict[str, bytes] = field(default_factory=dict)
    pictures: dict[str, tuple[str, ...]] = field(default_factory=dict)
    shows: bool = True
    is_clear: bool = False

    def clear(self) -> None:
        """Empty the memory; a table may follow."""
        self.table = read_table(FACTORY_TABLE) or []
        self._erase()
        self.shows = self.is_clear = True

    def configure(self, told: str) -> bool:
        """Take a table; False for one that makes no sense or does not fit."""
        table = read_table(told)
        if table is None or ONCE + sum(one.takes + PER_FILE for one in table) > self.pool:
            return False
        self.table = table
        self._erase()
        self.shows, self.is_clear = self.is_clear, False
        return True

    @property
    def free(self) -> int:
        """Bytes of the pool that no file has; none once the first text has got the rest."""
        return 0 if self.texts else self.pool - ONCE - sum(one.takes + PER_FILE for one in self.table)

    def told_table(self) -> str:
        """Return the table as a sign tells it: once a text is there, the first TEXT file has the rest of the pool."""
        rest = self.pool - ONCE - sum(one.takes + PER_FILE for one in self.table) if self.texts else 0
        first = next((one for one in self.table if one.kind == "A"), None)
        return "".join(
            f"{one.label}{one.kind}{one.lock}{one.size + (rest if one is first else 0):04X}{one.tail}" for one in self.table
        )

    def write_text(self, label: str, content: bytes) -> bool:
        """Write a TEXT file, cut to its size; without a mode field it keeps the one it had."""
        size = PRIORITY_BYTES + 4 if label == PRIORITY else self._size(label, "A")
        if size is None:
            return False
        if not content.startswith(b"\x1b"):
            old = self.texts.get(label, b"")
            content = old[: mode_bytes(old)] + content
        self.texts[label] = content[:size] if label == PRIORITY or label != self._first_text() else content
        return True

    def write_string(self, label: str, content: bytes) -> bool:
        """Write a STRING; one that is too long is emptied."""
        size = self._size(label, "B")
        if size is None:
            return False
        self.strings[label] = content if len(content) <= size else b""
        return True

    def write_picture(self, label: str, told: bytes) -> bool:
        """Write a picture; one larger than its file is damaged."""
        size, found = self._size(label, "D"), PICTURE.fullmatch(told)
        if size is None or found is None:
            return False
        height, width = int(found[1], 16), int(found[2], 16)
        rows = [row.decode("latin-1").ljust(width, "0")[:width] for row in found[3].removesuffix(b"\r").split(b"\r")][:height]
        room_rows, room_columns = divmod(size, 256)
        if height > room_rows or width > room_columns:
            dots = "".join(rows)[: room_rows * room_columns].ljust(room_rows * room_columns, "0")
            rows = [dots[at : at + room_columns] for at in range(0, len(dots), room_columns)]
        self.pictures[label] = tuple(rows)
        return True

    def _size(self, label: str, kind: str) -> int | None:
        return next((one.size for one in self.table if (one.label, one.kind) == (label, kind)), None)

    def _first_text(self) -> str:
        return next((one.label for one in self.table if one.kind == "A"), "")

    def _erase(self) -> None:
        kept = self.texts.get(PRIORITY)
        self.texts = {} if kept is None else {PRIORITY: kept}
        self.strings, self.pictures = {}, {}


def read_table(told: str) -> list[Entry] | None:
    """Read a table; None if it is none."""
    entries = [ENTRY.fullmatch(told[at : at + 11]) for at in range(0, len(told), 11)]
    if not all(entries):
        return None
    return [Entry(one[1], one[2].upper(), one[3].upper(), int(one[4], 16), one[5]) for one in entries if one]


def mode_bytes(content: bytes) -> int:
    """Return how many bytes the mode field at the front takes: ESC, position, mode, and one more after "n"."""
    if not content.startswith(b"\x1b"):
        return 0
    return 4 if content[2:3] == b"n" else 3
