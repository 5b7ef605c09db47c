"""The issued ticket: one form with the hero button and the paper slip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.geometry import Area
from screens.parts import Part
from screens.ruler import Said
from screens.widgets.cards import draw_qr

if TYPE_CHECKING:
    from kiosk.queues.answers import TicketTaken
    from kiosk.texts import Texts
    from screens.pen import Pen
    from screens.ruler import Ruler

HEAD = 120
TEAR = 464
BRIEF = 480.0


def ticket_facts(texts: Texts, ticket: TicketTaken) -> tuple[tuple[str, str, str], tuple[str, str, str]]:
    """Return caption, value and unit of the people ahead and of the wait."""
    text = texts.text
    first = (text("ticket.ahead"), str(ticket.people_ahead), texts.plural("ticket.ahead_unit", ticket.people_ahead))
    if ticket.wait is None:
        return first, (text("ticket.wait"), text("slip.ticket.no_counter"), "")
    low, high = ticket.wait.low_min, ticket.wait.high_min
    return first, (text("ticket.wait"), str(high) if low == high else f"{low}–{high}", text("ticket.minutes"))


class TicketCard(Part):
    """984x896: head with the class, the number (290), the tear line, people ahead and wait, the phone code."""

    least, least_large = 896.0, 860.0
    rises = 24.0

    def __init__(self, area: Area, texts: Texts, ticket: TicketTaken, *, brief: bool = False) -> None:
        super().__init__(area)
        self.texts, self.ticket, self.brief = texts, ticket, brief

    def needs(self, ruler: Ruler, width: float) -> float:
        """Return its height; in brief only class and number."""
        return BRIEF if self.brief else super().needs(ruler, width)

    def draw(self, pen: Pen) -> None:
        """Draw the ticket."""
        area = self.area
        pen.card(area, 40, "surface", depth=2)
        if not pen.look.upright:
            self._draw_anywhere(pen)
            return
        pen.card(Area(area.x, area.y, area.width, HEAD), 40, "pine", corners=(True, True, False, False))
        self._draw_head(pen, area.y + 62)
        size = 290 if pen.width(self.ticket.label, 290, "bold") < area.width - 120 else 220
        pen.text(self.ticket.label, area.centre[0], area.y + 290, size, face="bold", align="centre")
        self._draw_tear(pen, area.y + TEAR)
        self._draw_facts(pen)
        pen.fill(Area(area.x + 47, area.y + 689, area.width - 94, 2), "line")
        self._draw_code(pen, area.y + 700, area.bottom)

    def _draw_anywhere(self, pen: Pen) -> None:
        """Draw the ticket in large type or on a wide screen: head, number, tear line, two facts, the code if there is room."""
        area, large = self.area, pen.look.large
        head = 180 if self.brief else 150 if large else 112
        pen.card(Area(area.x, area.y, area.width, head), 40, "pine", corners=(True, True, False, False))
        if large:
            room = Area(area.x + 40, area.y + 6, area.width - 80 - (110 if self.ticket.priority else 0), head - 12)
            pen.stack((Said(self.ticket.class_name, (40, 36), "on", "bold", 2, 1.1),), room)
            if self.ticket.priority:
                self._draw_priority(pen, Area(area.right - 116, area.y + head / 2 - 38, 76, 76))
        else:
            self._draw_head(pen, area.y + head / 2 + 2)
        code = 0 if large else 176
        facts = 0 if self.brief else (300 if area.height > 760 else 250) if large else 150
        tear = area.bottom - code - facts
        room_y = tear - area.y - head
        size = min(290.0, max(96.0, room_y * 1.06), 290 * (area.width - 96) / pen.width(self.ticket.label, 290, "bold"))
        pen.text(self.ticket.label, area.centre[0], area.y + head + room_y / 2 - size * 0.02, size, face="bold", align="centre")
        if self.brief:
            return
        self._draw_tear(pen, tear)
        y = tear + 22
        short = self.texts.text("ticket.ahead_short"), self.texts.text("ticket.wait_short")
        for i, (caption, value, unit) in enumerate(ticket_facts(self.texts, self.ticket)):
            if large:
                step = (facts - 30) / 2
                line = Area(area.x + 40, y + i * step, area.width - 80, step - 4)
                self._draw_line(pen, line, (caption, short[i]), f"{value} {unit}")
            else:
                room = Area(area.x + 24 + i * area.width / 2, y, area.width / 2 - 48, facts - 26)
                sum_ = Said(f"{value} {unit}", (66, 60, 54), "pine", "bold", 1)
                words = (Said(caption, (40, 38, 36), "ink2", max_lines=1), sum_)
                pen.stack(words, room, align="centre")
        if code:
            pen.fill(Area(area.x + 47, area.bottom - code, area.width - 94, 2), "line")
            self._draw_code(pen, area.bottom - code + 4, area.bottom)

    def _draw_line(self, pen: Pen, area: Area, captions: tuple[str, str], value: str) -> None:
        """Draw a fact on one line: its value as large as the shortest caption allows."""
        for size in (60, 46, 40, 36):
            wide = pen.width(value, size, "bold")
            if min(pen.width(caption, 36) for caption in captions) + 24 + wide <= area.width:
                break
        y, room = area.centre[1], area.width - wide - 24
        pen.text(value, area.right, y, size, "pine", face="bold", align="right")
        caption = pen.first_fitting(captions, room, 36)
        lines, small = pen.fitted(caption, room, (42, 38, 36), 1)
        pen.lines(lines, area.x, y, small, "ink2")

    def _draw_priority(self, pen: Pen, box: Area) -> None:
        pen.card(box, 16, "on")
        pen.text("優", *box.centre, 25 if pen.look.large else 50, "pine", face="bold", align="centre")

    def _draw_head(self, pen: Pen, y: float) -> None:
        area = self.area
        pen.text(self.texts.text("ticket.your_number"), area.x + 48, y, 48, "on", face="bold")
        right = area.right - 48
        room = right - area.x - 96 - pen.width(self.texts.text("ticket.your_number"), 48, "bold")
        lines, size = pen.fitted(self.ticket.class_name, room - (100 if self.ticket.priority else 0), (44, 40, 36), 2)
        pen.lines(lines, right, y, size, "on2", align="right", spacing=1.1)
        if self.ticket.priority:
            wide = max(pen.width(line, size) for line in lines)
            box = Area(right - wide - 100, y - 38, 76, 76)
            self._draw_priority(pen, box)

    def _draw_tear(self, pen: Pen, y: float) -> None:
        area = self.area
        count = 35
        for i in range(count):
            pen.disc(area.x + 52 + i * (area.width - 104) / (count - 1), y, 5, "line")
        pen.disc(area.x, y, 28, "paper", part="right")
        pen.disc(area.right, y, 28, "paper", part="left")

    def _draw_facts(self, pen: Pen) -> None:
        area = self.area
        pen.fill(Area(area.centre[0], area.y + 517, 2, 134), "line")
        left, right = area.x + area.width / 4, area.x + area.width * 3 / 4
        for x, (caption, value, unit) in zip((left, right), ticket_facts(self.texts, self.ticket), strict=True):
            self._draw_fact(pen, x, caption, value, unit)

    def _draw_fact(self, pen: Pen, x: float, caption: str, value: str, unit: str) -> None:
        y = self.area.y
        lines, small = pen.fitted(caption, self.area.width / 2 - 40, (42, 38, 36), 1)
        pen.lines(lines, x, y + 543, small, "ink2", align="centre", spacing=1.0)
        if not unit:
            words, size = pen.fitted(value, self.area.width / 2 - 100, (60, 56, 52, 46, 42), 1, "bold")
            pen.lines(words, x, y + 622, size, "pine", face="bold", align="centre", spacing=1.1)
            return
        number, tail = pen.width(value, 92, "bold"), pen.width(unit, 44, "medium")
        left = x - (number + tail + 14) / 2
        pen.text(value, left, y + 622, 92, "pine", face="bold")
        pen.text(unit, left + number + 14, y + 636, 44, face="medium")

    def _draw_code(self, pen: Pen, top: float, bottom: float) -> None:
        area, y = self.area, (top + bottom) / 2
        if not self.ticket.status_url:
            pen.icon("wifi-off", area.x + 124, y, 72, "ink2")
            lines, size = pen.fitted(self.texts.text("ticket.no_phone"), area.width - 290, (40, 38, 36), 2)
            pen.lines(lines, area.x + 200, y, size, "ink2")
            return
        side = min(194, bottom - top - 12)
        draw_qr(pen, self.ticket.status_url, Area(area.x + 40, y - side / 2, side, side))
        lines, size = pen.fitted(self.texts.text("ticket.phone_title"), area.width - 300, (46, 42, 40), 1, "bold")
        pen.lines(lines, area.x + 264, y - 29, size, face="bold", spacing=1.05)
        details, small = pen.fitted(self.texts.text("ticket.phone_detail"), area.width - 300, (38, 36), 1)
        pen.lines(details, area.x + 264, y + 32, small, "ink2", spacing=1.05)
