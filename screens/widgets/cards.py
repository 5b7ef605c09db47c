"""Small cards: facts, tips, codes for a phone, paper, dialogs' ground."""

# ruff: noqa: PLR0913  # the words of a part are its arguments

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.geometry import Area
from screens.parts import Part
from screens.ruler import Said
from screens.widgets.stacked import Stacked
from screens.widgets.tiles import draw_chip

if TYPE_CHECKING:
    from screens.pen import Pen
    from screens.ruler import Ruler


def draw_qr(pen: Pen, data: str, area: Area) -> None:
    """Draw a code on its white square, with the quiet zone that scanners want (3 modules and more)."""
    pen.card(area, 12, "white")
    pen.qr(data, area.inset(area.width * 0.075))


class Card(Part):
    """A plain ground for what lies on it."""

    def __init__(
        self,
        area: Area,
        *,
        radius: float = 28,
        fill: str = "surface",
        depth: int = 1,
        outline: str | None = None,
        width: float = 2,
    ) -> None:
        super().__init__(area)
        self.radius, self.fill, self.depth, self.outline, self.width = radius, fill, depth, outline, width

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        pen.card(self.area, self.radius, self.fill, depth=self.depth, outline=self.outline, width=self.width)


class FactCard(Stacked):
    """314x148: icon and caption, the fact below."""

    least = 100.0

    def __init__(self, area: Area, *, icon: str, caption: str, value: str) -> None:
        super().__init__(area)
        self.icon, self.caption, self.value = icon, caption, value

    def said(self) -> tuple[Said, ...]:
        """Return the words, one below the other."""
        return (Said(self.caption, (38, 36), "ink2", max_lines=1), Said(self.value, (42, 40, 38, 36), "ink", "bold", 3, 1.15))

    def lead(self, ruler: Ruler) -> float:
        """Leave room for the sign."""
        return 132 if ruler.look.large else 100

    def trail(self, ruler: Ruler) -> float:
        """Leave room for the sign at the end."""
        return 24

    def draw(self, pen: Pen) -> None:
        """Draw it; a long fact takes a second line."""
        area = self.area
        pen.card(area, 24, "sunk", outline="line", width=2)
        if not pen.look.plain:
            pen.icon(self.icon, area.x + (72 if pen.look.large else 56), area.centre[1], 48, "pine")
            self.write(pen)
            return
        lines, size = self._set(pen)
        caption_y = area.y + (46 if len(lines) == 1 else 34)
        pen.icon(self.icon, area.x + 50, caption_y, 44, "pine")
        pen.text(self.caption, area.x + 86, caption_y, 38, "ink2")
        pen.lines(lines, area.x + 26, area.y + (104 if len(lines) == 1 else 98), size, face="bold", spacing=1.15)

    def fits(self, ruler: Ruler) -> bool:
        """Say whether the caption stands on one line and the fact on two."""
        room = self.area.width - 48
        lines, size = self._set(ruler)
        narrow = all(ruler.width(line, size, "bold") <= room for line in lines)
        return len(lines) <= 2 and narrow and ruler.width(self.caption, 38) <= self.area.width - 86 - 24

    def _set(self, ruler: Ruler) -> tuple[list[str], float]:
        lines, size = ruler.fitted(self.value, self.area.width - 48, (42, 40, 38, 36), 1, "bold")
        return (lines, size) if len(lines) == 1 else ruler.fitted(self.value, self.area.width - 48, (36,), 2, "bold")


class FactRow(Part):
    """984x96 and more: icon and caption at the left, the fact beside them; for facts too long for cards."""

    def __init__(self, area: Area, *, icon: str, caption: str, value: str, indent: float) -> None:
        super().__init__(area)
        self.icon, self.caption, self.value, self.indent = icon, caption, value, indent

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        area, y = self.area, self.area.centre[1]
        pen.card(area, 24, "sunk", outline="line", width=2)
        pen.icon(self.icon, area.x + 50, y, 44, "pine")
        pen.text(self.caption, area.x + 86, y, 38, "ink2")
        lines, size = self._set(pen)
        pen.lines(lines, area.x + self.indent, y, size, face="bold", spacing=1.12)

    def height(self, ruler: Ruler) -> float:
        """Return the height its fact takes."""
        lines, size = self._set(ruler)
        return max(96, len(lines) * size * 1.12 + 20)

    def _set(self, ruler: Ruler) -> tuple[list[str], float]:
        room = self.area.width - self.indent - 24
        lines, size = ruler.fitted(self.value, room, (42, 40, 38, 36), 1, "bold")
        return (lines, size) if len(lines) == 1 else ruler.fitted(self.value, room, (38, 36), 2, "bold")


