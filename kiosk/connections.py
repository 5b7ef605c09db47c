"""Letting go of database connections, where a request's thread is its own and would take them with it."""

from __future__ import annotations

from django.db import connections


def let_go(**_: object) -> None:
    """Close this thread's connections, except one that a transaction still uses."""
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close()
