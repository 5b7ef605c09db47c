"""An Onbon font card at the far end of a line: real bytes in, lamps as PNG out, and all its troubles.

Written from the protocol; it shares dots and pictures with the product, but not a line of the codec.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from devices.simulators.onbon_areas import compose, reads
from devices.simulators.onbon_desk import FULL, Desk
from devices.simulators.onbon_wire import NACK, Ear, Request, say
from devices.simulators.sign_gallery import Gallery
from devices.simulators.sign_machine import SignMachine, Surroundings

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from devices.marquee.dots import Glyphs, Strip
    from devices.simulators.line import FarEnd
    from devices.simulators.onbon_areas import Shown

BUSY = 3
_TIME_OF_DAY = re.compile(r"\d\d:\d\d")


@dataclass(frozen=True, kw_only=True)
class Make(Surroundings):
    """What this card is: its lamps, screen number, device type, and what it counts x and width in."""

    columns: int = 192
    rows: int = 16
    screen: int = 1
    device: int = 0x51
    counts_dots: bool = False


class OnbonSimulator(SignMachine):
    """The card."""

    usual_refusal = BUSY

    def __init__(self, line: FarEnd, folder: Path, glyphs: Glyphs, make: Make | None = None) -> None:
        make = make or Make()
        super().__init__(line, Gallery(folder, rows=make.rows), make)
        self._glyphs = glyphs
        self._size = make.columns, make.rows
        self._desk = Desk(make.screen, make.device, counts_dots=make.counts_dots, now=make.monotonic, today=make.today)
        self._ear = Ear()

    def replies(self, data: bytes) -> Iterable[bytes]:
        """Obey the frames that `data` completes."""
        return [self._obey(request) for request in self._ear.hear(data)]

    def forget_half_heard(self) -> None:
        """Give up half a frame."""
        self._ear.forget()

    def lose_power(self) -> None:
        """Lose the dynamic areas."""
        self._desk.lose_power()

    def facts(self) -> dict[str, Any]:
        """Return what it shows in words, its areas, and how often each of them and flash were written."""
        shown = self._shown()
        return {
            "showing": reads(shown, self._now()),
            "mode": "list" if shown else "blank" if self._has_power else "off",
            "areas": [area.number for area in self._desk.areas()],
            "area_writes": dict(self._desk.area_writes),
            "flash_writes": self._desk.flash_writes,
            "blanks": self._desk.blanks,
            "clock": self._desk.clock().isoformat(timespec="seconds"),
            "brightness": round(self._desk.brightness() * 100 / FULL),
        }

    def view(self) -> Strip:
        """Return the areas as they stand beside and over each other."""
        return compose(self._shown(), self._size, self._glyphs, self._now())

    def refresh(self) -> bool:
        """Draw the lamps; a new minute is no new meaning."""
        shown, now = self._shown(), self._now()
        level = max(1, self._desk.brightness()) / FULL
        self._gallery.show(self.view(), level)
        meaning = _TIME_OF_DAY.sub("00:00", reads(shown, now))
        self._gallery.remember(meaning or "dark", self._standing(shown, now), level)
        return any(area.runs for area in shown)

    def _obey(self, request: Request) -> bytes:
        """Return what to say, b"" for nothing."""
        if not self._desk.is_for_us(request):
            return b""
        if self.refuses():
            reply = say(NACK, self._refusal)
        else:
            self.count(f"{request.code:04X}")
            reply = self._desk.answer(request)
        return reply if request.wants_reply else b""

    def _shown(self) -> list[Shown]:
        return self._desk.shown() if self._has_power else []

    def _standing(self, shown: list[Shown], now: float) -> Strip:
        """Return the view to remember a page by: a running text when its first letters have come to the left edge."""
        at_edge = [replace(area, since=now - area.width / area.dots_per_s) if area.runs else area for area in shown]
        return compose(at_edge, self._size, self._glyphs, now)


class Onbon6KSimulator(OnbonSimulator):
    """A BX-6K1: it counts x and width in dots."""

    def __init__(self, line: FarEnd, folder: Path, glyphs: Glyphs, make: Make | None = None) -> None:
        super().__init__(line, folder, glyphs, replace(make or Make(), device=0x61, counts_dots=True))
