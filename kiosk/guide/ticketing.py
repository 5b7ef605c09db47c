"""What every ticket needs of the content, kept ready: it stands in the path of each number given.

The content changes a few times a year, tickets are taken all day.  So the classes and the office's name are read once and
kept for as long as one cheap question to the database says that they are still the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db import connection

from kiosk.guide import services
from kiosk.statements import ask

if TYPE_CHECKING:
    from kiosk.guide.answers import Content, TicketClass

STAMP = """
    SELECT 's', COUNT(*), CAST(MAX(id) AS text), CAST(MAX(changed_at) AS text), CAST(MAX(retired_at) AS text)
    FROM guide_contentitem WHERE kind IN ('ticket_class', 'office')
"""  # one row; it may stand in a union, for who asks the database for more


@dataclass(frozen=True)
class Ticketing:
    """The office's name and its classes of tickets by letter, in order."""

    office: Content
    classes: dict[str, TicketClass]


def ticketing() -> Ticketing:
    """Return what tickets need; never older than the database."""
    return stamped(ask(STAMP, [])[0])


def stamped(stamp: tuple[object, ...]) -> Ticketing:
    """Return what tickets need, as it is for the row that `STAMP` gives."""
    return _read(connection.settings_dict["NAME"], stamp)


@lru_cache(maxsize=2)
def _read(database: str, stamp: tuple[object, ...]) -> Ticketing:  # noqa: ARG001  # the key of the cache
    return Ticketing(services.office_name(), {one.letter: one for one in services.ticket_classes()})
