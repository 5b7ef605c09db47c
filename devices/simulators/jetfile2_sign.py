"""A JetFile II sign at the far end of a line: real bytes in, lamps as PNG out, and all its troubles.

Written from the manual; it shares dots and pictures with the product, but not a line of the codec.  Its
files, list, clock and emergency are those of `Desk` and `Player`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from devices.marquee.dots import Glyphs, Strip
from devices.simulators.jetfile2_desk import Desk
from devices.simulators.jetfile2_player import Player, Playing
from devices.simulators.jetfile2_wire import Ear, FirstRequest, Request, say_status
from devices.simulators.sign_gallery import Gallery
from devices.simulators.sign_machine import SignMachine, Surroundings

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from devices.simulators.jetfile2_text import Scene
    from devices.simulators.line import FarEnd

CANNOT_WRITE = 0x9012


@dataclass(frozen=True, kw_only=True)
class Make(Surroundings):
    """What this sign is: its width, and the address it listens to."""

    columns: int = 192
    group: int = 1
    unit: int = 1


class JetFileSimulator(SignMachine):
    """The sign."""

    usual_refusal = CANNOT_WRITE

    def __init__(self, line: FarEnd, folder: Path, glyphs: Glyphs, make: Make | None = None) -> None:
        make = make or Make()
        super().__init__(line, Gallery(folder, rows=glyphs.rows), make)
        self._glyphs = glyphs
        self._player = Player(make.columns)
        self._desk = Desk(self._player, glyphs.rows, (make.group, make.unit), make.monotonic, make.today)
        self._ear = Ear()
        self._strips: tuple[object, Strip] = (None, Strip())

    def replies(self, data: bytes) -> Iterable[bytes]:
        """Obey the requests that `data` completes."""
        return [self._obey(request) for request in self._ear.hear(data)]

    def forget_half_heard(self) -> None:
        """Give up half a request."""
        self._ear.forget()

    def lose_power(self) -> None:
        """Lose drive E and what was playing."""
        self._player.lose_power()
        self._desk.lose_power()

    def facts(self) -> dict[str, Any]:
        """Return what it shows in words and why, its files, clock and brightness."""
        playing = self._playing()
        return {
            "showing": self._player.scene(playing, self._today()).text if playing else "",
            "mode": playing.why if playing else "blank" if self._has_power else "off",
            "files": sorted(self._player.files),
            "clock": self._player.clock(self._today()).isoformat(timespec="seconds"),
            "brightness": self._desk.brightness,
        }

    def view(self) -> Strip:
        """Return the page that is on, where it has come to."""
        playing = self._playing()
        if playing is None:
            return Strip().window(0, self._player.columns)
        scene = self._player.scene(playing, self._today())
        return self._view(scene, self._strip(scene), self._now() - playing.since)

    def _obey(self, request: Request | FirstRequest) -> bytes:
        """Return what to say, b"" for nothing."""
        if isinstance(request, FirstRequest):
            reply = self._desk.first(request)
        elif not self._desk.is_for_us(request):
            return b""
        elif self.refuses():
            reply = say_status(request, self._refusal)
        else:
            self.count(f"{request.command:04X}")
            reply = self._desk.answer(request)
        is_read = isinstance(request, Request) and request.command >> 8 == 0x01
        return reply if request.wants_reply or is_read else b""

    def _playing(self) -> Playing | None:
        if not self._has_power or self._desk.is_black:
            return None
        return self._player.playing(self._now(), self._today())

    def refresh(self) -> bool:
        """Draw the lamps; a new minute is no new meaning."""
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
