"""Rows that choose: a queue class, a door beside them, the priority card, a face."""

# ruff: noqa: PLR0913  # the words of a part are its arguments

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.geometry import Area
from screens.parts import RAISED, SUNK, Ground, Pressable
from screens.ruler import Said
from screens.typeset import MEANT
from screens.widgets.labels import draw_check, draw_label
from screens.widgets.stacked import Stacked

if TYPE_CHECKING:
    from collections.abc import Callable

    from screens.pen import Pen
    from screens.ruler import Ruler

COLUMN_AIR = 16.0  # beside the words of a face that stands in a column
LEAST_COLUMN, LOW_WORDS = 500.0, 314.0  # a lower column keeps so much for its words and the air
PRIORITY_PICTOGRAMS = ("human-cane", "human-pregnant", "wheelchair-accessibility", "baby-carriage")


class ClassRow(Stacked, Pressable):
    """984x116: letter box, label, how long the waiting is; chosen: tint, pine outline and a check."""

    ground = RAISED
    pad = 8.0

    def __init__(
        self,
        area: Area,
        action: Callable[[], None],
        *,
        letter: str,
        label: str,
        detail: str,
        waiting: str,
        free: bool,
        chosen: bool,
        reason: str | None = None,
    ) -> None:
        super().__init__(area, f"take_ticket.class.{letter}", action, reason=reason)
        self.letter, self.label, self.detail, self.waiting = letter, label, detail, waiting
        self.free, self.chosen = free, chosen

    def said(self) -> tuple[Said, ...]:
        """Return the words, one below the other."""
        colour = "ok" if self.free else "ink2" if self.reason else "ink"
        return (
            Said(self.label, (46, 42, 40, 38, 36), "ink2" if self.reason else "ink", "bold", 2, 1.12),
            Said(self.detail, (36,), "ink2", max_lines=2),
            Said(self.waiting, (38, 36), colour, "bold" if self.free else "regular"),
        )

    def lead(self, ruler: Ruler) -> float:
        """Leave room for the sign."""
        return 130 if ruler.look.large else 126

    def trail(self, ruler: Ruler) -> float:
        """Leave room for the sign at the end."""
        return 116 if self.chosen or self.reason else 28

    def likes(self, ruler: Ruler, width: float) -> float:
        """Return the height of its words with more air, where type is not large and height not scarce."""
        words = ruler.high(self.said(), width - self.lead(ruler) - self.trail(ruler))
        return 0.0 if ruler.look.large else words + 32

    def draw(self, pen: Pen) -> None:
        """Draw the row in its state."""
        area, y = self.area, self.area.centre[1]
        pen.control(self, 24)
        side = 92 if pen.look.large else 76
        box = Area(area.x + (18 if pen.look.large else 22), y - side / 2, side, side)
        if self.busy:
            pen.sign(self, "", *box.centre, 50, "pine")
        else:
            self._draw_letter(pen, box)
        right = area.right - (98 if self.chosen else 32)
        if self.chosen:
            draw_check(pen, area.right - 54, y, 30, "pine")
        self._draw_words(pen, right)

    def _draw_letter(self, pen: Pen, box: Area) -> None:
        off = self.off
        pen.card(box, 20, "pine" if self.chosen else "sunk" if off else "pine_tint", outline="line" if off else None, width=2)
        pen.text(
            self.letter,
            *box.centre,
            38 if pen.look.large else 50,
            "on" if self.chosen else "ink2" if off else "pine",
            face="bold",
            align="centre",
        )

    def _draw_words(self, pen: Pen, right: float) -> None:
        area, y, off = self.area, self.area.centre[1], self.off
        if self.stacks(pen):
            if off:
                pen.icon("lock", area.right - 56, y, 46, "ink2")
            self.write(pen)
            return
        colour, face = ("ok", "bold") if self.free else ("ink2" if off else "ink", "regular")
        lock = 56 if off else 0
        if off:
            pen.icon("lock", right - 20, y, 46, "ink2")
        size = 38 if self.free and not off else 36
        waits = self._waits(pen, right - lock - 24 - area.x - 126, size, face)
        pen.lines(waits, right - lock, y, size, colour, face=face, align="right", spacing=1.15)
        wide = lock + max((pen.width(line, size, face) for line in waits), default=0)
        words = Area(area.x + 126, area.y, right - wide - 24 - area.x - 126, area.height)
        draw_label(pen, words, self.label, self.detail, colour="ink2" if off else "ink")

    def _waits(self, ruler: Ruler, room: float, size: float, face: str) -> list[str]:
        """Return how long the waiting is: on one line where label and detail fit beside it, else on two."""
        whole = ruler.width(self.waiting, size, face)
        if max(ruler.width(self.label, 42, "bold"), ruler.width(self.detail, 36)) > room - whole:
            meant = [part.strip() for part in MEANT.split(self.waiting)]
            if len(meant) == 2:
                return meant
            for part in (0.5, 0.55, 0.6, 0.65, 0.7, 0.75):
                lines = ruler.broken(self.waiting, whole * part, size, face)
                if len(lines) == 2 and all(ruler.width(line, size, face) <= whole * part for line in lines):
                    return lines
        return [self.waiting]


