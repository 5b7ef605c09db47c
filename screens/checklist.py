"""What to bring, for this visitor's case: one question at a time, then a list to tick."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from screens.arrange import NOWHERE, Plan
from screens.geometry import Area, rows
from screens.screen import LEFT, PRIMARY, WIDTH, Screen
from screens.widgets.buttons import PrimaryButton
from screens.widgets.cards import FactCard
from screens.widgets.checklist_title import ChecklistTitle
from screens.widgets.pager import add_pager, pages_of
from screens.widgets.questions import add_question, question_parts
from screens.widgets.rows import ChecklistRow, SampleMark
from screens.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.notices.answers import ChecklistView, ItemView, QuestionView
    from screens.parts import Page, Part
    from screens.screen import Lobby

NAME = Area(LEFT, 140, WIDTH, 100)
QUESTION = Area(LEFT, 238, WIDTH, 96)
COUNTER = Area(LEFT, 366, WIDTH, 56)
ROW = Area(LEFT, 428, WIDTH, 154)
ROWS, ROWS_PAGED, GAP = 5, 4, 16
PAGER = Area(LEFT, 1116, WIDTH, 136)
FACT = Area(LEFT, 1294, 314, 148)
NOTE = Area(LEFT, 1450, WIDTH, 96)


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
        self.number = 0

    def opened(self) -> None:
        """Load the questions and the list for the answers given."""
        office, service_id, language = self.lobby.office, self.service_id, self.lobby.visit.language
        answers = dict(self.answers)
        self.ask(
            lambda: (office.questions(service_id, answers, language), office.checklist(service_id, answers, language)),
            self._loaded,
        )

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
        ready = tuple(item.item_id for item in self.view.items if item.item_id in self.ready) if self.view else ()
        self.lobby.go("preview_notice", service_id=self.service_id, answers=dict(self.answers), ready=ready)

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
        add_question(page, QUESTION, self.texts, self.questions, self.answer, self.ask_anew)
        self._add_counter(page, view)
        self._add_rows(page, view)
        self._add_facts(page, view)
        page.add(self._note(NOTE))
        page.add(self._print(PRIMARY))
        return page

    def _arranged(self, view: ChecklistView) -> Page:
        _, missing, said = self._counted(view)
        sample = view.sample and self.lobby.office.demo
        words = Words(
            NOWHERE, said, sizes=(42, 40, 38, 36), colour="flame" if missing else "ok", face="bold", max_lines=2
        )  # fmt: skip
        asked = (self.texts, self.questions, self.answer, self.ask_anew)
        plan = Plan(
            title=view.service_name, facts=[words], rows=[self._row(item, NOWHERE) for item in view.items],
            actions=[self._print(NOWHERE)], notes=[self._note(NOWHERE)],
        )  # fmt: skip
        if sample:
            plan.notes = [*plan.notes, SampleMark(NOWHERE, self.texts.text("app.sample"), self.texts.text("app.sample_why"))]
        facts: list[Part] = list(self._facts(view))
        if self.look.large:
            plan.rows = [*question_parts(*asked), *plan.rows, *facts]
        else:
            plan.facts += facts
            if self.questions:
                plan.tabs = lambda page, area: add_question(page, area, *asked)
        return self.arranged(plan)

    def _note(self, area: Area) -> Words:
        return Words(area, self.texts.text("req.disclaimer"), sizes=(36,), colour="ink2", max_lines=2, spacing=1.2)

    def _print(self, area: Area) -> PrimaryButton:
        label = self.texts.text("check.print")
        return PrimaryButton(area, "checklist.print", self.preview, label=label, icon="printer", size=56)

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

    def _add_counter(self, page: Page, view: ChecklistView) -> None:
        _, missing, said = self._counted(view)
        text = self.texts.text
        page.add(Words(Area(COUNTER.x, COUNTER.y, 470, COUNTER.height), text("check.tap"), sizes=(38, 36), colour="ink2"))
        right = Area(COUNTER.x + 480, COUNTER.y, WIDTH - 480, COUNTER.height)
        page.add(
            Words(
                right,
                said,
                sizes=(42, 40, 38, 36),
                colour="flame" if missing else "ok",
                face="bold",
                align="right",
            )
        )

    def _add_rows(self, page: Page, view: ChecklistView) -> None:
        per_page = ROWS if len(view.items) <= ROWS else ROWS_PAGED
        of = pages_of(len(view.items), per_page)
        self.number = min(self.number, of - 1)
        shown = view.items[self.number * per_page : (self.number + 1) * per_page]
        for item, area in zip(shown, rows(ROW, len(shown), GAP), strict=True):
            page.add(self._row(item, area))
        add_pager(page, PAGER, self.texts, self.number, of, self.turn)

    def _row(self, item: ItemView, area: Area) -> ChecklistRow:
        ready = item.item_id in self.ready
        word = self.texts.text("check.ready" if ready else "check.missing")
        toggle = partial(self.toggle, item.item_id)
        return ChecklistRow(
            area, f"checklist.item.{item.item_id}", toggle, label=item.text, detail=item.note, word=word, ready=ready
        )

    def _add_facts(self, page: Page, view: ChecklistView) -> None:
        for i, card in enumerate(self._facts(view)):
            card.area = FACT.moved(dx=i * 335)
            page.add(card)

    def _facts(self, view: ChecklistView) -> Iterator[FactCard]:
        text = self.texts.text
        facts = (
            ("coins", text("check.fee"), view.fee or text("check.no_fee")),
            ("calendar-check", text("check.deadline"), view.deadline or text("check.no_deadline")),
            ("map-pin", text("check.place"), view.place or text("check.any_place")),
        )
        for icon, caption, value in facts:
            yield FactCard(NOWHERE, icon=icon, caption=caption, value=value)

    def _loaded(self, found: tuple[tuple[QuestionView, ...], ChecklistView]) -> None:
        self.questions, self.view = found
        self.refresh()
