"""Short sounds: their length and their notes, measured on the samples; nothing clicks."""

from __future__ import annotations

import wave
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from devices.speaker.tones import RATE_HZ, TONES, samples, write

if TYPE_CHECKING:
    from pathlib import Path

HERTZ = {"A3": 220.0, "C5": 523.25, "E5": 659.26, "G5": 783.99, "C6": 1046.5}


def pitch_hz(sound: list[int]) -> float:
    """Count how often the wave crosses zero upwards."""
    ups = [at for at, (before, after) in enumerate(pairwise(sound)) if before < 0 <= after]
    return (len(ups) - 1) * RATE_HZ / (ups[-1] - ups[0])


@pytest.mark.parametrize(
    ("name", "milliseconds"), [("tick", 20), ("done", 180), ("cannot", 200), ("more_time", 340), ("bell", 900), ("call", 1550)]
)
def test_each_lasts_as_long_as_the_design_says(name: str, milliseconds: int) -> None:
    assert len(samples(name)) * 1000 / RATE_HZ == pytest.approx(milliseconds, abs=1)


@pytest.mark.parametrize(
    ("name", "from_ms", "note"),
    [("done", 0, "G5"), ("done", 90, "C6"), ("cannot", 0, "A3"), ("more_time", 0, "C5"), ("more_time", 200, "C5"),
     ("bell", 0, "E5"), ("call", 0, "E5"), ("call", 700, "C5")],
)  # fmt: skip
def test_each_sounds_its_notes(name: str, from_ms: int, note: str) -> None:
    begins = from_ms * RATE_HZ // 1000
    assert pitch_hz(list(samples(name)[begins : begins + RATE_HZ * 80 // 1000])) == pytest.approx(HERTZ[note], rel=0.01)


@pytest.mark.parametrize("name", sorted(TONES))
def test_nothing_clicks_and_nothing_is_cut_off(name: str) -> None:
    sound = samples(name)
    assert abs(sound[0]) < 200
    assert abs(sound[-1]) < 200
    assert 2000 < max(map(abs, sound)) < 32767


def test_a_file_is_written_once(tmp_path: Path) -> None:
    first = write("tick", tmp_path)
    stamp = first.stat().st_mtime_ns
    assert write("tick", tmp_path) == first
    assert first.stat().st_mtime_ns == stamp
    with wave.open(str(first)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE_HZ)
