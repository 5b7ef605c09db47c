"""An Alpha sign (BetaBrite's kin, 16 rows) at the far end of a line: real bytes in, lamps as PNG out, and all its troubles.

Written from the manual and from measurements of others; it shares dots and pictures with the product, not a line of the codec.

    faults: mute, nack (the next commands are lost, and the error register says so), power_loss, slow, noise, unplug
"""

from __future__ import annotations

import random
import threading
import time
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from devices.marquee.dots import Strip
from devices.simulators.alpha_desk import Desk
from devices.simulators.alpha_files import Files
from devices.simulators.alpha_player import Player, Playing
from devices.simulators.alpha_text import words
from devices.simulators.alpha_wire import CHECKSUM, Ear, Transmission
from devices.simulators.sign import USUAL
from devices.simulators.sign_gallery import Gallery

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from devices.marquee.dots import Glyphs
    from devices.simulators.line import FarEnd

READ_BYTES = 2048
FRAME_S, RUNNING_FRAME_S = 0.1, 0.25
SAY_S = 15.0
THINKING_S, SLOW_S = 0.03, 0.5
STARTING_S = 3.0
NOISE_BYTES = 12
LATE_S = 0.03
"""After drawing or thinking for longer than this, bytes may have waited, and their moment is not known."""

TYPES = "Z?!^"


def _hall_time() -> datetime:
    return datetime.now().astimezone().replace(tzinfo=None)


@dataclass(frozen=True)
class Make:
    """What this sign is: its width, address, memory, whether it can be dimmed; the clocks and chance it lives by."""

    columns: int = 192
    unit: int = 1
    pool_bytes: int = 30_000
    dims: bool = False
    seven_bits: bool = True
    monotonic: Callable[[], float] = time.monotonic
    today: Callable[[], datetime] = _hall_time
    chance: random.Random = field(default_factory=random.Random)


