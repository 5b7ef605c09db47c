"""Search by the first sounds of syllables: ㄏㄐ finds 戶籍謄本.  Portrait and Chinese only: other languages choose by kind."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from screens.geometry import Area, grid, rows
from screens.screen import LEFT, WIDTH, Screen
from screens.widgets.keys import Key, WrittenLine
from screens.widgets.rows import DoorRow
from screens.widgets.words import Words

if TYPE_CHECKING:
    from kiosk.guide.answers import Found
    from screens.parts import Page
    from screens.screen import Lobby

SYMBOLS = "ㄅㄆㄇㄈㄉㄊㄋㄌㄍㄎㄏㄐㄑㄒㄓㄔㄕㄖㄗㄘㄙㄧㄨㄩㄚㄛㄜㄞㄟㄠㄡㄢㄣㄤㄦ"
LONGEST = 8
LINE = Area(LEFT, 256, WIDTH, 112)
ROW = Area(LEFT, 392, WIDTH, 122)
ROWS, ROW_GAP = 6, 14
KEY = Area(LEFT, 1220, 89, 112)
COLUMNS, KEY_GAP, LINE_GAP = 10, (WIDTH - 890) / 9, 14


class SearchScreen(Screen):
    """The line, the best of what is found, and the Zhuyin row."""

    name = "search"

    def __init__(self, lobby: Lobby) -> None:
        super().__init__(lobby)
        self.query = ""
        self.found: Found | None = None

    def opened(self) -> None:
        """Ask again: the language may have changed."""
        self._ask()

    def write(self, symbol: str) -> None:
        """Write one more symbol."""
        if len(self.query) < LONGEST:
            self.query += symbol
            self._ask()

    def delete(self) -> None:
        """Take the last symbol away."""
        self.query = self.query[:-1]
        self._ask()

    def clear(self) -> None:
        """Begin anew."""
        self.query = ""
        self._ask()

    def compose(self) -> Page:
        """Build it."""
        text = self.texts.text
        page = self.framed(title=text("search.title"))
        page.add(WrittenLine(LINE, self.query, hint=text("search.hint")))
        lines = self._lines()
        for line, area in zip(lines, rows(ROW, len(lines), ROW_GAP), strict=True):
            line.area = area
            page.add(line)
        if self.query and self.found is not None and not lines:
            nothing = Area(LEFT, 560, WIDTH, 200)
            page.add(Words(nothing, text("search.nothing"), sizes=(42, 40), colour="ink2", align="centre", max_lines=2))
        self._add_keys(page)
        return page

    def _lines(self) -> list[DoorRow]:
        """Return the best services, then the questions that have one; as many as there is room for."""
        if self.found is None or not self.query:
            return []
        demo = self.lobby.office.demo
        mark = self.texts.text("app.sample")
        found = [(one.service_id, f"search.service.{one.service_id}", one.name, one.sample) for one in self.found.services]
        found += [
            (one.service_id, f"search.question.{one.faq_id}", one.question, one.sample)
            for one in self.found.questions
            if one.service_id
        ]
        return [
            DoorRow(
                ROW, name, partial(self.lobby.go, "checklist", service_id=service), label=label,
                mark=mark if sample and demo else "",
            )
            for service, name, label, sample in found[:ROWS]
        ]  # fmt: skip

    def _add_keys(self, page: Page) -> None:
        text = self.texts.text
        areas = grid(KEY, 4 * COLUMNS, COLUMNS, KEY_GAP, LINE_GAP)
        for symbol, area in zip(SYMBOLS, areas, strict=False):
            page.add(Key(area, f"search.key.{symbol}", partial(self.write, symbol), label=symbol))
        delete, clear = areas[len(SYMBOLS)], areas[len(SYMBOLS) + 1]
        wide = Area(clear.x, clear.y, areas[-1].right - clear.x, clear.height)
        page.add(Key(delete, "search.delete", self.delete, label=text("search.delete"), icon="delete"))
        page.add(Key(wide, "search.clear", self.clear, label=text("search.clear")))

    def _ask(self) -> None:
        query, language, office = self.query, self.lobby.visit.language, self.lobby.office
        self.found = None if not query else self.found
        self.refresh()
        if query:
            self.ask(lambda: (query, office.search(query, language)), self._came)

    def _came(self, answer: tuple[str, Found]) -> None:
        query, found = answer
        if query == self.query:  # an answer to what was written a moment ago is no answer to this
            self.found = found
            self.refresh()
