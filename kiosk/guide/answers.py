"""What the guide answers: frozen views in the words of the files, for screens, pages and other features."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime

Content = dict[str, str]


@dataclass(frozen=True)
class TicketClass:
    """A class of tickets.  `plan_minutes` is the office's own assumption for estimates and is never shown."""

    letter: str
    name: Content
    screen_name: Content
    plan_minutes: int
    plan_confirmed: bool


@dataclass(frozen=True)
class ServiceView:
    """A service in a list."""

    service_id: str
    name: str
    category: str
    sample: bool


@dataclass(frozen=True)
class CategoryView:
    """A kind of services."""

    category_id: str
    name: str
    services: int


@dataclass(frozen=True)
class LifeEventView:
    """What happened in somebody's life; `icon` is a name of the icon face."""

    event_id: str
    name: str
    icon: str
    services: tuple[ServiceView, ...]


@dataclass(frozen=True)
class DocumentLine:
    """One paper of a service's list; texts are contents in several languages."""

    line_id: str
    name: Content
    alternative: Content | None
    person: Content | None
    notes: tuple[Content, ...]
    when: str
    unless: str | None
    sample: bool


@dataclass(frozen=True)
class FeeView:
    """One fee in new Taiwan dollars; several amounts where it depends on size or age."""

    fee_id: str
    name: Content
    short_name: Content
    twd: tuple[int, ...]
    additional_copy_twd: int | None
    unit: Content
    sample: bool


@dataclass(frozen=True)
class TimeLimitView:
    """The statutory period; `days` after `months` from the event that `since` names, or `words` alone.

    `hidden` tells that nobody has confirmed whether there is one; then all else is empty.
    """

    days: int | None
    months: int
    since: Content
    words: Content
    law: str
    hidden: bool
    sample: bool


@dataclass(frozen=True)
class ServiceDetail:
    """All that may be shown of one service.

    `documents_hidden` and `fees_hidden` tell that there are some which nobody has confirmed; `processing` is
    None where it is hidden.
    `edition` is the day of the laws that the file was written from.
    """

    service_id: str
    name: Content
    category: Content
    ticket_class: str | None
    applicants: Content
    documents: tuple[DocumentLine, ...]
    documents_hidden: bool
    fees: tuple[FeeView, ...]
    fees_hidden: bool
    time_limit: TimeLimitView
    place: Content
    processing: Content | None
    law: tuple[str, ...]
    notes: tuple[Content, ...]
    edition: str
    sample: bool


@dataclass(frozen=True)
class ChoiceDetail:
    """One question with several answers (condition ids to the words on their buttons)."""

    choice_id: str
    text: Content
    members: dict[str, Content]
    otherwise: str | None


@dataclass(frozen=True)
class Wording:
    """How conditions are asked: yes-or-no questions in order, what each is asked after, and choices."""

    questions: dict[str, Content]
    after: dict[str, tuple[str, ...]]
    else_after: dict[str, str]
    conditions: dict[str, Content]
    choices: tuple[ChoiceDetail, ...]


@dataclass(frozen=True)
class FaqView:
    """A question people ask, and its answer."""

    faq_id: str
    question: str
    answer: str
    service_id: str
    law: tuple[str, ...]
    sample: bool


@dataclass(frozen=True)
class Found:
    """What a search has found, the best first."""

    services: tuple[ServiceView, ...]
    questions: tuple[FaqView, ...]


@dataclass(frozen=True)
class OpenMark:
    """Something that nobody has confirmed yet: `text` is the Chinese that stands there."""

    kind: str
    key: str
    field: str
    text: str
    changed_at: datetime


def words(data: dict[str, Any] | None) -> Content:
    """Return the texts of a mapping by language, without what else stands in it."""
    languages = ("zh_Hant", "en", "vi", "id")
    return {language: data[language] for language in languages if data and data.get(language)}
