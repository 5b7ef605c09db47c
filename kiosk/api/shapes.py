"""What is asked and what is answered, field by field: the models that check, serialise and describe."""

from __future__ import annotations

import re
from datetime import date, datetime  # pydantic reads annotations when it runs
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

LANGUAGE = Literal["zh_Hant", "en", "vi", "id"]
Letter = Annotated[str, StringConstraints(pattern=r"^[A-Z]$"), Field(description="A class of tickets.", examples=["A"])]
Line = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00-\x1F\x7F]*$")]  # no control characters
BIG = 2**53 - 1  # what every program's numbers hold
TicketId = Annotated[int, Field(ge=1, le=BIG, examples=[4711])]


def _written_out(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise ValueError("write the day as 2026-03-02")  # a bare number would be taken for seconds since 1970
    return value


Day = Annotated[date, BeforeValidator(_written_out)]


class _Asked(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class _Read(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)  # a query's numbers come as text


class _Answered(BaseModel):
    model_config = ConfigDict(frozen=True)


# ---- answers -------------------------------------------------------------------------------------------------------
class Wait(_Answered):
    """How long somebody will probably wait, in minutes."""

    low_min: int
    high_min: int


class TicketClass(_Answered):
    """A class of tickets; `closed_reason` says for programs, and `closed_text` for people, why it takes no numbers now."""

    letter: str
    name: str
    detail: str
    waiting: int
    wait: Wait | None = Field(description="null where no counter serves the class.")
    open: bool
    closed_reason: str
    closed_text: str


class Call(_Answered):
    """A number that was called; `calls` is 1 for the first call."""

    ticket_id: int
    label: str
    counter: int
    called_at: datetime
    calls: int
    priority: bool


class Counter(_Answered):
    """A counter; `label` is the number there now, empty where there is none; `classes` is empty for all."""

    number: int
    open: bool
    paused: bool
    label: str
    classes: list[str]


class Session(_Answered):
    """The session that runs now, or the closed time; times are null where there are none today."""

    kind: str
    open: bool
    opens_at: datetime | None
    closes_at: datetime | None
    last_number_at: datetime | None
    classes: list[str] | None = Field(description="The classes it takes; null for all.")
    note: str


class Hall(_Answered):
    """Everything the hall shows: the newest calls first."""

    session: Session
    calls: list[Call]
    waiting: int
    waiting_by_class: dict[str, int]
    counters: list[Counter]
    wait: Wait | None


class Classes(_Answered):
    """The classes of the office, in its order."""

    classes: list[TicketClass]


class Calls(_Answered):
    """Calls, newest first; a recall is a call of its own."""

    calls: list[Call]


class Counters(_Answered):
    """Every counter the office has."""

    counters: list[Counter]


class Ticket(_Answered):
    """A number of today; `queue` is the class it waits in, another one than `letter` after a transfer."""

    ticket_id: int
    label: str
    letter: str
    queue: str
    state: str
    priority: bool
    counter: int | None
    calls: int
    taken_at: datetime


class TicketTaken(_Answered):
    """The number just given; `status_url` is its page for phones, empty where the office has no public address."""

    ticket_id: int
    label: str
    letter: str
    class_name: str
    people_ahead: int
    wait: Wait | None
    priority: bool
    status_url: str
    taken_at: datetime


class Called(_Answered):
    """The number now at the counter, null where nobody waited."""

    call: Call | None


class Done(_Answered):
    """Whether there was somebody at the counter whom it could be done to."""

    changed: bool


class Times(_Answered):
    """Minutes: how many values, their mean, median and the one that nine of ten do not exceed."""

    count: int
    mean_min: float
    median_min: float
    p90_min: float


class StatisticsLine(_Answered):
    """The figures of one class, counter or hour, or of everything."""

    name: str
    taken: int
    served: int
    no_show: int
    abandoned: int
    waiting: Times
    walking: Times
    serving: Times
    wait_range_hit_pct: float | None


class Statistics(_Answered):
    """The figures of the numbers taken from `first` to `last`; of counters, never of persons."""

    first: date
    last: date
    total: StatisticsLine
    noon: StatisticsLine
    by_class: list[StatisticsLine]
    by_counter: list[StatisticsLine]
    by_hour: list[StatisticsLine]
    definitions: dict[str, str]


class ProblemKind(_Answered):
    """A kind of problem that this interface answers."""

    code: str
    status: int
    title: str
    remedy: str


class ProblemKinds(_Answered):
    """Every kind of problem."""

    problems: list[ProblemKind]


# ---- queries -------------------------------------------------------------------------------------------------------
class NoQuery(_Read):
    """Nothing is asked in the query."""


class InLanguage(_Read):
    """The language of names and sentences."""

    language: LANGUAGE = "zh_Hant"


class Within(_Read):
    """How far back to look."""

    within_s: int = Field(900, ge=1, le=86_400, description="Calls of so many seconds.")


class Period(_Read):
    """Days, both included; today without."""

    first: Day | None = Field(None, description="The first day, 2026-03-02.")
    last: Day | None = Field(None, description="The last day; at most a year after the first.")


# ---- bodies --------------------------------------------------------------------------------------------------------
class Nothing(_Asked):
    """Nothing has to be said."""


class TakeTicket(_Asked):
    """A number to be taken; its slip is printed where the office has a printer."""

    letter: Letter
    language: LANGUAGE = "zh_Hant"
    priority: bool = False


class Reason(_Asked):
    """Why, in a line."""

    reason: Line = ""


class OpenCounter(_Asked):
    """Which classes the counter serves from now on; without, those it served before; an empty list for all."""

    classes: list[Letter] | None = Field(None, max_length=26)


Shown = Annotated[
    TicketId | None,
    Field(description="The ticket the caller saw at the counter (null: nobody); another one there now is refused."),
]


class Pressed(_Asked):
    """A press at a counter."""

    shown: Shown = None


class CaseDone(_Asked):
    """Cases of one type done in a visit; the types are those of the office's points table."""

    case_type: Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,40}$")]
    quantity: int = Field(1, ge=1, le=500)


class Finished(Pressed):
    """A press that ends a visit, with what was done in it."""

    cases: list[CaseDone] = Field([], max_length=12)


class Held(Pressed):
    """Papers are missing; with the serial of a one-time notice the visitor comes back without a new number."""

    notice_serial: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z-]{0,16}$")] = ""
    reason: Line = ""


class PassedOn(Pressed):
    """To whom the case is passed on: another class, another counter, or both."""

    letter: Letter | None = None
    to_counter: int | None = Field(None, ge=1, le=30)
    reason: Line = ""
