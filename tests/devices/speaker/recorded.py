"""A recording, as an office would lay one down: one level all through."""

from __future__ import annotations

import wave
from pathlib import Path


def write_wav(path: Path, seconds: float = 0.5, *, width: int = 2, sample: int = 1000, rate: int = 8000) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(width)
        sound.setframerate(rate)
        sound.writeframes(sample.to_bytes(width, "little", signed=width > 1) * int(seconds * rate))
    return path
