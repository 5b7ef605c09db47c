"""Says sentences one after the other; each ends when its sound does, or at the latest a second after its length.

`say` and `stop` return at once; `step` does the work and is called every few hundredths of a second.  Without a sound
device the sentences pass in silence, each for its own time, so that whoever waits for their end is never left waiting.

A chime is a short sound without words: it never cuts a sentence, the next chime takes its place, and what is said after it
begins when it has ended.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from devices.errors import EncodeError, LinkError
from devices.speaker.waves import length_s

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from devices.speaker.player import Player
    from devices.speaker.sentences import Sentence
    from devices.speaker.synthesis import Synthesis

GRACE_S = 1.0
CHIME_GRACE_S = 0.1
FULL = 1.0


class Speaker:
    """One voice of one machine."""

    def __init__(self, synthesis: Synthesis, player: Player, *, monotonic: Callable[[], float]) -> None:
        self._synthesis, self._player, self._monotonic = synthesis, player, monotonic
        self._queue: deque[Sentence] = deque()
        self._until_s: float | None = None
        self._sounds = self._chimes = False
        self._volume = FULL
        self.trouble = ""  # why nothing sounds now; empty where all is well

    @property
    def speaking(self) -> bool:
        """Say whether a sentence is being said or waits."""
        return bool(self._queue) or (self._until_s is not None and not self._chimes)

    @property
    def left(self) -> int:
        """Return how many sentences wait behind the one that is being said."""
        return len(self._queue)

    @property
    def busy(self) -> bool:
        """Say whether anything sounds or waits: then `step` has something to do."""
        return self._until_s is not None or bool(self._queue)

    def chime(self, path: Path, *, volume: float = FULL) -> None:
        """Let a short sound be heard at once, unless a sentence is being said; in silence where there is no sound device."""
        if self.speaking:
            return
        self._chimes = True
        self._start(path, length_s(path) + CHIME_GRACE_S, volume)

    def say(self, sentences: Iterable[Sentence], *, volume: float = FULL) -> None:
        """Say these sentences instead of what is being said; the volume holds for them alone."""
        if not self._chimes:
            self.stop()
        self._queue.clear()
        self._queue.extend(sentences)
        self._volume = volume

    def play(self, path: Path, *, volume: float = FULL) -> None:
        """Play a file as a sentence, instead of what is being said; raises `EncodeError` for one that cannot be played."""
        length = length_s(path)
        self.stop()
        self._start(path, length + GRACE_S, volume)

    def duck(self, *, on: bool) -> None:
        """Be soft while another voice of the same loudspeaker speaks."""
        self._player.duck(on=on)

    def stop(self) -> None:
        """Be silent at once and forget what was to be said."""
        self._queue.clear()
        self._until_s, self._sounds, self._chimes = None, False, False
        self._player.stop()

    def step(self) -> None:
        """Begin the next sentence where the last one has ended.

        Raises `VoiceMissing` where espeak-ng is not installed; all sentences are forgotten then.  A sentence that
        cannot be said is left out.
        """
        now_s = self._monotonic()
        if self._until_s is not None:
            if now_s < self._until_s and not (self._sounds and not self._player.playing):
                return
            self._player.stop()
            self._until_s, self._chimes = None, False
        while self._queue and self._until_s is None:
            self._begin(self._queue.popleft())

    def _begin(self, sentence: Sentence) -> None:
        try:
            path = self._synthesis.sound(sentence)
            length = length_s(path)
        except EncodeError as error:
            self.trouble = str(error)
            return
        except Exception:
            self.stop()
            raise
        self._start(path, length + GRACE_S, self._volume)

    def _start(self, path: Path, within_s: float, volume: float) -> None:
        self._until_s = self._monotonic() + within_s
        try:
            self._player.start(path, volume)
            self._sounds, self.trouble = True, ""
        except (LinkError, EncodeError) as error:
            self._sounds, self.trouble = False, str(error)
