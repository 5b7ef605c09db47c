"""What an Alpha sign says when it is asked: it answers with the letter of the *write* command, and the label.

Source: form 9708-8061F, and replies measured on a BetaBrite Classic.  Every function returns None for bytes that make no sense.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntFlag

WRITE_OF = {b"B": b"A", b"F": b"E", b"H": b"G", b"J": b"I", b"L": b"K", b"N": b"M"}
"""Which letter a reply has, by that of the request."""

_INFORMATION = re.compile(r"(.{8})(.*)(\d{2})(\d{2})(\d{2})(\d{2})([SM])(00|FF)([0-9A-F]{4}),([0-9A-F]{4})")
_POOL = re.compile(rb"([0-9A-Fa-f]{4}),([0-9A-Fa-f]{4})")


class Errors(IntFlag):
    """The serial error register; `ALWAYS` is set in every sign that works."""

    ALWAYS = 0x40
    ILLEGAL = 0x20
    CHECKSUM = 0x10
    OVERFLOW = 0x08
    TIMEOUT = 0x04
    FRAMING = 0x02
    PARITY = 0x01


@dataclass(frozen=True)
class Information:
    """Who a sign is: firmware, its clock as "HHMM", whether it shows 24 hours, its pool in bytes."""

    firmware: str
    revision: str
    released: str
    clock: str
    is_24_hours: bool
    speaker: bool
    pool_bytes: int
    free_bytes: int


def answers(body: bytes, request: bytes) -> bool:
    """Whether `body` is the reply to `request` (a read command with its label)."""
    return body[:1] == WRITE_OF.get(request[:1]) and body[1:2] == request[1:2]


def parse_information(data: bytes) -> Information | None:
    """Read the reply to F" after its label: 28 characters, or 29 with a revision letter."""
    found = _INFORMATION.fullmatch(data.replace(b"\0", b"").decode("latin-1").strip())
    if found is None:
        return None
    month, year, hour, minute = found.groups()[2:6]
    return Information(
        found[1], found[2].strip(), f"{month}/{year}", hour + minute, found[7] == "M", found[8] == "00",
        int(found[9], 16), int(found[10], 16),
    )  # fmt: skip


def parse_pool(data: bytes) -> tuple[int, int] | None:
    """Read the reply to F#: the whole pool and what is free of it, in bytes."""
    found = _POOL.fullmatch(data)
    return (int(found[1], 16), int(found[2], 16)) if found else None


def parse_errors(data: bytes) -> Errors | None:
    """Read the reply to F*: one byte, or two hexadecimal digits on some firmware."""
    if len(data) == 1:
        return Errors(data[0] & 0x7F)
    return Errors(int(data, 16) & 0x7F) if re.fullmatch(rb"[0-9A-Fa-f]{2}", data) else None


def parse_dots(data: bytes) -> tuple[str, ...] | None:
    """Read a picture after its label: its rows; () for one that was never written."""
    if not data:
        return ()
    head = re.match(rb"([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})", data)
    if head is None:
        return None
    height, width = int(head[1], 16), int(head[2], 16)
    rows = tuple(row.decode("latin-1") for row in data[4:].removesuffix(b"\r").split(b"\r"))
    return rows if len(rows) == height and all(len(row) == width for row in rows) else None
