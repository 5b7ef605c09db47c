"""How long a number or an announcement is on its way to a sign: real driver, pty paced to 9600 baud, simulated sign."""

from __future__ import annotations

import statistics
import threading
import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from devices.errors import DeviceError
from devices.marquee.alpha_conversation import GAP_S
from devices.marquee.page import Colour, Live, Motion, Page, Programme, Segment
from devices.marquee.tall import glyphs_of
from devices.simulators.line import PtyLine
from devices.transports import open_transport
from devices.transports.base import LineSettings, framed
from kiosk.cli.benches.marquee_families import FAMILIES
from kiosk.clock import SYSTEM, local

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from devices.marquee.sign import Sign
    from devices.simulators.sign import SimulatedSign

SPEED_BAUD = 9600
FURNISHED_WITHIN_S = 60.0
SEEN_WITHIN_S = 10.0
RESTS_S = 0.6  # longer than any family's spacing between frames
FORTY = "戶政事務所提醒您攜帶國民身分證正本印章及最近兩年內彩色相片一張至三號櫃臺辦理換發"


@dataclass
class Wire:
    """A driver and its sign at the ends of a paced line; `slept_s` is what the driver has kept as spacing."""

    driver: Sign
    sign: SimulatedSign
    line: CountingLine
    slept_s: float = 0.0
    programme: Programme = field(default_factory=Programme)

    def show(self, programme: Programme) -> None:
        """Bring the sign to `programme`, as often as its driver wants to be asked."""
        deadline = time.monotonic() + FURNISHED_WITHIN_S
        self.programme = programme
        while self._ask() and time.monotonic() < deadline:
            time.sleep(0.1)

    def seen_ms(self, programme: Programme, words: str) -> tuple[float, float]:
        """Return how long it takes until `words` are on the lamps, and how long of it was spacing (ms)."""
        slept, began = self.slept_s, time.monotonic()
        seen: list[float] = []
        watcher = threading.Thread(target=self._watch, args=(words, seen), daemon=True)
        watcher.start()
        self.programme = programme
        while self._ask() and watcher.is_alive():
            watcher.join(0.05)
        watcher.join(SEEN_WITHIN_S)
        if not seen:
            raise TimeoutError(f"{words} was not on the sign within {SEEN_WITHIN_S:.0f} s")
        return (seen[0] - began) * 1000, (self.slept_s - slept) * 1000

    def _watch(self, words: str, seen: list[float]) -> None:
        deadline = time.monotonic() + SEEN_WITHIN_S
        while time.monotonic() < deadline:
            if words in self.sign.state()["showing"]:
                seen.append(time.monotonic())
                break
            time.sleep(0.002)

    def _ask(self) -> bool:
        """Ask once; whether to ask again, also because a busy machine has let an answer come too late."""
        try:
            return self.driver.show(self.programme, local(SYSTEM.now())).waiting
        except DeviceError:
            return True


class CountingLine(PtyLine):
    """A cable that counts what has come to the sign."""

    heard_bytes = 0

    def read(self, max_bytes: int, timeout_s: float) -> bytes:
        """Count what came."""
        data = super().read(max_bytes, timeout_s)
        self.heard_bytes += len(data)
        return data


@dataclass(frozen=True)
class Number:
    """What a called number took: ms until it was seen, the ms of them that were spacing, bytes on the line; medians."""

    seen_ms: float
    spacing_ms: float
    sent_bytes: int


def number(family: str, folder: Path, samples: int) -> Number:
    """Call numbers on a sign of `family`."""
    times, spacing, sizes = [], [], []
    with_calls = [_programme(number) for number in range(samples + 2)]
    for wire in _wired(family, folder):
        wire.show(replace(with_calls[0], call=None))
        for number, programme in enumerate(with_calls):
            time.sleep(RESTS_S)
            before = wire.line.heard_bytes
            took_ms, kept_ms = wire.seen_ms(programme, f"A{number:03}")
            if number > 1:  # the first ones bring the words along
                times.append(took_ms)
                spacing.append(kept_ms)
                sizes.append(wire.line.heard_bytes - before)
    return Number(statistics.median(times), statistics.median(spacing), statistics.median_high(sizes))


def page_as_dots_bytes() -> int:
    """Return how long the called page is as SMALL DOTS: a frame for each 255 columns, a byte a dot and one a row."""
    from devices.marquee.codecs import alpha_commands as commands  # noqa: PLC0415  # only for this figure
    from devices.marquee.codecs.alpha import encode, frame  # noqa: PLC0415

    columns = 192
    whole = ["3" * columns] * 16
    return len(encode(frame(commands.write_dots("6", tuple(whole)))))


def announce_ms(family: str, folder: Path, samples: int) -> float:
    """Return how long an urgent text of forty characters takes from the wish to the lamps (ms, the median)."""
    times = []
    for wire in _wired(family, folder):
        quiet = replace(_programme(0), call=None)
        wire.show(quiet)
        for number in range(samples + 1):
            wire.show(quiet)
            time.sleep(RESTS_S)
            words = f"{number % 10}{FORTY[1:]}"
            page = Page(f"urgent-{number}", (Segment(words, Colour.RED),), Motion.SCROLL_LEFT)
            took_ms, _ = wire.seen_ms(replace(quiet, urgent=page), words[:3])
            times.append(took_ms)
            _released(wire, quiet)
    return statistics.median(times[1:])


def _released(wire: Wire, quiet: Programme) -> None:
    wire.show(quiet)
    time.sleep(2.0)  # the end of an urgent text takes a second of its own on some signs


def _wired(family: str, folder: Path) -> Iterator[Wire]:
    """Put up a sign of `family` on a paced line, furnished and idle; yields it once and takes it down."""
    row = FAMILIES[family]
    line = CountingLine(folder / f"port-{family}-{time.monotonic_ns()}", speed_baud=SPEED_BAUD)
    line.open()
    settings = LineSettings(speed_baud=SPEED_BAUD, **framed(row.framing))  # type: ignore[arg-type]  # by their names
    told = replace(row.settings, call_form=_programme(0).call)
    with row.real_sign(line, folder / f"pictures-{family}", glyphs_of(16)) as sign:
        sign.stop_drawing()
        more: dict[str, Any] = {}
        wire = Wire(None, sign, line)  # type: ignore[arg-type]  # its driver comes with the next line
        if row.sleeps:
            more["sleep"] = _noting(wire)
        wire.driver = row.on_line(open_transport(line.port, settings), told, **more)
        wire.driver.open()
        try:
            yield wire
        finally:
            wire.driver.close()
    line.close()


def _noting(wire: Wire) -> Callable[[float], None]:
    def sleep(seconds: float) -> None:
        wire.slept_s += min(seconds, GAP_S)  # what is longer waits for bytes that are still on the line
        time.sleep(seconds)

    return sleep


def _programme(number: int) -> Programme:
    """Return an announcement, a resting page and a call, as the office composes them."""
    running = Page("news", (Segment("戶政事務所提醒您攜帶身分證"),), Motion.SCROLL_LEFT)
    resting = Page("resting", (Segment("115/03/05", Colour.RED, live=Live.DATE), Segment(" 等"), _value(str(8)), Segment("人")))
    called = (_value(f"A{number:03}"), Segment("\u2009號", Colour.RED), Segment(" 請到 "), _value(str(number % 9 + 1)),
              Segment("\u2009號櫃台"))  # fmt: skip
    return Programme((running, resting), Page(f"call-{number}", called, hold_s=6))


def _value(text: str) -> Segment:
    return Segment(text, Colour.RED, bold=True, live=Live.NUMBER)


