"""A call becomes one file: chime, recordings in order, espeak-ng for the rest; what cannot be said is left out."""

from __future__ import annotations

import wave
from array import array
from pathlib import Path

import pytest

from devices.errors import EncodeError
from devices.speaker import tones, waves
from devices.speaker.announcer import Announcer
from devices.speaker.calling import Call, vocabulary
from devices.speaker.synthesis import Synthesis
from kiosk.supervisors.call_words import languages
from tests.devices.speaker.recorded import write_wav

LANGUAGES = languages()
CHIME_S = len(tones.samples("call")) / waves.RATE_HZ
CALL = Call("A012", 3, ("nan",))
WORDS = ["人客", "A", "空", "一", "二", "號", "請到", "三", "號櫃台"]


def announcer(tmp_path: Path, *folders: Path, program: str = "espeak-ng") -> Announcer:
    return Announcer(Synthesis(tmp_path, program=program), LANGUAGES, tmp_path, recordings=folders)


def record(folder: Path, *words: str, sample: int = 0) -> Path:
    """Record words, each as a tone of its own height."""
    for place, word in enumerate(words, start=1):
        write_wav(folder / "nan" / f"{word}.wav", 0.1, sample=sample or place * 1000, rate=22050)
    return folder


def heights(path: Path) -> list[int]:
    """Return the levels that follow each other after the chime, silence left out."""
    samples = waves.read_plain(path)[round(CHIME_S * waves.RATE_HZ) :]
    found: list[int] = []
    for one in samples:
        if one and (not found or found[-1] != one):
            found.append(one)
    return found


def test_recordings_follow_each_other_in_the_order_of_the_call(tmp_path: Path) -> None:
    made = announcer(tmp_path, record(tmp_path / "own", *WORDS)).sound(CALL, "guest_first")
    assert heights(made.path) == [1000 * place for place in range(1, 10)]
    assert made.left_out == ()
    assert made.seconds == pytest.approx(waves.length_s(made.path))
    assert CHIME_S + 0.9 < made.seconds < CHIME_S + 0.9 + 1.5


def test_the_kiosks_own_recordings_win_over_those_shipped(tmp_path: Path) -> None:
    shipped, own = record(tmp_path / "shipped", *WORDS), record(tmp_path / "own", "空", sample=22222)
    assert heights(announcer(tmp_path, own, shipped).sound(CALL, "guest_first").path)[2] == 22222


def test_taiwanese_without_a_recording_is_left_out_and_the_missing_words_are_named(tmp_path: Path) -> None:
    folder = record(tmp_path / "own", *WORDS[:-1])
    made = announcer(tmp_path, folder).sound(CALL, "guest_first")
    assert "nan: no recording of 號櫃台" in made.left_out[0]
    assert heights(made.path) == []
    assert made.seconds == pytest.approx(CHIME_S, abs=0.01)


def test_a_second_call_without_its_word_is_still_called(tmp_path: Path) -> None:
    folder = record(tmp_path / "own", *WORDS)
    second = Call("A012", 3, ("nan",), 2)
    assert len(heights(announcer(tmp_path, folder).sound(second, "guest_first").path)) == 9
    record(folder, "第二擺叫號", sample=30000)
    assert heights(announcer(tmp_path, folder).sound(second, "guest_first").path)[:2] == [30000, 1000]


def test_a_recording_that_cannot_be_played_counts_as_none(tmp_path: Path) -> None:
    folder = record(tmp_path / "own", *WORDS)
    (folder / "nan" / "空.wav").write_bytes(b"RIFF, but not really")
    assert announcer(tmp_path, folder).sound(CALL, "guest_first").left_out
    write_wav(folder / "nan" / "空.wav", 31, rate=8000)
    assert announcer(tmp_path, folder).sound(CALL, "guest_first").left_out


def test_recordings_of_any_rate_keep_their_length(tmp_path: Path) -> None:
    for rate in (8000, 16000, 44100, 48000):
        samples = waves.read_plain(write_wav(tmp_path / "a.wav", 0.5, rate=rate))
        assert len(samples) == pytest.approx(0.5 * waves.RATE_HZ, abs=2)
        assert set(samples) == {1000}


def test_stereo_is_mixed(tmp_path: Path) -> None:
    with wave.open(str(tmp_path / "s.wav"), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(waves.RATE_HZ)
        file.writeframes(array("h", [100, 300] * 50).tobytes())
    assert waves.read_plain(tmp_path / "s.wav") == array("h", [200] * 50)


def test_an_own_chime_is_heard_instead(tmp_path: Path) -> None:
    folder = record(tmp_path / "own", *WORDS)
    write_wav(folder / "chime.wav", 0.5, sample=5)
    samples = waves.read_plain(announcer(tmp_path, folder).sound(CALL, "guest_first").path)
    assert set(samples[: round(0.49 * waves.RATE_HZ)]) == {5}


def test_the_chime_comes_first_then_chinese_then_the_tickets_language(tmp_path: Path) -> None:
    maker = announcer(tmp_path)
    one = maker.sound(Call("A012", 3, ("zh_Hant",)), "guest_first")
    both = maker.sound(Call("A012", 3, ("zh_Hant", "vi")), "guest_first")
    first, longer = waves.read_plain(one.path), waves.read_plain(both.path)
    assert longer[: len(first)] == first
    assert first[: len(tones.samples("call"))] == tones.samples("call")
    assert both.seconds - one.seconds > 1.5
    assert 3 < one.seconds < 8


def test_a_recorded_segment_stands_between_words_that_are_read(tmp_path: Path) -> None:
    write_wav(tmp_path / "own" / "zh_Hant" / "三.wav", 0.4, sample=12345)
    samples = waves.read_plain(announcer(tmp_path, tmp_path / "own").sound(Call("A012", 3), "guest_first").path)
    first = samples.index(12345)
    assert list(samples[first : first + 8000]) == [12345] * 8000
    assert max(samples[first + 9500 :]) > 1000  # 號櫃台


def test_without_espeak_the_recorded_languages_are_still_called(tmp_path: Path) -> None:
    made = announcer(tmp_path, record(tmp_path / "own", *WORDS), program="no-such-espeak").sound(
        Call("A012", 3, ("zh_Hant", "nan", "xx")), "guest_first"
    )
    assert [line.split(":")[0] for line in made.left_out] == ["zh_Hant", "xx"]
    assert "apt-get install espeak-ng" in made.left_out[0]
    assert len(heights(made.path)) == 9


def test_a_label_that_is_no_number_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EncodeError):
        announcer(tmp_path).sound(Call("../../x", 3), "guest_first")


def test_no_recording_is_looked_for_outside_its_folder(tmp_path: Path) -> None:
    assert announcer(tmp_path, tmp_path).recording("nan", "../../etc/passwd") is None


@pytest.mark.parametrize("name", ["zh_Hant", "hak", "en", "vi", "id"])
def test_every_voice_says_its_whole_vocabulary(name: str, tmp_path: Path) -> None:
    language = LANGUAGES[name]
    text = " ".join(language.reads(word) for word in vocabulary(language, "guest_first"))
    path = Synthesis(tmp_path).read(text, language.voice, language.words_a_minute)
    assert waves.length_s(path) > 10
