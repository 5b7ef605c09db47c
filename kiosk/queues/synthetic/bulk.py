"""Writes rows by the hundred thousand: one prepared statement on SQLite, COPY on PostgreSQL.

Rows are plain values in the order of `columns`: numbers, truth values, None, and texts, also for moments, days and UUIDs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import Model

Row = tuple[Any, ...]


def write(model: type[Model], columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Insert rows into a model's table; constraints hold as ever."""
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)  # noqa: SLF001  # Django's own API
    names = ", ".join(quote(one) for one in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)  # noqa: S608  # names, no input


def last_id(model: type[Model]) -> int:
    """Return the highest primary key of a table, 0 for an empty one."""
    found: int | None = model._default_manager.order_by("-pk").values_list("pk", flat=True).first()  # noqa: SLF001
    return found or 0


def go_on_after(*models: type[Model]) -> None:
    """Let the tables' own counters of primary keys go on after the rows written here (SQLite does so by itself)."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for model in models:
            table = model._meta.db_table  # noqa: SLF001
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT COALESCE(MAX(id), 0) + 1 FROM {table}), false)"  # noqa: S608  # names, no input
            )


def tell_the_planner() -> None:
    """Let the database count its rows, so that it chooses its indexes well from the first question on."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
