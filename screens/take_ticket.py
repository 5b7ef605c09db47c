"""Take a number: choose what to do, say whether priority is needed, press once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

from screens import masks
from screens.arrange import NOWHERE, Plan
from screens.geometry import Area, rows
from screens.screen import LEFT, PRIMARY, STRIP, WIDTH, Screen
from screens.widgets.buttons import PrimaryButton
from screens.widgets.rows import ClassRow, PriorityCard, SunkRow
from screens.widgets.status_strip import StatusStrip
from screens.widgets.words import Title
from screens.words import class_line

if TYPE_CHECKING:
    from kiosk.queues.answers import ClassView, TicketTaken
    from screens.parts import Page, Part
    from screens.screen import Lobby

TITLE = Area(LEFT, 260, WIDTH, 92)
LIST = Area(LEFT, 368, WIDTH, 896)
UNSURE = Area(LEFT, 1278, WIDTH, 108)
PRIORITY = Area(LEFT, 1408, WIDTH, 132)
ROW_GAP, ROW_HEIGHT = 14, 116
FULL = "ticket.class_full"


class TakeTicketScreen(Screen):
    """The list of classes; nothing is chosen at first, unless there is only one."""

    name = "take_ticket"

    def __init__(self, lobby: Lobby) -> None:
        super().__init__(lobby)
        self.classes: tuple[ClassView, ...] = ()
        self.letter = ""
        self.priority = False
        self.request_id = uuid4()

    def opened(self) -> None:
        """Load the classes in the visitor's language."""
        language = self.lobby.visit.language
        self.ask(lambda: self.lobby.office.classes(language), self._loaded)

    def facts_changed(self) -> None:
        """Look again: the waiting lines have moved."""
        self.opened()

    def choose(self, letter: str) -> None:
        """Choose a class."""
        self.letter = letter
        self.refresh()

    def toggle_priority(self) -> None:
        """Ask for priority, or not; no proof is asked and no reason kept."""
        self.priority = not self.priority
        self.refresh()

    def take(self) -> None:
        """Take the number; a second press of the same visit gives the same number."""
        self.busy = self.holds = True
        self.refresh()
        letter, priority, language, request_id = self.letter, self.priority, self.lobby.visit.language, self.request_id
        office = self.lobby.office

        def take() -> TicketTaken:
            ticket = office.take_ticket(letter, language, priority=priority, request_id=request_id)
            if ticket.status_url:
                masks.qr(ticket.status_url)  # kept: made here, it holds up no frame
            return ticket

        self.ask(take, self._taken)

    def compose(self) -> Page:
        """Build the list."""
        text = self.texts.text
        if not self.look.plain:
            return self._arranged()
        page = self.framed()
        hall = self.lobby.facts.hall
        page.add(StatusStrip(STRIP, self.texts, hall.calls if hall else ()))
        page.add(Title(TITLE, text("ticket.choose_class"), chinese=self.chinese, size=68))
        for row in self._rows():
            page.add(row)
        page.add(self._unsure(UNSURE))
        page.add(self._priority(PRIORITY))
        page.add(self._take(PRIMARY))
        return page

    def _arranged(self) -> Page:
        rows_: list[Part] = [*(self._row(one, NOWHERE) for one in self.classes), self._unsure(NOWHERE)]
        priority = self._priority(NOWHERE)
        wide = self.look.wide and not self.look.large
        return self.arranged(
            Plan(
                title=self.texts.text("ticket.choose_class"), top=[self.strip(), *([priority] if wide else [])],
                rows=rows_ if wide else [*rows_, priority], actions=[self._take(NOWHERE)],
            )
        )  # fmt: skip

    def _unsure(self, area: Area) -> SunkRow:
        text = self.texts.text
        return SunkRow(
            area, "take_ticket.unsure", partial(self.lobby.sheets.call_help, "unsure"), label=text("ticket.class_unsure"),
            icon="message-circle-question", aside=text("ticket.unsure_aside"),
        )  # fmt: skip

    def _priority(self, area: Area) -> PriorityCard:
        text = self.texts.text
        return PriorityCard(
            area, "take_ticket.priority", self.toggle_priority, label=text("ticket.priority_want"),
            detail=text("ticket.priority_groups"), chosen=self.priority,
        )  # fmt: skip

    def _take(self, area: Area) -> PrimaryButton:
        text = self.texts.text
        reason = None if self.letter else text("ticket.choose_first")
        label = text("app.busy" if self.busy else "ticket.print_ticket")
        return PrimaryButton(area, "take_ticket.take", self.take, label=label, icon="printer", reason=reason, busy=self.busy)

    def _rows(self) -> list[ClassRow]:
        count = len(self.classes)
        if not count:
            return []
        high = min(ROW_HEIGHT, (LIST.height - ROW_GAP * (count - 1)) / count)
        areas = rows(Area(LIST.x, LIST.y, LIST.width, high), count, ROW_GAP)
        return [self._row(one, area) for one, area in zip(self.classes, areas, strict=True)]

    def _row(self, one: ClassView, area: Area) -> ClassRow:
        reason = None if one.open else self.texts.text(one.closed_reason or "ticket.class_closed")
        waiting = class_line(self.texts, one.waiting, one.wait) if one.open else reason or ""
        if one.closed_reason == FULL:
            waiting = self.texts.text("ticket.full_today")  # a row has no room for when to come again: a touch says it
        return ClassRow(
            area, partial(self.choose, one.letter), letter=one.letter, label=one.name, detail=one.detail,
            waiting=waiting,
            free=one.open and one.waiting == 0, chosen=one.letter == self.letter, reason=reason,
        )  # fmt: skip

    def _loaded(self, classes: tuple[ClassView, ...]) -> None:
        self.classes = classes
        if len(classes) == 1 and classes[0].open:
            self.letter = classes[0].letter
        if any(one.letter == self.letter and not one.open for one in classes):
            self.letter = ""
        self.refresh()

    def _taken(self, ticket: TicketTaken) -> None:
        self.busy = self.holds = False
        self.lobby.replace("ticket_issued", ticket=ticket)
