"""Keys of a keyboard on the glass, and the line they write on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.parts import Part, Pressable

if TYPE_CHECKING:
    from collections.abc import Callable

    from screens.geometry import Area
    from screens.pen import Pen


SIZES = (50, 46, 40, 36)


class Key(Pressable):
    """88x104 and more: one sign, or an icon where the sign has none; a secret one is never said."""

    def __init__(  # noqa: PLR0913  # the words of a part are its arguments
        self, area: Area, pilot_id: str, action: Callable[[], None], *, label: str, icon: str = "",
        sizes: tuple[float, ...] = SIZES, reason: str | None = None, secret: bool = False,
    ) -> None:
        super().__init__(area, pilot_id, action, reason=reason)
        self.secret = secret
        self.label, self.icon, self.sizes = label, icon, sizes

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        pen.control(self, 20)
        x, y = self.area.centre
        if self.icon or self.off:
            pen.sign(self, self.icon, x, y, 52 if self.area.width < 200 else 72, "pine")
        else:
            lines, size = pen.fitted(self.label, self.area.width - 8, self.sizes, 1, "bold")
            pen.lines(lines, x, y, size, "ink", face="bold", align="centre")


class WrittenLine(Part):
    """984x112: what has been written, or in quiet words what can be."""

    def __init__(self, area: Area, text: str, *, hint: str) -> None:
        super().__init__(area)
        self.text, self.hint = text, hint

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        pen.card(self.area, 24, "surface", outline="pine" if self.text else "line_strong", width=4)
        y = self.area.centre[1]
        pen.icon("search", self.area.x + 58, y, 54, "pine")
        said, colour, face = (self.text, "ink", "bold") if self.text else (self.hint, "ink2", "regular")
        lines, size = pen.fitted(said, self.area.width - 140, (56, 48, 42, 40, 38, 36), 1, face)
        pen.lines(lines, self.area.x + 112, y, size, colour, face=face)
