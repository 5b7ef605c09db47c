"""A simulated Alpha sign at the end of a line without time: its clock and the driver's move only when somebody waits."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from marquee_pages import call_page

from devices.marquee.alpha_driver import AlphaSign
from devices.marquee.codecs.alpha import Frame
from devices.marquee.codecs.alpha_decoder import Decoder
from devices.marquee.page import Live, Page, Programme
from devices.marquee.settings import MarqueeSettings, ShowReport
from devices.simulators.alpha_sign import AlphaSimulator, Make
from devices.transports.memory import MemoryLine

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from devices.marquee.dots import Glyphs

BEGIN = datetime(2026, 3, 5, 2, 24, 30, tzinfo=UTC)
SETTINGS = MarqueeSettings(speed_baud=9600)


def called(number: str = "A012", counter: int = 3, *, key: str = "call-1", hold_s: int = 6) -> Page:
    """Return a call as the office makes it: its numbers are values that change."""
    page = call_page(number, counter, key=key, hold_s=hold_s)
    return replace(page, segments=tuple(replace(one, live=Live.NUMBER) if one.bold else one for one in page.segments))


class Wire:
    """The far end of the line without time: what the sign says is kept until it is taken."""

    port, plugged = "wire", True

    def __init__(self) -> None:
        self.said: list[bytes] = []

    def write(self, data: bytes, _timeout_s: float) -> int:
        self.said.append(data)
        return len(data)

    def take(self) -> list[bytes]:
        said, self.said = self.said, []
        return said


@dataclass
class Written:
    """What was written when (s)."""

    at: float
    raw: bytes


class Bench:
    """The sign, its driver, and the time."""

    def __init__(
        self, folder: Path, glyphs: Glyphs, settings: MarqueeSettings = SETTINGS, make: Make | None = None
    ) -> None:
        self.now_s = 0.0
        self.writes: list[Written] = []
        make = replace(make or Make(), monotonic=lambda: self.now_s, today=self._today)
        self.wire = Wire()
        self.sim = AlphaSimulator(self.wire, folder / "pictures", glyphs, make)
        self.sim.thinking_s = 0.0
        self.line = MemoryLine(self._hear, waited=self.wait)
        self.settings = settings
        self.sign = self.driver(settings)

    def driver(self, settings: MarqueeSettings) -> AlphaSign:
        sign = AlphaSign(self.line, settings, monotonic=lambda: self.now_s, sleep=self.wait)
        sign.open()
        return sign

    @property
    def at(self) -> datetime:
        return BEGIN + timedelta(seconds=self.now_s)

    @property
    def state(self) -> dict[str, Any]:
        return self.sim.state()

    @property
    def words(self) -> str:
        """What is shown, without spaces, and with a T for the time of day."""
        return re.sub(r"\d\d:\d\d", "T", "".join(str(self.state["showing"]).split()))

    def wait(self, seconds: float) -> None:
        self.now_s += seconds

    def show(self, programme: Programme) -> ShowReport:
        return self.sign.show(programme, self.at)

    def bring(self, programme: Programme, within_s: float = 120.0) -> ShowReport:
        """Show until nothing is waiting, a look each fifth of a second."""
        deadline = self.now_s + within_s
        while (report := self.show(programme)).waiting:
            assert self.now_s < deadline, f"still waiting after {within_s} s"
            self.wait(0.2)
        return report

    def seen(self, programme: Programme | None = None, for_s: float = 40.0) -> set[str]:
        """Return all that the sign shows in the next seconds."""
        found, until = set(), self.now_s + for_s
        while self.now_s < until:
            if programme is not None:
                self.show(programme)
            found.add(self.words)
            self.wait(0.5)
        return found - {""}

    def said(self, since: int = 0) -> list[bytes]:
        """Return the commands written since the write number `since`."""
        raw = b"".join(one.raw for one in self.writes[since:])
        return [part.body for found in Decoder().feed(raw) if isinstance(found, Frame) for part in found.parts]

    def kinds(self, since: int) -> list[str]:
        return [one[:2].decode("latin-1") if one[:1] in b"EF" else one[:1].decode() for one in self.said(since)]

    def blanks(self) -> int:
        return sum(self.state["blanks"].values())

    def _today(self) -> datetime:
        return (self.at + timedelta(hours=8)).replace(tzinfo=None)

    def _hear(self, data: bytes) -> bytes:
        self.writes.append(Written(self.now_s, data))
        self.sim.attend(data)
        return self.answer(self.wire.take())

    def answer(self, replies: Iterable[bytes]) -> bytes:
        return b"".join(replies)
