"""Reading aloud as an access mode: on with a touch, every page is read as it comes, a touch silences, the visit ends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens import read_aloud

if TYPE_CHECKING:
    from kiosk.texts import Texts
    from screens.parts import Page
    from screens.voice import Voice

VOLUMES = (0.2, 0.4, 0.6, 0.8, 1.0)
STANDARD = 2  # of VOLUMES


class Reader:
    """Main thread only.  `level` is the volume, an index of `VOLUMES`; `reset` puts it back."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice
        self.on = False
        self.level = STANDARD
        self._was_speaking = False
        self._read = ""  # the page that was read in full, values left out

    @property
    def speaking(self) -> bool:
        """Say whether something is being said."""
        return self.on and self._voice.speaking

    def touched(self) -> None:
        """Be silent: somebody does something."""
        self._was_speaking = self.speaking
        if self._was_speaking:
            self._voice.stop()

    def pressed(self, page: Page | None, key: str, texts: Texts) -> None:
        """Answer the button: on and read; silent again while it speaks; once more, with the values, on a private page."""
        private = page is not None and read_aloud.has_private(page)
        if self.on and private and self._read == key:
            self._say(page, texts, aloud=True)
            self._read = ""
        elif self.on and self._was_speaking:
            self.off()
        else:
            self.on = True
            self.read(page, key, texts)
        self._was_speaking = False

    def read(self, page: Page | None, key: str, texts: Texts) -> None:
        """Read a page, where reading is on; `key` names it, however often it is composed anew."""
        if self.on:
            self._say(page, texts, aloud=False)
            self._read = key

    def say(self, text: str, texts: Texts) -> None:
        """Say one sentence, where reading is on: a toast, a reason."""
        if self.on:
            self._voice.say([text], texts.language, VOLUMES[self.level])

    def turn_volume(self) -> None:
        """Make it one step louder; after the loudest comes the softest."""
        self.level = (self.level + 1) % len(VOLUMES)

    def off(self) -> None:
        """Read nothing more."""
        if self.on:
            self._voice.stop()
        self.on, self._read = False, ""

    def reset(self) -> None:
        """Forget this visitor: silence, and the standard volume."""
        self.off()
        self.level = STANDARD

    def _say(self, page: Page | None, texts: Texts, *, aloud: bool) -> None:
        if page is not None:
            self._voice.say(read_aloud.sentences(page, texts, aloud=aloud), texts.language, VOLUMES[self.level])
