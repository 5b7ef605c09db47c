"""Short sounds without words: a tick, two rising notes, one low note, a bell, door chime, alarm.  Pure: notes in, samples out.

Notes are equal-tempered at A4 = 440 Hz.  Every note is a sine with its second and third partial and a smooth rise and fall,
so that nothing clicks and nothing buzzes.
"""

from __future__ import annotations

import math
from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from devices.speaker import waves
from devices.speaker.waves import RATE_HZ

if TYPE_CHECKING:
    from pathlib import Path

_A4_HZ, _A4_MIDI = 440.0, 69
_PARTIALS = ((1, 1.0), (2, 0.22), (3, 0.08))
_RISE_S = 0.004


@dataclass(frozen=True)
class Note:
    """One note: its MIDI number, when it begins and how long it sounds in milliseconds, how loud (0 to 1)."""

    midi: int
    begins_ms: int
    lasts_ms: int
    loudness: float = 0.5


A3, C5, E5, G5, C6 = 57, 72, 76, 79, 84
TONES: Final[dict[str, tuple[Note, ...]]] = {
    "tick": (Note(C6, 0, 20, 0.18),),
    "done": (Note(G5, 0, 90), Note(C6, 90, 90)),
    "cannot": (Note(A3, 0, 200, 0.4),),
    "more_time": (Note(C5, 0, 140), Note(C5, 200, 140)),
    "call": (Note(E5, 0, 600, 0.6), Note(C5, 450, 1100, 0.6)),  # 叮咚
    "bell": (Note(E5, 0, 900, 0.6),),
    "alarm": tuple(Note(note, 350 * at, 600, 0.9) for at, note in enumerate((E5, C5, E5, C5, E5, C5))),
}


def samples(name: str) -> array[int]:
    """Return the sound `name` (a key of `TONES`) as 16-bit mono samples at `RATE_HZ`."""
    notes = TONES[name]
    length = _frames(max(note.begins_ms + note.lasts_ms for note in notes))
    sound = [0.0] * length
    for note in notes:
        _add(sound, note)
    return array("h", [round(max(-1.0, min(1.0, one)) * 32767) for one in sound])


def write(name: str, folder: Path) -> Path:
    """Write the sound `name` as a WAV file into `folder`, once, and return it; raises `KeyError` for an unknown name."""
    path = folder / f"{name}.wav"
    return path if path.exists() else waves.write(path, [samples(name)])


def _add(sound: list[float], note: Note) -> None:
    begins, frames = _frames(note.begins_ms), _frames(note.lasts_ms)
    hertz = _A4_HZ * 2 ** ((note.midi - _A4_MIDI) / 12)
    whole = sum(weight for _, weight in _PARTIALS)
    for frame in range(min(frames, len(sound) - begins)):
        at_s = frame / RATE_HZ
        wave = sum(weight * math.sin(2 * math.pi * hertz * times * at_s) for times, weight in _PARTIALS) / whole
        sound[begins + frame] += wave * note.loudness * _envelope(at_s, note.lasts_ms / 1000)


def _envelope(at_s: float, lasts_s: float) -> float:
    """Rise quickly, then fade as a struck bar does; silent again at the end."""
    rise = min(1.0, at_s / _RISE_S)
    left = max(0.0, 1 - at_s / lasts_s)
    return rise * left * left


def _frames(milliseconds: int) -> int:
    return RATE_HZ * milliseconds // 1000
