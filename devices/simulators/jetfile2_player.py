"""What a JetFile II sign plays: its files, its list, a file played at once, an emergency.

Drive E is RAM and is lost with the power; C and D stay.  The list skips files that are not there or whose
sum is not the one it was told.  A file that was played at once, and an emergency with an end, give way to
the list, which goes on.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from datetime import datetime, timedelta

from devices.simulators.jetfile2_text import Scene, read_scene

LIST = "C:\\SEQUENT.SYS"
CLOCK_STANDS_FOR = "00:00"


@dataclass(frozen=True)
class Scheduled:
    """One entry of SEQUENT.SYS."""

    path: str
    week: int
    sum16: int
    size: int


@dataclass(frozen=True)
class Playing:
    """What is on, since when (seconds of the simulator's clock), and until when (None: no end of its own)."""

    why: str
    path: str
    stored: bytes
    since: float
    until: float | None


class Player:
    """The sign's player; every call says what time it is (monotonic seconds)."""

    def __init__(self, columns: int) -> None:
        self.columns = columns
        self.files: dict[str, bytes] = {}
        self._clock_ahead = timedelta()
        self._now: Playing | None = None
        self._emergency: Playing | None = None
        self._position = -1

    def lose_power(self) -> None:
        """Forget RAM and whatever was playing."""
        self.files = {path: content for path, content in self.files.items() if not path.startswith("E:")}
        self._now = self._emergency = None
        self._position = -1

    def set_clock(self, told: datetime, real: datetime) -> None:
        """Set the sign's clock to `told` while it is really `real`."""
        self._clock_ahead = told - real

    def clock(self, real: datetime) -> datetime:
        """Return the sign's own time."""
        return real + self._clock_ahead

    def play_now(self, path: str, at: float) -> bool:
        """Play a file at once; False if there is none."""
        if path not in self.files:
            return False
        stored = self.files[path]
        self._now = Playing("call", path, stored, at, at + self._duration(stored))
        return True

    def restart_list(self) -> None:
        """Begin the list again, unless a file is being played at once."""
        self._position = -1
        if self._now is not None and self._now.why == "list":
            self._now = None

    def start_emergency(self, stored: bytes, seconds: int, at: float) -> None:
        """Replace everything, for `seconds` or (0) until the next emergency."""
        self._emergency = Playing("emergency", "", stored, at, at + seconds if seconds else None)

    def in_emergency(self, at: float) -> bool:
        """Whether an emergency text is on."""
        if self._emergency is not None and self._emergency.until is not None and at >= self._emergency.until:
            self._emergency = None
        return self._emergency is not None

    def playing(self, at: float, today: datetime) -> Playing | None:
        """Return what is on, going on to the next of the list where one is over; None: nothing to show."""
        if self.in_emergency(at):
            return self._emergency
        if self._now is None or (self._now.until is not None and at >= self._now.until):
            self._now = self._next(at, today)
        return self._now

    def scene(self, playing: Playing, real: datetime, *, still_clock: bool = False) -> Scene:
        """Read what `playing` shows; `still_clock` leaves the time of day out of it."""
        stored = self.files.get(playing.path, playing.stored)
        fixed = CLOCK_STANDS_FOR if still_clock else None
        return read_scene(stored, self.files.get, self.clock(real), fixed_clock=fixed)

    def schedule(self) -> list[Scheduled]:
        """Read SEQUENT.SYS; nothing if there is none or it makes no sense."""
        raw = self.files.get(LIST, b"")
        if raw[:4] != b"SQ\x04\x00" or (len(raw) - 8) % 36:
            return []
        return [_scheduled(raw[at : at + 36]) for at in range(8, len(raw), 36)]

    def _next(self, at: float, today: datetime) -> Playing | None:
        entries = self.schedule()
        for step in range(1, len(entries) + 1):
            position = (self._position + step) % len(entries)
            stored = self.files.get(entries[position].path)
            if stored is not None and _is_due(entries[position], stored, today):
                self._position = position
                return Playing("list", entries[position].path, stored, at, at + self._duration(stored))
        return None

    def _duration(self, stored: bytes) -> float:
        scene = read_scene(stored, self.files.get, datetime.min)  # noqa: DTZ901  only the width counts
        if scene.runs:
            return (scene.width_dots() + self.columns) / scene.dots_per_s
        return scene.stay_s


def _scheduled(raw: bytes) -> Scheduled:
    drive, kind, label, week, sum16, size, name = struct.unpack("<cccB16xHH12s", raw)
    file = name.rstrip(b"\0") if label == b"\x0f" else label
    return Scheduled(
        f"{drive.decode('latin-1')}:\\{kind.decode('latin-1')}\\{file.decode('latin-1')}", week, sum16, size
    )


def _is_due(entry: Scheduled, stored: bytes, today: datetime) -> bool:
    """Whether a file may be played: its day (bit 0 Sunday, bit 7 always), and its sum if one is given."""
    day = bool(entry.week & 0x80 or entry.week >> (today.isoweekday() % 7) & 1)
    return day and entry.sum16 in {0, sum(stored) % 65536}
