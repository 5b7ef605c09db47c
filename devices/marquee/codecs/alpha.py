"""Alpha Sign Communications Protocol (M-Protocol): frames, their checksum, and the pauses inside them.

Source: form 9708-8061 rev. E (2003) and F (2006), known through citations, and measurements on a BetaBrite Classic.

    NUL x5 | SOH | T A A | STX | letter data | [ETX | C C C C] | ... | EOT
     wake-up       |  `-- address, two hexadecimal digits; 00: all, "?" stands for any digit
                   `----- type of sign; Z: all.  Several addressees are parted by commas.

The checksum is the 16-bit sum of everything from STX to ETX, both included, as four upper-case hexadecimal digits.  It may be
left out together with its ETX; vendor software also sends an ETX without one between nested commands.  Nested commands each
begin with an STX; one EOT ends them all.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

NUL, SOH, STX, ETX, EOT = b"\x00", b"\x01", b"\x02", b"\x03", b"\x04"
WAKE_UP_NULS = 5
"""As many NULs as lock the sign's autobaud."""

PAUSE_S = 0.1
"""How long to wait between the pieces of `pieces`."""

EVERYBODY, RESPONSE = "Z00", "000"
_DOTS_HEAD_BYTES = 6  # I, label, two digits of rows, two of columns


class Form(StrEnum):
    """How control characters are written: as they are, as "]" and a letter, or as "_" and two hexadecimal digits."""

    ONE_BYTE = "one byte"
    TWO_BYTES = "two bytes"
    THREE_BYTES = "three bytes"


@dataclass(frozen=True)
class Part:
    """One command of a frame, from its letter on; `checksum` as it was sent, `ended` where an ETX stood."""

    body: bytes
    checksum: int | None = None
    ended: bool = False

    @property
    def is_right(self) -> bool:
        """Whether the checksum agrees, or there is none to disagree."""
        return self.checksum is None or self.checksum == checksum(self.body)


@dataclass(frozen=True)
class Frame:
    """One transmission: to whom (type and address, such as "Z00"), and what; `nuls` woke the line before it."""

    parts: tuple[Part, ...]
    addressees: tuple[str, ...] = (EVERYBODY,)
    nuls: int = WAKE_UP_NULS
    form: Form = Form.ONE_BYTE

    @property
    def is_reply(self) -> bool:
        """Whether a sign says this: replies are always of type 0 and address 00."""
        return self.addressees == (RESPONSE,)


@dataclass(frozen=True)
class Noise:
    """Bytes that belong to no frame, and why they were given up."""

    raw: bytes
    why: str


def checksum(body: bytes) -> int:
    """Return the sum of STX, `body` and ETX."""
    return (sum(body) + STX[0] + ETX[0]) & 0xFFFF


def summed(body: bytes) -> Part:
    """Return `body` with its checksum."""
    return Part(body, checksum(body), ended=True)


def frame(*bodies: bytes, to: str = EVERYBODY, with_sum: bool = True) -> Frame:
    """Return the frame of these commands, each with its checksum unless told otherwise."""
    parts = tuple(summed(body) if with_sum else Part(body, ended=len(bodies) > 1) for body in bodies)
    return Frame(parts, (to,))


def encode(one: Frame) -> bytes:
    """Return the bytes of a frame in one-byte form; `ValueError` where there is nothing to say."""
    return b"".join(pieces(one))


def pieces(one: Frame) -> tuple[bytes, ...]:
    """Return a frame in the pieces between which its sender rests for `PAUSE_S`.

    The manual wants the rest after each STX of a nested frame, and between the size of a SMALL DOTS picture and its first row.
    """
    if not one.parts or not all(part.body for part in one.parts):
        raise ValueError("an Alpha frame needs at least one command, and every command its letter")
    said = [NUL * one.nuls + SOH + ",".join(one.addressees).encode("ascii") + STX]
    for number, part in enumerate(one.parts):
        last = number == len(one.parts) - 1
        said += [part.body[:_DOTS_HEAD_BYTES], part.body[_DOTS_HEAD_BYTES:]] if part.body[:1] == b"I" else [part.body]
        said[-1] += _tail(part) + (EOT if last else STX)
    return tuple(said) if len(one.parts) > 1 else (said[0] + said[1], *said[2:])


def _tail(part: Part) -> bytes:
    digits = b"" if part.checksum is None else b"%04X" % part.checksum
    return ETX + digits if part.ended or digits else b""
