"""The one statement that gives a number: atomic in the database, the same on SQLite and PostgreSQL.

It also keeps the class's cap and leaves out what the office does not want (numbers that end in 4); since a number always
follows the last one, it cannot come twice when these settings change in the middle of a day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

from kiosk.errors import Refused
from kiosk.statements import ask

if TYPE_CHECKING:
    from datetime import date

NO_CAP = 2**31 - 1
_NEXT = """
    INSERT INTO queues_sequence (letter, day, last, given) VALUES (%s, %s, 1, 1)
    ON CONFLICT (letter, day) DO UPDATE SET
        last = queues_sequence.last + 1 + CASE WHEN %s = 1 AND (queues_sequence.last + 1) %% 10 = 4 THEN 1 ELSE 0 END,
        given = queues_sequence.given + 1
    WHERE queues_sequence.given < %s
    RETURNING last
"""
_TAKEN = """
    INSERT INTO queues_sequence (letter, day, last, given) VALUES (%s, %s, %s, 1)
    ON CONFLICT (letter, day) DO UPDATE SET
        last = CASE WHEN queues_sequence.last < %s THEN %s ELSE queues_sequence.last END,
        given = queues_sequence.given + 1
"""


def next_number(letter: str, day: date, *, cap: int | None = None, skip_fours: bool = False) -> int:
    """Return the next number of a class on a day, from 1; it is given for good when the caller's transaction commits.

    Raises `Refused` where the class has given its `cap` of numbers today.
    """
    most = NO_CAP if cap is None else cap
    rows: list[tuple[int]] = []
    if most > 0:
        rows = ask(_NEXT, [letter, day.isoformat(), int(skip_fours), most])
    if not rows:
        raise Refused("ticket.class_full")
    return int(rows[0][0])


def number_from_roll(letter: str, day: date, number: int) -> None:
    """Record that `number` was handed out from a paper roll: the machine goes on after the highest one."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKEN, [letter, day.isoformat(), number, number, number])
