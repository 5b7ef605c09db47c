"""A question that people ask, and the office's answer to it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from screens.arrange import NOWHERE, Plan
from screens.screen import Screen
from screens.widgets.buttons import PrimaryButton, SecondaryButton
from screens.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.guide.answers import FaqView
    from screens.parts import Page, Part
    from screens.screen import Lobby

A_PART, A_LARGE_PART = 240, 84  # how wide a paragraph may be, a Chinese character counting two: what is longer turns pages
CLAUSE_ENDS = "，、；,;"


class AnswerScreen(Screen):
    """The answer in paragraphs, the law it rests on, and the ways to the papers and to a number."""

    name = "answer"

    def __init__(self, lobby: Lobby, view: FaqView) -> None:
        super().__init__(lobby)
        self.view = view

    def opened(self) -> None:
        """Read it in the visitor's language."""
        office, faq_id, language = self.lobby.office, self.view.faq_id, self.lobby.visit.language
        self.ask(lambda: office.answer(faq_id, language), self._came)

    def compose(self) -> Page:
        """Build it."""
        text, view = self.texts.text, self.view
        said: list[Part] = [
            Words(NOWHERE, part, sizes=(42, 40, 38), max_lines=12, spacing=1.5)
            for part in paragraphs(view.answer, A_LARGE_PART if self.look.large else A_PART)
        ]
        if view.law:
            law = text("answer.law", law="、".join(view.law) if self.chinese else ", ".join(view.law))
            said.append(Words(NOWHERE, law, sizes=(36,), colour="ink2", max_lines=3))
        if view.sample and self.lobby.office.demo:
            said.append(Words(NOWHERE, text("app.sample"), sizes=(36,), colour="ochre", face="bold"))
        papers = partial(self.lobby.go, "checklist", service_id=view.service_id)
        actions: list[Part] = [self._number()] if "queues" in self.lobby.office.features else []
        if view.service_id:
            actions.append(
                PrimaryButton(NOWHERE, "answer.papers", papers, label=text("answer.papers"), icon="clipboard-check", size=56)
            )
        return self.arranged(Plan(title=view.question, facts=said, actions=actions))

    def _number(self) -> SecondaryButton:
        hours, text, go = self.lobby.office.hours, self.texts.text, partial(self.lobby.go, "take_ticket")
        reason = None if hours.takes_numbers(self.lobby.now()) else text("ticket.ended")
        return SecondaryButton(NOWHERE, "answer.take_ticket", go, label=text("menu.take_ticket"), icon="ticket", reason=reason)

    def _came(self, view: FaqView) -> None:
        self.view = view
        self.refresh()


def paragraphs(text: str, widest: int) -> list[str]:
    """Return an answer in pieces of whole sentences, or of clauses where a sentence alone is wider than `widest`."""
    pieces = [""]
    for sentence in _cut(text, _ends_a_sentence):
        for clause in [sentence] if wide(sentence) <= widest else _cut(sentence, _ends_a_clause):
            if pieces[-1] and wide(pieces[-1]) + wide(clause) > widest:
                pieces.append("")
            pieces[-1] += clause
    return [piece.strip() for piece in pieces if piece.strip()]


def wide(text: str) -> int:
    """Return how many half-width characters a text is wide."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def _ends_a_sentence(text: str, at: int) -> bool:
    return text[at] == "。" or (text[at] == "." and text[at + 1 : at + 2] in {" ", ""})


def _ends_a_clause(text: str, at: int) -> bool:
    return text[at] in CLAUSE_ENDS and not text[at + 1 : at + 2].isdigit()


def _cut(text: str, ends: Callable[[str, int], bool]) -> list[str]:
    """Return the text in pieces, each with its end."""
    found, begins = [], 0
    for at in range(len(text)):
        if ends(text, at):
            found.append(text[begins : at + 1])
            begins = at + 1
    return [*found, text[begins:]]
