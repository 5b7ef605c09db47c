"""A blood-pressure result: its level, its three values, each reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.geometry import Area
from screens.parts import Part
from screens.ruler import Said
from screens.widgets.level_bar import LevelLook, draw_level_shape
from screens.widgets.stacked import Stacked

if TYPE_CHECKING:
    from kiosk.blood_pressure.answers import ReadingView
    from kiosk.texts import Texts
    from screens.pen import Pen
    from screens.ruler import Ruler

LOW = 312.0
ROW_OF_VALUE = 140.0


class LevelBanner(Stacked):
    """920x136: shape and word on the level's tint; the urgent one is filled."""

    private = True

    def __init__(self, area: Area, look: LevelLook, word: str, aside: str, *, filled: bool) -> None:
        super().__init__(area)
        self.look, self.word, self.aside, self.filled = look, word, aside, filled

    def said(self) -> tuple[Said, ...]:
        """Return word and source."""
        ink, ink2 = ("on", "on2") if self.filled else ("ink", "ink2")
        return Said(self.word, (72, 64, 56, 48), ink, "bold", 2, 1.1), Said(self.aside, (40, 38, 36), ink2, max_lines=2)

    def lead(self, ruler: Ruler) -> float:
        """Leave room for the shape."""
        return 136

    def needs(self, ruler: Ruler, width: float) -> float:
        """Return the height of one line, or in large type of two."""
        return super().needs(ruler, width) if ruler.look.large else 116

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        area, y = self.area, self.area.centre[1]
        colour = self.look.colour
        pen.card(area, 28, colour if self.filled else f"{colour}_tint", outline=colour, width=4)
        draw_level_shape(pen, self.look, area.x + 72, y, 80, "on" if self.filled else colour)
        if pen.look.large:
            self.write(pen)
            return
        aside, small = pen.fitted(self.aside, 300, (40, 38, 36), 2)
        wide = max(pen.width(line, small) for line in aside)
        lines, size = pen.fitted(self.word, area.width - 136 - wide - 64, (72, 64, 56, 48), 1, "bold")
        pen.lines(lines, area.x + 136, y, size, "on" if self.filled else "ink", face="bold")
        pen.lines(aside, area.right - 40, y, small, "on2" if self.filled else "ink2", align="right")


