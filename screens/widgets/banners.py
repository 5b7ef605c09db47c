"""What happened and what to do now: banners, information lines, the toast, advice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.geometry import Area
from screens.ruler import Said
from screens.widgets.stacked import Stacked

if TYPE_CHECKING:
    from screens.pen import Pen
    from screens.ruler import Ruler


ALARMS = ("warn", "danger")


class TroubleBanner(Stacked):
    """984x152: a tint with an outline and a bar of 20 px at the left; line 1 says what, line 2 what now.

    `tone` is ok, warn, danger or indigo.
    """

    pad = 8.0

    def __init__(self, area: Area, *, tone: str, icon: str, title: str, detail: str = "") -> None:
        super().__init__(area)
        self.tone, self.icon, self.title, self.detail = tone, icon, title, detail
        self.ease = 152.0 if detail else 116.0

    def said(self) -> tuple[Said, ...]:
        """Return the words, one below the other."""
        return (Said(self.title, (42, 40, 38, 36), "ink", "bold", 3, 1.15), Said(self.detail, (36,), "ink", max_lines=4))

    def lead(self, ruler: Ruler) -> float:
        """Leave room for the sign."""
        return 146

    def trail(self, ruler: Ruler) -> float:
        """Leave a margin."""
        return 24

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        area, y = self.area, self.area.centre[1]
        pen.card(area, 24, self.tone)
        edge = pen.theme.alarm_outline if self.tone in ALARMS and pen.theme.alarm_outline else 3
        body = Area(area.x + 20, area.y + edge, area.width - 20 - edge, area.height - 2 * edge)
        pen.card(body, 24 - edge, f"{self.tone}_tint", corners=(False, True, True, False), outline=None)
        pen.icon(self.icon, area.x + 76, y, 62, self.tone)
        if self.stacks(pen) or area.height > 160:
            self.write(pen)
            return
        width = area.width - 132 - 24
        lines, size = pen.fitted(self.title, width, (42, 40, 38, 36), 1, "bold")
        details, small = pen.fitted(self.detail, width, (36,), 1) if self.detail else ([], 36)
        if not details:
            pen.lines(lines, area.x + 132, y, size, face="bold", spacing=1.15)
            return
        total = len(lines) + len(details)
        step = min(58, area.height * 0.38) if total == 2 else min(46, (area.height - 12) / total)
        top = y - step * (total - 1) / 2
        pen.lines(lines, area.x + 132, top + step * (len(lines) - 1) / 2, size, face="bold", spacing=step / size)
        pen.lines(details, area.x + 132, y + step * len(lines) / 2, small, spacing=step / small)


class InfoLine(Stacked):
    """984x128, a tint without outline: icon and one or two lines."""

    def __init__(self, area: Area, *, tone: str, icon: str, text: str, title: str = "") -> None:
        super().__init__(area)
        self.tone, self.icon, self.text, self.title = tone, icon, text, title
        self.ease = 152.0 if title else 128.0

    def said(self) -> tuple[Said, ...]:
        """Return the words, one below the other."""
        return (Said(self.title, (42, 40, 38, 36), "ink", "bold", 3, 1.15), Said(self.text, (36,), "ink", max_lines=4))

    def lead(self, ruler: Ruler) -> float:
        """Leave room for the sign."""
        return 136

    def trail(self, ruler: Ruler) -> float:
        """Leave a margin."""
        return 24

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        area, y = self.area, self.area.centre[1]
        pen.card(area, 28, f"{self.tone}_tint")
        pen.icon(self.icon, area.x + 70, y, 60, self.tone)
        if self.stacks(pen):
            self.write(pen)
            return
        x, width = area.x + 136, area.width - 136 - 24
        if not self.title:
            lines, size = pen.fitted(self.text, width, (42, 40, 38, 36), 2)
            pen.lines(lines, x - 6, y, size)
            return
        lines, size = pen.fitted(self.title, width, (42, 40, 38, 36), 1, "bold")
        details, small = pen.fitted(self.text, width, (36,), 2)
        total = len(lines) + len(details)
        step = min(54, area.height * 0.4) if total == 2 else 44
        top = y - step * (total - 1) / 2
        pen.lines(lines, x, top + step * (len(lines) - 1) / 2, size, face="bold", spacing=step / size)
        pen.lines(details, x, y + step * len(lines) / 2, small, spacing=step / small)


class IconCard(Stacked):
    """A white card with a large icon and two lines: photograph your number, and the like."""

    ease = 188.0

    def __init__(self, area: Area, *, icon: str, title: str, detail: str) -> None:
        super().__init__(area)
        self.icon, self.title, self.detail = icon, title, detail

    def said(self) -> tuple[Said, ...]:
        """Return the words, one below the other."""
        return (Said(self.title, (42, 40, 38, 36), "ink", "bold", 3, 1.15), Said(self.detail, (36,), "ink2", max_lines=4))

    def lead(self, ruler: Ruler) -> float:
        """Leave room for the sign."""
        return 176

    def trail(self, ruler: Ruler) -> float:
        """Leave a margin."""
        return 24

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        area, y = self.area, self.area.centre[1]
        pen.card(area, 28, "surface", depth=1)
        pen.icon(self.icon, area.x + 90, y, 92, "pine")
        if self.stacks(pen):
            self.write(pen)
            return
        x, width = area.x + 170, area.width - 170 - 28
        lines, size = pen.fitted(self.title, width, (44, 42, 40, 38, 36), 1, "bold")
        if len(lines) > 1:
            lines, size = pen.fitted(self.title, width, (40, 38, 36), 2, "bold")
        details, small = pen.fitted(self.detail, width, (36,), 2)
        total = len(lines) + len(details)
        step = min(60, area.height * 0.38) if total == 2 else 45
        top = y - step * (total - 1) / 2
        pen.lines(lines, x, top + step * (len(lines) - 1) / 2, size, face="bold", spacing=step / size)
        pen.lines(details, x, y + step * len(lines) / 2, small, "ink2", spacing=step / small)


class Toast(Stacked):
    """984x104 above the dock, three seconds."""

    def __init__(self, area: Area, text: str, *, tone: str = "ok", icon: str = "circle-check") -> None:
        super().__init__(area)
        self.text, self.tone, self.icon = text, tone, icon

    def said(self) -> tuple[Said, ...]:
        """Return the words, one below the other."""
        return (Said(self.text, (40, 38, 36), "ink", max_lines=3, spacing=1.1),)

    def lead(self, ruler: Ruler) -> float:
        """Leave room for the sign."""
        return 132 if ruler.look.large else 112

    def trail(self, ruler: Ruler) -> float:
        """Leave a margin."""
        return 24

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        area, y = self.area, self.area.centre[1]
        pen.card(area, 24, f"{self.tone}_tint", outline=self.tone, width=3, depth=2)
        pen.icon(self.icon, area.x + 64, y, 56, self.tone)
        self.write(pen)
