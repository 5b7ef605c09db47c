"""A receipt printer at the far end of a line: real bytes in, slips as PNG out, and all that goes wrong.

Like the machines it stands for it answers DLE EOT at once, keeps what it cannot print while paper or cover
are wrong (4 kB, then it takes no more from the line) and goes on by itself afterwards.  Written from Epson's
manuals.

    faults: paper_out, paper_near_end, cover_open, cutter_fault, mute, slow, unplug, power; paper_out_after(rows)
    strikes mid-slip
"""

from __future__ import annotations

import threading
import time
from collections import deque
from typing import TYPE_CHECKING, Any, Self

from devices.simulators.printer_commands import Command, CommandReader, RealTimeEar
from devices.simulators.printer_paper import Paper
from devices.simulators.printer_works import POWER_ON, Make, Works

if TYPE_CHECKING:
    from pathlib import Path

    from devices.simulators.line import FarEnd

BUFFER_BYTES = 4096
READ_S = 0.02
SAY_S = 0.5
_STATUS_BITS = (  # fault, n of DLE EOT, bits
    ("cover_open", 2, 0x04),
    ("paper_out", 2, 0x20),
    ("cutter_fault", 2, 0x40),
    ("cutter_fault", 3, 0x08),
    ("paper_near_end", 4, 0x0C),
    ("paper_out", 4, 0x6C),
)


