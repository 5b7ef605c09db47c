"""Reading aloud as an access mode: on with a touch, every page is read as it comes, a touch silences, the visit ends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens import read_aloud

if TYPE_CHECKING:
    from kiosk.texts import Texts
    from screens.loudness import Loudness
    from screens.parts import Page
    from screens.voice import Voice

READ_ANYWAY_S = 1.0


class Reader:
    """Main thread only.  A page that has come to the front is read once its answers have come."""

    def __init__(self, voice: Voice, loudness: Loudness) -> None:
        self._voice = voice
        self.loudness = loudness
        self.on = False
        self._came_at_s: float | None = None
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
        self._came_at_s = None

    def came(self, now_s: float) -> None:
        """Take note that another page has come to the front."""
        self._came_at_s = now_s

    def due(self, now_s: float, *, settled: bool) -> bool:
        """Say, once, that the page which came may be read: its answers have come, or they take too long."""
        if self._came_at_s is None or not (settled or now_s - self._came_at_s >= READ_ANYWAY_S):
            return False
        self._came_at_s = None
        return True

    def read(self, page: Page | None, key: str, texts: Texts) -> None:
        """Read a page, where reading is on; `key` names it, however often it is composed anew."""
        if self.on:
            self._say(page, texts, aloud=False)
            self._read = key

    def say(self, text: str, texts: Texts) -> None:
        """Say one sentence, where reading is on: a toast, a reason."""
        if self.on:
            self._voice.say([text], texts.language, self.loudness.volume)

    def off(self) -> None:
        """Read nothing more."""
        if self.on:
            self._voice.stop()
        self.on, self._read = False, ""

    def reset(self) -> None:
        """Forget this visitor: silence, and the office's own volume."""
        self.off()
        self.loudness.reset()

    def _say(self, page: Page | None, texts: Texts, *, aloud: bool) -> None:
        if page is not None:
            self._voice.say(read_aloud.sentences(page, texts, aloud=aloud), texts.language, self.loudness.volume)