class SunkRow(Stacked, Pressable):
    """984x108, sunk: a side door of a list, with a short answer at its right end."""

    ground = SUNK

    def __init__(
        self, area: Area, pilot_id: str, action: Callable[[], None], *, label: str, icon: str, aside: str,
        reason: str | None = None,
    ) -> None:
        super().__init__(area, pilot_id, action, reason=reason)
        self.label, self.icon, self.aside = label, icon, aside

    def said(self) -> tuple[Said, ...]:
        """Return the words, one below the other."""
        label = Said(self.label, (46, 42, 40, 38, 36), self.ink("ink"), "bold", 2, 1.12)
        return label, Said(self.aside, (36,), "ink2", max_lines=2)

    def lead(self, ruler: Ruler) -> float:
        """Leave room for the sign."""
        return 150 if ruler.look.large else 126

    def trail(self, ruler: Ruler) -> float:
        """Leave room for the sign at the end."""
        return 32

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        area, y = self.area, self.area.centre[1]
        pen.control(self, 24)
        pen.sign(self, self.icon, area.x + (76 if pen.look.large else 60), y, 54, "pine")
        if self.stacks(pen):
            self.write(pen)
            return
        asides, small = pen.fitted(self.aside, 360, (36,), 2)
        wide = max((pen.width(line, small) for line in asides), default=0)
        pen.lines(asides, area.right - 32, y, small, "ink2", align="right", spacing=1.1)
        words = Area(area.x + 126, area.y, area.width - 126 - 56 - wide, area.height)
        draw_label(pen, words, self.label, "", colour=self.ink("ink"))


class PriorityCard(Stacked, Pressable):
    """984x132: a drawn check box, the groups in words and pictograms.  No proof is asked."""

    def __init__(
        self, area: Area, pilot_id: str, action: Callable[[], None], *, label: str, detail: str, chosen: bool,
        reason: str | None = None,
    ) -> None:
        super().__init__(area, pilot_id, action, reason=reason)
        self.label, self.detail, self.chosen = label, detail, chosen

    def said(self) -> tuple[Said, ...]:
        """Return the words, one below the other."""
        label = Said(self.label, (44, 42, 40, 38, 36), self.ink("ink"), "bold", 2, 1.12)
        return label, Said(self.detail, (36,), self.ink("ink"), max_lines=3)

    def lead(self, ruler: Ruler) -> float:
        """Leave room for the sign."""
        return 112

    def trail(self, ruler: Ruler) -> float:
        """Leave room for the sign at the end."""
        return 32

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        area, y = self.area, self.area.centre[1]
        on = self.chosen and not self.off
        pen.control(self, 28)
        box = Area(area.x + 26, y - 30, 60, 60)
        pen.card(box, 16, "pine" if on else "surface", outline="pine" if on else "line_strong", width=4)
        if on or self.off:
            pen.icon(self.sign("check"), *box.centre, 48 * 64 / 84 if pen.look.large else 48, self.ink("on"))
        if self.stacks(pen):
            self.write(pen)
            return
        details, _ = pen.fitted(self.detail, area.width - 112 - 230, (36,), 1)
        left = area.right - 198
        if len(details) == 1:
            words = Area(area.x + 112, area.y, left - area.x - 140, area.height)
            draw_label(pen, words, self.label, self.detail, size=44, colour=self.ink("ink"))
        else:
            self._draw_wrapped(pen, area.x + 112, left - area.x - 140)
        for i, name in enumerate(PRIORITY_PICTOGRAMS):
            pen.icon(name, left - 8 + i * 55, y, 50, self.ink("pine"))

    def _draw_wrapped(self, pen: Pen, x: float, width: float) -> None:
        lines, size = pen.fitted(self.label, width, (42, 40, 38, 36), 2, "bold")
        pen.lines(lines, x, self.area.centre[1], size, self.ink("ink"), face="bold", spacing=1.15)