class TipCard(Stacked):
    """480x156: a chip and one sentence."""

    ease = 156.0

    def __init__(self, area: Area, *, icon: str, text: str, colour: str = "rose") -> None:
        super().__init__(area)
        self.icon, self.text, self.colour = icon, text, colour

    def said(self) -> tuple[Said, ...]:
        """Return the words, one below the other."""
        return (Said(self.text, (42, 40, 38, 36), "ink", "medium", 3),)

    def lead(self, ruler: Ruler) -> float:
        """Leave room for the sign."""
        return 136

    def trail(self, ruler: Ruler) -> float:
        """Leave room for the sign at the end."""
        return 24

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        area, y = self.area, self.area.centre[1]
        pen.card(area, 24, "surface", depth=1)
        draw_chip(pen, Area(area.x + 20, y - 43, 86, 86), self.icon, self.colour)
        if not pen.look.upright:
            self.write(pen)
            return
        room = area.width - 126 - 16
        lines, size = pen.fitted(self.text, room, (36,), 1, "medium")  # one size for all of them where each fits on a line
        if len(lines) > 1:
            lines, size = pen.fitted(self.text, room, (38, 36), 2, "medium")
        pen.lines(lines, area.x + 126, y, size, face="medium")


class Fact(Stacked):
    """A line of a consent: icon at the left, a sentence of up to three lines."""

    def __init__(self, area: Area, *, icon: str, text: str) -> None:
        super().__init__(area)
        self.icon, self.text = icon, text

    def said(self) -> tuple[Said, ...]:
        """Return the words, one below the other."""
        return (Said(self.text, (46, 42, 40, 38, 36), "ink", max_lines=5),)

    def lead(self, ruler: Ruler) -> float:
        """Leave room for the sign."""
        return 124

    def trail(self, ruler: Ruler) -> float:
        """Leave room for the sign at the end."""
        return 0

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        area, y = self.area, self.area.centre[1]
        draw_chip(pen, Area(area.x, y - 48, 96, 96), self.icon, "rose")
        if not pen.look.upright:
            self.write(pen)
            return
        lines, size = pen.fitted(self.text, area.width - 128, (46, 42, 40, 38, 36), 2)
        pen.lines(lines, area.x + 128, y, size, spacing=1.25)


class QrCard(Stacked):
    """A code to take along, with what it does; always beside a way that needs no phone."""

    least, least_large, ease = 240.0, 260.0, 280.0

    def __init__(self, area: Area, *, data: str, title: str, detail: str) -> None:
        super().__init__(area)
        self.data, self.title, self.detail = data, title, detail

    def said(self) -> tuple[Said, ...]:
        """Return the words, one below the other."""
        return (Said(self.title, (42, 40, 38, 36), "ink", "bold", 3), Said(self.detail, (36,), "ink2", max_lines=4))

    def lead(self, ruler: Ruler) -> float:
        """Leave room for the sign."""
        return 270

    def trail(self, ruler: Ruler) -> float:
        """Leave room for the sign at the end."""
        return 28

    def draw(self, pen: Pen) -> None:
        """Draw it, the code above the words."""
        area = self.area
        pen.card(area, 28, "surface", depth=1)
        if area.width > area.height:
            side = min(area.height - 32, 220)
            draw_qr(pen, self.data, Area(area.x + 24, area.centre[1] - side / 2, side, side))
            self.write(pen)
            return
        words = pen.stacked(self._below(), area.width - 40, area.height * 0.55)
        high = sum(one.height for one in words)
        side = min(area.width - 60, area.height - high - 60)
        air = min(30, (area.height - side - high) / 3)
        top = area.centre[1] - (side + air + high) / 2
        draw_qr(pen, self.data, Area(area.centre[0] - side / 2, top, side, side))
        y = top + side + air
        for one in words:
            middle = y + one.height / 2
            pen.lines(one.lines, area.centre[0], middle, one.size, one.said.colour, face=one.said.face, align="centre",
                      spacing=one.said.spacing)  # fmt: skip
            y += one.height

    def _below(self) -> tuple[Said, ...]:
        """Return the words under a code, with the air that a narrow column wants."""
        title = Said(self.title, (44, 42, 40, 36), "ink", "bold", 3, 1.3)
        return title, Said(self.detail, (36,), "ink2", max_lines=4, spacing=1.4)


class Code(Part):
    """A code alone, as large as its place."""

    def __init__(self, area: Area, data: str) -> None:
        super().__init__(area)
        self.data = data

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        draw_qr(pen, self.data, self.area)


class Paper(Part):
    """A slip in its true dots: one dot is one pixel; a torn edge below."""

    least, least_large = 490.0, 964.0

    def __init__(self, area: Area, png: bytes | None, size_dots: tuple[int, int]) -> None:
        super().__init__(area)
        self.png, self.size_dots = png, size_dots

    def draw(self, pen: Pen) -> None:
        """Draw the paper and the slip on it."""
        area = self.area
        if area.width > 640:
            area = Area(area.centre[0] - 320, area.y, 640, area.height)
        pen.card(area, 12, "white", depth=1, corners=(True, True, False, False))
        pen.torn_edge(Area(area.x, area.bottom, area.width, 12), "white")
        if self.png is None:
            return
        width, height = self.size_dots
        side = (area.width - width) / 2
        pen.picture(self.png, Area(area.x + side, area.y + side, width, min(height, area.height - side)))
