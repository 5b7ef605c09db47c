"""A question that people ask, and the office's answer to it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from screens.arrange import NOWHERE, Plan
from screens.screen import Screen
from screens.widgets.buttons import PrimaryButton
from screens.widgets.words import Words

if TYPE_CHECKING:
    from kiosk.guide.answers import FaqView
    from screens.parts import Page, Part
    from screens.screen import Lobby

A_PART = 120  # characters a paragraph is cut at, so that a long answer can turn pages


class AnswerScreen(Screen):
    """The answer in paragraphs, the law it rests on, and the way to the papers."""

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
            Words(NOWHERE, part, sizes=(42, 40, 38), max_lines=12, spacing=1.4) for part in paragraphs(view.answer)
        ]
        if view.law:
            law = text("answer.law", law="、".join(view.law) if self.chinese else ", ".join(view.law))
            said.append(Words(NOWHERE, law, sizes=(36,), colour="ink2", max_lines=3))
        if view.sample and self.lobby.office.demo:
            said.append(Words(NOWHERE, text("app.sample"), sizes=(36,), colour="ochre", face="bold"))
        papers = partial(self.lobby.go, "checklist", service_id=view.service_id)
        actions: list[Part] = (
            [PrimaryButton(NOWHERE, "answer.papers", papers, label=text("answer.papers"), icon="clipboard-check", size=56)]
            if view.service_id else []
        )  # fmt: skip
        return self.arranged(Plan(title=view.question, facts=said, actions=actions))

    def _came(self, view: FaqView) -> None:
        self.view = view
        self.refresh()


def paragraphs(text: str) -> list[str]:
    """Return an answer in pieces of whole sentences, each as long as a few lines."""
    pieces = [""]
    for sentence in _sentences(text):
        if pieces[-1] and len(pieces[-1]) + len(sentence) > A_PART:
            pieces.append("")
        pieces[-1] += sentence
    return [piece.strip() for piece in pieces if piece.strip()]


def _sentences(text: str) -> list[str]:
    found, begins = [], 0
    for at, sign in enumerate(text):
        if sign == "。" or (sign == "." and text[at + 1 : at + 2] in {" ", ""}):
            found.append(text[begins : at + 1])
            begins = at + 1
    return [*found, text[begins:]]