class FaceRow(Stacked, Pressable):
    """984x212: a face, its word, a chevron.  All five are alike, none is preselected."""

    def __init__(
        self, area: Area, pilot_id: str, action: Callable[[], None], *, label: str, icon: str, colour: str,
        reason: str | None = None,
    ) -> None:
        super().__init__(area, pilot_id, action, reason=reason)
        self.label, self.icon, self.colour = label, icon, colour
        self.ground = Ground(f"{colour}_tint", colour, 4, pressed="surface")

    def said(self) -> tuple[Said, ...]:
        """Return the words, one below the other."""
        return (Said(self.label, (68, 60, 54, 46, 42, 40, 38, 36), self.ink("ink"), "bold", 2, 1.1),)

    def lead(self, ruler: Ruler) -> float:
        """Leave room for the sign."""
        return 216

    def trail(self, ruler: Ruler) -> float:
        """Leave room for the sign at the end."""
        return 104

    def least_width(self, ruler: Ruler) -> float:
        """Return the width that the longest word needs as a column."""
        return super().least_width(ruler) - self.lead(ruler) - self.trail(ruler) + 2 * COLUMN_AIR

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        area, y, colour = self.area, self.area.centre[1], self.ink(self.colour)
        pen.control(self, 32)
        if area.height > area.width:
            self._draw_column(pen)
            return
        radius = min(76, area.height / 2 - 16)
        if self.stacks(pen) or radius < 76:
            pen.disc(area.x + 108, y, radius, "surface")
            pen.icon(self.icon, area.x + 108, y, radius * 1.63, colour)
            pen.icon(self.sign("chevron-right"), area.right - 58, y, 60, colour)
            self.write(pen)
            return
        pen.disc(area.x + 126, y, 76, "surface")
        pen.icon(self.icon, area.x + 126, y, 124, colour)
        lines, size = pen.fitted(self.label, area.width - 250 - 120, (68, 60, 54), 2, "bold")
        pen.lines(lines, area.x + 252, y, size, self.ink("ink"), face="bold", spacing=1.1)
        pen.icon(self.sign("chevron-right"), area.right - 64, y, 60, colour)

    def _draw_column(self, pen: Pen) -> None:
        """Draw the face above its word: a column on a wide screen; in a low one the face gives way, as in the other four."""
        area, x = self.area, self.area.centre[0]
        low = area.height < LEAST_COLUMN
        radius = max(44.0, (area.height - LOW_WORDS) / 2) if low else 132.0
        y = area.y + (16 + radius if low else 190)
        pen.disc(x, y, radius, "surface")
        side = radius * 1.515
        pen.icon(self.sign(self.icon), x, y, side * 64 / 84 if pen.look.large and side < 110 else side, self.ink(self.colour))
        top = y + radius + (8 if low else 14)
        words = Area(area.x + COLUMN_AIR, top, area.width - 2 * COLUMN_AIR, area.bottom - 8 - top)
        label = Said(self.label, (56, 52, 46, 42, 40, 38, 36), self.ink("ink"), "bold", 3, 1.08)
        pen.stack((label,), words, align="centre")
