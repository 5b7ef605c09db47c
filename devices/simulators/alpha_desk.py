"""What an Alpha sign does with a command, and what it answers when it is asked: by the manual, and as a BetaBrite was measured.

It has no acknowledgement.  What it does not understand sets a bit of its error register, which somebody may ask for.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from devices.simulators.alpha_files import PRIORITY
from devices.simulators.alpha_wire import CHECKSUM, ILLEGAL, OVERFLOW, Ear, Order, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from devices.simulators.alpha_files import Files

FIRMWARE, RELEASED = "1036-111", "0903"
CLEARING_S, DIVIDING_S, RESETTING_S, TONE_S = 1.5, 4.0, 9.0, 2.5
BLINK_S = 0.4
LEVELS = (100, 86, 72, 58, 44)
UNSET = datetime(2000, 1, 1)  # noqa: DTZ001  a sign knows no zone


class Desk:
    """Obeys commands; `now` is the simulator's monotonic clock, `today` the time of day in the hall."""

    def __init__(self, files: Files, ear: Ear, now: Callable[[], float], today: Callable[[], datetime], *, dims: bool) -> None:
        self.files, self._ear = files, ear
        self._now, self._today, self._dims = now, today, dims
        self.blanks: dict[str, int] = {}
        self.factory()

    def factory(self) -> None:
        """Forget all that is kept outside the files."""
        self.sequence, self.sequence_kind = "A", "SU"
        self.frozen = False
        self.deaf_until = self.blank_until = float("-inf")
        self.restarts = 0
        self.brightness = 100
        self.is_24_hours = False
        self.run_times: dict[str, str] = {}
        self.run_days: dict[str, str] = {}
        self._ahead = UNSET - self._today()
        self.speaker = "00"

    @property
    def has_priority(self) -> bool:
        """Whether a priority message has taken over."""
        return PRIORITY in self.files.texts

    def rest(self, seconds: float) -> None:
        """Be deaf and dark for a while."""
        self.deaf_until = self.blank_until = self._now() + seconds

    def clock(self) -> datetime:
        """Return the sign's own time."""
        return self._today() + self._ahead

    def obey(self, order: Order) -> bytes | None:
        """Do what a command says; returns the reply to a read, None for everything else."""
        if not order.sum_is_right:
            self._ear.errors |= CHECKSUM
            return None
        letter, label, data = order.body[:1].decode("latin-1"), order.body[1:2].decode("latin-1"), order.body[2:]
        if letter in "BFHJ":
            return self._answer(letter, label)
        done = {"A": self._text, "G": self._string, "I": self._picture, "E": self._function}.get(letter)
        if done is None or not done(label, data):
            self._ear.errors |= ILLEGAL
        return None

    def _text(self, label: str, data: bytes) -> bool:
        if label == PRIORITY and not data:
            self.files.texts.pop(PRIORITY, None)
            return self._restart()
        self._blank("A")
        return self.files.write_text(label, data) and self._restart()

    def _string(self, label: str, data: bytes) -> bool:
        return label not in "0?" and self.files.write_string(label, data)

    def _picture(self, label: str, data: bytes) -> bool:
        self._blank("I")
        return self.files.write_picture(label, data) and self._restart()

    def _blank(self, letter: str) -> None:
        self.blanks[letter] = self.blanks.get(letter, 0) + 1
        self.blank_until = self._now() + BLINK_S

    def _restart(self) -> bool:
        self.restarts += 1
        self.frozen = False
        return True

    def _function(self, label: str, data: bytes) -> bool:
        told = data.decode("latin-1")
        match label:
            case "$":
                return self._memory(told)
            case ".":
                return self._run(told)
            case ",":
                self.rest(RESETTING_S)
            case "(":
                self.deaf_until = self._now() + TONE_S
            case "4":
                self._ear.errors = 0
            case "!":
                self.speaker = told
            case "/":
                return self._dim(told)
            case _:
                return self._time(label, told)
        return True

    def _memory(self, told: str) -> bool:
        if not told:
            self.files.clear()
            self.rest(CLEARING_S)
        elif self.files.configure(told):
            self.rest(DIVIDING_S)
        else:
            self._ear.errors |= OVERFLOW
            return True
        self.sequence, self.sequence_kind = "A", "SU"
        self.blanks["E$"] = self.blanks.get("E$", 0) + 1
        return self._restart()

    def _run(self, told: str) -> bool:
        if told[:1] not in {"T", "S", "D"} or told[1:2] not in {"U", "L"}:
            return False
        self.sequence_kind, self.sequence = told[:2], told[2:130]
        self._restart()
        self.frozen = not self.sequence
        return True

    def _dim(self, told: str) -> bool:
        if self._dims and len(told) == 4 and told[2:] in {"00", "01", "02", "03", "04"}:
            self.brightness = LEVELS[int(told[3])] if told[:2] == "FF" else 100
            return True
        return False

    def _time(self, label: str, told: str) -> bool:
        """Set time, date, day of week or a file's times; those of a file end a priority message."""
        clock = self.clock()
        try:
            match label:
                case " ":
                    self._set(clock.replace(hour=int(told[:2]), minute=int(told[2:4]), second=0, microsecond=0))
                case ";":
                    self._set(clock.replace(month=int(told[:2]), day=int(told[2:4]), year=2000 + int(told[4:6])))
                case "&":
                    return told in {"1", "2", "3", "4", "5", "6", "7"}
                case "'":
                    self.is_24_hours = told == "M"
                case ")" | "2":
                    (self.run_times if label == ")" else self.run_days)[told[:1]] = told[1:]
                    self.files.texts.pop(PRIORITY, None)
                case _:
                    return False
        except ValueError:
            return False
        return True

    def _set(self, told: datetime) -> None:
        self._ahead = told - self._today()

    def _answer(self, letter: str, label: str) -> bytes:
        if letter == "F":
            return say("E", label, self._told(label).encode("latin-1"))
        self._blank(letter)
        if letter == "H":
            return say("G", label, self.files.strings.get(label, b""))
        if letter == "B":
            return say("A", label, self.files.texts.get(label, b""))
        rows = self.files.pictures.get(label, ())
        head = b"%02X%02X" % (len(rows), len(rows[0])) if rows else b""
        return say("I", label, head + b"".join(row.encode("ascii") + b"\r" for row in rows))

    def _told(self, label: str) -> str:
        clock = self.clock()
        told = {
            " ": f"{clock:%H%M}",
            '"': f"{FIRMWARE}B{RELEASED}{clock:%H%M}{'M' if self.is_24_hours else 'S'}{self.speaker}"
            f"{self.files.pool:04X},{self.files.free:04X}",
            "#": f"{self.files.pool:04X},{self.files.free:04X}",
            "$": self.files.told_table(),
            "&": str(clock.isoweekday() % 7 + 1),
            "'": "M" if self.is_24_hours else "S",
            "*": chr(0x40 | self._ear.errors),
            ".": self.sequence_kind + self.sequence,
            ";": f"{clock:%m%d%y}",
            "!": self.speaker,
            ")": "".join(file + times for file, times in self.run_times.items()),
        }.get(label)
        if told is None:
            self._ear.errors |= ILLEGAL
        return told or ""
