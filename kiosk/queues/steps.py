"""The one hand that moves a ticket: by the table, with its times, its event row and the wake-up.

Nobody else writes a ticket's state.  Who calls this holds the ticket's row and is inside a transaction.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kiosk import signals
from kiosk.queues.models import TicketEvent
from kiosk.queues.states import AT_COUNTER, IN_QUEUE, OVER, TicketState, check_step
from kiosk.rows import insert, update

if TYPE_CHECKING:
    import uuid
    from datetime import datetime, timedelta

    from kiosk.queues.models import Ticket

S = TicketState
MAX_REASON = 200


@dataclass(frozen=True)
class Hand:
    """Who does something, when and where; `request_id` is the press, so that a second one changes nothing."""

    by: str
    now: datetime
    counter: int | None = None
    request_id: uuid.UUID | None = None


def move(ticket: Ticket, to: TicketState, hand: Hand, *, kind: str = "", reason: str = "", **columns: Any) -> None:
    """Take one step: `columns` are set besides what the step itself brings; `kind` names the event where it is not the state.

    Raises `kiosk.queues.states.WrongStep` for a step that the table does not have.
    """
    before = TicketState(ticket.state)
    check_step(before, to)
    changes = {**_left(ticket, before, to, hand), **_reached(ticket, to, hand), **columns, "state": to}
    for name, value in changes.items():
        setattr(ticket, name, value)
    update(ticket, *changes)
    note(ticket, kind or to, hand, reason=reason)


def note(ticket: Ticket, kind: str, hand: Hand, *, reason: str = "") -> None:
    """Write one event row and wake the hall."""
    insert(
        TicketEvent(
            ticket=ticket, kind=kind, at=hand.now, counter=hand.counter, by=hand.by, reason=reason[:MAX_REASON],
            request_id=hand.request_id,
        )
    )  # fmt: skip
    signals.wake("hall")


def _left(ticket: Ticket, before: TicketState, to: TicketState, hand: Hand) -> dict[str, Any]:
    """Return what leaving a state leaves behind: the time it has taken."""
    if before in IN_QUEUE and to == S.CALLED:
        return {"waiting_s": (ticket.waiting_s or 0) + seconds(hand.now - ticket.queued_at)}
    begun = ticket.served_at or ticket.last_call_at
    if before in AT_COUNTER and to in {S.DONE, S.ON_HOLD, S.TRANSFERRED} and begun:
        return {"serving_s": (ticket.serving_s or 0) + seconds(hand.now - begun)}
    return {}


def _reached(ticket: Ticket, to: TicketState, hand: Hand) -> dict[str, Any]:
    """Return what a state brings with it."""
    if to == S.CALLED:
        return {
            "counter": hand.counter, "clerk": hand.by, "called_at": hand.now, "last_call_at": hand.now, "calls": 1,
            "served_at": None, "others_first": 0, "to_counter": None, "to_clerk": "",
        }  # fmt: skip
    if to == S.RECALLED:
        return {"last_call_at": hand.now, "calls": ticket.calls + 1}
    if to == S.SERVING:
        walked = seconds(hand.now - ticket.last_call_at) if ticket.last_call_at else 0
        return {"served_at": hand.now, "walking_s": walked}
    if to in IN_QUEUE:
        return {"queued_at": hand.now, "ended_at": None}
    return {"ended_at": hand.now} if to in OVER else {}


def seconds(span: timedelta) -> int:
    """Return a span in whole seconds, never less than none: clocks of two machines may differ."""
    return max(0, round(span.total_seconds()))
