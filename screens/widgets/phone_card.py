"""What is better done on one's own phone: a QR code beside two lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.geometry import Area
from screens.parts import Part
from screens.ruler import Said

if TYPE_CHECKING:
    from screens.pen import Pen
    from screens.ruler import Ruler

QR, AIR = 200, 20


class PhoneCard(Part):
    """984x248: the code at the left, what it is for beside it."""

    least, least_large = 248.0, 260.0

    def __init__(self, area: Area, url: str, title: str, detail: str) -> None:
        super().__init__(area)
        self.url, self.title, self.detail = url, title, detail

    def needs(self, ruler: Ruler, width: float) -> float:
        """Return the height for code and words."""
        return max(super().needs(ruler, width), ruler.high(self._said(), width - QR - 4 * AIR) + 2 * AIR)

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        area = self.area
        side = min(QR, area.height - 2 * AIR)
        pen.card(area, 28, "surface", outline="line", width=3)
        code = Area(area.x + AIR, area.centre[1] - side / 2, side, side)
        pen.fill(code.inset(-6), "white")
        pen.qr(self.url, code)
        left = code.right + 2 * AIR
        pen.stack(self._said(), Area(left, area.y + 8, area.right - AIR - left, area.height - 16))

    def _said(self) -> tuple[Said, ...]:
        title = Said(self.title, (46, 42, 40, 38, 36), "ink", "bold", 2, 1.12)
        return title, Said(self.detail, (38, 36), "ink2", max_lines=3)
