"""One question about the visitor's case: yes, no or not sure; or one of a few."""

# ruff: noqa: PLR0913, PLR0917  # the words of a part are its arguments

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from screens.geometry import Area, grid
from screens.widgets.pills import GAP, PILL, ChoicePill, columns_of
from screens.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kiosk.notices.answers import QuestionView
    from kiosk.texts import Texts
    from screens.parts import Page, Part
    from screens.ruler import Ruler

    class Answer(Protocol):
        """Takes the answer to a condition: true, false, or None for not sure."""

        def __call__(self, condition_id: str, value: bool | None) -> None:  # noqa: FBT001  # the answer itself
            """Take it."""


SIZES = (42, 40, 38, 36)


def add_question(
    page: Page,
    area: Area,
    texts: Texts,
    questions: Sequence[QuestionView],
    answer: Answer,
    ask_anew: Callable[[], None],
    *,
    ruler: Ruler,
) -> float:
    """Add the next question; when all are answered, a line that says so, or the only choice as it was answered.

    Returns where it ends: words and answers that do not fit side by side stand below each other.
    """
    open_ = next((one for one in questions if one.answer is None and not one.unsure), None)
    groups = {one.choice_id or one.condition_id for one in questions}
    if open_ is None and len(groups) == 1 and questions[0].choice_id:
        return _add_choice(page, area, list(questions), answer, ruler)
    if open_ is None:
        if questions:
            _add_folded(page, area, texts, ask_anew, ruler)
        return area.bottom
    if open_.choice_id:
        return _add_choice(page, area, [one for one in questions if one.choice_id == open_.choice_id], answer, ruler)
    return _add_yes_no(page, area, texts, open_, answer, ruler)


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


def _add_yes_no(page: Page, area: Area, texts: Texts, question: QuestionView, answer: Answer, ruler: Ruler) -> float:
    choices = ((True, "app.yes", "yes"), (False, "app.no", "no"), (None, "app.not_sure", "unsure"))
    labels = [texts.text(key) for _, key, _ in choices]
    wides = [max(least, ruler.width(label, 38, "medium") + 52) for label, least in zip(labels, (136, 136, 210), strict=True)]
    room = area.width - sum(wides) - len(wides) * GAP - 12
    if _fits(ruler, question.text, room, 2):
        words = Area(area.x, area.y - 6, room, area.height + 12)
        x = area.x + room + 12 + GAP
        places = [Area(x + sum(wides[:i]) + i * GAP, area.y, wide, PILL) for i, wide in enumerate(wides)]
    else:
        words = _above(ruler, area, question.text)
        places = _pills(ruler, Area(area.x, words.bottom + GAP, area.width, PILL), labels)
    page.add(Words(words, question.text, sizes=SIZES, max_lines=2, spacing=1.12))
    for (value, _, word), label, place in zip(choices, labels, places, strict=True):
        act = partial(answer, question.condition_id, value)
        page.add(ChoicePill(place, f"question.{question.condition_id}.{word}", act, label=label, chosen=False))
    return places[-1].bottom


def _add_choice(page: Page, area: Area, members: list[QuestionView], answer: Answer, ruler: Ruler) -> float:
    caption, labels = members[0].choice_text, [one.text for one in members]
    words = Area(area.x, area.y, 216, area.height)
    beside = Area(words.right + 20, area.y, area.width - words.width - 20, PILL)
    if not _fits(ruler, caption, words.width, 2) or columns_of(ruler, labels, beside.width) < len(labels):
        words = _above(ruler, area, caption)
        beside = Area(area.x, words.bottom + GAP, area.width, PILL)
    page.add(Words(words, caption, sizes=SIZES[1:], colour="ink2", max_lines=2))
    places = _pills(ruler, beside, labels)
    for one, place in zip(members, places, strict=True):
        act = partial(answer, one.condition_id, True)
        page.add(ChoicePill(place, f"question.{one.condition_id}", act, label=one.text, chosen=one.answer is True))
    return places[-1].bottom


def _add_folded(page: Page, area: Area, texts: Texts, ask_anew: Callable[[], None], ruler: Ruler) -> None:  # a callable
    label = texts.text("check.change")
    wide = max(200, ruler.width(label, 42, "medium") + 52)
    words = Area(area.x, area.y, area.width - wide - 30, area.height)
    page.add(Words(words, texts.text("check.answered"), sizes=SIZES[1:], colour="ink2", max_lines=2))
    pill = Area(area.right - wide, area.y, wide, area.height)
    page.add(ChoicePill(pill, "question.change", ask_anew, label=label, chosen=False))


def _pills(ruler: Ruler, first: Area, labels: Sequence[str]) -> list[Area]:
    """Return places for pills of one size in as few rows as their labels allow, or of their own sizes before a mere list."""
    columns = columns_of(ruler, labels, first.width)
    if columns == 1 and len(labels) > 2:
        return _wrapped(ruler, first, labels)
    wide = (first.width + GAP) / columns - GAP
    return grid(Area(first.x, first.y, wide, PILL), len(labels), columns, GAP, GAP)


def _wrapped(ruler: Ruler, first: Area, labels: Sequence[str]) -> list[Area]:
    """Return places for pills as wide as their labels, stretched to fill each row."""
    lines: list[list[float]] = []
    for label in labels:
        wide = min(first.width, max(ruler.width(label, 38, face) for face in ("bold", "medium")) + 96)
        if lines and sum(lines[-1]) + len(lines[-1]) * GAP + wide <= first.width:
            lines[-1].append(wide)
        else:
            lines.append([wide])
    places = []
    for i, line in enumerate(lines):
        x, more = first.x, (first.width - sum(line) - (len(line) - 1) * GAP) / len(line)
        for wide in line:
            places.append(Area(x, first.y + i * (PILL + GAP), wide + more, PILL))
            x += wide + more + GAP
    return places


def _above(ruler: Ruler, area: Area, text: str) -> Area:
    """Return the place of words on the full width, as high as they need."""
    lines, size = ruler.fitted(text, area.width, SIZES, 2)
    return Area(area.x, area.y + 8, area.width, max(52, len(lines) * size * 1.2))


def _fits(ruler: Ruler, text: str, width: float, lines: int) -> bool:
    found, size = ruler.fitted(text, width, SIZES, lines)
    return len(found) <= lines and all(ruler.width(line, size) <= width for line in found)
