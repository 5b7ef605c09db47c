"""Where lines break.  Kivy and Pillow know nothing of it, so it is decided here, purely, with a measure handed in.

Rules of Chinese setting in Taiwan: no line starts with a closing sign, none ends with an opening one, and a paragraph
never ends with a line of one or two characters (two are pulled down from the line above).  Latin words stay whole, and
do not end a paragraph alone.  Chinese words stay whole where that takes no more lines: those of `whole_words`, numbers
with what they count (60 日), and characters joined by U+2060.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from kiosk.whole_words import LONGEST, WHOLE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

NOT_FIRST = frozenset("，。、；：？！）」』》〉】・…—～％%,.;:?!)]}／/")
NOT_LAST = frozenset("（「『《〈【([{")
MEANT = re.compile(r"(?<=[・／])")
SENTENCES = re.compile(r"(?<=[。！？])(?![」』）！？])|(?<=[.!?] )(?=[A-ZÀ-Ỹ])")
CLAUSES = re.compile(r"(?<=[・／，、；。：？])(?![，。、；：？！）」』》〉】・…／])|(?<![（「『《〈【])(?=（)")
JOINER = "\u2060"
FEW = 3  # lines: longer paragraphs are filled, or their right edge would be ragged
NUMBER = re.compile(r"[\d.,:–-]*\d")
BETWEEN = "至到或與和及、"
_SIGNS = "".join(NOT_FIRST)
_WORD = re.compile(r"\s+|[^\s⺀-鿿豈-﫿︰-﹏＀-￯\U00020000-\U0003ffff]+|.", re.DOTALL)


@lru_cache(maxsize=8192)
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
    paragraphs = text.split("\n")
    return [line for one in paragraphs for line in _paragraph(_kept_joined(one), width, measure)]


def whole(word: str) -> str:
    """Return a word, a name for instance, whose characters stay on one line where they can."""
    return JOINER.join(word)


def _kept_joined(text: str) -> str:
    """Return the clean text with the joiners that stand between characters."""
    return JOINER.join(part for part in map(clean, text.split(JOINER)) if part)


def _paragraph(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """Break between sentences, clauses, or what ・ or ／ lists, where that takes no more lines; else where a line is full."""
    joined, text = text, text.replace(JOINER, "")
    found = _filled(_pieces(text), width, measure)
    if len(found) < 2:
        return found
    kept = _filled(_whole_pieces(joined), width, measure)
    if len(kept) <= len(found) and all(measure(line) <= width for line in kept):
        found = kept
    senses = (SENTENCES, CLAUSES, MEANT) if _chinese(text) else (SENTENCES, MEANT)
    for sense in senses if len(found) <= FEW else (MEANT,):
        parts = [part for part in sense.split(text) if part]
        meant = _filled(parts, width, measure) if len(parts) > 1 else []
        if meant and len(meant) <= len(found) and all(measure(line) <= width for line in meant):
            return meant
    return found


def _filled(pieces: Sequence[str], width: float, measure: Callable[[str], float]) -> list[str]:
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
    _no_widow(done, width, measure)
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


@lru_cache(maxsize=4096)
def _whole_pieces(text: str) -> tuple[str, ...]:
    """Return what must stay together, with listed words and joined characters as one piece each."""
    pieces, joined = _pieces(text.replace(JOINER, "")), _joints(text)
    done: list[str] = []
    at = i = 0
    while i < len(pieces):
        n = _run(pieces, i, at, joined)
        done.append("".join(pieces[i : i + n]))
        at += len(done[-1])
        i += n
    return tuple(done)


def _joints(text: str) -> set[int]:
    """Return before which characters of the text without joiners a joiner stands."""
    found, at = set(), 0
    for character in text:
        if character == JOINER:
            found.add(at)
        else:
            at += 1
    return found


def _run(pieces: list[str], i: int, at: int, joined: set[int]) -> int:
    """Return how many pieces from `i` on belong together: those of the longest listed word, or of what is joined."""
    n, length = 1, len(pieces[i])
    while i + n < len(pieces) and at + length in joined:
        length += len(pieces[i + n])
        n += 1
    if n > 1:
        return n
    if _counts(pieces, i):
        return 2 + _run(pieces, i + 2, at + len(pieces[i]) + len(pieces[i + 1]), joined)
    for count in range(min(LONGEST, len(pieces) - i), 1, -1):
        run = "".join(pieces[i : i + count])
        if run.rstrip(_SIGNS) in WHOLE:
            return count
    return 1


def _counts(pieces: list[str], i: int) -> bool:
    """Say whether a number stands here, before a Chinese word for what it counts."""
    after = pieces[i + 2] if i + 2 < len(pieces) and pieces[i + 1].isspace() else ""
    return bool(NUMBER.fullmatch(pieces[i])) and _chinese(after[:1]) and after[0] not in BETWEEN


def _no_widow(done: list[list[str]], width: float, measure: Callable[[str], float]) -> None:
    """Pull a word down where a paragraph of other languages would end in a single word."""
    if len(done) < 2 or _chinese("".join(done[-1] + done[-2])):
        return
    above, last = done[-2], done[-1]
    words = [piece for piece in above if not piece.isspace()]
    if len([piece for piece in last if not piece.isspace()]) != 1 or len(words) < 3:
        return
    if measure(f"{words[-1]} {''.join(last)}".rstrip()) > width:
        return
    while above[-1].isspace():
        above.pop()
    last[:0] = [above.pop(), " "]


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
