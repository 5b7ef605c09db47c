"""The pages that take turns with the counters: who waits where and how long, what things cost, where a counter is.

Every page is 980x789 with a title in two languages; nothing under 40 px.
"""

# ruff: noqa: PLR0913, PLR0917  # the words of a part are its arguments

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kiosk.texts import pick, roc_short
from screens.geometry import Area, rows
from screens.parts import Part
from screens.words import class_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.guide.answers import FeeView
    from kiosk.guide.plan import PlanView
    from kiosk.queues.answers import ClassView
    from kiosk.texts import Texts
    from screens.pen import Pen

HEAD = 104
FEES_A_PAGE = 5
MOST_CLASSES = 8
TWO_LINES = 104  # a row that is lower holds one language alone


class Panel(Part):
    """A white page with a head: icon, title, the title in English."""

    icon, title = "", ""

    def __init__(self, area: Area, texts: Texts, english: Texts) -> None:
        super().__init__(area)
        self.texts, self.english = texts, english

    def draw(self, pen: Pen) -> None:
        """Draw page and head."""
        area, y = self.area, self.area.y + HEAD / 2 + 2
        pen.card(area, 36, "surface", depth=1)
        pen.card(Area(area.x, area.y, area.width, HEAD), 36, "pine", corners=(True, True, False, False))
        pen.icon(self.icon, area.x + 64, y, 54, "on")
        pen.text(self.texts.text(self.title), area.x + 112, y, 52, "on", face="bold")
        pen.text(self.english.text(self.title), area.right - 40, y, 42, "on2", align="right")

    @property
    def body(self) -> Area:
        """The room below the head."""
        area = self.area
        return Area(area.x + 32, area.y + HEAD + 12, area.width - 64, area.height - HEAD - 28)


class WaitingPanel(Panel):
    """A row for each class: letter, name (in two languages where there is room), how many wait and for how long."""

    icon, title = "users", "board.waiting_title"

    def __init__(
        self, area: Area, texts: Texts, english: Texts, classes: Sequence[ClassView], names: dict[str, str]
    ) -> None:
        super().__init__(area, texts, english)
        self.classes, self.names = tuple(classes)[:MOST_CLASSES], names

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        super().draw(pen)
        body, count = self.body, max(len(self.classes), 6)
        high = body.height / count
        two_lines = high >= TWO_LINES
        for one, area in zip(self.classes, rows(Area(body.x, body.y, body.width, high), len(self.classes), 0), strict=True):
            self._row(pen, one, area, two_lines=two_lines)

    def _row(self, pen: Pen, one: ClassView, area: Area, *, two_lines: bool) -> None:
        y = area.centre[1]
        side = min(72, area.height - 12)
        box = Area(area.x, y - side / 2, side, side)
        pen.card(box, 18, "pine" if one.open else "ink2")
        pen.text(one.letter, *box.centre, 46, "on", face="bold", align="centre")
        said = class_line(self.texts, one.waiting, one.wait) if one.open else self.texts.text("board.class_closed")
        free = one.open and one.waiting == 0
        wide = pen.text(said, area.right, y, 44, "ok" if free else "ink" if one.open else "ink2", face="bold", align="right")
        room = area.width - side - 24 - wide - 24
        lines, size = pen.fitted(one.name, room, (46, 42, 40), 1, "medium")
        english = self.names.get(one.letter, "")
        if not two_lines or pen.width(english, 40) > room:
            pen.text(lines[0], area.x + side + 24, y, size, face="medium")
            return
        pen.text(lines[0], area.x + side + 24, y - 23, size, face="medium")
        pen.text(english, area.x + side + 24, y + 25, 40, "ink2")


class FeesPanel(Panel):
    """Five fees: name in two languages, amount and unit; at the foot of which day they are."""

    icon, title = "coins", "board.fees_title"

    def __init__(self, area: Area, texts: Texts, english: Texts, fees: Sequence[FeeView], sheet: int, as_of: str) -> None:
        super().__init__(area, texts, english)
        self.fees, self.as_of = tuple(fees)[sheet * FEES_A_PAGE : (sheet + 1) * FEES_A_PAGE], as_of
        self.sheet, self.sheets = sheet, sheets(fees)

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        super().draw(pen)
        body = self.body
        high = (body.height - 64) / FEES_A_PAGE
        for n, (fee, area) in enumerate(
            zip(self.fees, rows(Area(body.x, body.y, body.width, high), len(self.fees), 0), strict=True)
        ):
            if n:
                pen.fill(Area(area.x, area.y - 1, area.width, 2), "line")
            self._row(pen, fee, area)
        y = body.bottom - 28
        pen.text(self.texts.text("board.fees_as_of", date=_roc(self.as_of)), body.x, y, 40, "ink2")
        if self.sheets > 1:
            pen.text(f"{self.sheet + 1}／{self.sheets}", body.right, y, 40, "ink2", align="right")

    def _row(self, pen: Pen, fee: FeeView, area: Area) -> None:
        y, chinese = area.centre[1], self.texts.language
        amount = "–".join(str(twd) for twd in dict.fromkeys((fee.twd[0], fee.twd[-1])))
        cost = self.texts.text("board.fee", n=amount, unit=pick(fee.unit, chinese))
        more = self.texts.text("board.fee_more", n=fee.additional_copy_twd) if fee.additional_copy_twd else ""
        wide = pen.text(cost, area.right, y - 22 if more else y, 46, "ochre", face="bold", align="right")
        if more:
            wide = max(wide, pen.text(more, area.right, y + 25, 40, "ink2", align="right"))
        room = area.width - wide - 32
        names = (fee.name, fee.short_name)
        name = next((one for one in (pick(n, chinese) for n in names) if pen.width(one, 44, "bold") <= room), "")
        lines, size = ([name], 44.0) if name else pen.fitted(pick(fee.short_name, chinese), room, (40,), 2, "bold")
        english = next((n["en"] for n in names if n.get("en") and pen.width(n["en"], 40) <= room), "")
        if len(lines) > 1 or not english:
            pen.lines(lines, area.x, y, size, face="bold")
            return
        pen.text(lines[0], area.x, y - 23, size, face="bold")
        pen.text(english, area.x, y + 25, 40, "ink2")


