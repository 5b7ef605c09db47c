"""Draws on one Kivy instruction group in design pixels: cards, words, icons, discs, rings, codes, pictures.

Places are counted from the top left corner.  Words are placed by the middle of a Chinese character or a capital: that
is where the eye looks, whatever the face's line box says.  The middle lies 0.37 em above the baseline.
"""

# ruff: noqa: PLR0913, PLR0917  # each a fact of its own, told by name

from __future__ import annotations

from math import cos, radians, sin
from typing import TYPE_CHECKING, Any, Literal

from kivy.graphics.context_instructions import Color
from kivy.graphics.vertex_instructions import BorderImage, Ellipse, Mesh, Rectangle

from screens import typeset
from screens.geometry import Area
from screens.ruler import Ruler

if TYPE_CHECKING:
    from collections.abc import Sequence

    from screens.access import Look
    from screens.geometry import Surface
    from screens.ink import Ink
    from screens.masks import Corners
    from screens.parts import Ground, Pressable
    from screens.ruler import Said
    from screens.theme import Theme

Align = Literal["left", "centre", "right"]
ALL: tuple[bool, bool, bool, bool] = (True, True, True, True)
MIDDLE_EM = 0.37
SHADOWS = {1: (6, 28, 0.11), 2: (16, 60, 0.17)}


