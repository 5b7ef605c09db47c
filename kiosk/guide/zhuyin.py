"""Searching by the first sounds of syllables: ㄏㄐ finds 戶籍謄本.

A character that is read in several ways is found by each.  Readings come from pypinyin; its table of phrases (30 MB) is
not loaded, since every reading counts here anyway.
"""

from __future__ import annotations

import os
from functools import lru_cache

SYMBOLS = "ㄅㄆㄇㄈㄉㄊㄋㄌㄍㄎㄏㄐㄑㄒㄓㄔㄕㄖㄗㄘㄙㄧㄨㄩㄚㄛㄜㄝㄞㄟㄠㄡㄢㄣㄤㄥㄦ"
_KNOWN = frozenset(SYMBOLS)


def is_zhuyin(query: str) -> bool:
    """Say whether a query is of Zhuyin symbols alone (tones and spaces do not count)."""
    return bool(cleaned(query)) and set(cleaned(query)) <= _KNOWN


def cleaned(query: str) -> str:
    """Return the query without spaces and tones."""
    return "".join(query.split()).translate({ord(tone): None for tone in "ˊˇˋ˙ˉ"})


def find(text: str, query: str) -> int | None:
    """Return at which Han character of `text` the first sounds of `query` begin; None where they do not follow each other."""
    sounds = [first_sounds(character) for character in text]
    heard = [one for one in sounds if one]
    wanted = cleaned(query)
    for start in range(len(heard) - len(wanted) + 1):
        if all(symbol in heard[start + i] for i, symbol in enumerate(wanted)):
            return start
    return None


@lru_cache(maxsize=8192)
def first_sounds(character: str) -> frozenset[str]:
    """Return the first symbols of all readings of a character; empty for what is no Han character."""
    if not ("㐀" <= character <= "鿿" or "\U00020000" <= character <= "\U0003ffff"):
        return frozenset()
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import Style, pinyin  # noqa: PLC0415  # a tenth of a second, and only this search needs it

    ((*readings,),) = pinyin(character, style=Style.BOPOMOFO_FIRST, heteronym=True)
    return frozenset(reading[0] for reading in readings if reading and reading[0] in _KNOWN)
