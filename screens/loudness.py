"""How loud this screen is: five steps, back to the office's own after every visitor, softer at the hours told for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kiosk.clock import local

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from kiosk.hours import Span

STEPS = (0.2, 0.4, 0.6, 0.8, 1.0)
STANDARD = 2  # of STEPS
SOFTER = 0.6


@dataclass(frozen=True)
class Sound:
    """What the office has told: whether touches are heard, how loud a visit begins, and when everything is softer."""

    chimes: bool = True
    level: int = STANDARD
    softer: tuple[Span, ...] = field(default=())


class Loudness:
    """The level of this visit, an index of `STEPS`, and what comes of it now."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self.sound = Sound()
        self.level = self.sound.level

    def told(self, sound: Sound) -> None:
        """Take what the office has told."""
        self.sound = sound
        self.reset()

    @property
    def volume(self) -> float:
        """Return the volume to play at, 0 to 1."""
        at = local(self._now()).time()
        softer = any(span.opens <= at < span.closes for span in self.sound.softer)
        return STEPS[self.level] * (SOFTER if softer else 1.0)

    def turn(self) -> None:
        """Make it one step louder; after the loudest comes the softest."""
        self.level = (self.level + 1) % len(STEPS)

    def reset(self) -> None:
        """Return to the level of the office."""
        self.level = self.sound.level
