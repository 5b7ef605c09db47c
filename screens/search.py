"""Search by writing on the glass: first sounds in Zhuyin (ㄏㄐ finds 戶籍謄本), in other languages letters.

What is found stands above the keys, on a wide screen beside them; in low reach the line moves up and the answers down.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from screens.arrange import dock_top
from screens.geometry import Area, grid
from screens.screen import LEFT, WIDTH, Screen
from screens.widgets.buttons import SecondaryButton
from screens.widgets.door_row import DoorRow
from screens.widgets.keys import Key, WrittenLine
from screens.widgets.pager import add_pager
from screens.widgets.tiles import IconPart
from screens.widgets.words import Title, Words

if TYPE_CHECKING:
    from kiosk.guide.answers import FaqView, Found
    from screens.access import Look
    from screens.parts import Page
    from screens.screen import Lobby

ZHUYIN = "ㄅㄆㄇㄈㄉㄊㄋㄌㄍㄎㄏㄐㄑㄒㄓㄔㄕㄖㄗㄘㄙㄧㄨㄩㄚㄛㄜㄞㄟㄠㄡㄢㄣㄤㄦ"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LONGEST = {ZHUYIN: 8, LETTERS: 16}
COLUMNS, KEY_GAP, LINE_GAP, KEY_HIGH = 10, (WIDTH - 890) / 9, 14, 112
LEAST_KEY, LEAST_GAP = 90, 8  # where answers in large type need the height
TITLE_HIGH, LINE_HIGH, GAP = 92, 112, 16
NOT_ABOVE, SIGN = 868, 96.0
PAGER_HIGH = 92


@dataclass(frozen=True)
class Places:
    """Where title, written line, answers and the first key stand; answers are rows of `row` high, `gap` parts the keys."""

    title: Area
    line: Area
    answers: Area
    keys: Area
    row: float
    gap: float


def places(look: Look, lines_of_keys: int) -> Places:
    """Return the places for a look: keys always stand at the foot, the answers take what is left."""
    key, gap = (LEAST_KEY, LEAST_GAP) if look.large and look.low else (KEY_HIGH, LINE_GAP)
    high = lines_of_keys * (key + gap) - gap
    foot = dock_top(look) - 20
    keys = Area(LEFT, foot - high, 89, key)
    row = 188.0 if look.large else 122.0
    if look.wide:
        title = Area(LEFT, 140, WIDTH, TITLE_HIGH)
        line = Area(LEFT, title.bottom + 8, WIDTH, min(LINE_HIGH, keys.y - title.bottom - 24))
        return Places(title, line, Area(LEFT + WIDTH + 40, 152, 1920 - 2 * LEFT - WIDTH - 40, foot - 152), keys, row, gap)
    title, line = Area(LEFT, 148, WIDTH, TITLE_HIGH), Area(LEFT, 256, WIDTH, LINE_HIGH)
    top = line.bottom + 24
    if look.low_reach:
        line, top, row = Area(LEFT, NOT_ABOVE - 24 - LINE_HIGH, WIDTH, LINE_HIGH), NOT_ABOVE, 188.0 if look.large else 104.0
    return Places(title, line, Area(LEFT, top, WIDTH, keys.y - 24 - top), keys, row, gap)


class SearchScreen(Screen):
    """The line, the best of what is found, and the keys."""

    name = "search"

    def __init__(self, lobby: Lobby) -> None:
        super().__init__(lobby)
        self.query = ""
        self.found: Found | None = None

    @property
    def signs(self) -> str:
        """Return the signs that can be written in the visitor's language."""
        return ZHUYIN if self.chinese else LETTERS

    def opened(self) -> None:
        """Ask again; what was written with the signs of another language is taken away."""
        self.query = "".join(sign for sign in self.query if sign in f"{self.signs} ").strip()
        self._ask()

    def write(self, sign: str) -> None:
        """Write one more sign."""
        if len(self.query) < LONGEST[self.signs] and (sign != " " or self.query):
            self.query += sign
            self._ask()

    def delete(self) -> None:
        """Take the last sign away."""
        self.query = self.query[:-1]
        self._ask()

    def clear(self) -> None:
        """Begin anew."""
        self.query = ""
        self._ask()

    def compose(self) -> Page:
        """Build it."""
        text, page = self.texts.text, self.framed()
        place = places(self.look, -(-(len(self.signs) + 3) // COLUMNS))
        title = "search.title" if self.chinese else "search.title_letters"
        page.add(Title(place.title, text(title), chinese=self.chinese))
        hint = text("search.hint" if self.chinese else "search.hint_letters")
        page.add(WrittenLine(place.line, self.query, hint=hint))
        lines = self._lines()
        self._add_lines(page, lines, place)
        if self.query and self.found is not None and not lines:
            self._add_nothing(page, place.answers)
        self._add_keys(page, place.keys, place.gap)
        return page

    def _add_lines(self, page: Page, lines: list[DoorRow], place: Places) -> None:
        """Give each line the height its words take, and turn pages where not all of them fit."""
        answers = place.answers
        ruler = self.lobby.ruler
        for line in lines:
            high = max(place.row, line.needs(ruler, answers.width)) if line.stacks(ruler, answers.width) else place.row
            room = answers.height - (PAGER_HIGH + GAP if len(lines) > 1 else 0)
            line.area = Area(answers.x, 0, answers.width, min(high, room))
        if sum(line.area.height + GAP for line in lines) - GAP <= answers.height:
            pages = [lines]
        else:
            pages = _pages(lines, answers.height - PAGER_HIGH - GAP)
        self.sheet = min(self.sheet, len(pages) - 1)
        y = answers.y
        for line in pages[self.sheet]:
            line.area = Area(answers.x, y, answers.width, line.area.height)
            page.add(line)
            y = line.area.bottom + GAP
        pager = Area(answers.x, answers.bottom - PAGER_HIGH, answers.width, PAGER_HIGH)
        add_pager(page, pager, self.texts, self.sheet, len(pages), self.turn_sheet, large=ruler if self.look.large else None)

    def _add_nothing(self, page: Page, area: Area) -> None:
        """Say that nothing was found, with a sign where there is room, and offer the one thing to do about it."""
        words = Words(area, self.texts.text("search.nothing"), sizes=(42, 40, 36), colour="ink2", align="centre", max_lines=3)
        call, label = self.lobby.sheets.call_help, self.texts.text("dock.call")
        button = SecondaryButton(area, "search.help", call, label=label, icon="bell-ring")
        ruler = self.lobby.ruler
        said, high = ruler.high(words.said(), area.width) + 24, button.needs(ruler, area.width)
        sign = SIGN if said + high + SIGN + 4 * GAP <= area.height else 0.0
        y = area.y + min(120.0, max(0.0, area.height - said - high - sign - 3 * GAP) / 2)
        if sign:
            page.add(IconPart(Area(area.centre[0] - sign / 2, y, sign, sign), "search", "ink2"))
            y += sign + GAP
        words.area = Area(area.x, y, area.width, said)
        page.add(words)
        wide = min(area.width, 560.0) if not self.look.large else area.width
        button.area = Area(area.centre[0] - wide / 2, words.area.bottom + GAP, wide, high)
        if button.area.bottom <= area.bottom:
            page.add(button)

    def _lines(self) -> list[DoorRow]:
        """Return the services that were found, then the questions."""
        if self.found is None or not self.query:
            return []
        go = self.lobby.go
        found = [
            self._line(f"service.{one.service_id}", one.name, partial(go, "checklist", service_id=one.service_id), one.sample)
            for one in self.found.services
        ]  # fmt: skip
        return found + [self._question(one) for one in self.found.questions]

    def _question(self, one: FaqView) -> DoorRow:
        return self._line(f"question.{one.faq_id}", one.question, partial(self.lobby.go, "answer", view=one), one.sample)

    def _line(self, name: str, label: str, act: partial[None], sample: bool) -> DoorRow:  # noqa: FBT001  # of the content
        marked = sample and self.lobby.office.demo and not (self.look.large and self.look.low)  # there its page says it
        mark = self.texts.text("app.sample") if marked else ""
        return DoorRow(Area(0, 0, WIDTH, 122), f"search.{name}", act, label=label, mark=mark)

    def _add_keys(self, page: Page, first: Area, gap: float) -> None:
        text, signs = self.texts.text, self.signs
        lines_of_keys = -(-(len(signs) + 3) // COLUMNS)
        areas = grid(first, lines_of_keys * COLUMNS, COLUMNS, KEY_GAP, gap)
        for sign, area in zip(signs, areas, strict=False):
            page.add(Key(area, f"search.key.{sign}", partial(self.write, sign), label=sign))
        rest = areas[len(signs) :]
        if not self.chinese:
            page.add(Key(rest.pop(0), "search.key.space", partial(self.write, " "), label=text("search.space"), icon="space"))
        page.add(Key(rest[0], "search.delete", self.delete, label=text("search.delete"), icon="delete"))
        wide = Area(rest[1].x, rest[1].y, rest[-1].right - rest[1].x, rest[1].height)
        page.add(Key(wide, "search.clear", self.clear, label=text("search.clear")))

    def _ask(self) -> None:
        query, language, office = self.query, self.lobby.visit.language, self.lobby.office
        self.found, self.sheet = None if not query else self.found, 0
        self.refresh()
        if query:
            self.ask(lambda: (query, office.search(query, language)), self._came)

    def _came(self, answer: tuple[str, Found]) -> None:
        query, found = answer
        if query == self.query:  # an answer to what was written a moment ago is no answer to this
            self.found = found
            self.refresh()


def _pages(lines: list[DoorRow], height: float) -> list[list[DoorRow]]:
    """Put lines on pages of this height, at least one on each."""
    pages: list[list[DoorRow]] = [[]]
    for line in lines:
        taken = sum(one.area.height + GAP for one in pages[-1])
        if pages[-1] and taken + line.area.height > height:
            pages.append([])
        pages[-1].append(line)
    return pages
