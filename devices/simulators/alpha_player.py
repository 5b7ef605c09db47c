"""What an Alpha sign plays: its priority message, else the files of its run sequence in turn.

Files that are not there are skipped; values and the clock inside a file are those of the moment.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from devices.simulators.alpha_files import PRIORITY
from devices.simulators.alpha_text import Reader, Scene

if TYPE_CHECKING:
    from devices.marquee.dots import Glyphs
    from devices.simulators.alpha_desk import Desk


@dataclass(frozen=True)
class Playing:
    """Which file is on since when (seconds), and what it shows now."""

    label: str
    since: float
    scene: Scene

    @property
    def why(self) -> str:
        """Why it is on."""
        return "emergency" if self.label == PRIORITY else "list"


class Player:
    """The sign's player on lamps of `columns`."""

    def __init__(self, desk: Desk, glyphs: Glyphs, columns: int) -> None:
        self.columns = columns
        self._desk = desk
        self._reader = Reader(desk.files, glyphs)
        self._seen_restarts = -1
        self._at, self._since = -1, 0.0
        self._cache: tuple[object, Scene] = (None, Scene())

    def playing(self, now: float) -> Playing | None:
        """Return what is on at `now`; None for a dark sign."""
        desk = self._desk
        if not desk.files.shows or now < desk.blank_until:
            return None
        if self._seen_restarts != desk.restarts and not desk.frozen:
            self._seen_restarts, self._at, self._since = desk.restarts, -1, now
        if desk.has_priority:
            return Playing(PRIORITY, self._since, self._scene(PRIORITY))
        return self._frozen() if desk.frozen else self._of_sequence(now)

    def meaning(self, playing: Playing) -> str:
        """Return what tells one page from another: what it shows, with its clock standing still."""
        still = self._reader.scene(self._desk.files.texts.get(playing.label, b""), "00:00")
        return f"{playing.why} {[piece if isinstance(piece, str) else hash(piece) for piece in still.pieces]}"

    def _frozen(self) -> Playing | None:
        return Playing("", self._since, self._cache[1]) if self._cache[0] else None

    def _of_sequence(self, now: float) -> Playing | None:
        sequence = self._desk.sequence
        current = sequence[self._at] if 0 <= self._at < len(sequence) else ""
        if current in self._desk.files.texts and now < self._since + self._lasts_s(current):
            return Playing(current, self._since, self._scene(current))
        for step in range(1, len(sequence) + 1):
            at = (self._at + step) % len(sequence)
            if sequence[at] in self._desk.files.texts:
                self._at, self._since = at, now
                return Playing(sequence[at], now, self._scene(sequence[at]))
        return None

    def _lasts_s(self, label: str) -> float:
        scene = self._scene(label)
        if self.moves(scene):
            return (len(scene.columns) + self.columns) / scene.dots_per_s
        return scene.stays_s

    def moves(self, scene: Scene) -> bool:
        """Whether a scene runs: a text too wide to stand runs too."""
        return scene.runs or len(scene.columns) > self.columns

    def _scene(self, label: str) -> Scene:
        files = self._desk.files
        form = "%H:%M" if self._desk.is_24_hours else "%I:%M"
        key = (label, files.texts[label], tuple(files.strings.items()), tuple(files.pictures), f"{self._desk.clock():{form}}")
        if self._cache[0] != key:
            self._cache = (key, self._reader.scene(files.texts[label], key[-1]))
        return self._cache[1]
