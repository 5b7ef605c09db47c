r"""JetFile II files: names, writing in packets, reading back.

Drives: C system, D flash (wears), **E RAM (volatile, no wear: the only one for content that changes)**, F
card.  A file is found as `E:\\T\\P01`: drive, folder T (text), S (string), P (picture) or A (array), name
of at most 12 bytes, 8.3. Packets carry 1..1024 data bytes (512 advised), all but the last of the declared
size, index from 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from devices.errors import EncodeError
from devices.marquee.codecs.jetfile2 import Frame

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKET_BYTES = 512
MAX_FILE_BYTES = 320 * 1024
NAME_BYTES = 12
SYSTEM_LIST = "SEQUENT.SYS"


class Folder(StrEnum):
    """The kind of a file and the folder it lies in."""

    TEXT = "T"
    STRING = "S"
    PICTURE = "P"
    ARRAY = "A"


WRITE_COMMANDS = {Folder.TEXT: 0x04, Folder.STRING: 0x05, Folder.PICTURE: 0x06, Folder.ARRAY: 0x07}
READ_COMMANDS = WRITE_COMMANDS
"""02xx writes and 01xx reads with the same second byte."""


@dataclass(frozen=True)
class FileName:
    """Where a file lies."""

    drive: str
    folder: Folder
    name: str

    @property
    def path(self) -> str:
        """The path as the sign writes it."""
        return f"{self.drive}:\\{self.folder}\\{self.name}"


@dataclass(frozen=True)
class Part:
    """What one read reply carries: which packet, and how long the whole file is (bytes)."""

    index: int
    file_bytes: int
    data: bytes


def name_field(name: str) -> bytes:
    """Return the 12-byte name field; raises `EncodeError` for a name the sign cannot keep."""
    raw = name.encode("ascii", "replace")
    stem, _, extension = name.partition(".")
    if not raw or b"?" in raw or len(stem) > 8 or len(extension) > 3:
        raise EncodeError(f"{name!r} is no 8.3 file name")
    return raw.ljust(NAME_BYTES, b"\0")


def write_file(
    file: FileName, content: bytes, *, buzzer: int = 0, packet_bytes: int = PACKET_BYTES
) -> Iterator[Frame]:
    """Yield the frames that write `content` (0204 to 0207)."""
    head = file.drive.encode("ascii") + bytes((buzzer,)) + name_field(file.name)
    for fields, piece in _packets(content, packet_bytes):
        yield Frame(0x02, WRITE_COMMANDS[file.folder], head + fields, piece)


def write_system_file(name: str, content: bytes, *, packet_bytes: int = PACKET_BYTES) -> Iterator[Frame]:
    """Yield the frames that write a system file such as SEQUENT.SYS (0202)."""
    for fields, piece in _packets(content, packet_bytes):
        yield Frame(0x02, 0x02, name_field(name) + fields + bytes(2), piece)


def _packets(content: bytes, packet_bytes: int) -> Iterator[tuple[bytes, bytes]]:
    """Yield total4 pktsize2 pktcount2 pktindex2 and the piece of each packet."""
    if len(content) > MAX_FILE_BYTES:
        raise EncodeError(f"a file of {len(content)} bytes is over the sign's 320 KB")
    pieces = [content[at : at + packet_bytes] for at in range(0, len(content), packet_bytes)] or [b""]
    for index, piece in enumerate(pieces, start=1):
        fields = (len(content), 4), (packet_bytes, 2), (len(pieces), 2), (index, 2)
        yield b"".join(value.to_bytes(size, "little") for value, size in fields), piece


def read_file(file: FileName, index: int = 1, *, packet_bytes: int = PACKET_BYTES) -> Frame:
    """Return the request for packet `index` of a file (0104 to 0107)."""
    arg = file.drive.encode("ascii") + bytes(3) + name_field(file.name) + _which(packet_bytes, index)
    return Frame(0x01, READ_COMMANDS[file.folder], arg)


def read_system_file(name: str, index: int = 1, *, packet_bytes: int = PACKET_BYTES) -> Frame:
    """Return the request for packet `index` of a system file (0102)."""
    return Frame(0x01, 0x02, name_field(name) + _which(packet_bytes, index))


def _which(packet_bytes: int, index: int) -> bytes:
    return packet_bytes.to_bytes(2, "little") + index.to_bytes(2, "little")


def parse_part(reply: Frame) -> Part | None:
    """Return what a read reply carries (arg: size2 index2 file size4), None if it is no such reply."""
    if len(reply.arg) < 8:
        return None
    index, file_bytes = int.from_bytes(reply.arg[2:4], "little"), int.from_bytes(reply.arg[4:8], "little")
    return Part(index, file_bytes, reply.data)


def delete_file(file: FileName) -> Frame:
    """Return the request that deletes one file (0706)."""
    return Frame(0x07, 0x06, file.path.encode("ascii") + b"\0")


def file_exists(file: FileName) -> Frame:
    """Return the request that asks whether a path exists (070E: 9000 or 7E01)."""
    return Frame(0x07, 0x0E, file.path.encode("ascii") + b"\0")


def play_now(file: FileName) -> Frame:
    """Return the request that plays a file at once; the list goes on afterwards (0606)."""
    head = file.drive.encode("ascii") + file.folder.encode("ascii")
    return Frame(0x06, 0x06, head + name_field(file.name) + bytes(2))