class Values(Part):
    """Systolic, diastolic and pulse in three columns."""

    private = True

    least, least_large, ease = 206.0, 360.0, 250.0

    def __init__(self, area: Area, texts: Texts, reading: ReadingView) -> None:
        super().__init__(area)
        self.texts, self.reading = texts, reading

    def needs(self, ruler: Ruler, width: float) -> float:
        """Return the height of columns, in large type of rows: less where banner and values must share little height."""
        if not ruler.look.large:
            return super().needs(ruler, width)
        return LOW if ruler.look.low or ruler.look.wide else 3 * ROW_OF_VALUE

    def _columns(self) -> tuple[tuple[int, str, str, int, str], ...]:
        """Return, for each value, the middle of its column, its caption, the value, its size and its unit."""
        text, reading = self.texts.text, self.reading
        return (
            (166, text("bp.systolic"), str(reading.systolic_mmhg), 150, text("bp.mmhg")),
            (480, text("bp.diastolic"), str(reading.diastolic_mmhg), 150, text("bp.mmhg")),
            (
                774,
                text("bp.pulse"),
                str(reading.pulse_bpm) if reading.pulse_bpm is not None else "—",
                116,
                text("bp.per_minute"),
            ),
        )

    def draw(self, pen: Pen) -> None:
        """Write the columns."""
        columns = self._columns()
        if pen.look.large:
            self._draw_rows(pen)
            return
        if not pen.look.upright:
            self._draw_columns(pen, [(caption, value, size, unit) for _, caption, value, size, unit in columns])
            return
        for middle, caption, value, size, unit in columns:
            x = self.area.x + middle
            lines, small = pen.fitted(caption, 290, (42, 40, 38, 36), 1)
            pen.lines(lines, x, self.area.y + 34, small, "ink2", align="centre", spacing=1.0)
            pen.text(value, x, self.area.y + 142, size, face="bold", align="centre")
            pen.text(unit, x, self.area.y + 242, 38, "ink2", align="centre")
        for x in (322, 637):
            pen.fill(Area(self.area.x + x, self.area.y + 32, 2, 212), "line")

    def _draw_rows(self, pen: Pen) -> None:
        """Draw each value in a row of its own, its caption at the left, its unit at the right."""
        high, text = self.area.height / 3, self.texts.text
        short = (text("bp.systolic_short"), text("bp.diastolic_short"), text("bp.pulse_short"))
        columns = self._columns()
        units = max(pen.width(unit, 36) for *_, unit in columns)
        for i, (_, caption, value, _, unit) in enumerate(columns):
            area = Area(self.area.x, self.area.y + i * high, self.area.width, high)
            right, y = area.right - units - 24, area.centre[1]
            pen.text(unit, right + 24, y, 36, "ink2")
            wide = pen.text(value, right, y, 96, face="bold", align="right")
            said = pen.first_fitting((caption, short[i]), right - wide - 24 - area.x, 36, "medium")
            pen.text(said, area.x, y, 36, "ink2", face="medium")
            if i:
                pen.fill(Area(area.x, area.y - 1, area.width, 2), "line")

    def _draw_columns(self, pen: Pen, columns: list[tuple[str, str, int, str]]) -> None:
        """Draw caption, value and unit in equal thirds, each kind in one size."""
        step = self.area.width / 3
        cells = [Area(self.area.x + i * step + 8, self.area.y, step - 16, self.area.height) for i in range(len(columns))]
        captions = (42, 40, 38, 36)
        on_one_line = (s for s in captions if all(pen.width(one[0], s) <= step - 16 for one in columns))
        least = next(on_one_line, captions[-1])  # the value is what matters: its caption gives way first
        free = [_cell(*one, (least,), (one[2], 116, 96), (38, 36)) for one in columns]
        tried = [pen.stacked(words, cell.width, cell.height) for words, cell in zip(free, cells, strict=True)]
        caption, value, unit = (min(size) for size in zip(*([one.size for one in set_] for set_ in tried), strict=True))
        for i, (one, cell) in enumerate(zip(columns, cells, strict=True)):
            large = value if tried[i][1].size < one[2] else min(one[2], *(set_[1].size for set_ in tried[:2]))
            pen.stack(_cell(*one, (caption,), (large,), (unit,)), cell, align="centre")
            if i:
                pen.fill(Area(self.area.x + i * step - 1, self.area.y + 32, 2, self.area.height - 64), "line")


def _cell(
    caption: str, value: str, _size: int, unit: str, *sizes: tuple[float, ...]
) -> tuple[Said, Said, Said]:
    return (
        Said(caption, sizes[0], "ink2", max_lines=1), Said(value, sizes[1], "ink", "bold", 1, 1.1),
        Said(unit, sizes[2], "ink2", max_lines=1),
    )  # fmt: skip


class ReadingCard(Stacked):
    """480x132: which one, its pressures, when."""

    private = True
    pad = 4.0

    def __init__(self, area: Area, texts: Texts, reading: ReadingView) -> None:
        super().__init__(area)
        self.texts, self.reading = texts, reading

    def said(self) -> tuple[Said, ...]:
        """Return which, the pressures, when."""
        values = f"{self.reading.systolic_mmhg}/{self.reading.diastolic_mmhg}"
        which = f"{self.texts.text('bp.nth', n=self.reading.seq)} {self.texts.clock(self.reading.received_at)}"
        return Said(which, (38, 36), "ink2", max_lines=1), Said(values, (52, 48), "ink", "bold", 1)

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        area, y = self.area, self.area.centre[1]
        pen.card(area, 24, "surface", depth=1)
        if not pen.look.upright:
            self.write(pen)
            return
        wide = pen.text(self.texts.text("bp.nth", n=self.reading.seq), area.x + 32, y, 38, "ink2", face="medium")
        values, left = f"{self.reading.systolic_mmhg}/{self.reading.diastolic_mmhg}", area.x + 32 + wide + 14
        at = pen.text(self.texts.clock(self.reading.received_at), area.right - 26, y, 36, "ink2", align="right")
        _, size = pen.fitted(values, area.right - 26 - at - 20 - left, (52, 48, 44, 42), 1, "bold")
        pen.text(values, left, y, size, face="bold")
