"""From a WAV file to the loudspeaker, by miniaudio: one wheel that finds PulseAudio or ALSA by itself and needs no server.

Chosen over a player program, because a touch must silence it within one period of 50 ms; over SDL, because that never
says the end of a sound where there is no device; over PortAudio, because that is one more system library.  The volume is
multiplied into the samples, so there is no mixer that a next visitor could inherit.
"""

from __future__ import annotations

import os
from array import array
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from devices.errors import LinkError
from devices.speaker import waves

if TYPE_CHECKING:
    from collections.abc import Generator

PERIOD_MS = 50
DEVICES = Path("/dev/snd")
DUCKED = 0.2  # of its volume, while another voice of the same loudspeaker is more important


class Player(Protocol):
    """Plays one file at a time."""

    def start(self, path: Path, volume: float) -> None:
        """Begin to play, instead of what plays now; raises `LinkError` where there is no sound device."""

    def stop(self) -> None:
        """Be silent at once."""

    def duck(self, *, on: bool) -> None:
        """Play softly from now on, or as loud as told again; what plays now as well."""

    @property
    def playing(self) -> bool:
        """Say whether something still sounds."""


class LoudspeakerPlayer:
    """The machine's own sound device."""

    def __init__(self) -> None:
        self._device: Any = None
        self._over = True
        self._ducked = False

    @property
    def playing(self) -> bool:
        """Say whether the last sample has not been handed over yet."""
        return not self._over

    def start(self, path: Path, volume: float) -> None:
        """Begin to play, instead of what plays now."""
        self.stop()
        if not sound_is_there():
            raise LinkError("this machine has no sound device")
        import miniaudio  # noqa: PLC0415  # loads the system's sound libraries

        samples, rate, channels = read(path, volume)
        kinds = [miniaudio.Backend.PULSEAUDIO, miniaudio.Backend.ALSA]
        try:
            self._device = miniaudio.PlaybackDevice(
                output_format=miniaudio.SampleFormat.SIGNED16, nchannels=channels, sample_rate=rate,
                buffersize_msec=PERIOD_MS, backends=kinds, app_name="kiosk",
            )  # fmt: skip
            feed = self._feed(samples.tobytes(), 2 * channels)
            next(feed)
            self._over = False
            self._device.start(feed)
        except miniaudio.MiniaudioError as error:
            self.stop()
            raise LinkError(f"the sound device does not open: {error}") from error

    def stop(self) -> None:
        """Be silent at once."""
        device, self._device, self._over = self._device, None, True
        if device is not None:
            device.close()

    def duck(self, *, on: bool) -> None:
        """Play softly from now on, or as loud as told again; heard with the next period."""
        self._ducked = on

    def _feed(self, sound: bytes, frame_bytes: int) -> Generator[bytes, int, None]:
        """Hand over as many frames as are asked for; runs in the library's own thread."""
        at = 0
        wanted = yield b""
        while at < len(sound):
            piece = sound[at : at + wanted * frame_bytes]
            at += len(piece)
            wanted = yield quieter(array("h", piece), DUCKED).tobytes() if self._ducked else piece
        self._over = True


def sound_is_there() -> bool:
    """Say whether a sound server or a sound card can be expected; asking ALSA without one fills the log."""
    server = Path(os.environ.get("XDG_RUNTIME_DIR", f"/run/user/{os.getuid()}")) / "pulse" / "native"
    return bool(os.environ.get("PULSE_SERVER")) or server.exists() or any(DEVICES.glob("pcm*p"))


def read(path: Path, volume: float) -> tuple[array[int], int, int]:
    """Return the samples of a 16-bit WAV file at `volume` (0 to 1), its rate and its channels; raises `EncodeError`."""
    samples, rate, channels = waves.read(path)
    return quieter(samples, max(0.0, min(1.0, volume))), rate, channels


def quieter(samples: array[int], volume: float) -> array[int]:
    """Return the samples at a volume of 0 to 1."""
    level = round(volume * 256)
    return array("h", [one * level >> 8 for one in samples])
