"""What a screen needs of a voice; the real one is `kiosk.voice_process`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence


class Voice(Protocol):
    """What a screen needs of a voice."""

    def say(self, sentences: Sequence[str], language: str, volume: float) -> None:
        """Say these instead of what is being said."""

    def chime(self, name: str, volume: float) -> None:
        """Let a short sound be heard, unless something is being said."""

    def stop(self) -> None:
        """Be silent at once."""

    def close(self) -> None:
        """Let go of the voice."""

    @property
    def speaking(self) -> bool:
        """Say whether something is being said."""

    @property
    def at(self) -> int | None:
        """Return which of the sentences is being said now, counted from 0; None in silence."""


class NoVoice:
    """A screen that says nothing."""

    speaking = False
    at: int | None = None

    def say(self, sentences: Sequence[str], language: str, volume: float) -> None:
        """Say nothing."""

    def chime(self, name: str, volume: float) -> None:
        """Be silent."""

    def stop(self) -> None:
        """Be silent."""

    def close(self) -> None:
        """Hold nothing."""
