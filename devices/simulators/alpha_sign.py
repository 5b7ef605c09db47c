"""An Alpha sign (BetaBrite's kin) at the far end of a line: real bytes in, lamps as PNG out, and all its troubles.

Written from the manual and from measurements of others; it shares dots and pictures with the product, not a line of the codec.

    faults: mute, nack (the next commands are lost, and the error register says so), power_loss, slow, noise, unplug
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from devices.marquee.dots import Strip
from devices.simulators.alpha_desk import Desk
from devices.simulators.alpha_files import Files
from devices.simulators.alpha_player import Player, Playing
from devices.simulators.alpha_text import learn, words
from devices.simulators.alpha_wire import CHECKSUM, EVERY_ERROR, Ear, Transmission
from devices.simulators.sign_gallery import Gallery
from devices.simulators.sign_machine import SignMachine, Surroundings

if TYPE_CHECKING:
    from pathlib import Path

    from devices.marquee.dots import Glyphs
    from devices.simulators.line import FarEnd

STARTING_S = 3.0
LATE_S = 0.03
"""After drawing or answering for longer than this, bytes may have waited, and their moment is not known."""

TYPES = "Z?!^"


@dataclass(frozen=True, kw_only=True)
class Make(Surroundings):
    """What this sign is: its width, address, memory, and whether it can be dimmed."""

    columns: int = 192
    unit: int = 1
    pool_bytes: int = 30_000
    dims: bool = False
    seven_bits: bool = True


class AlphaSimulator(SignMachine):
    """The sign: `start` and `stop` it, or use it in a `with`; any method from any thread."""

    usual_refusal = CHECKSUM
    thinking_s = 0.03

    def __init__(self, line: FarEnd, folder: Path, glyphs: Glyphs, make: Make | None = None) -> None:
        make = make or Make()
        super().__init__(line, Gallery(folder, rows=glyphs.rows), make)
        self._glyphs, self._unit = glyphs, make.unit
        self._ear = Ear(seven_bits=make.seven_bits)
        self._desk = Desk(Files(make.pool_bytes), self._ear, make.monotonic, make.today, dims=make.dims)
        self._player = Player(self._desk, glyphs, make.columns)
        self._was_heard_at = self._was_busy_until = float("-inf")

    def start(self) -> None:
        """Switch the sign on, when its pictures can be read: that takes a second, in which it would be deaf."""
        learn(self._glyphs)
        super().start()

    def power_back(self) -> None:
        """Put the mains plug back; the sign takes a moment to start."""
        with self._lock:
            self._desk.rest(STARTING_S)
            super().power_back()

    def replies(self, data: bytes) -> list[bytes]:
        """Obey the transmissions that `data` completes."""
        now, late = self._now(), self._was_busy_until - self._was_heard_at > LATE_S
        self._was_heard_at = now
        if now < self._desk.deaf_until:
            return []
        heard = [one for one in self._ear.hear(data, now, late=late) if one.is_for(TYPES, self._unit)]
        return [reply for one in heard for reply in self._obey(one)]

    def forget_half_heard(self) -> None:
        """Give up half a transmission."""
        self._ear.give_up()

    def lose_power(self) -> None:
        """Lose the memory, the clock and all that was chosen."""
        self._desk.files.clear()
        self._desk.files.texts.clear()
        self._desk.factory()
        self._ear.errors = 0

    def facts(self) -> dict[str, Any]:
        """Return what it shows and why, its files, what it is playing, its register, and how often it went blank."""
        playing, files = self._playing(), self._desk.files
        return {
            "showing": words(playing.scene, self._glyphs) if playing else "",
            "mode": playing.why if playing else "blank" if self._has_power else "off",
            "files": sorted((*files.texts, *files.strings, *files.pictures)),
            "strings": {label: content.decode("latin-1") for label, content in files.strings.items()},
            "sequence": self._desk.sequence,
            "clock": self._desk.clock().isoformat(timespec="seconds"),
            "brightness": self._desk.brightness,
            "errors": self._ear.errors,
            "lost_for_haste": self._ear.lost_for_haste,
            "blanks": dict(self._desk.blanks),
        }

    def view(self) -> Strip:
        """Return the page that is on, where it has come to; a running one comes in from the right."""
        playing, columns = self._playing(), self._player.columns
        if playing is None:
            return Strip().window(0, columns)
        text = Strip(playing.scene.columns)
        if not self._player.moves(playing.scene):
            return text.centred(columns)
        way = int((self._now() - playing.since) * playing.scene.dots_per_s) % (len(text) + columns)
        return text.window(way - columns, columns)

    def refresh(self) -> bool:
        """Draw the lamps; a new minute is no new meaning."""
        playing, view, level = self._playing(), self.view(), self._desk.brightness / 100
        moves = playing is not None and self._player.moves(playing.scene)
        self._gallery.show(view, level)
        if playing is None:
            self._gallery.remember("dark", view, level)
        else:
            beginning = Strip(playing.scene.columns).window(0, self._player.columns)
            self._gallery.remember(self._player.meaning(playing), beginning if moves else view, level)
        self._was_busy_until = self._now()
        return moves

    def _say(self, reply: bytes) -> None:
        super()._say(reply)
        self._was_busy_until = self._now()

    def _obey(self, one: Transmission) -> list[bytes]:
        replies = []
        for order in one.orders:
            letter = order.body[:1].decode("latin-1")
            self.count(order.body[:2].decode("latin-1") if letter in "EF" else letter)
            if letter in "AEGI" and self.refuses():
                self._ear.errors |= self._refusal & EVERY_ERROR
            elif (reply := self._desk.obey(order)) is not None:
                replies.append(reply)
        return replies

    def _playing(self) -> Playing | None:
        return self._player.playing(self._now()) if self._has_power else None
