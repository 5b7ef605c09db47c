"""A JetFile II sign at the far end of a line: real bytes in, lamps as PNG out, and all its troubles.

Written from the manual; it shares dots and pictures with the product, but not a line of the codec.  Its
files, list, clock and emergency are those of `Desk` and `Player`.

    faults: mute, nack, power_loss, slow, noise, unplug
"""

from __future__ import annotations

import random
import threading
import time
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from devices.marquee.dots import Glyphs, Strip
from devices.simulators.jetfile2_desk import Desk
from devices.simulators.jetfile2_player import Player, Playing
from devices.simulators.jetfile2_wire import Ear, FirstRequest, Request, say_status
from devices.simulators.sign import USUAL
from devices.simulators.sign_gallery import Gallery

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from devices.simulators.jetfile2_text import Scene
    from devices.simulators.line import FarEnd

READ_BYTES = 2048
STILL_FRAME_S = 0.1
RUNNING_FRAME_S = 0.25
SAY_S = 3.0
THINKING_S = 0.5
NOISE_BYTES = 12
CANNOT_WRITE = 0x9012
HALF_HEARD_S = 1.0
"""A request that stops half-way is given up after this time."""


def _hall_time() -> datetime:
    return datetime.now().astimezone().replace(tzinfo=None)


@dataclass(frozen=True)
class Make:
    """What this sign is: its width, the address it listens to, and the clocks and chance it lives by."""

    columns: int = 192
    group: int = 1
    unit: int = 1
    monotonic: Callable[[], float] = time.monotonic
    today: Callable[[], datetime] = _hall_time
    chance: random.Random = field(default_factory=random.Random)


