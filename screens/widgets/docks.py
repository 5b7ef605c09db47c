"""The bottom dock, always at the same place: languages and display on home; the ways out and help in a flow."""

# ruff: noqa: PLR0913  # the words of a part are its arguments

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.geometry import Area
from screens.parts import FILLED, Ground, Part, Pressable
from screens.widgets.buttons import draw_label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from screens.pen import Pen
    from screens.ruler import Ruler

LANGUAGE_NAMES = {"zh_Hant": "中文", "en": "English", "vi": "Tiếng Việt", "id": "Indonesia"}


class DockGround(Part):
    """The sunk ground, round at its upper corners."""

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        pen.card(self.area, 44, "sunk", outline="line", width=2, corners=(True, True, False, False))
        pen.fill(Area(self.area.x, self.area.bottom - 4, self.area.width, 4), "sunk")


def shared_out(ruler: Ruler, bar: Area, labels: Sequence[str], gap: float) -> list[Area]:
    """Return places in a row: equal ones, or by the length of their words where one is too long in large type."""
    wides, room = [ruler.width(label, 36, "bold") for label in labels], bar.width - gap * (len(labels) - 1)
    if max(wides) + 32 <= room / len(labels):
        wides = [0.0] * len(labels)
    more, x, areas = (room - sum(wides)) / len(labels), bar.x, []
    for wide in wides:
        areas.append(Area(x, bar.y, wide + more, bar.height))
        x += wide + more + gap
    return areas


NAME_SIZES = (40, 38, 36)


def language_areas(bar: Area, codes: Sequence[str], ruler: Ruler) -> tuple[list[Area], float]:
    """Return the places of the languages in their bar, and the size of their names.

    The places are equal, or by the length of the names where one is too long even at the smallest size.
    """
    room = bar.width - 16
    for size in NAME_SIZES:
        wides = [ruler.width(LANGUAGE_NAMES[code], size, "bold") for code in codes]
        if max(wides) + 24 <= room / len(codes):
            wides = [0.0] * len(codes)
            break
    more, x, areas = (room - sum(wides)) / len(codes), bar.x + 8, []
    for wide in wides:
        areas.append(Area(x, bar.y + 8, wide + more, bar.height - 16))
        x += wide + more
    return areas, size


class LanguageTrack(Part):
    """The outline of the language bar, with hairlines between languages that are not chosen."""

    def __init__(self, area: Area, places: Sequence[Area], chosen: int) -> None:
        super().__init__(area)
        self.places, self.chosen = places, chosen

    def draw(self, pen: Pen) -> None:
        """Draw the pill and its hairlines."""
        pen.card(self.area, self.area.height / 2, "surface", outline="line_strong", width=3)
        for i, place in enumerate(self.places[1:], start=1):
            if self.chosen not in {i - 1, i}:
                pen.fill(Area(place.x - 1, self.area.y + 28, 2, self.area.height - 56), "line")


class LanguageSegment(Pressable):
    """One language in its own script."""

    ground, ground_chosen = Ground(), FILLED

    def __init__(self, area: Area, action: Callable[[], None], *, code: str, chosen: bool, size: float = 40) -> None:
        super().__init__(area, f"language.{code}", action)
        self.label, self.chosen, self.size = LANGUAGE_NAMES[code], chosen, size

    @property
    def touch_area(self) -> Area:
        """Return the segment with a margin above and below only: its neighbours touch it."""
        return Area(self.area.x, self.area.y - 16, self.area.width, self.area.height + 32)

    def draw(self, pen: Pen) -> None:
        """Draw the pill of the chosen one, and the name."""
        if self.chosen or self.pressed:
            pen.control(self, self.area.height / 2)
        colour, face = ("on", "bold") if self.chosen else ("ink", "medium")
        lines, size = pen.fitted(self.label, self.area.width - 12, (self.size, 36), 1, face)
        pen.lines(lines, *self.area.centre, size, colour, face=face, align="centre")


class DockButton(Pressable):
    """A button of the dock: icon above or beside its word; `chosen` fills it, `help_` gives it the flame."""

    ground_chosen = FILLED

    def __init__(
        self,
        area: Area,
        pilot_id: str,
        action: Callable[[], None],
        *,
        label: str,
        icon: str,
        beside: bool = False,
        chosen: bool = False,
        help_: bool = False,
        reason: str | None = None,
    ) -> None:
        super().__init__(area, pilot_id, action, reason=reason)
        self.label, self.icon, self.beside, self.chosen, self.help_ = label, icon, beside, chosen, help_
        if help_:
            self.ground = Ground("flame_tint", "flame", 4)

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        colour, words = self._colours()
        pen.control(self, 24)
        icon = self.sign(self.icon)
        x, y = self.area.centre
        if pen.look.large:
            self._draw_large(pen, icon, words)
            return
        if self.beside:
            draw_label(pen, self.area.inset(-14), icon, self.label, (44, 40, 36), words, icon_ratio=1.2, gap=14)
            return
        lift = self.area.height / 2
        pen.icon(icon, x, self.area.y + lift * 0.63, 54, colour)
        face = "bold" if self.help_ or self.chosen else "medium"
        lines, size = pen.fitted(self.label, self.area.width - 8, (38, 36) if self.help_ else (36,), 1, face)
        if pen.width(lines[0] if lines else "", size, face) > self.area.width - 8 or len(lines) > 1:
            lines, size = pen.fitted(self.label, self.area.width - 8, (36,), 2, face)
        pen.lines(lines, x, y + lift * 0.5, size, words, face=face, align="centre", spacing=1.0)

    def _draw_large(self, pen: Pen, icon: str, words: str) -> None:
        """Draw icon and word side by side, or the icon above where the word needs the width."""
        beside = pen.width(self.label, 36, "bold") + 76 + 18 + 48 <= self.area.width
        if beside or self.area.height < 148:
            draw_label(pen, self.area, icon, self.label, (38, 36), words, icon_ratio=1.1, gap=18, spare_icon=True)
            return
        x, top = self.area.centre[0], self.area.y
        pen.icon(icon, x, top + self.area.height * 0.28, 44, words)
        face = "bold" if pen.width(self.label, 36, "bold") <= self.area.width - 16 else "medium"
        lines, size = pen.fitted(self.label, self.area.width - 8, (38, 36), 1, face)
        pen.lines(lines, x, top + self.area.height * 0.7, size, words, face=face, align="centre")

    def _colours(self) -> tuple[str, str]:
        """Return the colours of icon and word."""
        if self.off:
            return "ink2", "ink2"
        return ("on", "on") if self.chosen else ("flame", "flame") if self.help_ else ("pine", "ink")
