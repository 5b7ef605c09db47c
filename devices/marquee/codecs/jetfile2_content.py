"""JetFile II TEXT content taken apart: control codes with their parameters, and characters.

For reading back, for traces, and for what a captured line means.  `join(split(content)) == content` for any
bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

CONTROL_NAMES = {
    0x06: "jetfile codes", 0x07: "flash", 0x08: "line spacing", 0x0A: "pattern", 0x0B: "live item",
    0x0C: "new frame", 0x0D: "new line", 0x0E: "stay", 0x0F: "speed", 0x13: "insert string",
    0x14: "insert picture", 0x15: "background", 0x1A: "font", 0x1B: "wrap", 0x1C: "colour",
    0x1D: "font background", 0x1E: "horizontal", 0x1F: "vertical",
}  # fmt: skip
_PARAMETER_BYTES = {
    0x06: 0, 0x07: 1, 0x08: 1, 0x0A: 2, 0x0B: 1, 0x0C: 0, 0x0D: 0, 0x0F: 1, 0x14: 2, 0x15: 4,
    0x1A: 1, 0x1B: 2, 0x1E: 1, 0x1F: 1,
}  # fmt: skip


@dataclass(frozen=True)
class Control:
    """A control code and its parameter bytes."""

    code: int
    parameters: bytes = b""

    @property
    def name(self) -> str:
        """The manual's word for it."""
        return CONTROL_NAMES.get(self.code, f"code {self.code:02X}")


@dataclass(frozen=True)
class Characters:
    """Bytes that are shown: single bytes 20-82, double bytes from A1."""

    raw: bytes

    @property
    def text(self) -> str:
        """The characters, Big5; a half space is a thin space, what is no Big5 is U+FFFD."""
        return self.raw.replace(b"\x82", b" ").decode("big5", "replace")


Token = Control | Characters


def split(content: bytes) -> list[Token]:
    """Take `content` apart; a code the table lacks stands alone, a cut-off parameter is kept as it is."""
    tokens: list[Token] = []
    at = 0
    while at < len(content):
        end = _end_of_characters(content, at)
        if end > at:
            tokens.append(Characters(content[at:end]))
        else:
            end = at + 1 + _parameter_bytes(content[at : at + 3])
            tokens.append(Control(content[at], content[at + 1 : end]))
        at = end
    return tokens


def join(tokens: Iterable[Token]) -> bytes:
    """Return the bytes of `tokens`."""
    return b"".join(
        token.raw if isinstance(token, Characters) else bytes((token.code,)) + token.parameters
        for token in tokens
    )


def _end_of_characters(content: bytes, at: int) -> int:
    """Return where the characters from `at` on end; the second byte of a double byte is never a code."""
    while at < len(content) and content[at] >= 0x20:
        at += 2 if content[at] >= 0xA1 else 1
    return min(at, len(content))


def _parameter_bytes(start: bytes) -> int:
    """Return how many parameter bytes the code at the start of `start` has."""
    code, first = start[0], start[1:2]
    if code == 0x0E:
        return 5 if first in {b"2", b"3"} else 3
    if code == 0x13:
        return 5 if first == b"\x0f" else 2
    if code in {0x1C, 0x1D}:
        return 4 if first == b"/" else 1
    return _PARAMETER_BYTES.get(code, 0)
