"""What else can happen to a case at a counter: papers are missing, or somebody else should take it."""

from __future__ import annotations

import uuid  # noqa: TC003  # in the signature of a public function
from typing import TYPE_CHECKING, Any

from django.db import transaction

from kiosk.clock import SYSTEM, Clock, day_of
from kiosk.errors import Refused
from kiosk.guide.ticketing import ticketing
from kiosk.queues.models import Counter, Hold, Ticket, TicketState
from kiosk.queues.presses import pressed
from kiosk.queues.seats import Shown, at_hand, check_counter, lock
from kiosk.queues.steps import Hand, move

if TYPE_CHECKING:
    from datetime import datetime


@transaction.atomic
def hold(  # noqa: PLR0913  # one press, with all that it says
    *, counter: int, by: str, notice_serial: str = "", reason: str = "", shown: int | Shown | None = Shown.ANY,
    request_id: uuid.UUID | None = None, clock: Clock = SYSTEM,
) -> bool:  # fmt: skip
    """Let the case at `counter` wait for missing papers; False where nobody is there.

    `notice_serial` is that of the one-time notice told and printed for it: with it the visitor comes back without a new
    number (`kiosk.queues.returning.return_with_notice`).
    """
    hand, seat = Hand(by, clock.now(), counter, request_id), lock(counter)
    if pressed(request_id):
        return True
    ticket = at_hand(seat, by, shown, hand.now)
    if ticket is None:
        return False
    serial = notice_serial.strip() or None
    if serial and Hold.objects.filter(notice_serial=serial).exists():
        raise Refused("desk.notice_used", serial=serial)
    move(ticket, TicketState.ON_HOLD, hand, reason=reason.strip())
    Hold.objects.create(ticket=ticket, notice_serial=serial, counter=counter, by=by, held_at=hand.now)
    return True


@transaction.atomic
def transfer(  # noqa: PLR0913  # one press, with all that it says
    *, counter: int, by: str, letter: str = "", to_counter: int | None = None, to_clerk: str = "", reason: str = "",
    shown: int | Shown | None = Shown.ANY, request_id: uuid.UUID | None = None, clock: Clock = SYSTEM,
) -> bool:  # fmt: skip
    """Pass the case at `counter` on to another class, counter or clerk (any of them); False where nobody is there.

    The number stays, and so does the visitor's place: they wait since they took it.  Refused where the counter is closed or
    the clerk is not at any: the case then stays where it is.
    """
    hand, seat = Hand(by, clock.now(), counter, request_id), lock(counter)
    if pressed(request_id):
        return True
    ticket = at_hand(seat, by, shown, hand.now)
    if ticket is None:
        return False
    target = _target(ticket, counter, letter, to_counter, to_clerk, hand.now)
    move(ticket, TicketState.TRANSFERRED, hand, reason=reason.strip(), **target)
    return True


def _target(  # noqa: PLR0913, PLR0917  # the three kinds of target, and who asks when
    ticket: Ticket, counter: int, letter: str, to_counter: int | None, to_clerk: str, now: datetime
) -> dict[str, Any]:
    if not (letter or to_counter or to_clerk):
        raise Refused("desk.no_target")
    if letter and letter not in ticketing().classes:
        raise Refused("ticket.class_unknown", letter=letter)
    day = day_of(now)
    if to_counter is not None:
        check_counter(to_counter)
        other = Counter.objects.filter(number=to_counter).first()  # unlocked: two who pass to each other must not wait
        if to_counter == counter or other is None or not other.is_open_on(day):
            raise Refused("desk.target_closed", counter=to_counter)
    if to_clerk:
        seats = Counter.objects.filter(is_open=True, clerk=to_clerk).exclude(number=counter)
        if not any(one.is_open_on(day) for one in seats):
            raise Refused("desk.clerk_away")
    return {"queue": letter or ticket.queue, "to_counter": to_counter, "to_clerk": to_clerk}
