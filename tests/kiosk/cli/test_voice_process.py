"""The voice as a process: orders in, answers out, and it ends when its screen does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from devices.speaker import waves
from kiosk import hall_voice
from kiosk.cli.voice import Desk
from kiosk.errors import ContentError
from kiosk.supervisors.call_words import languages, recordings
from kiosk.texts import ASSETS


@pytest.fixture
def voice() -> Iterator[subprocess.Popen[str]]:
    words = [sys.executable, "-m", "kiosk", "voice"]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield process
        if process.stdin and not process.stdin.closed:
            process.stdin.close()
        assert process.wait(5) == 0


def tell(process: subprocess.Popen[str], **order: Any) -> None:
    assert process.stdin is not None
    process.stdin.write(json.dumps(order) + "\n")
    process.stdin.flush()


def answers(process: subprocess.Popen[str], wanted: dict[str, Any]) -> None:
    assert process.stdout is not None
    while json.loads(process.stdout.readline()) != wanted:
        pass


def test_a_sentence_begins_and_ends_by_itself(voice: subprocess.Popen[str]) -> None:
    tell(voice, say=["好"], language="zh_Hant", volume=0.0)
    answers(voice, {"speaking": True})
    answers(voice, {"speaking": False})


def test_it_tells_how_many_sentences_are_left(voice: subprocess.Popen[str]) -> None:
    tell(voice, say=["好", "好", "好"], language="zh_Hant", volume=0.0)
    for wanted in ({"speaking": True}, {"left": 2}, {"left": 1}, {"left": 0}, {"speaking": False}):
        answers(voice, wanted)


def test_a_stop_silences_within_a_tenth_of_a_second_and_nonsense_harms_nothing(voice: subprocess.Popen[str]) -> None:
    assert voice.stdin is not None
    voice.stdin.write('this is no order\n[1]\n{"say": 5}\n')
    tell(voice, say=["請先選一項，" * 10], volume=0.0)
    answers(voice, {"speaking": True})
    began = time.monotonic()
    tell(voice, stop=True)
    answers(voice, {"speaking": False})
    assert time.monotonic() - began < 0.5


def test_a_chime_is_taken_and_one_that_nobody_knows_harms_nothing(voice: subprocess.Popen[str]) -> None:
    tell(voice, chime="done", volume=0.0)
    tell(voice, chime="../../etc/passwd", volume=0.0)
    tell(voice, say=["好"], language="zh_Hant", volume=0.0)
    answers(voice, {"speaking": True})
    answers(voice, {"speaking": False})


def test_a_file_is_played_and_one_that_is_none_harms_nothing(voice: subprocess.Popen[str], tmp_path: Path) -> None:
    sound = waves.write(tmp_path / "a.wav", [waves.silence(0.1)])
    tell(voice, play=str(tmp_path / "nothing.wav"), volume=0.0)
    tell(voice, play=str(sound), volume=0.0)
    answers(voice, {"speaking": True})
    answers(voice, {"speaking": False})


def kiosk_voice(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "KIOSK_HOME": str(home)}
    return subprocess.run(
        [sys.executable, "-m", "kiosk", "voice", *words], capture_output=True, text=True, env=environment, check=False
    )


def test_a_maintainer_hears_a_call_as_the_lobby_will(tmp_path: Path) -> None:
    chinese, both = tmp_path / "chinese.wav", tmp_path / "both.wav"
    assert kiosk_voice(tmp_path, "--say", "A012", "--counter", "3", "--to", str(chinese)).returncode == 0
    done = kiosk_voice(tmp_path, "--say", "A012", "--counter", "3", "--language", "vi", "--to", str(both))
    assert (done.returncode, "zh_Hant + vi" in done.stderr) == (0, True)
    assert waves.length_s(both) > waves.length_s(chinese) + 1.5 > 4


def test_what_cannot_be_called_is_said_in_a_sentence(tmp_path: Path) -> None:
    done = kiosk_voice(tmp_path, "--say", "A 12", "--to", str(tmp_path / "a.wav"))
    assert done.returncode == 1
    assert "no number that can be called" in done.stderr
    done = kiosk_voice(tmp_path, "--say", "A012", "--language", "nan", "--to", str(tmp_path / "a.wav"))
    assert (done.returncode, "nan: no recording of" in done.stderr) == (1, True)


def test_the_words_and_recordings_of_the_home_win(tmp_path: Path) -> None:
    shipped = (ASSETS / "content" / "calls.yaml").read_text(encoding="utf-8")
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "calls.yaml").write_text(shipped.replace("號櫃台]", "號櫃檯]"), encoding="utf-8")
    assert languages(tmp_path)["zh_Hant"].wordings["guest_first"][-1] == "號櫃檯"
    (tmp_path / "content" / "calls.yaml").write_text("zh_Hant: {voice: cmn, digits: [零]}\n", encoding="utf-8")
    with pytest.raises(ContentError, match=r"calls\.yaml:1"):
        languages(tmp_path)
    assert recordings(tmp_path)[0] == tmp_path / "sounds" / "voice"


def test_the_touch_screen_is_softer_while_the_hall_calls(tmp_path: Path) -> None:
    class Speaker:
        speaking = busy = False
        left = 0
        trouble = ""
        ducked: list[bool]

        def __init__(self) -> None:
            self.ducked = []

        def duck(self, *, on: bool) -> None:
            self.ducked.append(on)

        def step(self) -> None:
            """Say nothing."""

        stop = step

    (tmp_path / "run").mkdir()
    speaker = Speaker()
    orders, ours = os.pipe()
    os.write(ours, b'{"stop": true}\n')
    hall_voice.speaks_until(tmp_path, time.monotonic() + 5)
    desk = Desk(speaker, orders, tmp_path, gives_way=tmp_path)  # type: ignore[arg-type]
    os.close(ours)
    desk.run()
    assert speaker.ducked == [True]
    os.close(orders)
