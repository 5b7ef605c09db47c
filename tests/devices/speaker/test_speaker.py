"""Sentences become sound and always end, with a sound device and without one."""

from __future__ import annotations

import sys
from array import array
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from devices.errors import EncodeError, LinkError
from devices.speaker import player as player_module
from devices.speaker.player import LoudspeakerPlayer, read
from devices.speaker.sentences import VOICES, Sentence
from devices.speaker.speaker import Speaker
from devices.speaker.synthesis import Synthesis, VoiceMissing
from devices.speaker.waves import length_s
from tests.devices.speaker.recorded import write_wav

SENTENCES = {"zh_Hant": "來賓 A012 號，請到 3 號櫃台", "en": "Ticket A012", "vi": "Mời số A012", "id": "Nomor A012"}


class PaperPlayer:
    """Notes what it is given; sounds until told otherwise."""

    def __init__(self) -> None:
        self.started: list[tuple[str, float]] = []
        self.playing = False
        self.broken = False
        self.stops = 0

    def start(self, path: Path, volume: float) -> None:
        if self.broken:
            raise LinkError("no sound device")
        self.started.append((path.name, volume))
        self.playing = True

    def stop(self) -> None:
        self.playing = False
        self.stops += 1

    def duck(self, *, on: bool) -> None:
        self.ducked = on


class PaperSynthesis:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def sound(self, sentence: Sentence) -> Path:
        if sentence.text == "missing":
            raise VoiceMissing("espeak-ng is not installed")
        if sentence.text == "odd":
            raise EncodeError("nothing to say")
        return write_wav(self.folder / f"{sentence.text}.wav", 2.0)


class Bench:
    def __init__(self, folder: Path) -> None:
        self.now = 100.0
        self.player = PaperPlayer()
        self.speaker = Speaker(PaperSynthesis(folder), self.player, monotonic=lambda: self.now)  # type: ignore[arg-type]

    def say(self, *texts: str, volume: float = 1.0) -> None:
        self.speaker.say([Sentence(text) for text in texts], volume=volume)
        self.speaker.step()

    def pass_s(self, seconds: float) -> None:
        self.now += seconds
        self.speaker.step()


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def test_sentences_follow_each_other_as_each_ends(bench: Bench) -> None:
    bench.say("one", "two")
    assert bench.player.started == [("one.wav", 1.0)]
    bench.pass_s(1)
    assert len(bench.player.started) == 1
    bench.player.playing = False
    bench.pass_s(0.1)
    assert bench.player.started[-1] == ("two.wav", 1.0)
    bench.player.playing = False
    bench.pass_s(0.1)
    assert not bench.speaker.speaking


def test_a_sound_that_never_says_its_end_ends_a_second_after_its_length(bench: Bench) -> None:
    bench.say("one")
    bench.pass_s(2.9)
    assert bench.speaker.speaking
    bench.pass_s(0.2)
    assert not bench.speaker.speaking


def test_without_a_sound_device_every_sentence_still_takes_its_time_and_ends(bench: Bench) -> None:
    bench.player.broken = True
    bench.say("one", "two")
    assert (bench.speaker.speaking, bench.speaker.trouble) == (True, "no sound device")
    bench.pass_s(2.9)
    bench.pass_s(0.2)
    assert bench.speaker.speaking
    bench.pass_s(3.1)
    assert not bench.speaker.speaking


def test_a_touch_silences_at_once_and_forgets_the_rest(bench: Bench) -> None:
    bench.say("one", "two", "three")
    bench.speaker.stop()
    assert (bench.speaker.speaking, bench.player.playing) == (False, False)
    bench.pass_s(10)
    assert len(bench.player.started) == 1


def test_a_new_page_is_read_instead_of_the_old_and_its_volume_is_its_own(bench: Bench) -> None:
    bench.say("one", "two", volume=0.2)
    bench.say("three")
    assert bench.player.started == [("one.wav", 0.2), ("three.wav", 1.0)]


