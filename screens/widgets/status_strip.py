"""The calls of the hall on the visitor's screen: the last two, newest first.  Never a person's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.texts import FALLBACK
from screens.geometry import Area
from screens.parts import Part
from screens.ruler import Said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.queues.answers import CallView
    from kiosk.texts import Texts
    from screens.pen import Pen

LEAST_FOR_ICON = 52.0  # of what number and counter leave
CAPTION = (150, 84)
"""How wide a caption may be in two lines: in other languages, in Chinese (four characters in a square)."""


class StatusStrip(Part):
    """984x104: a speaker, 現在叫號, and two calls with their counters."""

    least, least_large = 104.0, 152.0

    def __init__(self, area: Area, texts: Texts, calls: Sequence[CallView]) -> None:
        super().__init__(area)
        self.texts, self.calls = texts, tuple(calls)[:2]

    def draw(self, pen: Pen) -> None:
        """Draw the card, then the calls in equal halves of what the caption leaves."""
        area, y = self.area, self.area.centre[1]
        pen.card(area, 28, "surface", depth=1)
        if pen.look.large or (area.width < 900 and area.height <= 140):
            self._draw_one(pen)
            return
        if area.height > 140:
            self._draw_card(pen)
            return
        pen.icon("volume-2", area.x + 50, y, 46, "flame")
        caption = pen.text(self.texts.text("strip.now"), area.x + 89, y, 36, "ink2")
        left = area.x + 89 + caption + 30
        if not self.calls:
            pen.fill(Area(left, area.y + 26, 2, 52), "line")
            pen.text(self.texts.text("strip.no_calls"), left + 30, y, 40, "ink2")
            return
        half = (area.right - left) / 2
        for i, call in enumerate(self.calls):
            x = left + i * half
            pen.fill(Area(x, area.y + 26, 2, 52), "line")
            number = pen.text(call.label, x + 30, y, 54, "ink" if i else "flame", face="bold")
            pen.text(self.texts.text("strip.counter", n=call.counter), x + 30 + number + 19, y, 36, face="medium")

    def _draw_one(self, pen: Pen) -> None:
        """Draw the caption and the latest call alone: large type, or a narrow place."""
        area, y = self.area, self.area.centre[1]
        if not self.calls:
            pen.stack((Said(self.texts.text("strip.no_calls"), (40, 38, 36), "ink2"),), area.inset(12), align="centre")
            return
        call = self.calls[0]
        counter = self.texts.text("strip.counter", n=call.counter)
        size = 62 if pen.look.large else 54
        number, right = pen.width(call.label, size, "bold"), pen.width(counter, 36, "medium")
        caption, room = self.texts.text("strip.now"), area.width - number - right - 112
        if room < 20:
            said = Said(f"{call.label} {counter}", (54, 46, 40, 38, 36), "flame", "bold", 1)
            pen.stack((said,), area.inset(16), align="centre")
            return
        if pen.width(caption, 36) <= room:
            pen.text(caption, area.x + 32, y, 36, "ink2")
        elif room >= LEAST_FOR_ICON:
            pen.icon("volume-2", area.x + 64, y, 46, "flame")
        pen.text(counter, area.right - 32, y, 36, face="medium", align="right")
        pen.text(call.label, area.right - 32 - right - 24, y, size, "flame", face="bold", align="right")

    def _draw_card(self, pen: Pen) -> None:
        """Draw two calls below each other beside the caption: the card of a wide home."""
        area, y = self.area, self.area.centre[1]
        pen.icon("volume-2", area.x + 52, y, 46, "flame")
        lines, size = pen.fitted(self.texts.text("strip.now"), CAPTION[self.texts.language == FALLBACK], (38, 36), 2)
        pen.lines(lines, area.x + 90, y, size, "ink2", spacing=1.2)
        left = area.x + 90 + max(pen.width(line, size) for line in lines) + 24
        pen.fill(Area(left, area.y + 30, 2, area.height - 60), "line")
        if not self.calls:
            room = Area(left + 20, area.y + 8, area.right - left - 40, area.height - 16)
            pen.stack((Said(self.texts.text("strip.no_calls"), (40, 38, 36), "ink2"),), room)
            return
        for i, call in enumerate(self.calls):
            line = y + (i - (len(self.calls) - 1) / 2) * 72
            wide = pen.text(call.label, left + 24, line, 54, "ink" if i else "flame", face="bold")
            pen.text(self.texts.text("strip.counter", n=call.counter), left + 24 + wide + 28, line, 38, face="medium")
