"""Sound as samples: 16 bits, one channel, 22,050 a second, as espeak-ng makes it.  WAV files in, one WAV file out."""

from __future__ import annotations

import sys
import wave
from array import array
from typing import TYPE_CHECKING, Final

from devices.errors import EncodeError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

RATE_HZ: Final = 22_050
MOST_S = 30.0  # of one recording: a segment takes a second


def read(path: Path) -> tuple[array[int], int, int]:
    """Return the samples of a 16-bit WAV file, its rate and its channels; raises `EncodeError`."""
    try:
        with wave.open(str(path), "rb") as sound:
            rate, channels, width = sound.getframerate(), sound.getnchannels(), sound.getsampwidth()
            frames = sound.readframes(sound.getnframes())
    except (wave.Error, EOFError, OSError) as error:
        raise EncodeError(f"{path.name} cannot be read: {error}") from error
    if width != 2 or channels not in {1, 2} or not rate:
        raise EncodeError(f"{path.name}: record in 16 bits, mono or stereo (found: {8 * width} bits, {channels} channels).")
    samples = array("h", frames[: len(frames) // (2 * channels) * 2 * channels])
    if sys.byteorder == "big":
        samples.byteswap()
    return samples, rate, channels


def read_plain(path: Path) -> array[int]:
    """Return a WAV file of any rate as plain samples: one channel at `RATE_HZ`; raises `EncodeError`."""
    if length_s(path) > MOST_S:
        raise EncodeError(f"{path.name} is longer than {MOST_S:.0f} s: cut the recording down to its words.")
    samples, rate, channels = read(path)
    if channels == 2:
        samples = array("h", [(left + right) // 2 for left, right in zip(samples[::2], samples[1::2], strict=True)])
    return samples if rate == RATE_HZ else _at_our_rate(samples, rate)


def silence(seconds: float) -> array[int]:
    """Return samples of no sound."""
    return array("h", bytes(2 * round(seconds * RATE_HZ)))


def write(path: Path, pieces: Iterable[array[int]]) -> Path:
    """Write pieces one after the other as one WAV file and return it."""
    whole = array("h")
    for piece in pieces:
        whole.extend(piece)
    if sys.byteorder == "big":
        whole.byteswap()
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes(whole.tobytes())
    return path


def length_s(path: Path) -> float:
    """Return how long a WAV file plays; raises `EncodeError` for one that is none."""
    try:
        with wave.open(str(path), "rb") as sound:
            return sound.getnframes() / sound.getframerate()
    except (wave.Error, EOFError, OSError, ZeroDivisionError) as error:
        raise EncodeError(f"{path.name} is no WAV file that can be played: {error}") from error


def _at_our_rate(samples: array[int], rate: int) -> array[int]:
    """Return the samples at `RATE_HZ`, each between its two neighbours."""
    count = len(samples) * RATE_HZ // rate
    last = len(samples) - 1
    made = array("h", bytes(2 * count))
    for at in range(count):
        place = at * rate / RATE_HZ
        before = int(place)
        one, other = samples[before], samples[min(before + 1, last)]
        made[at] = round(one + (other - one) * (place - before))
    return made
