"""A number's slip once more, for somebody who has lost it: the same paper, marked as a copy."""

from __future__ import annotations

import uuid  # noqa: TC003  # in the signature of a public function

from kiosk.clock import SYSTEM, Clock, day_of
from kiosk.errors import Refused
from kiosk.outbox import services as outbox
from kiosk.outbox.services import JobView  # noqa: TC001  # the same
from kiosk.queues.models import Ticket


def reprint_ticket(*, ticket_id: int, by: str, request_id: uuid.UUID, clock: Clock = SYSTEM) -> JobView:
    """Print a number of today again; raises `Refused` where it has no slip of ours, or the first one is still to come."""
    ticket = Ticket.objects.filter(pk=ticket_id, day=day_of(clock.now())).first()
    if ticket is None:
        raise Refused("ticket.unknown")
    if ticket.job_id is None:
        raise Refused("ticket.no_slip", label=ticket.label)
    return outbox.reprint(job_id=ticket.job_id, by=by, request_id=request_id, clock=clock)
