"""JetFile II, first (ASCII) format: the older way to send short texts, without checksum or serial number.

    00 ... | 01 'Z' address2 | 02 command data | 02 command data | ... | 04 (no reply) or 03 (reply)

Address: two decimal digits.  At most 1024 bytes.  Commands: A text, G string, I picture, K array picture,
E.. control (`E.SL` play list, `EB` clock, `E#` style).  Our driver speaks the second format; this one is
for captured lines, and for signs that answer nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from devices.errors import EncodeError
from devices.marquee.codecs.jetfile2 import Noise
from devices.marquee.codecs.jetfile2_files import FileName, Folder

MAX_BYTES = 1024
JETFILE_CODES = b"\x06"
"""First byte of a text that uses JetFile control codes rather than the old ones."""

_HEAD = re.compile(rb"\x01Z[0-9]{2}\x02")
_HEAD_MAY_BE = re.compile(rb"\x01(?:Z(?:[0-9](?:[0-9](?:\x02|\Z)|\Z)|\Z)|\Z)")
_HEAD_BYTES = 5
_CLOCK = b"EB"
_CLOCK_BYTES = 8


@dataclass(frozen=True)
class FirstFrame:
    """One frame of the first format; each command is its letter and everything that follows it."""

    commands: tuple[bytes, ...]
    address: int = 0
    wants_reply: bool = False


def encode(frame: FirstFrame, *, leading_nuls: int = 0) -> bytes:
    """Return the bytes of `frame`; raises `EncodeError` over 1024 bytes or for an address over 99."""
    if not 0 <= frame.address <= 99:
        raise EncodeError(f"a first-format address is 0 to 99, not {frame.address}")
    body = b"".join(b"\x02" + command for command in frame.commands)
    if len(body) > MAX_BYTES:
        raise EncodeError(f"{len(body)} bytes are over the {MAX_BYTES} of the first format")
    return (
        bytes(leading_nuls)
        + b"\x01Z"
        + b"%02d" % frame.address
        + body
        + (b"\x03" if frame.wants_reply else b"\x04")
    )


def label(file: FileName) -> bytes:
    """Return how the first format names a file of a one- or two-character name."""
    if not 1 <= len(file.name) <= 2:
        raise EncodeError(f"the first format knows names of one or two characters, not {file.name!r}")
    return b"\x0f" + f"{file.drive}{file.folder}{file.name}".encode("ascii")


def text(file: FileName | str, content: bytes) -> bytes:
    """Return the command that writes a text; a one-character label lies on the sign's default disk."""
    return b"A" + _named(file) + JETFILE_CODES + content


def string(file: FileName | str, content: bytes) -> bytes:
    """Return the command that writes a string."""
    return b"G" + _named(file) + content


def picture(file: FileName | str, content: bytes) -> bytes:
    """Return the command that writes a picture (a Windows bitmap)."""
    return b"I" + _named(file) + content


def array(file: FileName | str, content: bytes) -> bytes:
    """Return the command that writes an array picture (CAPD)."""
    return b"K" + _named(file) + content


def clock(eight_bytes: bytes) -> bytes:
    """Return the command that sets the clock to the eight BCD bytes of 0502."""
    return _CLOCK + eight_bytes


READ_CLOCK, READ_INFO, DELETE_LIST = b"EA", b"F0", b"E."
DELETE_ALL = {Folder.TEXT: b"EST", Folder.STRING: b"ESS", Folder.PICTURE: b"ESP", Folder.ARRAY: b"ESA"}


def play_list(files: tuple[FileName, ...]) -> bytes:
    """Return the command that sets the play list."""
    return b"E.SL" + b"".join(label(file) for file in files)


def parse_file(command: bytes) -> tuple[FileName | str, bytes]:
    """Return which file a command writes, and its content; raises `ValueError` if it is cut short."""
    if len(command) < 2:
        raise ValueError("no label")
    if command[1] != 0x0F:
        return chr(command[1]), command[2:]
    if len(command) < 6:
        raise ValueError("label cut short")
    drive, folder, name = chr(command[2]), Folder(chr(command[3])), command[4:6].decode("ascii")
    return FileName(drive, folder, name), command[6:]


def _named(file: FileName | str) -> bytes:
    return file.encode("ascii") if isinstance(file, str) else label(file)


def cut_frame(raw: bytes) -> FirstFrame | None:
    """Return what is left of a frame without its end; None where not even a head stands at the front."""
    return _frame(raw + b"\x04") if _HEAD.match(raw) and len(raw) > _HEAD_BYTES else None


class FirstDecoder:
    """Feed it bytes as they come; it gives frames and noise and never raises.

    NULs before a frame are the custom of the line and no noise.
    """

    def __init__(self) -> None:
        self._kept = bytearray()

    def feed(self, data: bytes) -> list[FirstFrame | Noise]:
        """Take `data` and return what is complete."""
        self._kept += data
        found: list[FirstFrame | Noise] = []
        while self._kept:
            head = _HEAD_MAY_BE.search(self._kept)
            found += self._drop(head.start() if head else len(self._kept), "no frame starts here")
            longest = min(len(self._kept), MAX_BYTES + _HEAD_BYTES + 1)
            next_one = _HEAD.search(self._kept, 1, longest)
            end = self._end(next_one.start() if next_one else longest)
            if end is not None:
                found.append(_frame(bytes(self._kept[:end])))
                del self._kept[:end]
            elif next_one is not None:
                found += self._drop(next_one.start(), "cut short")
            elif len(self._kept) > MAX_BYTES + _HEAD_BYTES:
                found += self._drop(1, "no end")
            else:
                break
        return found

    def flush(self) -> list[FirstFrame | Noise]:
        """Give up an unfinished frame: nothing more will come."""
        return self._drop(len(self._kept), "cut short")

    def _end(self, before: int) -> int | None:
        """Return where the frame ends; the eight clock bytes of EB may look like an end."""
        at = _HEAD_BYTES
        while at < before:
            if self._kept[at - 1] == 0x02 and self._kept.startswith(_CLOCK, at):
                at += len(_CLOCK) + _CLOCK_BYTES
            elif self._kept[at] in {0x03, 0x04}:
                return at + 1
            else:
                at += 1
        return None

    def _drop(self, count: int, why: str) -> list[FirstFrame | Noise]:
        raw = bytes(self._kept[:count])
        del self._kept[:count]
        return [Noise(raw, why)] if raw.strip(b"\0") else []


def _frame(raw: bytes) -> FirstFrame:
    body = raw[5:-1]
    if body.startswith(_CLOCK):
        return FirstFrame((body,), int(raw[2:4]), raw[-1] == 0x03)
    return FirstFrame(tuple(body.split(b"\x02")), int(raw[2:4]), raw[-1] == 0x03)
