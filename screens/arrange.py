"""Places the parts of a screen where the design's portrait does not: wide screens, large type, low reach.

A wide screen has a rail at its left (title, facts, the next step at its foot) and the list at its right.  Large type is
one column that turns pages.  Low reach keeps everything that can be pressed below one line; what is only read stands
above it.  What does not fit goes to the next page: nothing is made smaller for lack of room.
"""

# ruff: noqa: PLR0913, PLR0917  # each a fact of its own, told by name

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from screens.access import REACH_Y
from screens.geometry import Area, grid
from screens.parts import Pressable
from screens.widgets.pager import add_pager
from screens.widgets.words import Title

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kiosk.texts import Texts
    from screens.access import Look
    from screens.parts import Page, Part
    from screens.ruler import Ruler

NOWHERE = Area(0, 0, 0, 0)
MARGIN, GAP, GUTTER = 48, 16, 24
TIGHT = 8  # between parts that would not all fit otherwise
TOP, FOOT = 152, 844
LEAST_TITLE = 48
ROW_EASE = 140.0  # of rows beside each other, where there is room
PAGER_LOW = 96  # where height is scarce: wide screens, three rows of large type


@dataclass
class Plan:
    """What a screen consists of, without places.

    `picture` is the one large thing (a ticket, a ring, a paper); `facts` are read, `rows` are chosen from, `notes` come
    last, `actions` are the buttons of the next step, the primary one last, `beside` the one before it where there is
    room, `alike` where none may weigh more than another.  Rows stand in `columns` on a wide screen, in `low_columns` within
    low reach.  `tabs` draws choices from 96 high and says where they end.
    """

    title: str = ""
    top: list[Part] = field(default_factory=list)
    picture: Part | None = None
    facts: list[Part] = field(default_factory=list)
    tabs: Callable[[Page, Area], float] | None = None
    rows: list[Part] = field(default_factory=list)
    notes: list[Part] = field(default_factory=list)
    actions: list[Part] = field(default_factory=list)
    columns: int = 2
    low_columns: int = 1
    rail: float = 600
    beside: bool = False
    alike: bool = False


@dataclass
class Turning:
    """Which page of a long list shows, and how to turn."""

    texts: Texts
    number: int
    turn: Callable[[int], None]


def one_line(title: Title) -> tuple[float, ...]:
    """Return the sizes in which a title would rather stand on one line than on two larger ones."""
    return tuple(size for size in title.sizes if size >= LEAST_TITLE)


@dataclass(frozen=True)
class Line:
    """Parts side by side in `columns`, the first one's place, and how high they would like to be."""

    parts: Sequence[Part]
    columns: int
    first: Area
    likes: float


def eased(lines: Sequence[Line], bottom: float) -> list[Line]:
    """Return lines that share the room left above `bottom`, each as far as it likes."""
    wished = sum(line.likes - line.first.height for line in lines)
    spare = bottom - max((line.first.bottom for line in lines), default=bottom)
    share = min(1.0, max(0.0, spare) / wished) if wished else 0.0
    done, down = [], 0.0
    for line in lines:
        more = (line.likes - line.first.height) * share
        area = line.first
        done.append(replace(line, first=Area(area.x, area.y + down, area.width, area.height + more)))
        down += more
    return done


def dock_top(look: Look) -> float:
    """Return where the dock of a flow begins."""
    if look.wide:
        return 880 if look.large else 896
    return 1600 if look.large else 1736


def arrange(page: Page, look: Look, ruler: Ruler, plan: Plan, turning: Turning, *, chinese: bool) -> int:
    """Put the plan on the page; returns the number of the page that shows."""
    place = _Wide if look.wide else _High
    return place(page, look, ruler, turning, chinese=chinese).put(plan)


