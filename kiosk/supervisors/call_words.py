"""The words of calls and where their recordings lie: `calls.yaml` and `sounds/voice`, the home's own before those shipped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field, RootModel

from devices.speaker.announcer import Announcer
from devices.speaker.calling import Language
from devices.speaker.synthesis import Synthesis
from kiosk.guide.reading import read
from kiosk.texts import ASSETS, FALLBACK

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.config import Voice

FILE = "calls.yaml"
TICKETS_OWN = "ticket"
Words = Annotated[tuple[str, ...], Field(min_length=1)]


class _Language(BaseModel):
    """One language of `calls.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    voice: str = Field(pattern=r"^[a-z0-9-]*$")
    words_a_minute: int = Field(150, ge=80, le=450)
    digits: tuple[str, ...] = Field(min_length=10, max_length=10)
    counters: Words
    wordings: dict[str, Words] = Field(min_length=1)
    again: tuple[str, ...] = ()
    read: dict[str, str] = {}


class _File(RootModel[dict[str, _Language]]):
    """All of `calls.yaml`."""


def languages(home: Path | None = None) -> dict[str, Language]:
    """Return the words of every language; raises `kiosk.errors.ContentError`, which names file, line and remedy."""
    own = home / "content" / FILE if home else None
    file, _data = read(own if own and own.exists() else ASSETS / "content" / FILE, _File)
    return {name: Language(**one.model_dump()) for name, one in file.root.items()}


def recordings(home: Path | None = None) -> tuple[Path, ...]:
    """Return the folders of recordings; a file in the first wins."""
    shipped = ASSETS / "sounds" / "voice"
    return (home / "sounds" / "voice", shipped) if home else (shipped,)


def announcer(folder: Path, home: Path | None = None) -> Announcer:
    """Return what makes calls in `folder`, with the office's words and recordings; raises `ContentError`."""
    return Announcer(Synthesis(folder), languages(home), folder, recordings=recordings(home))


def said_in(section: Voice, ticket_language: str) -> tuple[str, ...]:
    """Return the languages a call is said in, each once; a ticket without a language of its own is Chinese."""
    names = [ticket_language or FALLBACK if name == TICKETS_OWN else name for name in section.languages]
    return tuple(dict.fromkeys(names))
