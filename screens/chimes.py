"""What the screen says without words: a tick for a touch, two rising notes when something is done, one low note when it cannot.

A chime is never the only sign of anything: whoever does not hear it sees the same on the glass.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from screens.loudness import Loudness
    from screens.voice import Voice

Chime = Literal["tick", "done", "cannot", "more_time", "bell"]
ALARM = "alarm"


class Chimes:
    """Plays chimes at the loudness of the visit, or none where the office wants silence."""

    def __init__(self, voice: Voice, loudness: Loudness) -> None:
        self._voice, self._loudness = voice, loudness

    def play(self, chime: Chime) -> None:
        """Let it be heard."""
        if self._loudness.sound.chimes:
            self._voice.chime(chime, self._loudness.volume)

    def ring(self) -> None:
        """Call out into the hall, as loudly as this machine can: nothing else reaches anybody."""
        self._voice.chime(ALARM, 1.0)
