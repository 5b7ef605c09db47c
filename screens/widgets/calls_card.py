"""The calls of the hall as a card: what a seated visitor reads in the upper part of the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.geometry import Area
from screens.parts import Part
from screens.ruler import Said

if TYPE_CHECKING:
    from kiosk.queues.answers import HallView
    from kiosk.texts import Texts
    from screens.pen import Pen


class CallsCard(Part):
    """984x600: caption and who waits, three calls with their counters, one announcement."""

    def __init__(self, area: Area, texts: Texts, hall: HallView | None, announced: str) -> None:
        super().__init__(area)
        self.texts, self.hall, self.announced = texts, hall, announced

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        area, text = self.area, self.texts.text
        pen.card(area, 36, "surface", depth=1)
        pen.icon("volume-2", area.x + 56, area.y + 56, 50, "flame")
        pen.text(text("strip.now"), area.x + 100, area.y + 56, 40, "ink2")
        calls = self.hall.calls[:3] if self.hall else ()
        if self.hall is not None:
            waiting = self.texts.plural("board.waiting", self.hall.waiting)
            pen.text(waiting, area.right - 44, area.y + 56, 44, "pine", face="bold", align="right")
        if not calls:
            pen.text(text("strip.no_calls"), area.centre[0], area.y + 260, 54, "ink2", align="centre")
        for i, call in enumerate(calls):
            y = area.y + (168, 296, 396)[i]
            if i:
                pen.fill(Area(area.x + 48, y - 56, area.width - 96, 2), "line")
            pen.text(call.label, area.x + 48, y, 92 if i == 0 else 72, "ink" if i else "flame", face="bold")
            pen.text(text("strip.counter", n=call.counter), area.x + 380, y, 50, face="medium")
        if self.announced:
            box = Area(area.x + 40, area.bottom - 130, area.width - 80, 102)
            pen.card(box, 24, "ochre_tint")
            pen.icon("megaphone", box.x + 56, box.centre[1], 50, "ochre")
            said = Said(self.announced, (40, 38, 36), max_lines=2, spacing=1.1)
            pen.stack((said,), Area(box.x + 108, box.y + 4, box.width - 130, box.height - 8))
