"""What the queue answers: frozen, without a table behind it, so that it can cross threads and processes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.queues.models import TicketState
    from kiosk.queues.rules import WaitRange


@dataclass(frozen=True)
class ClassView:
    """One class a visitor can take a number in; `closed_reason` is a text key where it is closed."""

    letter: str
    name: str
    detail: str
    waiting: int
    wait: WaitRange | None
    open: bool = True
    closed_reason: str = ""


@dataclass(frozen=True)
class TicketTaken:
    """The number a visitor has just been given."""

    ticket_id: int
    label: str
    letter: str
    class_name: str
    people_ahead: int
    wait: WaitRange | None
    priority: bool
    job_id: int
    status_url: str
    taken_at: datetime


@dataclass(frozen=True)
class TicketStatus:
    """What a phone shows about one number."""

    label: str
    class_name: str
    state: TicketState
    people_ahead: int
    wait: WaitRange | None
    counter: int | None
    language: str
    priority: bool


@dataclass(frozen=True)
class CallView:
    """A number that was called to a counter."""

    ticket_id: int
    label: str
    counter: int
    called_at: datetime
    calls: int
    priority: bool


@dataclass(frozen=True)
class CounterView:
    """A counter as the hall sees it; `label` is the number now called there."""

    number: int
    open: bool
    label: str
    clerk_name: str
    clerk_title: str
    clerk: str = ""  # the user name, for the clerk's own desk; never shown


@dataclass(frozen=True)
class HallView:
    """Everything the hall shows: the newest calls first."""

    calls: tuple[CallView, ...]
    waiting: int
    waiting_by_class: dict[str, int]
    counters: tuple[CounterView, ...]
    wait: WaitRange | None


@dataclass(frozen=True)
class DeskView:
    """One counter as its clerk sees it."""

    counter: CounterView
    current: CallView | None
    current_class: str
    current_language: str
    waiting: int
    waiting_by_class: dict[str, int]
    done_today: int
