"""Emptying a whole database, which only its owner can ask for, lifts the append-only protection while it works."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import flush
from django.db import connections

from kiosk.staff import append_only


class Command(flush.Command):
    """Django's `flush`, which would otherwise stop at the first protected table."""

    def handle(self, **options: Any) -> None:
        """Lift the protection, empty all tables, protect them again."""
        connection = connections[options["database"]]
        tables = append_only.protected_tables(connection)
        append_only.lift(connection, tables)
        try:
            super().handle(**options)
        finally:
            append_only.protect(connection, tables)
