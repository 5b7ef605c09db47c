"""The calls of the hall as a card, and where the controls are: what a seated visitor reads in the upper part of the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.geometry import Area
from screens.parts import Part
from screens.ruler import Said
from screens.widgets.words import Words

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
            y = area.y + (168, 296, 412)[i]
            if i:
                pen.fill(Area(area.x + 48, y - 60, area.width - 96, 2), "line")
            pen.text(call.label, area.x + 48, y, 92 if i == 0 else 72, "ink" if i else "flame", face="bold")
            pen.text(text("strip.counter", n=call.counter), area.x + 380, y, 50, face="medium")
        if self.announced:
            box = Area(area.x + 40, area.bottom - 130, area.width - 80, 102)
            pen.card(box, 24, "ochre_tint")
            pen.icon("megaphone", box.x + 56, box.centre[1], 50, "ochre")
            room = Area(box.x + 98, box.y + 4, box.width - 114, box.height - 8)
            line, size = pen.fitted(self.announced, room.width, (40, 38, 36), 1)
            sizes = (size,) if len(line) == 1 else (40, 38, 36)
            pen.stack((Said(self.announced, sizes, max_lines=2, spacing=1.1),), room)


class ReachHint(Words):
    """Where the controls are: words in the middle, behind a sign that points down."""

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        room = Area(self.area.x + 64, self.area.y, self.area.width - 128, self.area.height)
        lines, size = pen.fitted(self.text, room.width, self.sizes, self.max_lines)
        pen.lines(lines, *room.centre, size, self.colour, align="centre")
        left = room.centre[0] - max(pen.width(line, size) for line in lines) / 2
        pen.shape("triangle_down", left - 48, room.centre[1] + 2, 36, self.colour)
