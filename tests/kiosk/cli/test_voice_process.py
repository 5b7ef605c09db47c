"""The voice as a process: orders in, answers out, and it ends when its screen does."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")


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