class MapPanel(Panel):
    """The lobby from above; the counter now called in flame, with dots that lead there."""

    icon, title = "map-pin", "board.map_title"
    BOX, DOT, APART = 76.0, 7.0, 34.0

    def __init__(self, area: Area, texts: Texts, english: Texts, plan: PlanView, counters: int, called: int) -> None:
        super().__init__(area, texts, english)
        self.plan, self.counters, self.called = plan, counters, called

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        super().draw(pen)
        floor = self.floor
        pen.card(floor, 20, "sunk", outline="line_strong", width=3)
        for begin, end in self.plan.walls:
            (x, y), (right, bottom) = self._at(begin), self._at(end)
            left, top = min(x, right), min(y, bottom)
            pen.fill(Area(left - 3, top - 3, abs(right - x) + 6, abs(bottom - y) + 6), "line_strong")
        self._lead(pen)
        for place in self.plan.places:
            self._mark(pen, place.icon, self._at(place.at), pick(place.name, self.texts.language), "indigo")
        self._mark(pen, "log-in", self._at(self.plan.entrance), self.texts.text("board.entrance"), "ink2", beside=True)
        for number, at in self.plan.counters.items():
            if number <= self.counters:
                self._counter(pen, number, self._at(at))
        x, y = self._at(self.plan.here)
        pen.disc(x, y, 20, "flame")
        pen.disc(x, y, 9, "surface")
        pen.text(self.texts.text("board.here"), x, y + 46, 42, "flame", face="bold", align="centre")

    @property
    def floor(self) -> Area:
        """The plan's own shape in the room below the head."""
        body, (wide, high) = self.body, self.plan.size
        scale = min(body.width / wide, body.height / high)
        x, y = body.centre
        return Area(x - wide * scale / 2, y - high * scale / 2, wide * scale, high * scale)

    def _at(self, point: tuple[float, float]) -> tuple[float, float]:
        floor, (wide, high) = self.floor, self.plan.size
        return floor.x + point[0] / wide * floor.width, floor.y + point[1] / high * floor.height

    def _counter(self, pen: Pen, number: int, at: tuple[float, float]) -> None:
        called, side = number == self.called, self.BOX
        box = Area(at[0] - side / 2, at[1] - side / 2, side, side)
        if called:
            pen.card(box.inset(-12), 30, "flame_tint", outline="flame", width=5)
        pen.card(box, 20, "flame" if called else "pine")
        pen.text(str(number), *box.centre, 52, "on", face="bold", align="centre")

    def _mark(
        self, pen: Pen, icon: str, at: tuple[float, float], name: str, colour: str, *, beside: bool = False
    ) -> None:
        x, y = at
        if beside:
            wide = pen.width(name, 40, "medium") + 58
            pen.icon(icon, x - wide / 2 + 22, y, 44, colour)
            pen.text(name, x - wide / 2 + 58, y, 40, "ink", face="medium")
            return
        pen.icon(icon, x, y - 26, 52, colour)
        pen.text(name, x, y + 28, 40, "ink", face="medium", align="centre")

    def _lead(self, pen: Pen) -> None:
        """Dots from here to the counter that calls, ending before both."""
        if self.called not in self.plan.counters or self.called > self.counters:
            return
        (x, y), (to_x, to_y) = self._at(self.plan.here), self._at(self.plan.counters[self.called])
        far = ((to_x - x) ** 2 + (to_y - y) ** 2) ** 0.5
        at = 44.0
        while at < far - 74:
            pen.disc(x + (to_x - x) * at / far, y + (to_y - y) * at / far, self.DOT, "flame")
            at += self.APART


def sheets(fees: Sequence[FeeView]) -> int:
    """Return how many pages the fees fill."""
    return -(-len(fees) // FEES_A_PAGE)


def _roc(day: str) -> str:
    try:
        return roc_short(date.fromisoformat(day))
    except ValueError:
        return day
