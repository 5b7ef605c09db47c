"""The one lock of the queue as a whole: who chooses a number, or moves several, does so alone.

SQLite has one writer anyway.  On PostgreSQL locking every waiting row instead would deadlock: a transaction that waits for a
row also locks its newest version when that has meanwhile been called to a counter, whose clerk then waits for it.
Order of locks: the counter's row, this one, single tickets.
"""

from __future__ import annotations

from django.db import connection

from kiosk.statements import ask

_KEY = 0x6B696F73  # any number, the same in every process


def hold_the_queue() -> None:
    """Wait until nobody else chooses; held until the running transaction ends."""
    if connection.vendor == "postgresql":
        ask("SELECT pg_advisory_xact_lock(%s)", [_KEY])