class JetFileSimulator:
    """The sign: `start` and `stop` it, or use it in a `with`; any method from any thread."""

    def __init__(self, line: FarEnd, folder: Path, glyphs: Glyphs, make: Make | None = None) -> None:
        make = make or Make()
        self.line = line
        self._glyphs = glyphs
        self._now, self._today, self._chance = make.monotonic, make.today, make.chance
        self._player = Player(make.columns)
        self._desk = Desk(self._player, glyphs.rows, (make.group, make.unit), make.monotonic, make.today)
        self._gallery = Gallery(folder, rows=glyphs.rows)
        self._ear = Ear()
        self._lock = threading.RLock()
        self._thread: threading.Thread | None = None
        self._running = False
        self._has_power, self._is_mute, self._is_noisy, self._is_slow = True, False, False, False
        self._nack_code, self._nacks_left = 0, 0
        self._heard_at = 0.0
        self._counts: dict[str, int] = {}
        self._showing = ""
        self._strips: tuple[object, Strip] = (None, Strip())

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
        self._thread = threading.Thread(target=self._live, name="sign simulator", daemon=True)
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
        """Refuse the next `times` requests with `code`, usually 9012 (file cannot be written)."""
        self._nack_code, self._nacks_left = code or CANNOT_WRITE, times

    def power_loss(self) -> None:
        """Pull the mains plug: dark, deaf, and drive E is gone."""
        with self._lock:
            self._has_power = False
            self._player.lose_power()
            self._desk.lose_power()
            self._ear.forget()
            self._refresh()

    def power_back(self) -> None:
        """Put the mains plug back."""
        with self._lock:
            self._has_power = True
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

    def clear(self) -> None:
        """End all faults."""
        self.mute(on=False)
        self.noise(on=False)
        self._nacks_left = 0
        self.slow(on=False)
        if not self._has_power:
            self.power_back()
        self.line.plug()

    def state(self) -> dict[str, Any]:
        """Return how the sign is: what it shows in words, why, files, faults, requests by command."""
        with self._lock:
            playing = self._playing()
            return {
                "showing": self._words(playing),
                "mode": playing.why if playing else "off" if not self._has_power else "blank",
                "picture": str(self._gallery.now),
                "files": sorted(self._player.files),
                "clock": self._player.clock(self._today()).isoformat(timespec="seconds"),
                "brightness": self._desk.brightness,
                "requests": dict(self._counts),
                "faults": self._faults(),
                "plugged": self.line.plugged,
            }

    def _faults(self) -> list[str]:
        switched = {
            "mute": self._is_mute, "nack": self._nacks_left > 0, "power_loss": not self._has_power,
            "slow": self._is_slow, "noise": self._is_noisy, "unplug": not self.line.plugged,
        }  # fmt: skip
        return [name for name, is_on in switched.items() if is_on]

    def _live(self) -> None:
        next_frame = 0.0
        while self._running:
            self.attend(self.line.read(READ_BYTES, STILL_FRAME_S))
            if self._now() >= next_frame:
                with self._lock:
                    runs = self._refresh()
                next_frame = self._now() + (RUNNING_FRAME_S if runs else STILL_FRAME_S)

    def lamps(self) -> Strip:
        """Return what the lamps show now."""
        with self._lock:
            playing = self._playing()
            if playing is None:
                return Strip().window(0, self._player.columns)
            scene = self._player.scene(playing, self._today())
            return self._view(scene, self._strip(scene), self._now() - playing.since)

    def attend(self, data: bytes) -> None:
        """Take what came down the line, and answer it; its own thread does so, or whoever plays time itself."""
        with self._lock:
            if data and self._now() - self._heard_at > HALF_HEARD_S:
                self._ear.forget()
            if data:
                self._heard_at = self._now()
            requests = self._ear.hear(data) if self._has_power else []
            replies = [reply for request in requests if (reply := self._obey(request))]
        for reply in replies:
            self._say(reply)

    def _obey(self, request: Request | FirstRequest) -> bytes:
        """Return what to say, b"" for nothing."""
        if isinstance(request, FirstRequest):
            reply = self._desk.first(request)
        elif not self._desk.is_for_us(request):
            return b""
        elif self._nacks_left > 0:
            self._nacks_left -= 1
            reply = say_status(request, self._nack_code)
        else:
            name = f"{request.command:04X}"
            self._counts[name] = self._counts.get(name, 0) + 1
            reply = self._desk.answer(request)
        is_read = isinstance(request, Request) and request.command >> 8 == 0x01
        return reply if (request.wants_reply or is_read) and not self._is_mute else b""

    def _say(self, reply: bytes) -> None:
        if self._is_slow:
            time.sleep(THINKING_S)
        if self._is_noisy:
            around = self._chance.randbytes(NOISE_BYTES), self._chance.randbytes(NOISE_BYTES)
            reply = around[0] + reply + around[1]
        self.line.write(reply, SAY_S)

    def _playing(self) -> Playing | None:
        if not self._has_power or self._desk.is_black:
            return None
        return self._player.playing(self._now(), self._today())

    def _words(self, playing: Playing | None) -> str:
        return self._player.scene(playing, self._today()).text if playing else ""

    def _refresh(self) -> bool:
        """Bring the pictures up to date; return whether something is running across the lamps."""
        playing = self._playing()
        level = (self._desk.brightness or 100) / 100
        if playing is None:
            dark = Strip().window(0, self._player.columns)
            self._gallery.show(dark, level)
            self._gallery.remember("dark", dark, level)
            return False
        scene = self._player.scene(playing, self._today())
        text = self._strip(scene)
        self._gallery.show(self._view(scene, text, self._now() - playing.since), level)
        meaning = self._player.scene(playing, self._today(), still_clock=True).text
        self._gallery.remember(f"{playing.why} {meaning}", self._standing(scene, text), level)
        return scene.runs

    def _strip(self, scene: Scene) -> Strip:
        key = (tuple(scene.segments), tuple(scene.pictures))
        if self._strips[0] != key:
            self._strips = (key, scene.strip(self._glyphs))
        return self._strips[1]

    def _view(self, scene: Scene, text: Strip, elapsed_s: float) -> Strip:
        """Return what the lamps show now; a running text comes in from the right."""
        columns = self._player.columns
        if not scene.runs:
            return text.centred(columns)
        way = (int(elapsed_s * scene.dots_per_s)) % (len(text) + columns or 1)
        return text.window(way - columns, columns)

    def _standing(self, scene: Scene, text: Strip) -> Strip:
        """Return the view to remember a page by: of a running text, its beginning."""
        columns = self._player.columns
        return text.window(0, columns) if scene.runs else text.centred(columns)
