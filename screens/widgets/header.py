"""The head of every screen: seal and name of the office at the left, clock and date at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.clock import day_of
from screens.geometry import Area
from screens.parts import Part
from screens.ruler import Said

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from kiosk.texts import Texts
    from screens.pen import Pen


def draw_seal(pen: Pen, area: Area) -> None:
    """Draw the seal that stands in for the office's emblem."""
    side = area.width
    pen.card(area, side * 0.2, "flame")
    inner = area.inset(side * 0.09)
    pen.card(inner, side * 0.13, "flame", outline="seal_line", width=max(2, side * 0.03))
    x, y = area.centre
    pen.text("戶", x, y - side * 0.02, side * (0.3 if pen.look.large else 0.6), "on", face="serif", align="centre")


CLOCK = 58  # 84 in large type


class Header(Part):
    """984x128 at the top."""

    shows_time = True

    def __init__(self, area: Area, texts: Texts, now: Callable[[], datetime]) -> None:
        super().__init__(area)
        self.texts, self.now = texts, now

    def draw(self, pen: Pen) -> None:
        """Draw seal, name, clock and date."""
        x, middle = self.area.x, self.area.y + 66
        draw_seal(pen, Area(x, middle - 38, 76, 76))
        name = self.texts.text("app.office_header")
        if pen.look.large:
            self._draw_large(pen, name, x, middle)
            return
        if self.texts.language == "zh_Hant":
            pen.text(name, x + 101, middle, 50 if pen.look.wide else 46, face="serif")
        else:
            pen.lines(name.split("\n"), x + 101, middle + 4, 38, face="bold")
        now = self.now()
        if pen.look.wide:
            clock = pen.text(self.texts.clock(now), self.area.right, middle, 60, face="bold", align="right")
            pen.text(self.texts.date(day_of(now)), self.area.right - clock - 36, middle, 38, "ink2", align="right")
            return
        pen.text(self.texts.clock(now), self.area.right, self.area.y + 44, 54, face="bold", align="right")
        pen.text(self.texts.date(day_of(now)), self.area.right, self.area.y + 96, 36, "ink2", align="right")

    def _draw_large(self, pen: Pen, name: str, x: float, y: float) -> None:
        """Draw name and clock; the date is on the display sheet."""
        clock = pen.text(self.texts.clock(self.now()), self.area.right, y, CLOCK, face="bold", align="right")
        room = Area(x + 100, self.area.y + 10, self.area.width - 100 - clock - 32, self.area.height - 12)
        face = "serif" if self.texts.language == "zh_Hant" else "bold"
        pen.stack((Said(name, (28, 25, 22, 20, 18), "ink", face, 2, 1.1),), room)
