"""How this office writes a number: with its class letter, or in its class's block of a thousand."""

from __future__ import annotations

from django.conf import settings

from kiosk.guide.ticketing import ticketing
from kiosk.queues.rules.labels import block_label, label


def written(letter: str, number: int) -> str:
    """Return a number of a class as it stands on tickets; a class that the office has removed keeps its letter."""
    if settings.KIOSK.queue.numbering == "letters":
        return label(letter, number)
    classes = list(ticketing().classes)
    return block_label(classes.index(letter) + 1, number) if letter in classes else label(letter, number)
