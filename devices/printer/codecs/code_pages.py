"""Chinese in the printer's own characters: which texts a Big5 or GB18030 printer can set, and as which bytes.  Sans-I/O.

Which of the two a printer has is fixed by its maker for its market, and no query tells it.  Neither code ever
contains a control byte behind its first byte, so such text can issue no command.  Text is refused as a whole where one
character is missing: python-escpos sends GB18030 to every printer, and a Big5 printer prints that as other characters.
"""

from __future__ import annotations

from typing import Literal

CodePage = Literal["", "big5", "gb18030"]

EVERYWHERE = str.maketrans({"–": "-", "‑": "-", "‘": "'", "’": "'", "\u00a0": " "})
_SYMBOLS_END = 0xA4
"""Lead bytes below it are Big5's symbols, where Microsoft's table is what printers hold; above it its additions are not."""


def encoded(text: str, code_page: CodePage) -> bytes | None:
    """Return `text` as the printer's bytes, or None where it has not all of its characters."""
    if not code_page:
        return None
    pieces = [_one(character, code_page) for character in text.translate(EVERYWHERE)]
    return None if None in pieces else b"".join(piece for piece in pieces if piece is not None)


def columns(text: str) -> int:
    """Return how many of the printer's half-width columns `text` takes."""
    return sum(1 if character < "\u007f" else 2 for character in text.translate(EVERYWHERE))


def _one(character: str, code_page: CodePage) -> bytes | None:
    if " " <= character <= "~":
        return character.encode("ascii")
    if code_page == "gb18030":
        code = _try(character, "gb18030")
        return code if code is not None and len(code) == 2 else None
    code = _try(character, "big5")
    if code is None:
        code = _try(character, "cp950")
        return code if code is not None and len(code) == 2 and code[0] < _SYMBOLS_END else None
    return code if len(code) == 2 else None


def _try(character: str, codec: str) -> bytes | None:
    try:
        return character.encode(codec)
    except UnicodeEncodeError:
        return None
