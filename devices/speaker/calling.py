"""How a number is called in one language: the segments of the call, in order.  Pure.

A segment is a few words that are always said together (來賓, A, 零, 號櫃台): one recording, or one piece of what a voice reads.
Numbers are said digit by digit (012 is 零 一 二; 2 is 二, never 兩), counters as a number (十 一 號櫃台).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from devices.errors import EncodeError

if TYPE_CHECKING:
    from collections.abc import Mapping

TICKET, COUNTER, PAUSE = "TICKET", "COUNTER", ","
MAX_LABEL = 8


@dataclass(frozen=True)
class Language:
    """The words of one language; the shape is that of `assets/content/calls.yaml`, where every field is explained.

    `digits` are ten, `counters` begin with counter 1; `wordings` are lists of segments by their names, the first of which
    stands in for one that this language does not have.
    """

    voice: str
    words_a_minute: int
    digits: tuple[str, ...]
    counters: tuple[str, ...]
    wordings: Mapping[str, tuple[str, ...]]
    again: tuple[str, ...] = ()
    read: Mapping[str, str] = field(default_factory=dict)

    def reads(self, segment: str) -> str:
        """Return what a voice is given to read for a segment."""
        return self.read.get(segment, segment)


@dataclass(frozen=True)
class Call:
    """A number to be called: `label` as it is printed (A012, 1001), `calls` how often it was called, this time included.

    `languages` are said one after the other.
    """

    label: str
    counter: int
    languages: tuple[str, ...] = ("zh_Hant",)
    calls: int = 1


def segments(language: Language, call: Call, wording: str) -> tuple[str, ...]:
    """Return what is said in one language; "," is a short pause.  Raises `EncodeError` for a label that is no number."""
    pattern = language.wordings.get(wording) or next(iter(language.wordings.values()))
    said: list[str] = []
    for word in pattern:
        if word == TICKET:
            said += _spelled(language, call.label)
        elif word == COUNTER:
            said += _counter(language, call.counter)
        else:
            said.append(word)
    return (*_again(language, call.calls), *said)


def vocabulary(language: Language, wording: str) -> tuple[str, ...]:
    """Return every segment that this language may need, for those who record them."""
    pattern = language.wordings.get(wording) or next(iter(language.wordings.values()))
    words = [word for word in pattern if word not in {TICKET, COUNTER, PAUSE}]
    numbers = [part for counter in language.counters for part in counter.split()]
    return tuple(dict.fromkeys([*words, *"ABCDEFG", *language.digits, *numbers, *language.again]))


def _again(language: Language, calls: int) -> tuple[str, ...]:
    """Return what is said before a number is called again: 第二次叫號 with the second call; nothing where there is no word."""
    place = calls - 2
    return (language.again[place], PAUSE) if 0 <= place < len(language.again) else ()


def _spelled(language: Language, label: str) -> list[str]:
    if not 0 < len(label) <= MAX_LABEL or not (label.isascii() and label.isalnum()):
        raise EncodeError(f"{label[:20]!r} is no number that can be called: letters and digits, at most {MAX_LABEL}.")
    return [language.digits[int(sign)] if sign.isdigit() else sign.upper() for sign in label]


def _counter(language: Language, counter: int) -> list[str]:
    if 1 <= counter <= len(language.counters):
        return language.counters[counter - 1].split()
    return _spelled(language, str(max(0, counter)))
