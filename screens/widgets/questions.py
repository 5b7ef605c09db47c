"""One question about the visitor's case: yes, no or not sure; or one of a few."""

# ruff: noqa: PLR0913, PLR0917  # the words of a part are its arguments

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from screens.geometry import Area
from screens.widgets.pills import ChoicePill
from screens.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kiosk.notices.answers import QuestionView
    from kiosk.texts import Texts
    from screens.parts import Page, Part

    class Answer(Protocol):
        """Takes the answer to a condition: true, false, or None for not sure."""

        def __call__(self, condition_id: str, value: bool | None) -> None:  # noqa: FBT001  # the answer itself
            """Take it."""


GAP = 14


def add_question(
    page: Page,
    area: Area,
    texts: Texts,
    questions: Sequence[QuestionView],
    answer: Answer,
    ask_anew: Callable[[], None],
) -> None:  # a callable
    """Add the next question; when all are answered, a line that says so, or the only choice as it was answered."""
    open_ = next((one for one in questions if one.answer is None and not one.unsure), None)
    groups = {one.choice_id or one.condition_id for one in questions}
    if open_ is None and len(groups) == 1 and questions[0].choice_id:
        _add_choice(page, area, list(questions), answer)
    elif open_ is None:
        if questions:
            _add_folded(page, area, texts, ask_anew)
    elif open_.choice_id:
        _add_choice(page, area, [one for one in questions if one.choice_id == open_.choice_id], answer)
    else:
        _add_yes_no(page, area, texts, open_, answer)


def question_parts(
    texts: Texts, questions: Sequence[QuestionView], answer: Answer, ask_anew: Callable[[], None]
) -> list[Part]:  # a callable
    """Return the next question as words and one pill below the other: the form of large type."""
    nowhere = Area(0, 0, 0, 0)
    open_ = next((one for one in questions if one.answer is None and not one.unsure), None)
    if open_ is None:
        if not questions:
            return []
        words = Words(nowhere, texts.text("check.answered"), sizes=(40, 38, 36), colour="ink2", max_lines=3)
        return [words, ChoicePill(nowhere, "question.change", ask_anew, label=texts.text("check.change"), chosen=False)]
    if open_.choice_id:
        members = [one for one in questions if one.choice_id == open_.choice_id]
        caption = Words(nowhere, open_.choice_text, sizes=(42, 40, 38, 36), colour="ink2", max_lines=3)
        pills = [
            ChoicePill(
                nowhere, f"question.{one.condition_id}", partial(answer, one.condition_id, True), label=one.text,
                chosen=one.answer is True,
            )
            for one in members
        ]  # fmt: skip
        return [caption, *pills]
    words = Words(nowhere, open_.text, sizes=(42, 40, 38, 36), max_lines=4)
    choices = ((True, "app.yes", "yes"), (False, "app.no", "no"), (None, "app.not_sure", "unsure"))
    return [
        words,
        *(
            ChoicePill(
                nowhere, f"question.{open_.condition_id}.{word}", partial(answer, open_.condition_id, value),
                label=texts.text(key), chosen=False,
            )
            for value, key, word in choices
        ),
    ]  # fmt: skip


def _add_yes_no(page: Page, area: Area, texts: Texts, question: QuestionView, answer: Answer) -> None:
    choices = ((True, "app.yes", "yes", 136), (False, "app.no", "no", 136), (None, "app.not_sure", "unsure", 210))
    room = sum(width + GAP for *_, width in choices)
    page.add(
        Words(
            Area(area.x, area.y - 6, area.width - room - 12, area.height + 12),
            question.text,
            sizes=(42, 40, 38, 36),
            max_lines=2,
            spacing=1.12,
        )
    )
    x = area.right - room + GAP
    for value, key, word, width in choices:
        act = partial(answer, question.condition_id, value)
        page.add(
            ChoicePill(
                Area(x, area.y, width, area.height),
                f"question.{question.condition_id}.{word}",
                act,
                label=texts.text(key),
                chosen=False,
            )
        )
        x += width + GAP


def _add_choice(page: Page, area: Area, members: list[QuestionView], answer: Answer) -> None:
    caption = 216 if len(members) <= 3 else 0
    if caption:
        page.add(
            Words(
                Area(area.x, area.y, caption, area.height),
                members[0].choice_text,
                sizes=(40, 38, 36),
                colour="ink2",
                max_lines=2,
            )
        )
    step = (area.width - caption - 20 + GAP) / len(members) if caption else (area.width + GAP) / len(members)
    x = area.x + (caption + 20 if caption else 0)
    for i, one in enumerate(members):
        pill = Area(x + i * step, area.y, step - GAP, area.height)
        act = partial(answer, one.condition_id, True)
        page.add(ChoicePill(pill, f"question.{one.condition_id}", act, label=one.text, chosen=one.answer is True))


def _add_folded(page: Page, area: Area, texts: Texts, ask_anew: Callable[[], None]) -> None:  # a callable
    page.add(
        Words(
            Area(area.x, area.y, area.width - 230, area.height),
            texts.text("check.answered"),
            sizes=(40, 38, 36),
            colour="ink2",
            max_lines=2,
        )
    )
    page.add(
        ChoicePill(
            Area(area.right - 200, area.y, 200, area.height),
            "question.change",
            ask_anew,
            label=texts.text("check.change"),
            chosen=False,
        )
    )
