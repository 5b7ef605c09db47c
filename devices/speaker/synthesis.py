"""From a sentence to a WAV file: a recording of the office where there is one, else espeak-ng.

espeak-ng writes with `-w FILE`: with `--stdout` it puts a false length into the header (1,073,739,776 frames).
The sentence goes in by standard input, so that no text is ever taken for an option.
"""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING, ClassVar

from devices.errors import EncodeError, NeedsPerson
from devices.speaker.sentences import FALLBACK, VOICES, WORDS_A_MINUTE, Sentence, recording_name, spoken

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

PROGRAM = "espeak-ng"
WITHIN_S = 5.0


class VoiceMissing(NeedsPerson):
    """espeak-ng is not installed, so nothing can be said that is not recorded."""

    condition: ClassVar[str] = "voice_missing"


class Synthesis:
    """Makes sound files in `folder`; recordings lie in `recordings/<language>/<the sentence's letters>.wav` and win.

    The first of several folders of recordings that has the file wins.
    """

    def __init__(self, folder: Path, *, recordings: Sequence[Path] = (), program: str = PROGRAM) -> None:
        self._folder, self._recordings, self._program = folder, tuple(recordings), program
        self._number = 0

    def sound(self, sentence: Sentence) -> Path:
        """Return the file that says the sentence.

        Raises `VoiceMissing` without espeak-ng, `EncodeError` where it makes nothing that can be played.
        """
        recorded = self._recorded(sentence)
        if recorded is not None:
            return recorded
        language = sentence.language if sentence.language in VOICES else FALLBACK
        return self.read(spoken(sentence), VOICES[language], WORDS_A_MINUTE[language])

    def read(self, text: str, voice: str, words_a_minute: int) -> Path:
        """Return a file in which one of espeak-ng's voices reads the text, which is taken as it stands.

        Raises `VoiceMissing` without espeak-ng, `EncodeError` where it makes nothing that can be played.
        """
        program = shutil.which(self._program)
        if program is None:
            raise VoiceMissing(f"{self._program} is not installed. On Debian: apt-get install espeak-ng")
        self._number = (self._number + 1) % 8  # the file before may still be playing
        target = self._folder / f"sentence-{self._number}.wav"
        target.unlink(missing_ok=True)  # what is there after a fault is not this text
        words = [program, "-v", voice, "-s", str(words_a_minute), "-w", str(target), "--stdin"]
        try:
            done = subprocess.run(  # noqa: S603  # found on the path; the text goes in by standard input
                words, input=text.encode(), capture_output=True, timeout=WITHIN_S, check=False
            )
        except (subprocess.TimeoutExpired, OSError) as error:
            raise EncodeError(f"{self._program} did not make a sentence: {error}") from error
        if done.returncode or not target.exists():
            raise EncodeError(f"{self._program}: status {done.returncode}: {done.stderr.decode(errors='replace')[:200]}")
        return target

    def _recorded(self, sentence: Sentence) -> Path | None:
        name = recording_name(sentence.text)
        paths = (folder / sentence.language / f"{name}.wav" for folder in self._recordings)
        return next((path for path in paths if path.exists()), None) if name else None
