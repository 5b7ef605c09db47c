"""Looking one thing up: a number, who sits at a counter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.clock import SYSTEM, Clock, day_of
from kiosk.errors import Refused
from kiosk.queues import hall
from kiosk.queues.models import Counter, Ticket

if TYPE_CHECKING:
    from datetime import date

    from kiosk.queues.answers import TicketView


def ticket(*, ticket_id: int, clock: Clock = SYSTEM) -> TicketView:
    """Return a number of today; raises `Refused` where there is none."""
    found = Ticket.objects.filter(pk=ticket_id, day=day_of(clock.now())).first()
    if found is None:
        raise Refused("ticket.unknown")
    return hall.ticket_view(found)


def ticket_of_today(*, label: str, clock: Clock = SYSTEM) -> TicketView:
    """Return the number of today that says `label`; raises `Refused` where none does."""
    found = Ticket.objects.filter(label=label.strip().upper()[:8], day=day_of(clock.now())).first()
    if found is None:
        raise Refused("ticket.number_unknown", label=label.strip()[:8])
    return hall.ticket_view(found)


def clerk_at(*, counter: int, day: date) -> str:
    """Return the user name of who has opened a counter on `day`, empty where nobody has."""
    seat = Counter.objects.filter(number=counter).first()
    return seat.clerk if seat is not None and seat.is_open_on(day) else ""