class Pen(Ruler):
    """One pen draws one part; it notes every line it has written, in `written`, and where, in `extents`."""

    def __init__(self, group: Any, surface: Surface, look: Look, theme: Theme, ink: Ink) -> None:
        super().__init__(ink.typecase, look)
        self._group, self._surface, self._ink = group, surface, ink
        self.theme, self._state = theme, ""
        self.written: list[str] = []
        self.extents: list[tuple[str, Area]] = []

    # ---- grounds -------------------------------------------------------------------------------------------------
    def fill(self, area: Area, colour: str, alpha: float = 1) -> None:
        """Fill a rectangle."""
        self._rectangle(area, colour, alpha, None)

    def card(
        self, area: Area, radius: float, fill: str, *, outline: str | None = None, width: float = 3, depth: int = 0,
        corners: Corners = ALL, alpha: float = 1,
    ) -> None:  # fmt: skip
        """Draw a rounded card, with an outline inside its edge and a shadow of depth 0, 1 or 2."""
        if self.theme.bare_outline and outline is None and self._bare(fill):
            outline = "line"
        if self.theme.bare_outline and outline is not None:
            width = max(width, self.theme.bare_outline)
        if depth and self.theme.shadows:
            self._shadow(area, radius, depth)
        if outline is not None:
            self._patch(area, radius, outline, corners, alpha)
            area, radius = area.inset(width), max(0, radius - width)
        self._patch(area, radius, fill, corners, alpha)

    def control(self, part: Pressable, radius: float) -> None:
        """Draw the ground of a control as it is now; what follows on it is drawn in the colours of that state."""
        self.ground(part.area, radius, *part.stands_on())

    def ground(self, area: Area, radius: float, ground: Ground, state: str) -> None:
        """Draw a ground; what follows is drawn in the colours of the state: off, pressed, chosen, filled, filled_pressed."""
        self.turn(state)
        if state == "off" and self.theme.dashed:
            self._patch(area, radius, ground.fill, ALL, 1)
            self._dashes(area, radius)
        else:
            self.card(area, radius, ground.fill, outline=ground.outline, width=ground.width, depth=ground.depth)

    def turn(self, state: str) -> None:
        """Draw what follows in the colours of a state."""
        self._state = state

    def frame(self, area: Area, radius: float, width: float, colour: str) -> None:
        """Draw an outline alone, inside the edge of the area."""
        left, bottom, wide, high = self._box(area)
        r = min(round(radius * self._surface.scale), int(wide) // 2 - 1, int(high) // 2 - 1)
        texture = self._ink.shape("frame", r, max(1, round(width * self._surface.scale)))
        self._colour(colour, 1)
        self._group.add(BorderImage(pos=(left, bottom), size=(wide, high), border=(r, r, r, r), texture=texture))

    def disc(self, x: float, y: float, radius: float, colour: str, *, alpha: float = 1, part: str = "whole") -> None:
        """Draw a disc round its centre, or one half of it (upper, lower, left, right)."""
        size = round(radius * self._surface.scale) * 2
        texture = self._ink.shape("disc", size, part)
        left, top = x - (0 if part == "right" else radius), y - (0 if part == "lower" else radius)
        wide, high = (1 if part in {"left", "right"} else 2), (1 if part in {"upper", "lower"} else 2)
        self._rectangle(Area(left, top, radius * wide, radius * high), colour, alpha, texture)

    def ring(
        self,
        x: float,
        y: float,
        radius: float,
        width: float,
        start_deg: float,
        end_deg: float,
        colour: str,
        *,
        ends: bool = True,
    ) -> None:  # one figure, one line of numbers
        """Draw an arc clockwise from 12 o'clock; `radius` is the outer edge, with round ends."""
        span = end_deg - start_deg
        if span <= 0:
            return
        scale = self._surface.scale
        soft = 1 / scale
        self._colour(colour, 1)
        steps = max(2, int(abs(span) / 2) + 1)
        vertices: list[float] = []
        for i in range(steps + 1):
            angle = radians(start_deg + span * i / steps)
            for r, u in ((radius + soft, 0.0), (radius - width - soft, 1.0)):
                px, py = self._point(x + r * sin(angle), y - r * cos(angle))
                vertices += [px, py, u, 0.5]
        texture = self._ink.shape("band", round(width * scale))
        self._group.add(Mesh(vertices=vertices, indices=list(range(2 * steps + 2)), mode="triangle_strip", texture=texture))
        if ends and span < 360:
            middle = radius - width / 2
            for deg in (start_deg, end_deg):
                self.disc(x + middle * sin(radians(deg)), y - middle * cos(radians(deg)), width / 2, colour)

    def shape(self, name: str, x: float, y: float, side: float, colour: str) -> None:
        """Draw a filled shape (diamond, triangle, triangle_down, square, hexagon) round its centre."""
        texture = self._ink.shape("polygon", name, round(side * self._surface.scale))
        self._rectangle(Area(x - side / 2, y - side / 2, side, side), colour, 1, texture)

    def trace(self, area: Area, points: tuple[tuple[float, float], ...], width: float, colour: str) -> None:
        """Draw a line through points given as parts (0 to 1) of the area."""
        scale = self._surface.scale
        size = (round(area.width * scale), round(area.height * scale))
        self._rectangle(area, colour, 1, self._ink.shape("trace", size, points, width * scale))

    def hill(self, area: Area, colour: str) -> None:
        """Draw an ellipse, as a quiet background; what lies outside the window is not seen."""
        left, bottom, width, height = self._box(area)
        self._colour(colour, 1)
        self._group.add(Ellipse(pos=(left, bottom), size=(width, height), segments=120))

    def torn_edge(self, area: Area, colour: str) -> None:
        """Draw the torn lower edge of a paper whose body ends at the top of `area`."""
        scale = self._surface.scale
        texture = self._ink.shape("torn", round(area.width * scale), round(area.width / 20), round(area.height * scale))
        self._rectangle(area, colour, 1, texture)

    # ---- signs ---------------------------------------------------------------------------------------------------
    def icon(self, name: str, x: float, y: float, size: float, colour: str) -> None:
        """Draw an icon round its centre; it grows with large type."""
        if self.look.large and size < 84:
            size = size * 84 / 64
        pixels = round(size * self._surface.scale)
        texture = self._ink.icon(name, pixels)
        side = pixels / self._surface.scale
        self._rectangle(Area(x - side / 2, y - side / 2, side, side), colour, 1, texture)

    def sign(self, part: Pressable, name: str, x: float, y: float, size: float, colour: str) -> None:
        """Draw the icon of a control: a lock while it is off, a ring while it is busy."""
        if part.busy:
            self.ring(x, y, 28, 8, -45, 225, colour)
        else:
            self.icon(part.sign(name), x, y, size, part.ink(colour))

    def qr(self, data: str, area: Area) -> None:
        """Draw a QR code as large as whole modules allow, centred in `area`, black on white in every theme."""
        texture = self._ink.qr(data)
        modules = texture.width
        side = max(1, int(area.width * self._surface.scale) // modules) * modules / self._surface.scale
        x, y = area.centre
        self._rectangle(Area(x - side / 2, y - side / 2, side, side), "slip_ink", 1, texture)

    def picture(self, png: bytes, area: Area) -> None:
        """Draw a picture over the whole area."""
        self._rectangle(area, "white", 1, self._ink.picture(png))

    # ---- words ---------------------------------------------------------------------------------------------------
    def text(
        self, text: str, x: float, y: float, size: float, colour: str = "ink", *, face: str = "regular",
        align: Align = "left",
        alpha: float = 1,
    ) -> float:  # fmt: skip
        """Write one line; `x` is its left edge, centre or right edge, `y` its middle.  Returns its width."""
        text = self._ink.typecase.readable(typeset.clean(text), face)
        if not text.strip():
            return 0
        width = self.width(text, size, face)
        size = self.look.size(size)
        hang = size / 3 if align == "right" and text.endswith("）") else 0
        x += {"left": 0, "centre": -width / 2, "right": hang - width}[align]
        scale = self._surface.scale
        texture, right, below = self._ink.word(text, face, size * scale)
        left, baseline = self._surface.to_window(x, y + MIDDLE_EM * size)
        self._pixels(texture, round(left) + right, round(baseline) + below, colour, alpha)
        self.written.append(text)
        self.extents.append((text, Area(x, y - size * 0.4, width, size * 0.8)))
        return width

    def lines(
        self, lines: list[str], x: float, y: float, size: float, colour: str = "ink", *, face: str = "regular",
        align: Align = "left", spacing: float = 1.2,
    ) -> None:  # fmt: skip
        """Write lines round the middle height `y`."""
        step = self.look.size(size) * spacing
        top = y - step * (len(lines) - 1) / 2
        for i, line in enumerate(lines):
            self.text(line, x, top + i * step, size, colour, face=face, align=align)

    def stack(self, said: Sequence[Said], area: Area, *, align: Align = "left") -> None:
        """Write paragraphs below each other, round the middle height of the area, as large as its height allows."""
        set_ = self.stacked(said, area.width, area.height)
        x = {"left": area.x, "centre": area.centre[0], "right": area.right}[align]
        y = area.centre[1] - sum(one.height for one in set_) / 2
        for one in set_:
            self.lines(
                one.lines, x, y + one.height / 2, one.size, one.said.colour, face=one.said.face, align=align,
                spacing=one.said.spacing,
            )  # fmt: skip
            y += one.height

    # ---- inside --------------------------------------------------------------------------------------------------
    def _bare(self, fill: str) -> bool:
        return self.theme.rgb(fill) == self.theme.rgb("paper")

    def _colour(self, token: str, alpha: float) -> None:
        self._group.add(Color(*self.theme.rgb(token, self._state), alpha))

    def _point(self, x: float, y: float) -> tuple[float, float]:
        left, top = self._surface.to_window(x, y)
        return left, self._surface.window[1] - top

    def _box(self, area: Area) -> tuple[float, float, float, float]:
        left, top = (round(v) for v in self._surface.to_window(area.x, area.y))
        right, bottom = (round(v) for v in self._surface.to_window(area.right, area.bottom))
        return left, self._surface.window[1] - bottom, right - left, bottom - top

    def _rectangle(self, area: Area, colour: str, alpha: float, texture: Any) -> None:
        left, bottom, width, height = self._box(area)
        self._colour(colour, alpha)
        self._group.add(Rectangle(pos=(left, bottom), size=(width, height), texture=texture))

    def _pixels(self, texture: Any, left: int, top: int, colour: str, alpha: float) -> None:
        self._colour(colour, alpha)
        self._group.add(
            Rectangle(pos=(left, self._surface.window[1] - top - texture.height), size=texture.size, texture=texture)
        )

    def _patch(self, area: Area, radius: float, colour: str, corners: Corners, alpha: float) -> None:
        left, bottom, width, height = self._box(area)
        r = min(round(radius * self._surface.scale), int(width) // 2, int(height) // 2)
        self._colour(colour, alpha)
        if r <= 0:
            self._group.add(Rectangle(pos=(left, bottom), size=(width, height)))
            return
        texture = self._ink.shape("rounded", r, corners)
        self._group.add(BorderImage(pos=(left, bottom), size=(width, height), border=(r, r, r, r), texture=texture))

    def _dashes(self, area: Area, radius: float) -> None:
        scale = self._surface.scale
        _, _, wide, high = self._box(area)
        line = max(1, round(self.theme.bare_outline * scale))
        texture = self._ink.shape("dashes", int(wide), int(high), round(radius * scale), line)
        self._rectangle(area, "line", 1, texture)

    def _shadow(self, area: Area, radius: float, depth: int) -> None:
        down, blur, alpha = SHADOWS[depth]
        scale = self._surface.scale
        blur_px = max(4, round(blur * scale))
        size = (round(area.width * scale), round(area.height * scale))
        texture = self._ink.shape("shadow", *size, round(radius * scale), blur_px)
        self._rectangle(area.moved(dy=down).inset(-blur), "shade", alpha, texture)
