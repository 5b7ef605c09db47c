r"""Onbon font cards: text in GBK, with a backslash (5C) as the inline escape.

Codes seen in the maker's demos: `\C2` green (so `\C1` red and `\C3` yellow), `\FOnnn` and `\FEnnn` the Chinese and the Latin
font, `\FKnnn` UTF-16BE from there on, `\n` a new line.  The full list could not be read, so nothing else is sent.

A double byte whose second half is 5C (乗 = 81 5C) is one character, never an escape: text is read in pairs.  A backslash of
the text itself has no known escape: its full-width form ＼ is sent.  What GBK lacks is sent as its plain letter (ộ as o) or
as 〓.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from devices.marquee.letters import plain_form
from devices.marquee.page import Colour

if TYPE_CHECKING:
    from collections.abc import Iterable

ENCODING = "gbk"
REPLACEMENT = "〓"
NEW_LINE = b"\\n"
LATIN_CELL_DOTS, CHINESE_CELL_DOTS = 8, 16
COLOUR_BYTES = 3
COLOUR_CODES = {Colour.RED: b"\\C1", Colour.GREEN: b"\\C2", Colour.AMBER: b"\\C3"}

_SAME = {"\\": "＼", "\u2009": " ", "\u00a0": " "}
"""Sent as another form of the same character: no loss."""
_CODE = re.compile(rb"C[0-9]|n|F[OEK][0-9]{3}")
_UTF16_CODE = b"FK"
_LOWEST_SECOND_HALF = 0x40


@dataclass(frozen=True)
class Said:
    """A text as a card will show it, and the characters of the wish that others stand for."""

    text: str
    replaced: tuple[str, ...] = ()

    @property
    def width_dots(self) -> int:
        """How wide it is on the sign."""
        return sum(cell_dots(char) for char in self.text)


@dataclass(frozen=True)
class Piece:
    """A run of text, or (`is_code`) an inline code without its backslash."""

    value: str
    is_code: bool = False


def say(text: str) -> Said:
    """Return what a card shows for `text`; a new line in it is a space."""
    composed = unicodedata.normalize("NFC", text)
    shown = [char if _is_there(char) else _stand_in(char) for char in composed]
    changed = (char for char, ours in zip(composed, shown, strict=True) if ours != char and char not in _SAME)
    return Said("".join(shown), tuple(dict.fromkeys(changed)))


def encode_text(runs: Iterable[tuple[Colour | None, str]]) -> bytes:
    """Return said text, each run in its colour; None leaves the colour as it is."""
    found, now = b"", None
    for colour, text in runs:
        if text and colour is not None and colour != now:
            found += COLOUR_CODES[colour]
            now = colour
        found += text.encode(ENCODING)
    return found


def cell_dots(char: str) -> int:
    """Return how wide a card sets a character: single bytes half as wide as double ones."""
    return LATIN_CELL_DOTS if char.isascii() else CHINESE_CELL_DOTS


def parse_text(raw: bytes) -> tuple[Piece, ...]:
    """Return the text and codes in `raw`; never raises, 〓 stands for what is no GBK."""
    pieces: list[Piece] = []
    at = 0
    while at < len(raw):
        code = _CODE.match(raw, at + 1) if raw[at] == 0x5C else None
        if code is None:
            text, at = _character(raw, at)
            _add(pieces, text)
            continue
        pieces.append(Piece(code[0].decode(), is_code=True))
        at = code.end()
        if code[0].startswith(_UTF16_CODE):
            _add(pieces, raw[at:].decode("utf-16-be", "replace").replace("\ufffd", REPLACEMENT))
            break
    return tuple(pieces)


def _character(raw: bytes, at: int) -> tuple[str, int]:
    """Return the character at `at` and where the next one begins."""
    if raw[at] < 0x80:
        return chr(raw[at]), at + 1
    if at + 1 == len(raw) or raw[at + 1] < _LOWEST_SECOND_HALF:
        return REPLACEMENT, at + 1
    return raw[at : at + 2].decode(ENCODING, "replace")[0].replace("\ufffd", REPLACEMENT), at + 2


def _add(pieces: list[Piece], text: str) -> None:
    if pieces and not pieces[-1].is_code:
        text = pieces.pop().value + text
    if text:
        pieces.append(Piece(text))


def _is_there(char: str) -> bool:
    if char in _SAME or ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0:
        return False
    try:
        return bool(char.encode(ENCODING))
    except UnicodeEncodeError:
        return False


def _stand_in(char: str) -> str:
    return _SAME.get(char) or plain_form(char) or REPLACEMENT
