"""What a voice is given to read."""

from __future__ import annotations

import pytest

from devices.speaker.sentences import VOICES, Sentence, digits, recording_name, spoken


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh_Hant", "您的號碼 A 零 一 二"), ("en", "您的號碼 A zero one two"),
        ("vi", "您的號碼 A không một hai"), ("id", "您的號碼 A nol satu dua"),
    ],
)  # fmt: skip
def test_a_ticket_is_spelled_digit_by_digit(language: str, said: str) -> None:
    assert spoken(Sentence("您的號碼A012", language)) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("等 3 人・約 5–10 分", "等 3 人，約 5到10 分"),
        ("117/78", "117/78"),
        ("ID2024 是文件", "ID2024 是文件"),
        ("第一行\n第二行\x07", "第一行 第二行"),
        ("王〓明", "王明"),
        ("", ""),
    ],
)
def test_signs_are_spoken_as_people_say_them(text: str, said: str) -> None:
    assert spoken(Sentence(text)) == said


def test_a_speech_is_cut_and_an_unknown_language_is_read_in_chinese() -> None:
    assert len(spoken(Sentence("長" * 5000))) == 400
    assert spoken(Sentence("A012", "th")) == "A 零 一 二"


def test_every_language_has_ten_digits_and_a_voice() -> None:
    assert all(len(set(digits("0123456789", language).split())) == 10 for language in VOICES)


def test_a_recording_is_named_by_the_letters_of_its_sentence() -> None:
    assert recording_name("請先選一項。") == "請先選一項"
    assert recording_name("../../etc/passwd") == "etcpasswd"
    assert recording_name("Take a number!") == "Take a number"