class _Placer:
    """What both shapes share."""

    def __init__(self, page: Page, look: Look, ruler: Ruler, turning: Turning, *, chinese: bool) -> None:
        self.page, self.look, self.ruler, self.turning, self.chinese = page, look, ruler, turning, chinese

    def title(self, text: str, area: Area) -> float:
        """Add the title at the top of the area; returns where it ends."""
        if not text:
            return area.y
        part = Title(area, text, chinese=self.chinese, size=64 if self.look.wide else 68)
        part.max_lines = 4 if area.width < 700 else 2
        if self.look.wide and not self.look.large:
            lines, size = self.ruler.fitted(text, area.width, one_line(part), 1, part.face)
            if len(lines) == 1 and self.ruler.width(text, size, part.face) <= area.width:
                part.sizes = (size,)  # a smaller title leaves its second line to what stands below
        most = (area.height - GAP) if self.look.large else 190
        high = min(most, max(92.0, self.ruler.high(part.said(), area.width) + 8))
        part.area = Area(area.x, area.y, area.width, high)
        self.page.add(part)
        return area.y + high + GAP

    def add(self, part: Part, area: Area) -> None:
        """Put a part at a place."""
        part.area = area
        self.page.add(part)

    def column(self, parts: Sequence[Part], area: Area) -> tuple[float, list[Part]]:
        """Add parts below each other as long as they fit; returns where they end, and those that did not fit."""
        y, highs = area.y, [part.needs(self.ruler, area.width) for part in parts]
        gap = next((gap for gap in (GAP, TIGHT) if sum(highs) + gap * (len(highs) - 1) <= area.height), GAP)
        for i, (part, high) in enumerate(zip(parts, highs, strict=True)):
            if y + high > area.bottom:
                return y, list(parts[i:])
            self.add(part, Area(area.x, y, area.width, high))
            y += high + gap
        return y, []

    def actions_up(self, actions: Sequence[Part], area: Area, *, alike: bool = False) -> float:
        """Add buttons from the foot of the area upwards, the last one lowest; returns where they begin."""
        y, highs = area.bottom, [part.needs(self.ruler, area.width) for part in actions]
        for part, needs in zip(reversed(actions), reversed(highs), strict=True):
            high = max(highs) if alike else needs
            y -= high
            self.add(part, Area(area.x, y, area.width, high))
            y -= GAP
        return y

    def actions_beside(self, actions: Sequence[Part], area: Area) -> float:
        """Add buttons side by side at the foot of the area; returns where they begin."""
        if not actions:
            return area.bottom
        high = max(part.needs(self.ruler, area.width) for part in actions)
        wide = (area.width - GUTTER * (len(actions) - 1)) / len(actions)
        for i, part in enumerate(actions):
            self.add(part, Area(area.x + i * (wide + GUTTER), area.bottom - high, wide, high))
        return area.bottom - high - GAP

    def stream(self, area: Area, *groups: tuple[Sequence[Part], int], at_least: int = 1) -> int:
        """Add groups of parts, each in its columns, in pages; returns the number of the page that shows.

        `at_least` so many pages are turned: something beside the parts has more.
        """
        pager = PAGER_LOW if self.look.wide or self.look.low_reach else 144 if self.look.large else 124
        whole = self._whole(groups, area, pager, at_least)
        number = max(0, min(self.turning.number, len(whole) - 1))
        for line in eased(whole[0], area.bottom) if len(whole) == 1 else whole[number] if whole else ():
            places = grid(line.first, len(line.parts), line.columns, GUTTER, GAP)
            for part, place in zip(line.parts, places, strict=True):
                self.add(part, place)
        if len(whole) > 1:
            place = Area(area.x, area.bottom - pager, area.width, pager)
            large = self.ruler if self.look.large else None
            add_pager(self.page, place, self.turning.texts, number, len(whole), self.turning.turn, large=large)
        return number

    def _whole(
        self, groups: Sequence[tuple[Sequence[Part], int]], area: Area, pager: float, at_least: int
    ) -> list[list[Line]]:
        """Return all pages: one where the parts stand on one, if need be close together; else as many as they take."""
        for gap in (GAP, TIGHT):
            whole = self._pages(groups, area, gap)
            if len(whole) <= 1 and at_least <= 1:
                return whole
        scarce = TIGHT if self.look.large and self.look.low else GAP
        whole = self._pages(groups, Area(area.x, area.y, area.width, area.height - pager - scarce), scarce)
        return whole + [[] for _ in range(at_least - len(whole))]

    def _pages(self, groups: Sequence[tuple[Sequence[Part], int]], area: Area, gap: float = GAP) -> list[list[Line]]:
        pages: list[list[Line]] = []
        y = area.bottom + 1
        for parts, most in groups:
            columns = self._columns(parts, most, area.width)
            wide = (area.width - GUTTER * (columns - 1)) / columns
            for i in range(0, len(parts), columns):
                line = parts[i : i + columns]
                needs = max(part.needs(self.ruler, wide) for part in line)
                high = min(area.height, needs)
                if not pages or y + high > area.bottom + 0.5:
                    pages.append([])
                    y = area.y
                likes = max(high, ROW_EASE if columns > 1 else 0, *(part.likes(self.ruler, wide) for part in line))
                pages[-1].append(Line(line, columns, Area(area.x, y, wide, high), likes))
                y += high + gap
        return pages

    def _columns(self, parts: Sequence[Part], most: int, width: float) -> int:
        """Return into how many columns the parts go, at most `most`: no long word leaves its part."""
        for columns in range(most, 1, -1):
            wide = (width - GUTTER * (columns - 1)) / columns
            if all(part.least_width(self.ruler) <= wide for part in parts):
                return columns
        return 1


