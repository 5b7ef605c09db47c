"""The one statement that gives a number: atomic in the database, the same on SQLite and PostgreSQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    from datetime import date

_NEXT = """
    INSERT INTO queues_sequence (letter, day, last) VALUES (%s, %s, 1)
    ON CONFLICT (letter, day) DO UPDATE SET last = queues_sequence.last + 1
    RETURNING last
"""


def next_number(letter: str, day: date) -> int:
    """Return the next number of a class on a day, from 1; it is given for good when the caller's transaction commits."""
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [letter, day.isoformat()])
        (last,) = cursor.fetchone()
    return int(last)
