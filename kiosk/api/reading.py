"""The operations that read: the hall, its classes, calls and counters, one number, the figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.api import problems, scopes, shapes
from kiosk.api.operations import Operation, Work
from kiosk.clock import StillClock
from kiosk.errors import Refused
from kiosk.queues import lookup
from kiosk.queues import services as queues
from kiosk.texts import Texts

if TYPE_CHECKING:
    from kiosk.queues.answers import CallView, ClassView, CounterView, SessionView, TicketView
    from kiosk.queues.rules import WaitRange


def hall(work: Work) -> shapes.Hall:
    """Return everything the hall shows, from one moment."""
    clock = StillClock(work.now)
    seen = queues.hall(clock=clock)
    return shapes.Hall(
        session=_session(queues.session(clock=clock)), calls=[call(one) for one in seen.calls],
        waiting=seen.waiting, waiting_by_class=seen.waiting_by_class, counters=[counter(one) for one in seen.counters],
        wait=wait(seen.wait),
    )  # fmt: skip


def classes(work: Work) -> shapes.Classes:
    """Return the classes with who waits in each and for how long."""
    language = work.query.language
    found = queues.classes(language=language, clock=StillClock(work.now))
    return shapes.Classes(classes=[_class(one, Texts(language)) for one in found])


def calls(work: Work) -> shapes.Calls:
    """Return the calls of the last seconds."""
    found = queues.recent_calls(within_s=work.query.within_s, clock=StillClock(work.now))
    return shapes.Calls(calls=[call(one) for one in found])


def counters(work: Work) -> shapes.Counters:
    """Return every counter."""
    return shapes.Counters(counters=[counter(one) for one in queues.hall(clock=StillClock(work.now)).counters])


def one_counter(work: Work) -> shapes.Counter:
    """Return one counter."""
    wanted = work.places["counter"]
    for one in queues.hall(clock=StillClock(work.now)).counters:
        if one.number == wanted:
            return counter(one)
    raise Refused("desk.no_such_counter", counter=wanted)


def one_ticket(work: Work) -> shapes.Ticket:
    """Return one number of today."""
    return ticket(lookup.ticket(ticket_id=work.places["ticket_id"], clock=StillClock(work.now)))


def kinds_of_problems(_work: Work) -> shapes.ProblemKinds:
    """Return what the `type` of a problem stands for."""
    return shapes.ProblemKinds(
        problems=[
            shapes.ProblemKind(code=code, status=kind.status, title=kind.title, remedy=kind.remedy)
            for code, kind in problems.KINDS.items()
        ]
    )


def call(one: CallView) -> shapes.Call:
    """Return a call as the interface says it."""
    return shapes.Call(
        ticket_id=one.ticket_id, label=one.label, counter=one.counter, called_at=one.called_at, calls=one.calls,
        priority=one.priority,
    )  # fmt: skip


def counter(one: CounterView) -> shapes.Counter:
    """Return a counter without who sits there."""
    return shapes.Counter(
        number=one.number, open=one.open, paused=one.paused, label=one.label, classes=list(one.letters)
    )


def ticket(one: TicketView) -> shapes.Ticket:
    """Return a number as the interface says it."""
    return shapes.Ticket(
        ticket_id=one.ticket_id, label=one.label, letter=one.letter, queue=one.queue, state=one.state, priority=one.priority,
        counter=one.counter, calls=one.calls, taken_at=one.taken_at,
    )  # fmt: skip


def wait(found: WaitRange | None) -> shapes.Wait | None:
    """Return a range of minutes."""
    return shapes.Wait(low_min=found.low_min, high_min=found.high_min) if found else None


def _class(one: ClassView, words: Texts) -> shapes.TicketClass:
    reason = one.closed_reason
    return shapes.TicketClass(
        letter=one.letter, name=one.name, detail=one.detail, waiting=one.waiting, wait=wait(one.wait), open=one.open,
        closed_reason=reason, closed_text=words.text(reason) if reason else "",
    )  # fmt: skip


def _session(one: SessionView) -> shapes.Session:
    return shapes.Session(
        kind=one.kind, open=one.open, opens_at=one.opens_at, closes_at=one.closes_at, last_number_at=one.last_number_at,
        classes=sorted(one.classes) if one.classes is not None else None, note=one.note,
    )  # fmt: skip


OPERATIONS = (
    Operation("GET", "/hall", "readHall", "Everything the hall shows now", scopes.HALL, hall, shapes.Hall),
    Operation(
        "GET", "/classes", "readClasses", "The classes: who waits, how long, open or not", scopes.HALL, classes,
        shapes.Classes, query=shapes.InLanguage,
    ),
    Operation(
        "GET", "/calls", "readCalls", "The latest calls", scopes.HALL, calls, shapes.Calls, query=shapes.Within
    ),
    Operation("GET", "/counters", "readCounters", "Every counter", scopes.HALL, counters, shapes.Counters),
    Operation(
        "GET", "/counters/{counter}", "readCounter", "One counter", scopes.HALL, one_counter, shapes.Counter
    ),
    Operation(
        "GET", "/tickets/{ticket_id}", "readTicket", "One number of today", scopes.HALL, one_ticket, shapes.Ticket,
        tag="tickets",
    ),
    Operation(
        "GET", "/problems", "readProblems", "What the problems are called", "", kinds_of_problems, shapes.ProblemKinds,
        tag="about",
    ),
)  # fmt: skip
