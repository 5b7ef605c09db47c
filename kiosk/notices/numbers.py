"""The one statement that gives a notice its number: atomic, and the same on SQLite and PostgreSQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

from kiosk.texts import roc_year

if TYPE_CHECKING:
    from datetime import date

_NEXT = """
    INSERT INTO notices_noticecounter (day, last) VALUES (%s, 1)
    ON CONFLICT (day) DO UPDATE SET last = notices_noticecounter.last + 1
    RETURNING last
"""


def next_number(day: date) -> int:
    """Return the day's next number, from 1; it is given for good when the caller's transaction commits."""
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [day.isoformat()])
        (last,) = cursor.fetchone()
    return int(last)


def serial(day: date, number: int) -> str:
    """Return the serial of a notice: seven digits of the ROC day, then the number (115030512)."""
    return f"{roc_year(day):03}{day.month:02}{day.day:02}{number:02}"
