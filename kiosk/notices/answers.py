"""What the notices answer: frozen views in the visitor's language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class QuestionView:
    """One condition the visitor can tell.

    A yes-or-no question has its sentence in `text`.  A member of a choice has the words of its button
    there, the choice's own question in `choice_text`, and the same `choice_id` as the other members:
    exactly one of them is true. `answer` is None while open; `unsure` tells that the visitor said so.
    """

    condition_id: str
    text: str
    answer: bool | None
    unsure: bool
    choice_id: str
    choice_text: str


@dataclass(frozen=True)
class ItemView:
    """One paper to bring; `maybe` where that hangs on a condition not known yet, which `note` names."""

    item_id: str
    text: str
    note: str
    maybe: bool
    sample: bool


@dataclass(frozen=True)
class ChecklistView:
    """What to bring for one case.  `applies` tells who comes, empty while that is not known.

    `warning` says that papers exist which the office has not confirmed yet; empty where the list is complete.
    `sample` is true where anything shown here has not been confirmed by the office; `as_of` is the day of
    the laws.
    """

    service_id: str
    service_name: str
    applies: str
    items: tuple[ItemView, ...]
    fee: str
    deadline: str
    place: str
    law: str
    notes: tuple[str, ...]
    as_of: str
    sample: bool
    warning: str = ""


@dataclass(frozen=True)
class NoticeIssued:
    """A notice, and the job that prints it; `status_url` is empty where phones cannot reach the kiosk."""

    notice_id: int
    serial: str
    job_id: int
    status_url: str


@dataclass(frozen=True)
class NoticePage:
    """A notice as a phone shows it again: the checklist, and which of its items were ready."""

    serial: str
    language: str
    checklist: ChecklistView
    ready: frozenset[str]
