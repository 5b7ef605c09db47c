"""Statements that stand in the path of every number given: prepared by the database once, asked without Django's detours.

Django's cursor rewrites each statement for its database, writes the values into its text on PostgreSQL, and lets the server
plan it anew every time: together more than the work itself.  Here a statement is a constant text; its values travel beside it.
Transactions, errors and connections are Django's as ever.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db import DEFAULT_DB_ALIAS, connections

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.backends.base.base import BaseDatabaseWrapper


def ask(statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Run a constant `statement` with a `%s` for each of its values, and return its rows, if it has any.

    A value is what the database's driver takes: moments and UUIDs as `connection.ops` and the fields of a model adapt them.
    Raises the errors of `django.db`.
    """
    real = connections[DEFAULT_DB_ALIAS]
    real.ensure_connection()
    real.validate_no_broken_transaction()
    with real.wrap_database_errors:
        if real.vendor == "postgresql":
            return _ask_postgresql(real, statement, values)
        return real.connection.execute(_for_sqlite(statement), values).fetchall()  # type: ignore[no-any-return]


def _ask_postgresql(real: BaseDatabaseWrapper, statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    import psycopg  # noqa: PLC0415  # only where PostgreSQL is used

    cursor = psycopg.Cursor(real.connection)
    cursor.execute(statement, values, prepare=True)
    return cursor.fetchall() if cursor.description else []


@lru_cache
def _for_sqlite(statement: str) -> str:
    return statement.replace("%s", "?").replace("%%", "%")
