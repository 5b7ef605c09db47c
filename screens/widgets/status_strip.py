"""The calls of the hall on the visitor's screen: the last two, newest first.  Never a person's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.geometry import Area
from screens.parts import Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.queues.answers import CallView
    from kiosk.texts import Texts
    from screens.pen import Pen


class StatusStrip(Part):
    """984x104: a speaker, 現在叫號, and two calls with their counters."""

    def __init__(self, area: Area, texts: Texts, calls: Sequence[CallView]) -> None:
        super().__init__(area)
        self.texts, self.calls = texts, tuple(calls)[:2]

    def draw(self, pen: Pen) -> None:
        """Draw the card, then the calls in equal halves of what the caption leaves."""
        area, y = self.area, self.area.centre[1]
        pen.card(area, 28, "surface", depth=1)
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
