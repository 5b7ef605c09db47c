"""A simulated A&D TM-2655/2657: plays a visitor who puts an arm in the cuff, and says so on the line.

Written from the protocol notes and the captured frame, not from our codec.  It sends like the machine: by
itself, after the measurement, at the speed of its line.  Nothing it logs shows a value: only what kind of
frame went out.
"""

from __future__ import annotations

import heapq
import itertools
import random
import threading
import time
from datetime import datetime
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Callable

    from devices.simulators.line import FarEnd

LISTEN_S = 0.05
SEND_S = 5.0
NOISE_BYTES = 200
START, STX, ETX, RS, ACK, NAK = b"\x16\x16\x01", b"\x02", b"\x03", "\x1e", b"\x06", b"\x15"
ADDRESS = b"00"
COMMAND_BYTES = 10
SEND_LAST = START + ADDRESS + STX + b"RB" + ETX + b"\x10"


def frame(text: str) -> bytes:
    """Put `text` between its marks: SYN SYN SOH "00" STX text ETX and the XOR of the text."""
    body, check = text.encode("ascii"), 0
    for byte in body:
        check ^= byte
    return START + ADDRESS + STX + body + ETX + bytes((check,))


class MonitorSimulator:
    """One monitor at the far end of `line`; `measure` lets a visitor come.

    `form` is the output format: "RB" (plain) or "RA" (with quality fields).  `now` is the machine's own
    clock.
    """

    def __init__(
        self,
        line: FarEnd,
        *,
        model: str = "TM2657",
        form: str = "RA",
        now: Callable[[], datetime] = datetime.now,
        chance: random.Random | None = None,
    ) -> None:
        self.line, self.model, self.form = line, model, form
        self.muted = False
        self.sent_frames = 0
        self.heard_bytes = 0
        self._now, self._chance = now, chance or random.Random()  # noqa: S311  noise, not secrets
        self._due: list[tuple[float, int, Callable[[], bytes]]] = []
        self._order = itertools.count()
        self._last = b""
        self._last_kind = "none"
        self._wake, self._stopping = threading.Condition(), False
        self._threads = [threading.Thread(target=work, daemon=True) for work in (self._speak, self._listen)]

    def __enter__(self) -> Self:
        """Start."""
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop."""
        self.stop()

    def start(self) -> None:
        """Begin to live on the line, which is open already."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End; the line stays as it is."""
        with self._wake:
            self._stopping = True
            self._wake.notify_all()
        for thread in self._threads:
            if thread.is_alive():
                thread.join(timeout=SEND_S + 1)

    def measure(  # noqa: PLR0913  what a machine measures is that much
        self,
        systolic: int,
        diastolic: int,
        pulse: int,
        *,
        after_s: float = 0.0,
        movement: bool = False,
        irregular_beats: int = 0,
    ) -> None:
        """Let a visitor be measured: the result comes after `after_s` (mmHg, beats per minute)."""
        mean = diastolic + round((systolic - diastolic) / 3)

        def result() -> bytes:
            return self._remember(
                "result",
                self._head("E00")
                + self._vitals(systolic, mean, diastolic, pulse)
                + self._quality(movement=movement, irregular_beats=irregular_beats),
            )

        self._later(after_s, result)

    def measure_error(self, code: str = "E44", *, after_s: float = 0.0) -> None:
        """Let a measurement fail with the machine's own `code`, E01 to E99; the values then mean nothing."""

        def failure() -> bytes:
            return self._remember(
                "error",
                self._head(code)
                + self._vitals(0, 0, 0, 0)
                + self._quality(movement=code == "E44", irregular_beats=0),
            )

        self._later(after_s, failure)

    def noise(self, size_bytes: int = NOISE_BYTES) -> None:
        """Send bytes that mean nothing, as from a loose plug."""
        self._later(0.0, lambda: self._chance.randbytes(size_bytes))

    def repeat(self) -> bool:
        """Send the last frame once more; False when there was none."""
        if not self._last:
            return False
        self._later(0.0, lambda: self._last)
        return True

    def say(self, raw: bytes) -> None:
        """Send `raw` as it is: a captured frame, another maker's frame."""
        self._later(0.0, lambda: raw)

    def clear(self) -> None:
        """End all faults: cable in, speaking again."""
        self.muted = False
        self.line.plug()

    def state(self) -> dict[str, object]:
        """Return how the machine is, without any value it measured."""
        with self._wake:
            waiting = len(self._due)
        return {
            "plugged": self.line.plugged,
            "muted": self.muted,
            "sent_frames": self.sent_frames,
            "heard_bytes": self.heard_bytes,
            "waiting": waiting,
            "last": self._last_kind,
        }

    def _later(self, after_s: float, make: Callable[[], bytes]) -> None:
        with self._wake:
            heapq.heappush(self._due, (time.monotonic() + after_s, next(self._order), make))
            self._wake.notify_all()

    def _speak(self) -> None:
        while (make := self._next_due()) is not None:
            raw = make()
            if not self.muted:
                self.sent_frames += 1  # before: who has read the frame may look here at once
                self.line.write(raw, SEND_S)

    def _next_due(self) -> Callable[[], bytes] | None:
        """Wait for the next thing to say; None when the machine is switched off."""
        with self._wake:
            while not self._stopping:
                left_s = self._due[0][0] - time.monotonic() if self._due else None
                if left_s is not None and left_s <= 0:
                    return heapq.heappop(self._due)[2]
                self._wake.wait(left_s)
            return None

    def _listen(self) -> None:
        """Answer a host: the last result is sent on request, remote starting is switched off (NAK)."""
        heard = b""
        while not self._stopping:
            data = self.line.read(64, LISTEN_S)
            self.heard_bytes += len(data)
            heard = (heard + data)[-COMMAND_BYTES * 8 :]
            while len(heard) - (at := heard.find(START)) >= COMMAND_BYTES and at >= 0:
                self._answer(heard[at : at + COMMAND_BYTES])
                heard = heard[at + COMMAND_BYTES :]

    def _answer(self, command: bytes) -> None:
        may = command == SEND_LAST and bool(self._last)
        self.say(START + ADDRESS + (ACK if may else NAK))
        if may:
            self.repeat()

    def _remember(self, kind: str, fields: list[str]) -> bytes:
        self._last_kind = kind
        self._last = frame(RS.join([*fields, ""]))
        return self._last

    def _head(self, code: str) -> list[str]:
        return [self.model, self._now().strftime("%y%m%d%H%M"), self.form, "M", code]

    def _vitals(self, systolic: int, mean: int, diastolic: int, pulse: int) -> list[str]:
        return [f"S{systolic:3}", f"M{mean:3}", f"D{diastolic:3}", f"P{pulse:3}", "I00", "L232"]

    def _quality(self, *, movement: bool, irregular_beats: int) -> list[str]:
        """Return what RA adds.

        The six quality fields and the eight empty slots of devices that are not attached.
        """
        if self.form != "RA":
            return []
        empty = ["l  ", "d", "h     ", "s     ", "w      ", "f      ", "e      ", "b     "]
        return ["p173", f"i{irregular_beats:2}", f"m{movement:d}", "r0", "t 35", "cN", *empty]
