"""From a call to one WAV file: chime, then each language, from recordings and espeak-ng as they are there.

One file for the whole call, because nothing can then come between its words, its length is known before it begins, and the
repeat needs no second making.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from devices.errors import EncodeError
from devices.speaker import tones, waves
from devices.speaker.calling import PAUSE, segments
from devices.speaker.sentences import recording_name
from devices.speaker.synthesis import Synthesis, VoiceMissing

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from devices.speaker.calling import Call, Language

CHIME = "call"  # a tone; `chime.wav` in a folder of recordings is played instead
AFTER_CHIME_S, BETWEEN_LANGUAGES_S, PAUSE_S, JOINT_S = 0.25, 0.5, 0.25, 0.06


@dataclass(frozen=True)
class Announcement:
    """A call as sound; `left_out` says which languages could not be said, and why."""

    path: Path
    seconds: float
    left_out: tuple[str, ...] = ()


class Announcer:
    """Makes calls in `folder`; `recordings` are folders with one folder for each language, the first that has a file wins."""

    def __init__(
        self, synthesis: Synthesis, languages: Mapping[str, Language], folder: Path, *, recordings: Sequence[Path] = ()
    ) -> None:
        self._synthesis, self._languages, self._folder = synthesis, languages, folder
        self._recordings = tuple(recordings)
        self._number = 0

    def sound(self, call: Call, wording: str) -> Announcement:
        """Return the call as one file; raises `EncodeError` for a label that is no number.

        A language that cannot be said (no voice and a recording missing, no espeak-ng) is left out, the others are said.
        """
        pieces: list[array[int]] = [self._chime()]
        left_out: list[str] = []
        for name in call.languages:
            try:
                said = list(self._said(name, call, wording))
            except (NotSaid, VoiceMissing) as error:
                left_out.append(f"{name}: {error}")
                continue
            pieces += [waves.silence(AFTER_CHIME_S if len(pieces) == 1 else BETWEEN_LANGUAGES_S), *said]
        self._number = (self._number + 1) % 4  # the call before may still be playing
        path = waves.write(self._folder / f"call-{self._number}.wav", pieces)
        return Announcement(path, waves.length_s(path), tuple(left_out))

    def recording(self, language: str, segment: str) -> Path | None:
        """Return the recording of a segment; None where there is none."""
        name = recording_name(segment)
        paths = (folder / language / f"{name}.wav" for folder in self._recordings)
        return next((path for path in paths if path.is_file()), None) if name else None

    def _chime(self) -> array[int]:
        for folder in self._recordings:
            path = folder / "chime.wav"
            if path.is_file():
                try:
                    return waves.read_plain(path)
                except EncodeError:
                    break  # no call waits for a chime
        return tones.samples(CHIME)

    def _said(self, name: str, call: Call, wording: str) -> Iterator[array[int]]:
        language = self._languages.get(name)
        if language is None:
            raise NotSaid("calls.yaml has no words for it")
        words = [(segment, self._sounding(name, segment)) for segment in segments(language, call, wording)]
        if not language.voice and words[0][0] in language.again and words[0][1] is None:
            words = words[2:]  # the call is worth more than the word that it is the second one
        for recorded, run in groupby(words, key=lambda word: word[1] is not None or (word[0] == PAUSE and not language.voice)):
            if recorded:
                for segment, sound in run:
                    yield waves.silence(PAUSE_S if segment == PAUSE else JOINT_S)
                    if sound is not None:
                        yield sound
            else:
                yield self._read(language, [segment for segment, _ in run])

    def _sounding(self, name: str, segment: str) -> array[int] | None:
        """Return a recording's samples; one that cannot be played counts as none."""
        path = None if segment == PAUSE else self.recording(name, segment)
        try:
            return None if path is None else waves.read_plain(path)
        except EncodeError:
            return None

    def _read(self, language: Language, run: list[str]) -> array[int]:
        """Let espeak-ng read a run of segments in one breath."""
        if all(segment == PAUSE for segment in run):
            return waves.silence(PAUSE_S)
        if not language.voice:
            raise NotSaid("no recording of " + ", ".join(segment for segment in run if segment != PAUSE))
        text = " ".join(language.reads(segment) for segment in run).replace(" ,", ",")
        return waves.read_plain(self._synthesis.read(text, language.voice, language.words_a_minute))


class NotSaid(EncodeError):
    """This language cannot be said with what is there."""