class AlphaSimulator:
    """The sign: `start` and `stop` it, or use it in a `with`; any method from any thread."""

    def __init__(self, line: FarEnd, folder: Path, glyphs: Glyphs, make: Make | None = None) -> None:
        self.line = line
        self._make = make or Make()
        self._now, self._chance = self._make.monotonic, self._make.chance
        self._ear = Ear(seven_bits=self._make.seven_bits)
        files = Files(self._make.pool_bytes)
        self._desk = Desk(files, self._ear, self._make.monotonic, self._make.today, dims=self._make.dims)
        self._glyphs = glyphs
        self._player = Player(self._desk, glyphs, self._make.columns)
        self._gallery = Gallery(folder)
        self._lock = threading.RLock()
        self._thread: threading.Thread | None = None
        self._running = False
        self._has_power, self._is_mute, self._is_noisy, self._is_slow = True, False, False, False
        self._refusal, self._refusals_left = CHECKSUM, 0
        self._counts: dict[str, int] = {}

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Switch the sign on; opens the line unless its cable is in already."""
        if not self.line.plugged:
            self.line.open()
        self._running = True
        self._thread = threading.Thread(target=self._live, name="alpha sign simulator", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Switch the sign off for good; the line stays as it is."""
        self._running = False
        if self._thread is not None:
            self._thread.join(5)

    def mute(self, *, on: bool = True) -> None:
        """Obey, but answer nothing: the wire back is broken."""
        self._is_mute = on

    def nack(self, code: int = USUAL, times: int = 1) -> None:
        """Lose the next `times` writes, as damaged on the line; `code` are the bits of the error register (checksum)."""
        self._refusal, self._refusals_left = code & 0x3F or CHECKSUM, times

    def power_loss(self) -> None:
        """Pull the mains plug: dark and deaf, and the memory is gone."""
        with self._lock:
            self._has_power = False
            self._desk.files.clear()
            self._desk.files.texts.clear()
            self._desk.factory()
            self._ear.forget()
            self._refresh()

    def power_back(self) -> None:
        """Put the mains plug back; the sign takes a moment to start."""
        with self._lock:
            self._has_power = True
            self._desk.rest(STARTING_S)
            self._refresh()

    def slow(self, *, on: bool = True) -> None:
        """Think for half a second before every reply."""
        self._is_slow = on

    def noise(self, *, on: bool = True) -> None:
        """Send a few odd bytes around every reply."""
        self._is_noisy = on

    def unplug(self) -> None:
        """Pull the cable."""
        self.line.unplug()

    def plug(self) -> None:
        """Put the cable back."""
        self.line.plug()

    def attend(self, data: bytes) -> None:
        """Take what came down the line, and answer it."""
        self._attend(data, late=False)

    def lamps(self) -> Strip:
        """Return what the lamps show now."""
        with self._lock:
            playing = self._playing()
            return self._view(playing) if playing else Strip().window(0, self._player.columns)

    def clear(self) -> None:
        """End all faults."""
        self.mute(on=False)
        self.noise(on=False)
        self.slow(on=False)
        self._refusals_left = 0
        if not self._has_power:
            self.power_back()
        self.line.plug()

    def state(self) -> dict[str, Any]:
        """Return how the sign is: what it shows and why, its files and register, what it heard, how often it went blank."""
        with self._lock:
            playing = self._playing()
            told = self._told(playing)
        told["showing"] = words(playing.scene, self._glyphs) if playing else ""  # reading takes its time: not under the lock
        return told

    def _told(self, playing: Playing | None) -> dict[str, Any]:
        files = self._desk.files
        return {
            "mode": playing.why if playing else "blank" if self._has_power else "off",
            "picture": str(self._gallery.now),
            "files": sorted((*files.texts, *files.strings, *files.pictures)),
            "strings": {label: content.decode("latin-1") for label, content in files.strings.items()},
            "sequence": self._desk.sequence,
            "clock": self._desk.clock().isoformat(timespec="seconds"),
            "brightness": self._desk.brightness,
            "errors": self._ear.errors,
            "lost_for_haste": self._ear.lost_for_haste,
            "blanks": dict(self._desk.blanks),
            "requests": dict(self._counts),
            "faults": self._faults(),
            "plugged": self.line.plugged,
        }

    def _faults(self) -> list[str]:
        switched = {
            "mute": self._is_mute, "nack": self._refusals_left > 0, "power_loss": not self._has_power,
            "slow": self._is_slow, "noise": self._is_noisy, "unplug": not self.line.plugged,
        }  # fmt: skip
        return [name for name, is_on in switched.items() if is_on]

    def _live(self) -> None:
        next_frame = 0.0
        left_at = self._now()
        while self._running:
            late = self._now() - left_at > LATE_S
            data = self.line.read(READ_BYTES, FRAME_S)
            left_at = self._now()
            self._attend(data, late=late)
            if self._now() >= next_frame:
                with self._lock:
                    moves = self._refresh()
                next_frame = self._now() + (RUNNING_FRAME_S if moves else FRAME_S)

    def _attend(self, data: bytes, *, late: bool) -> None:
        with self._lock:
            replies = self._hear(data, late=late)
        for reply in replies:
            self._say(reply)

    def _hear(self, data: bytes, *, late: bool = False) -> list[bytes]:
        now = self._now()
        if not self._has_power or now < self._desk.deaf_until:
            return []
        heard = [one for one in self._ear.hear(data, now, late=late) if one.is_for(TYPES, self._make.unit)]
        return [reply for one in heard for reply in self._obey(one)]

    def _obey(self, one: Transmission) -> list[bytes]:
        replies = []
        for order in one.orders:
            letter = order.body[:1].decode("latin-1")
            name = order.body[:2].decode("latin-1") if letter in "EF" else letter
            self._counts[name] = self._counts.get(name, 0) + 1
            if self._refusals_left > 0 and letter in "AEGI":
                self._refusals_left -= 1
                self._ear.errors |= self._refusal
            elif (reply := self._desk.obey(order)) is not None:
                replies.append(reply)
        return [] if self._is_mute else replies

    def _say(self, reply: bytes) -> None:
        time.sleep(SLOW_S if self._is_slow else THINKING_S)
        if self._is_noisy:
            reply = self._chance.randbytes(NOISE_BYTES) + reply + self._chance.randbytes(NOISE_BYTES)
        self.line.write(reply, SAY_S)

    def _playing(self) -> Playing | None:
        return self._player.playing(self._now()) if self._has_power else None

    def _refresh(self) -> bool:
        """Bring the pictures up to date; return whether something is running across the lamps."""
        playing, columns = self._playing(), self._player.columns
        level = self._desk.brightness / 100
        if playing is None:
            dark = Strip().window(0, columns)
            self._gallery.show(dark, level)
            self._gallery.remember("dark", dark, level)
            return False
        text, moves, view = Strip(playing.scene.columns), self._player.moves(playing.scene), self._view(playing)
        self._gallery.show(view, level)
        standing = text.window(0, columns) if moves else view
        self._gallery.remember(self._player.meaning(playing), standing, level)
        return moves

    def _view(self, playing: Playing) -> Strip:
        """Return what a page looks like now; a running one comes in from the right."""
        text, columns = Strip(playing.scene.columns), self._player.columns
        if not self._player.moves(playing.scene):
            return text.centred(columns)
        way = int((self._now() - playing.since) * playing.scene.dots_per_s) % (len(text) + columns)
        return text.window(way - columns, columns)
