"""A press that comes twice: the same `request_id` finds what the first one did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

from kiosk.queues.models import TicketEvent
from kiosk.statements import ask

if TYPE_CHECKING:
    import uuid


def pressed(request_id: uuid.UUID | None) -> TicketEvent | None:
    """Return the event that an earlier press with this number has written."""
    if request_id is None:
        return None
    press = request_id if connection.features.has_native_uuid_field else request_id.hex
    if not ask("SELECT id FROM queues_ticketevent WHERE request_id = %s", [press]):
        return None  # as almost always
    return TicketEvent.objects.select_related("ticket").filter(request_id=request_id).first()
