"""Questions to the law study group: asked from a counter, answered by any colleague, read by who asked."""

from __future__ import annotations

import uuid  # noqa: TC003  # in the signature of a public function
from datetime import datetime, time

from django.db import IntegrityError, transaction
from django.db.models import Q

from kiosk import signals
from kiosk.clock import SYSTEM, TAIPEI, Clock, day_of
from kiosk.colleagues.answers import QuestionView
from kiosk.colleagues.models import Question
from kiosk.errors import Refused

TOPIC = "colleagues"
MAX_QUESTION, MAX_ANSWER, SHOWN, MAX_FIND = 400, 600, 60, 40


def ask(  # noqa: PLR0913  # one note, with all that stands on it
    *, text: str, by: str, name: str, request_id: uuid.UUID, label: str = "", counter: int | None = None,
    clock: Clock = SYSTEM,
) -> QuestionView:  # fmt: skip
    """Ask the law study group; the same press twice is one question.  Raises `Refused` for one without words."""
    if not text.strip():
        raise Refused("question.empty")
    wanted = {
        "text": text.strip()[:MAX_QUESTION], "label": label[:8], "counter": counter, "by": by, "name": name,
        "asked_at": clock.now(),
    }  # fmt: skip
    try:
        with transaction.atomic():
            row, _ = Question.objects.get_or_create(request_id=request_id, defaults=wanted)
            signals.wake(TOPIC)
    except IntegrityError:
        row = Question.objects.get(request_id=request_id)
    return _view(row)


@transaction.atomic
def answer_question(*, question_id: int, text: str, by: str, name: str, clock: Clock = SYSTEM) -> QuestionView:
    """Answer a question; the first answer stands, so that nobody acts on one that has changed since."""
    row = Question.objects.select_for_update().filter(pk=question_id).first()
    if row is None:
        raise Refused("question.unknown")
    if not text.strip():
        raise Refused("question.empty")
    if row.answered_at is not None:
        if (row.answered_by, row.answer) == (by, text.strip()[:MAX_ANSWER]):
            return _view(row)  # the same press twice
        raise Refused("question.answered", name=row.answered_name)
    row.answer, row.answered_by, row.answered_name = text.strip()[:MAX_ANSWER], by, name
    row.answered_at = clock.now()
    row.save(update_fields=["answer", "answered_by", "answered_name", "answered_at"])
    signals.wake(TOPIC)
    return _view(row)


def read_answers(*, by: str, clock: Clock = SYSTEM) -> int:
    """Record that who asked has read the answers; returns how many were new."""
    count = Question.objects.filter(by=by, answered_at__isnull=False, read_at=None).update(read_at=clock.now())
    if count:
        signals.wake(TOPIC)
    return count


def questions(*, clock: Clock = SYSTEM) -> tuple[QuestionView, ...]:
    """Return the open questions, the oldest first, and then today's answered ones."""
    rows = Question.objects.filter(Q(answered_at=None) | Q(answered_at__gte=_morning(clock)))
    return tuple(_view(row) for row in sorted(rows[:SHOWN], key=lambda row: (row.answered_at is not None, row.asked_at)))


def earlier_answers(*, find: str = "", clock: Clock = SYSTEM) -> tuple[QuestionView, ...]:
    """Return what was answered before today, the latest first; with `find` what holds it in question or answer."""
    rows = Question.objects.filter(answered_at__lt=_morning(clock)).order_by("-answered_at", "-id")
    if find.strip():
        words = find.strip()[:MAX_FIND]
        rows = rows.filter(Q(text__icontains=words) | Q(answer__icontains=words))
    return tuple(_view(row) for row in rows[:SHOWN])


def questions_of(*, by: str, clock: Clock = SYSTEM) -> tuple[QuestionView, ...]:
    """Return what a clerk has asked: open ones, unread answers, and today's, the newest first."""
    live = Q(answered_at=None) | Q(read_at=None) | Q(asked_at__gte=_morning(clock))
    return tuple(_view(row) for row in Question.objects.filter(live, by=by).order_by("-asked_at")[:SHOWN])


def unread_answers(*, by: str) -> int:
    """Return how many answers a clerk has not read yet."""
    return Question.objects.filter(by=by, answered_at__isnull=False, read_at=None).count()


def open_questions() -> int:
    """Return how many questions nobody has answered."""
    return Question.objects.filter(answered_at=None).count()


def _morning(clock: Clock) -> datetime:
    return datetime.combine(day_of(clock.now()), time.min, TAIPEI)


def _view(row: Question) -> QuestionView:
    return QuestionView(
        row.pk, row.label, row.counter, row.text, row.by, row.name, row.asked_at, row.answer, row.answered_name,
        row.answered_at, row.read_at is not None,
    )  # fmt: skip
