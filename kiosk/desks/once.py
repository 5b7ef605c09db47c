"""Does a press once: its number is written in the deed's own transaction, so that both stand or neither does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from kiosk.desks.models import Press

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable


def once(request_id: uuid.UUID, do: Callable[[], object]) -> bool:
    """Do it unless this press has done it; returns whether it was done now.  What it refuses may be pressed again."""
    with transaction.atomic():
        try:
            with transaction.atomic():
                Press.objects.create(request_id=request_id)
        except IntegrityError:
            return False
        do()
        return True
