"""Reading aloud as an access mode: on with a touch, pages and presses are told, a touch silences, the visit ends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens import read_aloud

if TYPE_CHECKING:
    from kiosk.texts import Texts
    from screens.geometry import Area
    from screens.loudness import Loudness
    from screens.parts import Page, Pressable
    from screens.voice import Voice

READ_ANYWAY_S = 1.0
ANOTHER_PAGE = ("pager.", "language.", "preview_notice.up", "preview_notice.down")  # these bring other words


class Reader:
    """Main thread only.  A page that has come to the front is read once its answers have come.

    A control that was pressed and still shows is said with what it is now; one that brings other words has them read.
    """

    def __init__(self, voice: Voice, loudness: Loudness) -> None:
        self._voice = voice
        self.loudness = loudness
        self.on = False
        self._came_at_s: float | None = None
        self._was_speaking = False
        self._read = ""  # the page that was read in full, values left out
        self._pressed: tuple[str, bool] | None = None  # id of a control that was pressed, and whether it was chosen
        self._said: tuple[str, read_aloud.Spoken] = ("", [])  # of which page, and what
        self._orders = 0

    @property
    def speaking(self) -> bool:
        """Say whether something is being said."""
        return self.on and self._voice.speaking

    def item(self, key: str) -> Area | None:
        """Return where that stands on the page named `key` which is being said now."""
        page, said = self._said
        at = self._voice.at if self.speaking and page == key else None
        part = said[at][1] if at is not None and at < len(said) else None
        return part.area if part is not None else None

    @property
    def orders(self) -> int:
        """Return how often something was said so far."""
        return self._orders

    def acted(self, target: Pressable, before: int, *, was_chosen: bool, now_s: float) -> None:
        """Have said what a press has done, unless the press itself said something since `before` or brought a page."""
        if not self.on or self._orders != before or self._came_at_s is not None or target.secret:
            return
        self._pressed = None if target.pilot_id.startswith(ANOTHER_PAGE) else (target.pilot_id, was_chosen)
        self._came_at_s = now_s

    def touched(self) -> None:
        """Be silent: somebody does something."""
        self._was_speaking = self.speaking
        if self._was_speaking:
            self._voice.stop()

    def pressed(self, page: Page | None, key: str, texts: Texts) -> None:
        """Answer the button: on and read; silent again while it speaks; once more, with the values, on a private page."""
        private = page is not None and read_aloud.has_private(page)
        if page is not None and self.on and private and self._read == key:
            self._say(page, key, texts, aloud=True)
            self._read = ""
        elif self.on and self._was_speaking:
            self.off()
        else:
            self.on = True
            self.read(page, key, texts)
        self._was_speaking = False
        self._came_at_s = self._pressed = None

    def came(self, now_s: float) -> None:
        """Take note that another page has come to the front."""
        self._came_at_s, self._pressed = now_s, None

    def due(self, now_s: float, *, settled: bool) -> bool:
        """Say, once, that the page which came may be read: its answers have come, or they take too long."""
        if self._came_at_s is None or not (settled or now_s - self._came_at_s >= READ_ANYWAY_S):
            return False
        self._came_at_s = None
        return True

    def read(self, page: Page | None, key: str, texts: Texts) -> None:
        """Read a page, or of it what was pressed, where reading is on; `key` names it, however often it is composed anew."""
        pressed, self._pressed = self._pressed, None
        if not self.on or page is None:
            return
        if pressed is not None:
            pilot_id, was_chosen = pressed
            self._speak(key, read_aloud.pressed(page, pilot_id, texts, was_chosen=was_chosen), texts)
            return
        self._say(page, key, texts, aloud=False)
        self._read = key

    def say(self, text: str, texts: Texts) -> None:
        """Say one sentence, where reading is on: a toast, a reason."""
        if self.on:
            self._speak("", [(text, None)], texts)

    def off(self) -> None:
        """Read nothing more."""
        if self.on:
            self._voice.stop()
        self.on, self._read = False, ""

    def reset(self) -> None:
        """Forget this visitor: silence, and the office's own volume."""
        self.off()
        self.loudness.reset()

    def _say(self, page: Page, key: str, texts: Texts, *, aloud: bool) -> None:
        self._speak(key, read_aloud.spoken(page, texts, aloud=aloud), texts)

    def _speak(self, key: str, said: read_aloud.Spoken, texts: Texts) -> None:
        said = [one for one in said if one[0].strip()]
        if said:
            self._said, self._orders = (key, said), self._orders + 1
            self._voice.say([text for text, _ in said], texts.language, self.loudness.volume)
