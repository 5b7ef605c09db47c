"""The words of a call, in order: digit by digit, counters as numbers, a word for a second call."""

from __future__ import annotations

import re
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.errors import EncodeError
from devices.speaker.calling import Call, Language, segments, vocabulary
from kiosk.supervisors.call_words import languages

LANGUAGES = languages()


def said(language: str, label: str = "A012", counter: int = 3, calls: int = 1, wording: str = "guest_first") -> str:
    return " ".join(segments(LANGUAGES[language], Call(label, counter, calls=calls), wording)).replace(" ,", ",")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh_Hant", "來賓 A 零 一 二 號, 請到 三 號櫃台"),
        ("nan", "人客 A 空 一 二 號, 請到 三 號櫃台"),
        ("hak", "人客 A 零 一 二 號, 請到 三 號櫃台"),
        ("en", "Ticket A zero one two, please go to counter three"),
        ("vi", "Mời số A không một hai đến quầy số ba"),
        ("id", "Nomor A nol satu dua, silakan ke loket tiga"),
    ],
)
def test_each_language_calls_in_its_own_words(language: str, words: str) -> None:
    assert said(language) == words


@pytest.mark.parametrize(
    ("wording", "words"),
    [
        ("number_first", "A 零 一 二 號來賓, 請到 三 號櫃台"),
        ("please_first", "請 A 零 一 二 號來賓 到 三 號櫃台"),
        ("no such wording", "來賓 A 零 一 二 號, 請到 三 號櫃台"),
    ],
)
def test_the_office_chooses_among_attested_wordings(wording: str, words: str) -> None:
    assert said("zh_Hant", wording=wording) == words


@pytest.mark.parametrize(
    ("counter", "words"), [(2, "二"), (10, "十"), (11, "十 一"), (20, "二 十"), (30, "三 十"), (31, "三 一")]
)
def test_a_counter_is_a_number_and_a_ticket_is_not(counter: int, words: str) -> None:
    assert said("zh_Hant", "B210", counter) == f"來賓 B 二 一 零 號, 請到 {words} 號櫃台"


@pytest.mark.parametrize(
    ("language", "counter", "words"),
    [("en", 21, "twenty one"), ("vi", 21, "hai mươi mốt"), ("vi", 15, "mười lăm"), ("vi", 24, "hai mươi tư"),
     ("id", 11, "sebelas"), ("id", 19, "sembilan belas"), ("id", 25, "dua puluh lima"), ("en", 30, "thirty")],
)  # fmt: skip
def test_counters_above_ten_are_said_as_people_say_them(language: str, counter: int, words: str) -> None:
    assert said(language, counter=counter).endswith(words)


def test_a_second_and_a_third_call_say_so() -> None:
    assert said("zh_Hant", calls=2).startswith("第二次叫號, 來賓")
    assert said("zh_Hant", calls=3).startswith("第三次叫號, 來賓")
    assert said("vi", calls=2).startswith("Gọi lần thứ hai, Mời số A")
    assert said("zh_Hant", calls=9) == said("zh_Hant", calls=1)


def test_blocks_and_long_numbers_are_spelled_too() -> None:
    assert said("zh_Hant", "2001").startswith("來賓 二 零 零 一 號")
    assert said("en", "A1000").startswith("Ticket A one zero zero zero,")


@pytest.mark.parametrize("label", ["", "A 12", "A-12", "王大明", "A012345678", "-v en", "Ａ012", "A01²"])
def test_what_is_no_number_is_not_called(label: str) -> None:
    with pytest.raises(EncodeError, match="no number that can be called"):
        said("en", label)


@given(label=st.from_regex(r"[A-Z]?[0-9]{1,4}", fullmatch=True), counter=st.integers(1, 30), name=st.sampled_from([*LANGUAGES]))
def test_whatever_is_called_is_in_the_vocabulary_and_every_digit_is_said(label: str, counter: int, name: str) -> None:
    language: Language = LANGUAGES[name]
    words = segments(language, Call(label, counter), "guest_first")
    known = set(vocabulary(language, "guest_first")) | set("ABCDEFGHIJKLMNOPQRSTUVWXYZ,")
    assert set(words) <= known
    spelled = [language.digits[int(sign)] for sign in label if sign.isdigit()]
    assert " ".join(spelled) in " ".join(words)


@pytest.mark.parametrize("name", LANGUAGES)
def test_every_language_has_its_thirty_counters(name: str) -> None:
    language = LANGUAGES[name]
    assert len(set(language.counters)) == len(language.counters) == 30
    assert len(set(language.digits)) == 10


def phonemes(text: str, voice: str) -> str:
    done = subprocess.run(["espeak-ng", "-q", "-x", "-v", voice, text], capture_output=True, text=True, check=True)
    return " ".join(done.stdout.split())


@pytest.mark.parametrize(
    ("digit", "sound"), [("零", "l'i35N"), ("二", "'@r51"), ("四", "s'i[51"), ("七", "tS;h'i55"), ("十", "s.'i.35")]
)
def test_mandarin_digits_are_pronounced_as_digits(digit: str, sound: str) -> None:
    assert phonemes(digit, LANGUAGES["zh_Hant"].voice).startswith(sound)


def test_every_hakka_segment_is_read_by_the_hakka_voice_alone() -> None:
    """Characters, and syllables that Hakka does not have, make the voice change to English: "(en)" in its phonemes."""
    hakka = LANGUAGES["hak"]
    for segment in vocabulary(hakka, "guest_first"):
        read = hakka.reads(segment)
        assert not re.search(r"[\u4e00-\u9fff]", read), segment
        assert "(en)" not in phonemes(read, hakka.voice), segment
