"""Which characters a sign's Big5 font has, and what stands for the others: pure, known without a sign.

A letter that Big5 lacks is shown without its marks where it has a plain form (ế as e, Đ as D), any other
character as ＝, the nearest Big5 has to the printer's 〓.
"""

from __future__ import annotations

import unicodedata

from devices.marquee.dots import THIN_SPACE

ENCODING = "big5"
REPLACEMENT = "＝"
_PLAIN = str.maketrans({"Đ": "D", "đ": "d", "Ø": "O", "ø": "o", "Ł": "L", "ł": "l", "–": "-", "\u00a0": " "})


def sayable(char: str) -> bool:
    """Return whether one character can be shown as it is."""
    if ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0:
        return False
    try:
        return bool(char.encode(ENCODING))
    except UnicodeEncodeError:
        return False


def shown_as(char: str) -> str:
    """Return what a sign shows for a character it lacks: the plain letter, a space for a control, or ＝."""
    return plain_form(char) or REPLACEMENT


def plain_form(char: str) -> str | None:
    """Return the plain letter for one with marks, a space for a control, None where there is neither."""
    if ord(char) < 0xA0:
        return " "
    plain = unicodedata.normalize("NFD", char.translate(_PLAIN))[0]
    return plain if plain.isascii() else None


def stand_ins(text: str) -> dict[str, str]:
    """Return each character of `text` that a sign lacks, with what is shown for it, in order of appearance."""
    composed = unicodedata.normalize("NFC", text)
    return {char: shown_as(char) for char in composed if char != THIN_SPACE and not sayable(char)}
