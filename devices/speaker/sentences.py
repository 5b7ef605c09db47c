"""What is said and in which voice; how a ticket's number, a range and a sign are spoken.  Pure.

Source of the voices: espeak-ng 1.51 as Debian 12 has it.  Its `cmn` reads pinyin letters in English, so Mandarin is
`cmn-latn-pinyin`, which takes Traditional characters.  "A012" is read as "zero-twelve" by every voice, so labels are
spelled digit by digit.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

VOICES = {"zh_Hant": "cmn-latn-pinyin", "en": "en", "vi": "vi", "id": "id"}
WORDS_A_MINUTE = {"zh_Hant": 160, "en": 150, "vi": 150, "id": 150}
FALLBACK = "zh_Hant"
DIGITS = {
    "zh_Hant": ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"],
    "en": ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
    "vi": ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"],
    "id": ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"],
}
TO = {"zh_Hant": "到", "en": " to ", "vi": " đến ", "id": " sampai "}
MAX_CHARACTERS = 400  # a sentence is no speech
_TICKET = re.compile(r"(?<![A-Za-z0-9])([A-Z])(\d{3})(?!\d)")
_RANGE = re.compile(r"(?<=\d)\s*[–—-]\s*(?=\d)")
_PAUSES = str.maketrans({"・": "，", "／": "，", "｜": "，", "＋": "，", "〓": "", "→": "，"})


@dataclass(frozen=True)
class Sentence:
    """One sentence in one language."""

    text: str
    language: str = FALLBACK


def spoken(sentence: Sentence) -> str:
    """Return the sentence as a voice is to read it: one line, no control signs, tickets digit by digit."""
    language = sentence.language if sentence.language in VOICES else FALLBACK
    text = unicodedata.normalize("NFC", sentence.text).translate(_PAUSES)
    text = "".join(" " if unicodedata.category(c)[0] == "C" else c for c in text)
    text = _TICKET.sub(lambda found: f" {found[1]} {digits(found[2], language)} ", text)
    text = _RANGE.sub(TO[language], text)
    return " ".join(text.split())[:MAX_CHARACTERS]


def digits(number: str, language: str) -> str:
    """Return every digit as a word: 012 is 零 一 二, zero one two."""
    return " ".join(DIGITS[language][int(digit)] for digit in number)


def recording_name(text: str) -> str:
    """Return the name under which a recording of this sentence is kept: its letters and digits alone."""
    kept = "".join(c for c in unicodedata.normalize("NFC", text) if c.isalnum() or c == " ")
    return " ".join(kept.split())[:80]
