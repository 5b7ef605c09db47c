"""The operations that write: numbers, and everything a caller at a counter can press.

A token of a counter is that counter's box of buttons: it acts for whoever has opened the counter, and where nobody has,
under its own name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

from django.db import transaction

from kiosk.api import reading, scopes, shapes
from kiosk.api.operations import Operation, Work
from kiosk.clock import Clock, StillClock, day_of
from kiosk.queues import lookup
from kiosk.queues import services as queues

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from pydantic import BaseModel

    Run = Callable[[Work], BaseModel]
    Model = type[BaseModel]


class _Press(TypedDict):
    counter: int
    by: str
    shown: Any
    request_id: UUID | None
    clock: Clock


def take_ticket(work: Work) -> shapes.TicketTaken:
    """Give the next number of a class; it is durable, with its print job, before it is answered."""
    if work.request_id is None:
        raise TypeError("a write has an id of its own")
    taken = queues.take_ticket(
        letter=work.body.letter, language=work.body.language, priority=work.body.priority, request_id=work.request_id,
        origin="api", by=work.actor, whole=True, clock=StillClock(work.now),
    )  # fmt: skip
    return shapes.TicketTaken(
        ticket_id=taken.ticket_id, label=taken.label, letter=taken.letter, class_name=taken.class_name,
        people_ahead=taken.people_ahead, wait=reading.wait(taken.wait), priority=taken.priority,
        status_url=taken.status_url, taken_at=taken.taken_at,
    )  # fmt: skip


def cancel(work: Work) -> shapes.Ticket:
    """Take a number out of the queue."""
    found = queues.cancel(
        ticket_id=work.places["ticket_id"], by=work.actor, reason=work.body.reason, request_id=work.request_id,
        clock=StillClock(work.now),
    )  # fmt: skip
    return reading.ticket(found)


@transaction.atomic
def open_counter(work: Work) -> shapes.Counter:
    """Open a counter, and settle what it serves where that is said."""
    clock, number = StillClock(work.now), work.places["counter"]
    if work.body.classes is not None:
        queues.serve_classes(counter=number, letters=work.body.classes, by=_who(work), clock=clock)
    name = work.token.name if work.token else ""
    return reading.counter(queues.open_counter(counter=number, by=_who(work), name=name, title="", clock=clock))


def close_counter(work: Work) -> shapes.Counter:
    """Close a counter; who is still served there is finished first."""
    queues.close_counter(counter=work.places["counter"], by=_who(work), clock=StillClock(work.now))
    return reading.one_counter(work)


def pause(work: Work) -> shapes.Counter:
    """Let a counter rest."""
    return reading.counter(queues.pause_counter(counter=work.places["counter"], by=_who(work), clock=StillClock(work.now)))


def resume(work: Work) -> shapes.Counter:
    """Let a counter go on."""
    return reading.counter(queues.resume_counter(counter=work.places["counter"], by=_who(work), clock=StillClock(work.now)))


def call_next(work: Work) -> shapes.Called:
    """Call the next number, finishing the one that is there."""
    press = _press(work)
    if press["request_id"] is None:
        raise TypeError("a write has an id of its own")
    found = queues.call_next(
        counter=press["counter"], by=press["by"], shown=press["shown"], request_id=press["request_id"],
        clock=press["clock"], cases=_cases(work),
    )  # fmt: skip
    return shapes.Called(call=reading.call(found) if found else None)


def recall(work: Work) -> shapes.Called:
    """Call the number once more."""
    return shapes.Called(call=reading.call(queues.recall(**_press(work))))


def serve(work: Work) -> shapes.Done:
    """Note that the visitor has come."""
    return shapes.Done(changed=queues.serve(**_press(work)))


def finish(work: Work) -> shapes.Done:
    """End the visit with its cases."""
    return shapes.Done(changed=queues.finish(**_press(work), cases=_cases(work)))


def no_show(work: Work) -> shapes.Done:
    """Let a number lapse that was called often enough."""
    return shapes.Done(changed=queues.no_show(**_press(work)))


def hold(work: Work) -> shapes.Done:
    """Let the case wait for missing papers."""
    found = queues.hold(**_press(work), notice_serial=work.body.notice_serial, reason=work.body.reason)
    return shapes.Done(changed=found)


def transfer(work: Work) -> shapes.Done:
    """Pass the case on."""
    found = queues.transfer(
        **_press(work), letter=work.body.letter or "", to_counter=work.body.to_counter, reason=work.body.reason
    )
    return shapes.Done(changed=found)


def _press(work: Work) -> _Press:
    shown = work.body.shown if "shown" in work.body.model_fields_set else queues.Shown.ANY
    return {
        "counter": work.places["counter"], "by": _who(work), "shown": shown, "request_id": work.request_id,
        "clock": StillClock(work.now),
    }  # fmt: skip


def _who(work: Work) -> str:
    return lookup.clerk_at(counter=work.places["counter"], day=day_of(work.now)) or work.actor


def _cases(work: Work) -> list[queues.CaseDone]:
    return [queues.CaseDone(one.case_type, one.quantity) for one in work.body.cases]


def _desk(path: str, name: str, summary: str, run: Run, answer: Model, body: Model = shapes.Pressed) -> Operation:  # noqa: PLR0913, PLR0917  # a line of the table
    address = f"/counters/{{counter}}/{path}"
    return Operation("POST", address, name, summary, "desk:{counter}:write", run, answer, body=body, tag="desk")


OPERATIONS = (
    Operation(
        "POST", "/tickets", "takeTicket", "Take a number and print its slip", scopes.TICKETS, take_ticket,
        shapes.TicketTaken, status=201, body=shapes.TakeTicket, tag="tickets",
    ),
    Operation(
        "POST", "/tickets/{ticket_id}/cancel", "cancelTicket", "Take a number out of the queue", scopes.TICKETS, cancel,
        shapes.Ticket, body=shapes.Reason, tag="tickets",
    ),
    _desk("open", "openCounter", "Open a counter", open_counter, shapes.Counter, shapes.OpenCounter),
    _desk("close", "closeCounter", "Close a counter", close_counter, shapes.Counter, shapes.Nothing),
    _desk("pause", "pauseCounter", "Take a break", pause, shapes.Counter, shapes.Nothing),
    _desk("resume", "resumeCounter", "Come back from a break", resume, shapes.Counter, shapes.Nothing),
    _desk("next", "callNext", "Call the next number", call_next, shapes.Called, shapes.Finished),
    _desk("recall", "recall", "Call the number again", recall, shapes.Called),
    _desk("arrived", "serve", "The visitor has come", serve, shapes.Done),
    _desk("done", "finish", "The visit is done", finish, shapes.Done, shapes.Finished),
    _desk("no-show", "noShow", "The visitor did not come", no_show, shapes.Done),
    _desk("hold", "hold", "Papers are missing", hold, shapes.Done, shapes.Held),
    _desk("transfer", "transfer", "Pass the case on", transfer, shapes.Done, shapes.PassedOn),
)  # fmt: skip
