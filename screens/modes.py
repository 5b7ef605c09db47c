"""How a visitor wants to see, hear and read this screen; whatever changes, the place and all choices are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens import read_aloud
from screens.visit import FIRST_LANGUAGE

if TYPE_CHECKING:
    from screens.access import Look
    from screens.parts import Pressable
    from screens.touch import TouchScreen


class Modes:
    """Turns language, look and voice of a touch screen; main thread only."""

    def __init__(self, touch: TouchScreen) -> None:
        self._touch = touch

    def speak(self, language: str) -> None:
        """Change the language."""
        self._touch.visit.language = language
        self.anew()

    def toggle(self, mode: str) -> None:
        """Turn an access mode on or off: large, contrast, low_reach, still or read."""
        if mode == "read":
            self.read_aloud()
        else:
            self._see(self._touch.visit.look.toggled(mode))

    @property
    def reads(self) -> bool:
        """Say whether pages are read aloud."""
        return self._touch.reader.on

    def read_aloud(self) -> None:
        """Read what shows, or be silent; on a page with private values the second time reads them, too."""
        touch = self._touch
        touch.reader.pressed(touch.stage.top(), self._page(), touch.texts)
        touch.quiet.pace()
        self.anew()

    def turn_volume(self) -> None:
        """Make the voice louder; after the loudest comes the softest."""
        touch = self._touch
        touch.loudness.turn()
        self.anew()
        touch.reader.say(touch.texts.text("acc.volume", level=touch.loudness.level + 1), touch.texts)

    def restore(self) -> None:
        """Turn every access mode off and take the office's first language."""
        touch = self._touch
        touch.reader.reset()
        touch.visit.language = FIRST_LANGUAGE
        self._see(touch.visit.standard_look)

    def anew(self) -> None:
        """Compose the screen and what stands above it anew."""
        touch = self._touch
        touch.screen.opened()
        touch.stage.show(touch.screen.compose())
        touch.sheets.again()

    def tick(self, now_s: float) -> None:
        """Read a new page once its answers have come, and frame what is being read."""
        touch = self._touch
        if touch.reader.due(now_s, settled=touch.bridge.idle):
            touch.reader.read(touch.stage.top(), self._page(), touch.texts)
        touch.stage.reading = touch.reader.item(self._page())

    def say_focus(self, focused: Pressable) -> None:
        """Say what the focus stands on: who works by keys may not see the frame."""
        self._touch.reader.say(read_aloud.words(focused), self._touch.texts)

    def _see(self, look: Look) -> None:
        touch = self._touch
        touch.visit.look = touch.stage.look = look
        touch.screen.sheet = 0
        touch.quiet.pace()
        self.anew()

    def _page(self) -> str:
        touch = self._touch
        return f"{touch.visit.number} {touch.place} {touch.dialog_name}"