def test_what_cannot_be_said_is_left_out_and_the_next_is_said(bench: Bench) -> None:
    bench.say("odd", "two")
    assert bench.player.started == [("two.wav", 1.0)]


def test_without_espeak_the_fault_names_the_remedy_and_nothing_waits(bench: Bench) -> None:
    with pytest.raises(VoiceMissing):
        bench.say("missing", "two")
    assert not bench.speaker.speaking


def test_a_program_that_is_missing_is_named_with_its_remedy(tmp_path: Path) -> None:
    with pytest.raises(VoiceMissing, match="apt-get install espeak-ng"):
        Synthesis(tmp_path, program="no-such-espeak").sound(Sentence("您好"))


def test_a_program_that_makes_nothing_is_our_mistake(tmp_path: Path) -> None:
    for program in ("true", "false"):
        with pytest.raises(EncodeError):
            Synthesis(tmp_path, program=program).sound(Sentence("您好"))


def test_a_recording_of_the_office_wins(tmp_path: Path) -> None:
    wanted = write_wav(tmp_path / "voice" / "zh_Hant" / "請先選一項.wav")
    synthesis = Synthesis(tmp_path, recordings=[tmp_path / "none", tmp_path / "voice"], program="no-such-espeak")
    assert synthesis.sound(Sentence("請先選一項。")) == wanted
    with pytest.raises(VoiceMissing):
        synthesis.sound(Sentence("請先選一項。", "en"))


@pytest.mark.parametrize("language", VOICES)
def test_every_language_becomes_sound_of_a_true_length(language: str, tmp_path: Path) -> None:
    path = Synthesis(tmp_path).sound(Sentence(SENTENCES[language], language))
    assert 0.5 < length_s(path) < 10
    samples, rate, channels = read(path, 1.0)
    assert (rate, channels) == (22050, 1)
    assert max(samples) > 1000


def test_mandarin_takes_characters_and_not_letters(tmp_path: Path) -> None:
    """The wrong voice reads a character as "Chinese letter", many times as long."""
    synthesis = Synthesis(tmp_path)
    assert length_s(synthesis.sound(Sentence("戶籍謄本"))) < 2.5


@pytest.mark.parametrize("text", ["-v en", "--help", "", "🙂", "a" * 9000, "\x00\x1b[2J"])
def test_no_text_is_taken_for_an_option_and_none_breaks_it(text: str, tmp_path: Path) -> None:
    with suppress(EncodeError):  # nothing to say is no sound
        assert length_s(Synthesis(tmp_path).sound(Sentence(text))) < 120


@pytest.mark.parametrize(("volume", "loudest"), [(1.0, 1000), (0.5, 500), (0.0, 0), (7.0, 1000), (-1.0, 0)])
def test_the_volume_is_in_the_samples(volume: float, loudest: int, tmp_path: Path) -> None:
    assert max(read(write_wav(tmp_path / "a.wav"), volume)[0]) == loudest


def test_files_that_are_no_sound_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(b"RIFF, but not really")
    for ask in (length_s, lambda path: read(path, 1.0)):
        with pytest.raises(EncodeError, match=r"a\.wav"):
            ask(tmp_path / "a.wav")
    with pytest.raises(EncodeError, match="16 bits"):
        read(write_wav(tmp_path / "b.wav", width=1, sample=100), 1.0)


