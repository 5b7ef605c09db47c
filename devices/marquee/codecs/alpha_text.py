"""The characters an Alpha sign has of its own, and the control codes between them.

Source: character tables of form 9708-8061F (80H to A8H are those of code page 437; of the rest only those are used here that
several sources agree on), control codes of its appendix G.  Extended characters are written as 08 and an offset, which passes
a seven-bit line as well as an eight-bit one.
"""

from __future__ import annotations

import unicodedata
from enum import StrEnum

from devices.errors import EncodeError

HALF_SPACE = "\u2009"
_HALF_SPACE_CODE, _EXTENDED = 0x7E, 0x08
_OFFSETS = {chr(code): code for code in range(0x20, 0x7E)}
_EXTENDED_OFFSETS = {
    **{bytes([code]).decode("cp437"): code - 0x60 for code in range(0x80, 0xA9)},
    "°": 0x49, "¡": 0x4A, "Á": 0x5A, "À": 0x5B, "Ê": 0x5E, "Í": 0x5F, "Õ": 0x60, "õ": 0x61,
}  # fmt: skip
_BY_OFFSET = {offset: char for char, offset in _EXTENDED_OFFSETS.items()}

CALL_STRING, CALL_TIME, CALL_DOTS, START_MODE = b"\x10", b"\x13", b"\x14", b"\x1b"


class Mode(StrEnum):
    """How a text comes on; the ones this project asks for."""

    ROTATE = "a"
    HOLD = "b"


class Font(StrEnum):
    """Letters of the full height of the sign."""

    FANCY = "8"
    STANDARD = "9"


def sayable(char: str) -> bool:
    """Return whether the sign has this character of its own."""
    return char in _OFFSETS or char in _EXTENDED_OFFSETS or char == HALF_SPACE


def encode_text(text: str) -> bytes:
    """Return the bytes of `text`; raises `EncodeError` that names what the sign has no letter for."""
    said = bytearray()
    for char in unicodedata.normalize("NFC", text):
        if char == HALF_SPACE:
            said.append(_HALF_SPACE_CODE)
        elif char in _OFFSETS:
            said.append(_OFFSETS[char])
        elif char in _EXTENDED_OFFSETS:
            said += bytes((_EXTENDED, _EXTENDED_OFFSETS[char]))
        else:
            raise EncodeError(f"an Alpha sign has no letter {char!r} (U+{ord(char):04X}): send it as a picture")
    return bytes(said)


def extended(offset: int) -> str:
    """Return the character of the code 08 and `offset`, 〓 for one that is not known."""
    return _BY_OFFSET.get(offset, "〓")


def plain(code: int) -> str:
    """Return what a single byte from 20H on shows."""
    if code == _HALF_SPACE_CODE:
        return HALF_SPACE
    if code == 0x7F:
        return "█"
    return chr(code) if code < 0x7F else extended(code - 0x60)


def colour(code: str) -> bytes:
    """Return the control code for a colour: "1" red, "2" green, "3" amber, ..."""
    return b"\x1c" + code.encode("ascii")


def font(choice: Font) -> bytes:
    """Return the control code for a font."""
    return b"\x1a" + choice.encode("ascii")


def speed(step: int) -> bytes:
    """Return the control code for a speed, 1 (slow) to 5 (fast)."""
    return bytes([0x14 + step])
