"""What the queue answers: frozen, without a table behind it, so that it can cross threads and processes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.queues.rules import WaitRange
    from kiosk.queues.rules.sessions import SessionKind
    from kiosk.queues.states import TicketState


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
class CaseDone:
    """Cases of one type done in a visit; `case_type` is a key of the points table."""

    case_type: str
    quantity: int = 1


@dataclass(frozen=True)
class TicketView:
    """One number as staff see it."""

    ticket_id: int
    label: str
    letter: str
    queue: str
    state: TicketState
    priority: bool
    language: str
    origin: str
    taken_at: datetime
    counter: int | None
    calls: int
    to_counter: int | None
    to_clerk: str
    slot_at: datetime | None


@dataclass(frozen=True)
class SpecialCaseView:
    """A doubtful case and its clock; `late` where it should have been closed by now.  `owner` is a name to be shown."""

    case_id: int
    label: str
    topic: str
    owner: str
    opened_at: datetime
    due_at: datetime
    escalated_to: str
    closed: bool
    late: bool
    closed_at: datetime | None = None
    closed_by: str = ""
    conclusion: str = ""


@dataclass(frozen=True)
class SessionView:
    """The session that runs now, or the closed time between two; times are None where there are none today."""

    kind: SessionKind
    open: bool
    opens_at: datetime | None
    closes_at: datetime | None
    last_number_at: datetime | None
    classes: frozenset[str] | None
    services: frozenset[str]
    hidden_services: frozenset[str]
    note: str = ""


@dataclass(frozen=True)
class Advice:
    """What the manager should know: open counters, how many there should be, and classes that nobody serves."""

    open_counters: int
    counters_wanted: int
    wait: WaitRange | None
    unserved: tuple[str, ...]

    @property
    def open_more(self) -> int:
        """How many counters to open now."""
        return max(0, self.counters_wanted - self.open_counters)


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
    letter: str = ""  # the class it waits in


@dataclass(frozen=True)
class CallView:
    """A number that was called to a counter."""

    ticket_id: int
    label: str
    counter: int
    called_at: datetime
    calls: int
    priority: bool
    language: str = ""  # the ticket's own


@dataclass(frozen=True)
class ServedView:
    """Who was served where: the number ("" for none that is known), the counter, and its clerk as the board shows them."""

    label: str
    counter: int
    clerk_name: str = ""
    clerk_title: str = ""


@dataclass(frozen=True)
class CounterView:
    """A counter as the hall sees it; `label` is the number now called there."""

    number: int
    open: bool
    label: str
    clerk_name: str
    clerk_title: str
    clerk: str = ""  # the user name, for the clerk's own desk; never shown
    letters: str = ""  # the classes it serves; "" for all
    paused: bool = False


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
    current_state: TicketState | None = None
    current_queue: str = ""  # the class letter it waits in
    calls_wanted: int = 0  # so many more calls before the number lapses
    lapses_at: datetime | None = None  # from then on "did not come" may be pressed