class PrinterSimulator:
    """The machine: `start` and `stop` it, or use it as a context manager.

    Every method may be called from any thread.
    """

    def __init__(self, line: FarEnd, folder: Path, make: Make | None = None) -> None:
        self.make = make or Make()
        self._line = line
        self._paper = Paper(self.make.width_dots, folder)
        self._lock = threading.RLock()
        self._changed = threading.Condition(self._lock)
        self._thread: threading.Thread | None = None
        self._running = False
        self._faults: set[str] = set()
        self._bytes_per_s: float | None = None
        self._taken = self._paper.slips
        self._on = True
        self._switch_on()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Begin to listen on the line, which is open already."""
        self._running = True
        self._thread = threading.Thread(target=self._live, name="printer simulator", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop listening; the line stays as it is."""
        self._running = False
        with self._changed:
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join(5)

    def state(self) -> dict[str, Any]:
        """Tell what a person in front of the machine sees."""
        with self._lock:
            return {
                "faults": sorted(self._faults),
                "slow_bytes_per_s": self._bytes_per_s,
                "plugged": self._line.plugged,
                "on": self._on,
                "slips": self._paper.slips,
                "printed_rows": self._paper.printed_rows,
                "waiting_bytes": self._held_bytes,
            }

    def take_slip(self) -> None:
        """Pull the last slip out of the presenter's mouth."""
        with self._changed:
            self._taken = self._paper.slips

    def paper_out(self, *, on: bool = True) -> None:
        """Take the roll out, or load a new one."""
        with self._changed:
            self._paper.end_after(None)
        self._fault("paper_out", on=on)

    def paper_out_after(self, rows: int) -> None:
        """Let the roll end after `rows` further rows of dots."""
        with self._changed:
            self._paper.end_after(rows)

    def paper_near_end(self, *, on: bool = True) -> None:
        """Let the near-end sensor see the end of the roll."""
        self._fault("paper_near_end", on=on)

    def cover_open(self, *, on: bool = True) -> None:
        """Open or close the cover."""
        self._fault("cover_open", on=on)

    def cutter_fault(self, *, on: bool = True) -> None:
        """Jam or free the cutter."""
        self._fault("cutter_fault", on=on)

    def mute(self, *, on: bool = True) -> None:
        """Break or mend the wire back to the computer: it hears, prints and says nothing."""
        self._fault("mute", on=on)

    def slow(self, bytes_per_s: float | None) -> None:
        """Take only so many bytes a second from the line; None: as they come."""
        with self._changed:
            self._bytes_per_s = bytes_per_s

    def unplug(self) -> None:
        """Pull the cable."""
        self._line.unplug()

    def plug(self) -> None:
        """Put the cable back; whatever the machine was waiting for it still waits for."""
        self._line.plug()

    def power(self, *, on: bool = True) -> None:
        """Switch it off or on: what was not printed yet is gone, the cut-off end of a picture, too."""
        with self._changed:
            was_on, self._on = self._on, on
            if on and not was_on:
                self._switch_on()
                self._say(POWER_ON if self.make.power_on_notice else b"")
            self._changed.notify_all()

    def power_cycle(self, off_s: float = 0.0) -> None:
        """Off, and on again `off_s` later."""
        self.power(on=False)
        if off_s:
            later = threading.Timer(off_s, self.power)
            later.daemon = True
            later.start()
        else:
            self.power()

    def say(self, data: bytes) -> None:
        """Put any bytes on the line, as noise does."""
        self._line.write(data, SAY_S)

    def _switch_on(self) -> None:
        self._reader, self._ear = CommandReader(), RealTimeEar()
        self._queue: deque[Command] = deque()
        self._held_bytes = 0
        self._works = Works(self.make, self._paper, self._say)

    def _fault(self, name: str, *, on: bool) -> None:
        with self._changed:
            (self._faults.add if on else self._faults.discard)(name)
            self._works.report(self._automatic_status(), changed=True)
            self._changed.notify_all()

    def _live(self) -> None:
        while self._running:
            data = self._line.read(self._appetite(), READ_S) if self._appetite() else b""
            if self._bytes_per_s and data:
                time.sleep(len(data) / self._bytes_per_s)
            with self._changed:
                if data and self._on:
                    self._hear(data)
                self._work()
                if not data and not self._appetite():
                    self._changed.wait(READ_S)

    def _appetite(self) -> int:
        """How many bytes it takes now: a machine that stands still only fills its buffer."""
        if not self._on and self.make.handshake:
            return 0
        most = 1024 if self._bytes_per_s is None else max(1, int(self._bytes_per_s * READ_S))
        return min(most, max(0, BUFFER_BYTES - self._held_bytes)) if self._stands_still() else most

    def _hear(self, data: bytes) -> None:
        self._held_bytes += len(data)
        if self.make.hears_everywhere:
            for number in self._ear.heard(data):
                self._tell(number)
        for command in self._reader.feed(data):
            if command.name.startswith("DLE"):
                self._held_bytes -= command.size
                self._at_once(command)
            else:
                self._queue.append(command)

    def _at_once(self, command: Command) -> None:
        if command.name == "DLE EOT" and not self.make.hears_everywhere:
            self._tell(command.parameters[0])
        elif command.name == "DLE DC4" and command.data == b"\x01\x03\x14\x01\x06\x02\x08":
            self._queue.clear()
            self._held_bytes = 0
            self._say(b"\x37\x25\x00")

    def _work(self) -> None:
        """Carry out what is waiting, as long as paper, cover and cutter allow."""
        while self._on and self._queue and not self._stands_still():
            command = self._queue.popleft()
            rest = self._works.carry_out(command, self._automatic_status())
            if rest is None:
                self._held_bytes = max(0, self._held_bytes - command.size)
            else:
                self._queue.appendleft(rest)
                self.paper_out()

    def _stands_still(self) -> bool:
        return bool(self._faults & {"paper_out", "cover_open", "cutter_fault"})

    def _tell(self, number: int) -> None:
        """Answer DLE EOT `number`; 20 is a kiosk head's own."""
        if number != 20:
            self._say(bytes((self._status(number),)))
        elif self.make.presenter:
            has = self._faults.__contains__
            paper = has("paper_out") | has("paper_near_end") << 2 | (self._paper.slips > self._taken) << 5
            self._say(bytes((0x10, 0x0F, paper, has("cover_open") << 1, 0, 0)))

    def _status(self, number: int) -> int:
        """Return the answer to DLE EOT `number`."""
        bits = {1: 0x08 if self._stands_still() else 0, 2: 0, 3: 0, 4: 0}
        for fault, request, bit in _STATUS_BITS:
            if fault in self._faults:
                bits[request] |= bit
        return 0x12 | bits.get(number, 0)

    def _automatic_status(self) -> bytes:
        """Return the four bytes of ASB."""
        first = 0x10 | (0x08 if self._stands_still() else 0) | (0x20 if "cover_open" in self._faults else 0)
        second = 0x08 if "cutter_fault" in self._faults else 0
        third = 0x0F if "paper_out" in self._faults else 0x03 if "paper_near_end" in self._faults else 0
        return bytes((first, second, third, 0))

    def _say(self, data: bytes) -> None:
        if self._on and "mute" not in self._faults:
            self._line.write(data, SAY_S)
