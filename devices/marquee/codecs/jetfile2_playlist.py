"""JetFile II play list: the system file SEQUENT.SYS that says which files take turns, and when.

    'S' 'Q' 04 00 count2 0000, then for each file 36 bytes:
    drive1 type1 label1 week1 begin8 end8 checksum2 size2 name12
    begin, end: year2 (BCD, low byte first) month day hour minute (BCD) date_ignored1 time_ignored1

`label` 0FH means "see the name".  `week`: bit 0 Sunday to bit 6 Saturday, bit 7 always.  Checksum (16-bit
sum) and size are those of the whole stored file: the client proven on hardware fills them in, so do we.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from devices.marquee.codecs.jetfile2 import checksum
from devices.marquee.codecs.jetfile2_files import FileName, Folder, name_field

if TYPE_CHECKING:
    from collections.abc import Iterable

ENTRY_BYTES = 36
HEADER = b"SQ\x04\x00"
SEE_NAME = 0x0F
ALWAYS = 0x80
ANY_BEGIN = bytes((0x26, 0x20, 0x01, 0x01, 0x00, 0x00, 0x01, 0x01))
ANY_END = bytes((0x26, 0x20, 0x12, 0x31, 0x23, 0x59, 0x01, 0x01))
"""Both with date and time ignored."""


@dataclass(frozen=True)
class Entry:
    """One file of the list; `begin` and `end` are the raw eight bytes of the moments."""

    file: FileName
    checksum: int = 0
    size_bytes: int = 0
    week: int = ALWAYS
    begin: bytes = ANY_BEGIN
    end: bytes = ANY_END


def entry(file: FileName, stored: bytes) -> Entry:
    """Return the entry that always plays `file`, whose stored bytes are `stored`."""
    return Entry(file, checksum(stored), len(stored) & 0xFFFF)


def encode_list(entries: Iterable[Entry]) -> bytes:
    """Return the bytes of SEQUENT.SYS."""
    parts = [_encode_entry(one) for one in entries]
    return HEADER + len(parts).to_bytes(2, "little") + bytes(2) + b"".join(parts)


def _encode_entry(one: Entry) -> bytes:
    head = one.file.drive.encode("ascii") + one.file.folder.encode("ascii") + bytes((SEE_NAME, one.week))
    sums = one.checksum.to_bytes(2, "little") + one.size_bytes.to_bytes(2, "little")
    return head + one.begin + one.end + sums + name_field(one.file.name)


def decode_list(data: bytes) -> tuple[Entry, ...]:
    """Read SEQUENT.SYS back; raises `ValueError` for anything else."""
    count = int.from_bytes(data[4:6], "little")
    if data[:4] != HEADER or len(data) != 8 + count * ENTRY_BYTES:
        raise ValueError("not a SEQUENT.SYS of type 04")
    return tuple(_decode_entry(data[8 + at * ENTRY_BYTES :][:ENTRY_BYTES]) for at in range(count))


def _decode_entry(raw: bytes) -> Entry:
    name = raw[24:].rstrip(b"\0").decode("ascii") if raw[2] == SEE_NAME else chr(raw[2])
    return Entry(
        FileName(chr(raw[0]), Folder(chr(raw[1])), name),
        int.from_bytes(raw[20:22], "little"),
        int.from_bytes(raw[22:24], "little"),
        raw[3],
        raw[4:12],
        raw[12:20],
    )