class PaperDevice:
    """miniaudio's device, as far as its signature goes; asks for frames as the library's thread would."""

    made: list[PaperDevice] = []  # noqa: RUF012  # one list for the test

    def __init__(self, **settings: Any) -> None:
        self.settings, self.feed, self.closed = settings, None, False
        PaperDevice.made.append(self)

    def start(self, feed: Any) -> None:
        self.feed = feed

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The boundary of miniaudio; the machine is said to have sound."""
    PaperDevice.made.clear()
    fake = SimpleNamespace(
        PlaybackDevice=PaperDevice, MiniaudioError=RuntimeError,
        SampleFormat=SimpleNamespace(SIGNED16=2), Backend=SimpleNamespace(PULSEAUDIO=7, ALSA=8),
    )  # fmt: skip
    monkeypatch.setitem(sys.modules, "miniaudio", fake)
    monkeypatch.setattr(player_module, "sound_is_there", lambda: True)
    return fake


def test_the_loudspeaker_gets_every_sample_once_and_says_the_end(tmp_path: Path, library: Any) -> None:
    player = LoudspeakerPlayer()
    player.start(write_wav(tmp_path / "a.wav", 0.5), 1.0)
    device = PaperDevice.made[0]
    assert (device.settings["sample_rate"], device.settings["nchannels"]) == (8000, 1)
    got = b""
    while player.playing:
        try:
            got += device.feed.send(300)
        except StopIteration:
            break
    assert len(got) == 2 * 4000
    assert not player.playing
    player.stop()
    assert device.closed


def test_a_second_sound_closes_the_first(tmp_path: Path, library: Any) -> None:
    player = LoudspeakerPlayer()
    for _ in range(2):
        player.start(write_wav(tmp_path / "a.wav"), 1.0)
    assert [device.closed for device in PaperDevice.made] == [True, False]


def test_a_device_that_does_not_open_is_a_fault_of_the_line(
    tmp_path: Path, library: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: Any) -> None:
        raise RuntimeError("failed to init device")

    library.PlaybackDevice = refuse
    with pytest.raises(LinkError, match="does not open"):
        LoudspeakerPlayer().start(write_wav(tmp_path / "a.wav"), 1.0)
    monkeypatch.setattr(player_module, "sound_is_there", lambda: False)
    with pytest.raises(LinkError, match="no sound device"):
        LoudspeakerPlayer().start(write_wav(tmp_path / "a.wav"), 1.0)


def test_a_chime_is_no_speech_and_ends_by_itself(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.speaker.chime(write_wav(tmp_path / "chime.wav", 0.2), volume=0.5)
    assert (bench.player.started, bench.speaker.speaking, bench.speaker.busy) == ([("chime.wav", 0.5)], False, True)
    bench.pass_s(0.4)
    assert not bench.speaker.busy


def test_a_sentence_waits_for_the_chime_and_is_never_cut_by_one(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    chime = write_wav(tmp_path / "chime.wav", 0.2)
    bench.speaker.chime(chime)
    bench.say("one")
    assert [name for name, _ in bench.player.started] == ["chime.wav"]
    bench.pass_s(0.4)
    bench.speaker.chime(chime)
    assert [name for name, _ in bench.player.started] == ["chime.wav", "one.wav"]
    assert bench.player.playing


def test_without_a_sound_device_a_chime_passes_in_silence(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.player.broken = True
    bench.speaker.chime(write_wav(tmp_path / "chime.wav", 0.2))
    assert bench.speaker.trouble
    bench.pass_s(0.4)
    assert not bench.speaker.busy


def test_while_the_hall_calls_what_plays_is_softer_from_the_next_period_on(tmp_path: Path, library: Any) -> None:
    player = LoudspeakerPlayer()
    player.start(write_wav(tmp_path / "a.wav", 0.5), 1.0)
    feed = PaperDevice.made[0].feed
    loud = array("h", feed.send(100))
    player.duck(on=True)
    feed.send(100)
    soft = array("h", feed.send(100))
    player.duck(on=False)
    feed.send(100)
    assert (set(loud), set(array("h", feed.send(100)))) == ({1000}, {1000})
    assert max(soft) == 1000 * round(0.2 * 256) >> 8
    assert len(soft) == 100


def test_a_file_is_played_like_a_sentence_and_ends_by_its_own_timer(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.player.broken = True
    bench.speaker.play(write_wav(tmp_path / "call.wav", 3), volume=0.4)
    bench.pass_s(3.9)
    assert bench.speaker.speaking
    bench.pass_s(0.2)
    assert not bench.speaker.busy
    with pytest.raises(EncodeError):
        bench.speaker.play(tmp_path / "nothing.wav")
