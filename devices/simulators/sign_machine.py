"""What all simulated signs share: a thread that listens, draws and answers, and the troubles every machine may have.

A family adds its ear and its lamps: it says what it answers, what it shows, and what the power takes with it.
"""

from __future__ import annotations

import random
import threading
import time
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from devices.simulators.sign import USUAL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from devices.marquee.dots import Strip
    from devices.simulators.line import FarEnd
    from devices.simulators.sign_gallery import Gallery

READ_BYTES = 2048
STILL_FRAME_S = 0.1
RUNNING_FRAME_S = 0.25
SAY_S = 3.0
SLOW_S = 0.5
NOISE_BYTES = 12
HALF_HEARD_S = 1.0
"""A request that stops half-way is given up after this time."""


def hall_time() -> datetime:
    """Return the time of day in the hall, as a sign knows it: without a zone."""
    return datetime.now().astimezone().replace(tzinfo=None)


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """The clocks and the chance a machine lives by; families add what it is."""

    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    today: Callable[[], datetime] = hall_time
    chance: random.Random = field(default_factory=random.Random)


class SignMachine(ABC):
    """A `SimulatedSign` without a family: `start` and `stop` it, or use it in a `with`; any method from any thread."""

    usual_refusal = 0
    thinking_s = 0.0

    def __init__(self, line: FarEnd, gallery: Gallery, around: Surroundings) -> None:
        self.line = line
        self._gallery = gallery
        self._now, self._sleep = around.monotonic, around.sleep
        self._today, self._chance = around.today, around.chance
        self._lock = threading.RLock()
        self._thread: threading.Thread | None = None
        self._running = False
        self._has_power, self._is_mute, self._is_noisy, self._is_slow = True, False, False, False
        self._refusal, self._refusals_left = 0, 0
        self._heard_at = 0.0
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
        self._thread = threading.Thread(target=self._live, name="sign simulator", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Switch the sign off for good; the line stays as it is."""
        self._running = False
        if self._thread is not None:
            self._thread.join(5)

    def stop_drawing(self) -> None:
        """Keep no pictures from now on: its line is measured, and drawing takes longer than an answer."""
        self._gallery.draws = False

    def mute(self, *, on: bool = True) -> None:
        """Obey, but answer nothing: the wire back is broken."""
        self._is_mute = on

    def nack(self, code: int = USUAL, times: int = 1) -> None:
        """Refuse the next `times` requests with `code`, usually the family's `usual_refusal`."""
        self._refusal, self._refusals_left = code or self.usual_refusal, times

    def power_loss(self) -> None:
        """Pull the mains plug: dark, deaf, and what lies in RAM is gone."""
        with self._lock:
            self._has_power = False
            self.lose_power()
            self.forget_half_heard()
            self.refresh()

    def power_back(self) -> None:
        """Put the mains plug back."""
        with self._lock:
            self._has_power = True
            self.refresh()

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
        self._refusals_left = 0
        if not self._has_power:
            self.power_back()
        self.line.plug()

    def lamps(self) -> Strip:
        """Return what the lamps show now, as wide as the sign."""
        with self._lock:
            return self.view()

    def attend(self, data: bytes) -> None:
        """Take what came down the line, and answer it; its own thread does so, or whoever plays time itself."""
        with self._lock:
            now = self._now()
            if data and now - self._heard_at > HALF_HEARD_S:
                self.forget_half_heard()
            if data:
                self._heard_at = now
            replies = [reply for reply in self.replies(data) if reply] if self._has_power else []
        for reply in [] if self._is_mute else replies:
            self._say(reply)

    def state(self) -> dict[str, Any]:
        """Return how the sign is: what the family tells, the picture, the faults, the requests by command."""
        with self._lock:
            return {
                **self.facts(),
                "picture": str(self._gallery.now),
                "requests": dict(self._counts),
                "faults": self._faults(),
                "plugged": self.line.plugged,
            }

    @abstractmethod
    def replies(self, data: bytes) -> Iterable[bytes]:
        """Hear `data`, obey what it completes, and give what is said to it."""

    @abstractmethod
    def forget_half_heard(self) -> None:
        """Give up a request that is not whole."""

    @abstractmethod
    def lose_power(self) -> None:
        """Lose what the power takes with it."""

    @abstractmethod
    def refresh(self) -> bool:
        """Bring the pictures up to date; return whether something is running across the lamps."""

    @abstractmethod
    def view(self) -> Strip:
        """Return what the lamps show now."""

    @abstractmethod
    def facts(self) -> dict[str, Any]:
        """Return the family's part of the state: `showing`, `mode`, `clock`, `brightness` and its own."""

    def count(self, name: str) -> None:
        """Count a request of this name."""
        self._counts[name] = self._counts.get(name, 0) + 1

    def refuses(self) -> bool:
        """Whether the next request is to be refused; uses one refusal up."""
        if self._refusals_left == 0:
            return False
        self._refusals_left -= 1
        return True

    def _faults(self) -> list[str]:
        switched = {
            "mute": self._is_mute, "nack": self._refusals_left > 0, "power_loss": not self._has_power,
            "slow": self._is_slow, "noise": self._is_noisy, "unplug": not self.line.plugged,
        }  # fmt: skip
        return [name for name, is_on in switched.items() if is_on]

    def _live(self) -> None:
        next_frame = 0.0
        while self._running:
            self.attend(self.line.read(READ_BYTES, STILL_FRAME_S))
            if self._now() >= next_frame:
                with self._lock:
                    runs = self.refresh()
                next_frame = self._now() + (RUNNING_FRAME_S if runs else STILL_FRAME_S)

    def _say(self, reply: bytes) -> None:
        self._sleep(SLOW_S if self._is_slow else self.thinking_s)
        if self._is_noisy:
            reply = self._chance.randbytes(NOISE_BYTES) + reply + self._chance.randbytes(NOISE_BYTES)
        self.line.write(reply, SAY_S)