class _Wide(_Placer):
    """Rail and list."""

    def put(self, plan: Plan) -> int:
        """Put the plan on the page."""
        foot = dock_top(self.look) - 20
        rail = Area(MARGIN, TOP - 8, plan.rail, foot - TOP + 8)
        list_ = Area(MARGIN + plan.rail + 32, TOP, 1872 - MARGIN - plan.rail - 32, foot - TOP)
        if plan.picture is not None:
            return self._with_picture(plan, plan.picture, rail, list_)
        y = self.title(plan.title, rail)
        if plan.beside and not self.look.large:
            end = self.actions_beside(plan.actions[-2:], rail)
            end = self.actions_up(plan.actions[:-2], Area(rail.x, rail.y, rail.width, end - rail.y))
        else:
            end = self.actions_up(plan.actions, rail, alike=plan.alike)
        passive = [*plan.top, *plan.facts]
        if not plan.rows:
            return self.stream(list_, ([*passive, *plan.notes], 1))
        y, over = self.column(passive, Area(rail.x, y, rail.width, end - y))
        if not over:
            _, over_notes = self.column(plan.notes, Area(rail.x, y, rail.width, end - y))
        else:
            over_notes = plan.notes
        list_ = self._tabs(plan, list_)
        columns = 1 if self.look.large else plan.columns
        return self.stream(list_, (plan.rows, columns), ([*over, *over_notes], 1))

    def _with_picture(self, plan: Plan, picture: Part, rail: Area, list_: Area) -> int:
        y = self.title(plan.title, rail)
        self.add(picture, Area(rail.x, y, rail.width, rail.bottom - y))
        beside = self.actions_up if self.look.large else self.actions_beside
        end = beside(plan.actions, list_)
        list_ = self._tabs(plan, Area(list_.x, list_.y, list_.width, end - list_.y))
        y, over = self.column(plan.top, list_)
        if over == [] and (plan.facts or plan.rows or plan.notes) and list_.bottom - y < ROW_EASE + PAGER_LOW:
            self.page.parts = [part for part in self.page.parts if part not in plan.top]
            y, over = list_.y, list(plan.top)  # they turn with the rest: nothing stands beside them
        columns = 1 if self.look.large else plan.columns
        area = Area(list_.x, y, list_.width, list_.bottom - y)
        return self.stream(area, ([*over, *plan.facts], 1), (plan.rows, columns), (plan.notes, 1))

    def _tabs(self, plan: Plan, area: Area) -> Area:
        if plan.tabs is None:
            return area
        below = plan.tabs(self.page, Area(area.x, area.y, area.width, 96)) + GUTTER
        return Area(area.x, below, area.width, area.bottom - below)


class _High(_Placer):
    """One column; in low reach, what is pressed stands in its lower part."""

    def put(self, plan: Plan) -> int:
        """Put the plan on the page."""
        foot = dock_top(self.look) - 24
        whole = Area(MARGIN, 140, 984, foot - 140)
        y = self.title(plan.title, Area(whole.x, whole.y, whole.width, 420))
        if self._stacks(plan.actions, whole.width):
            end = self.actions_up(plan.actions, whole, alike=plan.alike)
        else:
            end = self.actions_beside(plan.actions, whole)
        rest = [*plan.top, *plan.facts, *plan.rows, *plan.notes]
        if self.look.low_reach:
            upper = Area(whole.x, y, whole.width, REACH_Y - GAP - y)
            return self._divided(plan, rest, upper, self._tabs(plan, Area(whole.x, REACH_Y, whole.width, end - REACH_Y)))
        picture = [plan.picture] if plan.picture else []
        area = self._tabs(plan, Area(whole.x, y, whole.width, end - y))
        return self.stream(area, ([*plan.top, *picture, *rest[len(plan.top) :]], 1))

    def _stacks(self, actions: Sequence[Part], width: float) -> bool:
        """Say whether buttons stand below each other; low down, two whose words fit share a line to leave room for rows."""
        if len(actions) > 2 or not self.look.large:
            return len(actions) > 2
        half = (width - GUTTER) / 2
        return not (self.look.low_reach and all(part.least_width(self.ruler) <= half for part in actions))

    def _tabs(self, plan: Plan, area: Area) -> Area:
        if plan.tabs is None:
            return area
        below = plan.tabs(self.page, Area(area.x, area.y, area.width, 96)) + GAP
        return Area(area.x, below, area.width, area.bottom - below)

    def _divided(self, plan: Plan, parts: Sequence[Part], upper: Area, lower: Area) -> int:
        """Put what is only read where nobody need reach, what is pressed below it; both turn pages together.

        Where nothing is pressed but the buttons, what is read goes on below; a picture has the upper part for itself.
        """
        if plan.picture is not None:
            self.add(plan.picture, upper)
            read = [part for part in parts if not isinstance(part, Pressable)]
            return self.stream(lower, ([part for part in parts if part not in read], plan.low_columns), (read, 1))
        pressed = [part for part in parts if isinstance(part, Pressable)]
        if not pressed:
            return self.stream(Area(upper.x, upper.y, upper.width, lower.bottom - upper.y), (parts, 1))
        read = [part for part in parts if part not in pressed]
        above = self._pages(((read, 1),), upper) or [[]]
        number = self.stream(lower, (pressed, plan.low_columns), at_least=len(above))
        for line in above[min(number, len(above) - 1)]:
            self.add(line.parts[0], line.first)
        return number


def stream(page: Page, look: Look, ruler: Ruler, parts: Sequence[Part], area: Area, turning: Turning) -> int:
    """Put parts below each other in pages; returns the number of the page that shows."""
    return _High(page, look, ruler, turning, chinese=False).stream(area, (parts, 1))
