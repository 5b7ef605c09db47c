"""A press that comes twice: the same `request_id` finds what the first one did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.queues.models import TicketEvent

if TYPE_CHECKING:
    import uuid


def pressed(request_id: uuid.UUID | None) -> TicketEvent | None:
    """Return the event that an earlier press with this number has written."""
    if request_id is None:
        return None
    return TicketEvent.objects.select_related("ticket").filter(request_id=request_id).first()
