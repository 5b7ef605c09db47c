"""Where lines break.  Kivy and Pillow know nothing of it, so it is decided here, purely, with a measure handed in.

Rules of Chinese setting in Taiwan: no line starts with a closing sign, none ends with an opening one, and a paragraph
never ends with a line of one or two characters (two are pulled down from the line above).  Latin words stay whole.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

NOT_FIRST = frozenset("，。、；：？！）」』》〉】・…—～％%,.;:?!)]}／/")
NOT_LAST = frozenset("（「『《〈【([{")
MEANT = re.compile(r"(?<=[・／])")
CLAUSES = re.compile(r"(?<=[・／，、；。：？])(?![，。、；：？！）」』》〉】・…／])|(?<![（「『《〈【])(?=（)")
FEW = 3  # lines: longer paragraphs are filled, or their right edge would be ragged
_WORD = re.compile(r"\s+|[^\s⺀-鿿豈-﫿︰-﹏＀-￯\U00020000-\U0003ffff]+|.", re.DOTALL)


def clean(text: str) -> str:
    """Return the text in composed form (NFC), without what has no shape of its own.

    That is: control characters other than line breaks, joiners and marks of direction, and selectors of a variant, which
    the faces do not have (a name with one shows its standard form).
    """
    return "".join(c for c in unicodedata.normalize("NFC", text) if c == "\n" or not _shapeless(c))


def _shapeless(c: str) -> bool:
    return unicodedata.category(c) in {"Cc", "Cf"} or "\ufe00" <= c <= "\ufe0f" or "\U000e0100" <= c <= "\U000e01ef"


def lines(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """Break `text` into lines no wider than `width`; a single word that is wider stands alone."""
    return [line for paragraph in clean(text).split("\n") for line in _paragraph(paragraph, width, measure)]


def _paragraph(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """Break between clauses, or the words that ・ or ／ lists, where that takes no more lines; else where a line is full."""
    found = _filled(_pieces(text), width, measure)
    if len(found) < 2:
        return found
    for sense in (CLAUSES, MEANT) if len(found) <= FEW and _chinese(text) else (MEANT,):
        parts = [part for part in sense.split(text) if part]
        meant = _filled(parts, width, measure) if len(parts) > 1 else []
        if meant and len(meant) <= len(found) and all(measure(line) <= width for line in meant):
            return meant
    return found


def _filled(pieces: list[str], width: float, measure: Callable[[str], float]) -> list[str]:
    done: list[list[str]] = []
    line: list[str] = []
    for piece in pieces:
        if line and measure("".join([*line, piece]).rstrip()) > width and not piece.isspace():
            done.append(line)
            line = []
        if line or not piece.isspace():
            line.append(piece)
    done.append(line)
    _no_lonely_end(done)
    return ["".join(pieces).strip() for pieces in done if "".join(pieces).strip()]


def _pieces(text: str) -> list[str]:
    """Return what must stay together: words, and characters with the signs that may not start or end a line."""
    pieces: list[str] = []
    for token in _WORD.findall(text):
        glued = pieces and (token[0] in NOT_FIRST or pieces[-1][-1] in NOT_LAST)
        if glued and not token.isspace():
            pieces[-1] += token
        else:
            pieces.append(token)
    return pieces


def _no_lonely_end(done: list[list[str]]) -> None:
    """Pull characters down where a Chinese paragraph would end in a line of one or two; signs do not count."""
    if len(done) < 2:
        return
    above, last = done[-2], done[-1]
    if not _chinese("".join(last)):
        return
    while (short := _letters(last)) <= 2 and _letters(above) >= short + 2 and len(above) > 1:
        last.insert(0, above.pop())


def _letters(line: list[str]) -> int:
    return sum(unicodedata.category(c)[0] in "LN" for c in "".join(line))


def _chinese(text: str) -> bool:
    return any("⺀" <= c <= "鿿" or c >= "\U00020000" for c in text)
