"""What colleagues tell each other, as pages see it: frozen, without a table behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime


@dataclass(frozen=True)
class AlarmView:
    """An alarm that stands; `coming` are the names of those who are on the way."""

    alarm_id: int
    place: str
    kind: str
    by: str
    name: str
    raised_at: datetime
    coming: tuple[str, ...]
    answered_by: frozenset[str]


@dataclass(frozen=True)
class QuestionView:
    """A question to the law study group; `answer` is empty while nobody has answered."""

    question_id: int
    label: str
    counter: int | None
    text: str
    by: str
    name: str
    asked_at: datetime
    answer: str
    answered_name: str
    answered_at: datetime | None
    read: bool


@dataclass(frozen=True)
class CallBackView:
    """Somebody to be called back; `late` once the promised day is over."""

    call_back_id: int
    label: str
    who: str
    contact: str
    about: str
    due_day: date
    name: str
    made_at: datetime
    late: bool
