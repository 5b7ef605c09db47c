"""What to bring, for this visitor's case: one question at a time, then a list to tick."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from screens.arrange import NOWHERE, Plan
from screens.geometry import Area
from screens.screen import LEFT, PRIMARY, WIDTH, Screen
from screens.widgets.buttons import PrimaryButton, SecondaryButton
from screens.widgets.cards import FactCard, FactRow
from screens.widgets.checklist_row import ChecklistRow
from screens.widgets.checklist_title import ChecklistTitle
from screens.widgets.door_row import SampleMark
from screens.widgets.fact_list import FactList
from screens.widgets.pager import add_pager
from screens.widgets.questions import add_question, question_parts
from screens.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kiosk.notices.answers import ChecklistView, ItemView, QuestionView
    from screens.parts import Page, Part
    from screens.screen import Lobby

NAME = Area(LEFT, 140, WIDTH, 100)
QUESTION = Area(LEFT, 238, WIDTH, 96)
COUNTER_GAP = 32
ROW = Area(LEFT, 0, WIDTH, 154)
GAP = 16
PAGER = Area(LEFT, 0, WIDTH, 112)
FACTS_GAP = 32
FACT = Area(LEFT, 1294, 314, 148)
FACT_ROWS_GAP = 10
NOTE = Area(LEFT, 1450, WIDTH, 96)
PRINT, PHONE = Area(LEFT, 1560, 598, 148), Area(LEFT + 622, 1560, 362, 148)


class ChecklistScreen(Screen):
    """Answers and ticks live here until the visitor leaves."""

    name = "checklist"

    def __init__(self, lobby: Lobby, service_id: str) -> None:
        super().__init__(lobby)
        self.service_id = service_id
        self.answers: dict[str, bool | None] = {}
        self.ready: set[str] = set()
        self.questions: tuple[QuestionView, ...] = ()
        self.view: ChecklistView | None = None
        self.phone_url = ""
        self.number = 0

    def opened(self) -> None:
        """Load the questions and the list for the answers given, and whether phones can take it along."""
        office, service_id, language = self.lobby.office, self.service_id, self.lobby.visit.language
        answers = dict(self.answers)
        self.ask(
            lambda: (
                office.questions(service_id, answers, language), office.checklist(service_id, answers, language),
                office.case_url(service_id, answers, (), language),
            ),
            self._loaded,
        )  # fmt: skip

    def answer(self, condition_id: str, value: bool | None) -> None:  # noqa: FBT001  # the answer itself
        """Give an answer; the latest one stands last."""
        self.answers.pop(condition_id, None)
        self.answers[condition_id] = value
        self.number = 0
        self.opened()

    def ask_anew(self) -> None:
        """Forget the answers; the ticks stay."""
        self.answers.clear()
        self.number = 0
        self.opened()

    def toggle(self, item_id: str) -> None:
        """Tick an item, or take the tick away."""
        self.ready ^= {item_id}
        self.refresh()

    def turn(self, number: int) -> None:
        """Turn to a page."""
        self.number = number
        self.refresh()

    def preview(self) -> None:
        """Look at the notice before it is printed."""
        self.lobby.go("preview_notice", service_id=self.service_id, answers=dict(self.answers), ready=self._ready())

    def take_along(self) -> None:
        """Show the code with which a phone opens this list."""
        office, language, ready = self.lobby.office, self.lobby.visit.language, self._ready()
        self.ask(lambda: office.case_url(self.service_id, dict(self.answers), ready, language), self.lobby.sheets.code)

    def compose(self) -> Page:
        """Build the list."""
        view = self.view
        if view is not None and not self.look.plain:
            return self._arranged(view)
        page = self.framed()
        if view is None:
            page.add(
                Words(
                    Area(LEFT, 700, WIDTH, 100),
                    self.texts.text("app.loading"),
                    sizes=(46,),
                    colour="ink2",
                    align="centre",
                )
            )
            return page
        self._add_title(page, view)
        y = add_question(page, QUESTION, self.texts, self.questions, self.answer, self.ask_anew, ruler=self.lobby.ruler)
        y = self._add_counter(page, view, y + COUNTER_GAP)
        self._add_list(page, view, y + 6)
        page.add(self._note(NOTE))
        if not self.phone_url:
            page.add(self._print(PRIMARY))
            return page
        page.add(self._print(PRINT))
        page.add(self._phone(PHONE))
        return page

    def _arranged(self, view: ChecklistView) -> Page:
        _, missing, said = self._counted(view)
        sample = view.sample and self.lobby.office.demo
        words = Words(
            NOWHERE, said, sizes=(42, 40, 38, 36), colour="flame" if missing else "ok", face="bold", max_lines=2
        )  # fmt: skip
        asked = (self.texts, self.questions, self.answer, self.ask_anew)
        plan = Plan(
            title=view.service_name, facts=[words], rows=[self._row(item) for item in view.items],
            actions=[self._print(NOWHERE)], notes=[self._note(NOWHERE)],
        )  # fmt: skip
        if sample:
            plan.notes = [*plan.notes, SampleMark(NOWHERE, self.texts.text("app.sample"), self.texts.text("app.sample_why"))]
        if self.look.large:
            plan.rows = [*question_parts(*asked), *plan.rows, *self._fact_cards(view)]
            if self.phone_url:
                plan.rows.append(self._phone(NOWHERE))
        else:
            plan.facts.append(FactList(NOWHERE, self._told(view)))
            if self.phone_url:
                plan.actions.insert(0, self._phone(NOWHERE))
            if self.questions:
                plan.tabs = lambda page, area: add_question(page, area, *asked, ruler=self.lobby.ruler)
        return self.arranged(plan)

    def _note(self, area: Area) -> Words:
        return Words(area, self.texts.text("req.disclaimer"), sizes=(36,), colour="ink2", max_lines=2, spacing=1.2)

    def _print(self, area: Area) -> PrimaryButton:
        label = self.texts.text("check.print")
        return PrimaryButton(area, "checklist.print", self.preview, label=label, icon="printer", size=56)

    def _phone(self, area: Area) -> SecondaryButton:
        label = self.texts.text("code.title")
        return SecondaryButton(area, "checklist.phone", self.take_along, label=label, icon="qr-code", size=46)

    def _ready(self) -> tuple[str, ...]:
        return tuple(item.item_id for item in self.view.items if item.item_id in self.ready) if self.view else ()

    def _counted(self, view: ChecklistView) -> tuple[int, int, str]:
        """Return how many are ready, how many are missing, and both in a sentence."""
        text = self.texts.text
        ready = sum(item.item_id in self.ready for item in view.items)
        missing = len(view.items) - ready
        if not view.items:
            return 0, 0, text("check.none")
        return ready, missing, text("check.count", ready=ready, missing=missing) if missing else text("check.all_ready")

    def _add_title(self, page: Page, view: ChecklistView) -> None:
        sample = view.sample and self.lobby.office.demo
        room = Area(NAME.x, NAME.y, NAME.width - (170 if sample else 0), NAME.height)
        page.add(ChecklistTitle(room, view.service_name, self.texts.text("check.what_to_bring"), chinese=self.chinese))
        if sample:
            mark, why = self.texts.text("app.sample"), self.texts.text("app.sample_why")
            page.add(SampleMark(Area(NAME.right - 160, NAME.y + 18, 160, 64), mark, why))

    def _add_counter(self, page: Page, view: ChecklistView, y: float) -> float:
        """Add what a touch does and how many are ready, side by side or below each other; returns where they end."""
        ready = sum(item.item_id in self.ready for item in view.items)
        missing = len(view.items) - ready
        text, ruler = self.texts.text, self.lobby.ruler
        said = text("check.count", ready=ready, missing=missing) if missing else text("check.all_ready")
        said = said if view.items else text("check.none")
        left = ruler.width(text("check.tap"), 38) + 4
        stacked = left + ruler.width(said, 36, "bold") + 24 > WIDTH
        tap = Area(LEFT, y, WIDTH if stacked else left, 56)
        count = Area(LEFT, y + 52, WIDTH, 56) if stacked else Area(tap.right + 20, y, WIDTH - left - 20, 56)
        page.add(Words(tap, text("check.tap"), sizes=(38, 36), colour="ink2"))
        colour = "flame" if missing else "ok"
        page.add(Words(count, said, sizes=(42, 40, 38, 36), colour=colour, face="bold", align="left" if stacked else "right"))
        return count.bottom

    def _add_list(self, page: Page, view: ChecklistView, top: float) -> None:
        """Add the rows, the facts below them, and the pager; each row is as high as its words, pages hold what fits.

        Where long facts would leave room for a single row, they follow the last row instead.
        """
        facts = self._facts(view)
        made: list[Part] = [self._row(item) for item in view.items]
        foot = facts[0].area.y - FACTS_GAP
        ends = _page_ends(made, foot - top)
        if len(ends) > 1:
            ends = _page_ends(made, foot - PAGER.height - GAP - top)
        if any(end - first < 2 for first, end in pairwise([0, *ends[:-1]])):
            facts = self._facts(view, as_rows=True)
            foot = FACT.bottom
            ends = _page_ends([*made, *facts], foot - PAGER.height - GAP - top)
            if len(ends) > 1 and ends[-2] > len(made):
                ends[-2] = len(made)  # the facts stay together
            made += facts
        else:
            for fact in facts:
                page.add(fact)
        self.number = max(0, min(self.number, len(ends) - 1))
        for part in made[[0, *ends][self.number] : ends[self.number]]:
            part.area = Area(LEFT, top, WIDTH, part.area.height)
            page.add(part)
            top += part.area.height + GAP
        pager = Area(PAGER.x, foot - PAGER.height, PAGER.width, PAGER.height)
        add_pager(page, pager, self.texts, self.number, len(ends), self.turn)

    def _row(self, item: ItemView) -> ChecklistRow:
        ready = item.item_id in self.ready
        words = self.texts.text("check.missing"), self.texts.text("check.ready")
        ruler = self.lobby.ruler
        row = ChecklistRow(
            ROW, f"checklist.item.{item.item_id}", partial(self.toggle, item.item_id), label=item.text, detail=item.note,
            word=words[ready], ready=ready, beside=max(ruler.width(word, 40, "bold") for word in words),
        )  # fmt: skip
        row.area = Area(ROW.x, ROW.y, ROW.width, row.height(ruler))
        return row

    def _facts(self, view: ChecklistView, *, as_rows: bool = False) -> list[Part]:
        """Return fee, deadline and place at their places, as three cards, or as rows where one is too long."""
        facts, ruler = self._told(view), self.lobby.ruler
        cards = [
            FactCard(FACT.moved(dx=i * 335), icon=icon, caption=caption, value=value)
            for i, (icon, caption, value) in enumerate(facts)
        ]
        if not as_rows and all(card.fits(ruler) for card in cards):
            return list(cards)
        indent = 86 + 32 + max(ruler.width(caption, 38) for _, caption, _ in facts)
        row = Area(LEFT, 0, WIDTH, 96)
        rows = [FactRow(row, icon=icon, caption=caption, value=value, indent=indent) for icon, caption, value in facts]
        y = FACT.bottom + FACT_ROWS_GAP
        for one in reversed(rows):
            high = one.height(ruler)
            y -= high + FACT_ROWS_GAP
            one.area = Area(LEFT, y, WIDTH, high)
        return list(rows)

    def _fact_cards(self, view: ChecklistView) -> Iterator[FactCard]:
        """Yield fee, deadline and place as cards that somebody else places."""
        for icon, caption, value in self._told(view):
            yield FactCard(NOWHERE, icon=icon, caption=caption, value=value)

    def _told(self, view: ChecklistView) -> tuple[tuple[str, str, str], ...]:
        text = self.texts.text
        return (
            ("coins", text("check.fee"), view.fee or text("check.no_fee")),
            ("calendar-check", text("check.deadline"), view.deadline or text("check.no_deadline")),
            ("map-pin", text("check.place"), view.place or text("check.any_place")),
        )

    def _loaded(self, found: tuple[tuple[QuestionView, ...], ChecklistView, str]) -> None:
        self.questions, self.view, self.phone_url = found
        self.refresh()


def _page_ends(made: Sequence[Part], room: float) -> list[int]:
    """Return after how many parts each page ends; a part that is higher than a page has one of its own."""
    ends: list[int] = []
    y = 0.0
    for i, part in enumerate(made):
        if y and y + part.area.height > room:
            ends.append(i)
            y = 0.0
        y += part.area.height + GAP
    return [*ends, len(made)]
