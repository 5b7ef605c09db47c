"""What rows share: a label with its second line, and the tick."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from screens.geometry import Area
    from screens.pen import Pen


def draw_check(pen: Pen, x: float, y: float, radius: float, colour: str) -> None:
    """Draw a filled disc with a tick."""
    pen.disc(x, y, radius, colour)
    pen.icon("check", x, y, radius * 1.15, "on")


def draw_label(  # noqa: PLR0913  # the words of a part are its arguments
    pen: Pen, area: Area, label: str, detail: str, *, colour: str = "ink", size: float = 46
) -> None:
    """Write a label and its second line round the middle of `area`."""
    y = area.centre[1]
    details, small = pen.fitted(detail, area.width, (36,), 1) if detail else ([], 36)
    if len(details) > 1:
        details, small = pen.fitted(detail, area.width, (36,), 2)
    room = 2 if not details and area.height > 100 else 1
    lines, size = pen.fitted(label, area.width, (size, 42, 40, 38, 36), room, "bold")
    if len(lines) > 1 and size < 40:
        lines, size = pen.fitted(label, area.width, (40, 38, 36) if not details or area.height > 140 else (36,), 2, "bold")
    if not details:
        pen.lines(lines, area.x, y, size, colour, face="bold", spacing=1.1)
        return
    step = small * 1.15
    high = len(lines) * size * 1.1 + len(details) * step
    pen.lines(lines, area.x, y - high / 2 + len(lines) * size * 0.55, size, colour, face="bold", spacing=1.1)
    pen.lines(details, area.x, y + high / 2 - len(details) * step / 2, small, "ink2", spacing=1.15)
