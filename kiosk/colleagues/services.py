"""The door of what colleagues tell each other: alarms, questions to the law study group, calls back."""

from __future__ import annotations

from kiosk.colleagues.alarms import answer_alarm, end_alarm, open_alarms, raise_alarm
from kiosk.colleagues.answers import AlarmView, CallBackView, QuestionView
from kiosk.colleagues.call_backs import call_backs, close_call_back, forget_call_backs, promise_call
from kiosk.colleagues.models import AlarmKind
from kiosk.colleagues.questions import (
    answer_question,
    ask,
    earlier_answers,
    open_questions,
    questions,
    questions_of,
    read_answers,
    unread_answers,
)

__all__ = [
    "AlarmKind", "AlarmView", "CallBackView", "QuestionView", "answer_alarm", "answer_question", "ask", "call_backs",
    "close_call_back", "earlier_answers", "end_alarm", "forget_call_backs", "open_alarms", "open_questions",
    "promise_call", "questions", "questions_of", "raise_alarm", "read_answers", "unread_answers",
]  # fmt: skip
