"""The announcements at the foot of the board."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.texts import FALLBACK, LANGUAGES
from screens.geometry import Area
from screens.parts import Part

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kiosk.announcements.services import AnnouncementView
    from screens.pen import Pen


def told(announcements: Iterable[AnnouncementView], languages: tuple[str, ...]) -> tuple[str, ...]:
    """Return the line's texts in their order: each in Chinese, then in `languages`; what is urgent in all it was written in.

    Of a language that nobody has translated a text into, or whose translation nobody has read, there is nothing to tell.
    """
    found = []
    for one in announcements:
        wanted = LANGUAGES[1:] if one.kind == "urgent" else languages
        found += [one.text[language] for language in (FALLBACK, *wanted) if one.text.get(language)]
    return tuple(found)


class Ticker(Part):
    """1920x104: one announcement after the other; it runs where a graphics card draws, else it turns pages of 6 s."""

    SPEED_PX_S, PAUSE_S, PAGE_S = 120.0, 2.0, 6.0

    def __init__(self, area: Area, label: str, texts: tuple[str, ...], *, motion: bool) -> None:
        super().__init__(area)
        self.label, self.texts, self.motion = label, texts, motion
        self._pages: list[str] = []
        self._number = 0
        self._since_s: float | None = None
        self._offset = 0.0
        self._width = 0.0

    def move(self, now_s: float) -> None:
        """Go on with time; draws only when something moves."""
        if self._since_s is None:
            self._since_s = now_s
        passed = now_s - self._since_s
        if self.motion:
            self._run(passed, now_s)
        elif passed >= self.PAGE_S and len(self._pages) > 1:
            self._since_s, self._number = now_s, (self._number + 1) % len(self._pages)
            self.repaint()

    def _run(self, passed: float, now_s: float) -> None:
        offset = max(0.0, passed - self.PAUSE_S) * self.SPEED_PX_S
        if offset > self._width + 80 or (self._width <= self.area.width - 300 and passed > self.PAGE_S):
            self._since_s, self._offset = now_s, 0.0
            self._number = (self._number + 1) % max(1, len(self.texts))
            self.repaint()
        elif offset != self._offset and self._width > self.area.width - 300:
            self._offset = offset
            self.repaint()

    def draw(self, pen: Pen) -> None:
        """Draw ground, text and label, in this order: the text slides under the label."""
        area, y = self.area, self.area.centre[1]
        pen.fill(area, "ink")
        if self.motion:
            text = self.texts[self._number % len(self.texts)] if self.texts else ""
            self._width = pen.width(text, 48, "medium")
            pen.text(text, area.x + 268 - self._offset, y, 48, "on", face="medium")
        else:
            self._pages = [line for text in self.texts for line in pen.broken(text, area.width - 268 - 40, 48, "medium")]
            if self._pages:
                pen.text(self._pages[self._number % len(self._pages)], area.x + 268, y, 48, "on", face="medium")
        pen.fill(Area(area.x, area.y, 232, area.height), "flame")
        pen.icon("megaphone", area.x + 60, y, 54, "on")
        pen.text(self.label, area.x + 102, y, 50, "on", face="bold")
