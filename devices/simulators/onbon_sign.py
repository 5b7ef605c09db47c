"""An Onbon font card at the far end of a line: real bytes in, lamps as PNG out, and all its troubles.

Written from the protocol; it shares dots and pictures with the product, but not a line of the codec.

    faults: mute, nack, power_loss, slow, noise, unplug
"""

from __future__ import annotations

import random
import re
import threading
import time
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from devices.simulators.onbon_areas import compose, reads
from devices.simulators.onbon_desk import FULL, Desk
from devices.simulators.onbon_wire import NACK, Ear, Request, say
from devices.simulators.sign import USUAL
from devices.simulators.sign_gallery import Gallery

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from devices.marquee.dots import Glyphs, Strip
    from devices.simulators.line import FarEnd
    from devices.simulators.onbon_areas import Shown

READ_BYTES = 2048
STILL_FRAME_S = 0.1
RUNNING_FRAME_S = 0.25
SAY_S = 3.0
THINKING_S = 0.5
NOISE_BYTES = 12
BUSY = 3
HALF_HEARD_S = 1.0
"""A request that stops half-way is given up after this time."""
_TIME_OF_DAY = re.compile(r"\d\d:\d\d")


def _hall_time() -> datetime:
    return datetime.now().astimezone().replace(tzinfo=None)


@dataclass(frozen=True)
class Make:
    """What this card is: its lamps, screen number, device type, and the clocks and chance it lives by."""

    columns: int = 192
    rows: int = 16
    screen: int = 1
    device: int = 0x51
    counts_dots: bool = False
    monotonic: Callable[[], float] = time.monotonic
    today: Callable[[], datetime] = _hall_time
    chance: random.Random = field(default_factory=random.Random)


class OnbonSimulator:
    """The card: use it in a `with`; any method from any thread."""

    def __init__(self, line: FarEnd, folder: Path, glyphs: Glyphs, make: Make | None = None) -> None:
        make = make or Make()
        self.line = line
        self._glyphs = glyphs
        self._size = make.columns, make.rows
        self._now, self._chance = make.monotonic, make.chance
        self._desk = Desk(make.screen, make.device, counts_dots=make.counts_dots, now=make.monotonic, today=make.today)
        self._gallery = Gallery(folder)
        self._ear = Ear()
        self._lock = threading.RLock()
        self._thread: threading.Thread | None = None
        self._running = False
        self._has_power, self._is_mute, self._is_noisy, self._is_slow = True, False, False, False
        self._nack_code, self._nacks_left = 0, 0
        self._heard_at = 0.0
        self._counts: dict[str, int] = {}

    def __enter__(self) -> Self:
        """Switch the card on; opens the line unless its cable is in already."""
        if not self.line.plugged:
            self.line.open()
        self._running = True
        self._thread = threading.Thread(target=self._live, name="sign simulator", daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Switch the card off for good; the line stays as it is."""
        self._running = False
        if self._thread is not None:
            self._thread.join(5)

    def mute(self, *, on: bool = True) -> None:
        """Obey, but answer nothing: the wire back is broken."""
        self._is_mute = on

    def nack(self, code: int = USUAL, times: int = 1) -> None:
        """Refuse the next `times` requests with the error `code`, usually 3 (busy)."""
        self._nack_code, self._nacks_left = code or BUSY, times

    def power_loss(self) -> None:
        """Pull the mains plug: dark, deaf, and the dynamic areas are gone."""
        with self._lock:
            self._has_power = False
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
        self._is_mute = self._is_noisy = self._is_slow = False
        self._nacks_left = 0
        if not self._has_power:
            self.power_back()
        self.line.plug()

    def state(self) -> dict[str, Any]:
        """Return how the card is: what it shows in words, its areas, what was written, faults, requests by command."""
        with self._lock:
            shown = self._shown()
            return {
                "showing": reads(shown, self._now()),
                "mode": "list" if shown else "blank" if self._has_power else "off",
                "picture": str(self._gallery.now),
                "areas": [area.number for area in self._desk.areas()],
                "area_writes": dict(self._desk.area_writes),
                "flash_writes": self._desk.flash_writes,
                "blanks": self._desk.blanks,
                "clock": self._desk.clock().isoformat(timespec="seconds"),
                "brightness": round(self._desk.brightness() * 100 / FULL),
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
            return compose(self._shown(), self._size, self._glyphs, self._now())

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

    def _obey(self, request: Request) -> bytes:
        """Return what to say, b"" for nothing."""
        if not self._desk.is_for_us(request):
            return b""
        if self._nacks_left > 0:
            self._nacks_left -= 1
            reply = say(NACK, self._nack_code)
        else:
            name = f"{request.code:04X}"
            self._counts[name] = self._counts.get(name, 0) + 1
            reply = self._desk.answer(request)
        return reply if request.wants_reply and not self._is_mute else b""

    def _say(self, reply: bytes) -> None:
        if self._is_slow:
            time.sleep(THINKING_S)
        if self._is_noisy:
            around = self._chance.randbytes(NOISE_BYTES), self._chance.randbytes(NOISE_BYTES)
            reply = around[0] + reply + around[1]
        self.line.write(reply, SAY_S)

    def _shown(self) -> list[Shown]:
        return self._desk.shown() if self._has_power else []

    def _refresh(self) -> bool:
        """Bring the pictures up to date; return whether something is running across the lamps."""
        shown, now = self._shown(), self._now()
        level = max(1, self._desk.brightness()) / FULL
        self._gallery.show(compose(shown, self._size, self._glyphs, now), level)
        meaning = _TIME_OF_DAY.sub("00:00", reads(shown, now))
        self._gallery.remember(meaning or "dark", self._standing(shown, now), level)
        return any(area.runs for area in shown)

    def _standing(self, shown: list[Shown], now: float) -> Strip:
        """Return the view to remember a page by: a running text when its first letters have come to the left edge."""
        at_edge = [replace(area, since=now - area.width / area.dots_per_s) if area.runs else area for area in shown]
        return compose(at_edge, self._size, self._glyphs, now)


class Onbon6KSimulator(OnbonSimulator):
    """A BX-6K1: it counts x and width in dots."""

    def __init__(self, line: FarEnd, folder: Path, glyphs: Glyphs, make: Make | None = None) -> None:
        super().__init__(line, folder, glyphs, replace(make or Make(), device=0x61, counts_dots=True))
