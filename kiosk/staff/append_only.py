"""Tables that only grow: the database itself refuses to change or remove a row, whoever asks.

A trail that its own writers could tidy up would prove nothing, so the promise is kept by triggers and not by code.
Use it in a migration, after the table exists::

    operations = [AppendOnly("staff_auditentry")]

SQLite rebuilds a table when a column changes, and its triggers are lost then: a migration that alters a protected table
ends with another `AppendOnly`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.migrations.operations.base import Operation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

PREFIX = "append_only"
_FUNCTION = f"{PREFIX}_refuse"


class AppendOnly(Operation):
    """Migration step that protects one table of the app by its name in the database."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, table: str) -> None:
        self.table = table

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Change nothing in the models: the protection lives in the database alone."""

    def database_forwards(
        self,
        app_label: str,  # noqa: ARG002  # Django's own signature
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: Any,  # noqa: ARG002  # the same
        to_state: Any,  # noqa: ARG002  # the same
    ) -> None:
        """Put the triggers on."""
        protect(schema_editor.connection, [self.table])

    def database_backwards(
        self,
        app_label: str,  # noqa: ARG002  # Django's own signature
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: Any,  # noqa: ARG002  # the same
        to_state: Any,  # noqa: ARG002  # the same
    ) -> None:
        """Take the triggers off."""
        lift(schema_editor.connection, [self.table])

    def describe(self) -> str:
        """Return one line for the migration's log."""
        return f"Let {self.table} only grow"


def protect(connection: BaseDatabaseWrapper, tables: Iterable[str]) -> None:
    """Refuse UPDATE, DELETE (and on PostgreSQL TRUNCATE) on `tables` from now on."""
    statements = _protect_postgresql if connection.vendor == "postgresql" else _protect_sqlite
    with connection.cursor() as cursor:
        for table in tables:
            for statement in statements(table):
                cursor.execute(statement)


def lift(connection: BaseDatabaseWrapper, tables: Iterable[str]) -> None:
    """Take the protection off `tables`; only for undoing a migration and for emptying a whole database."""
    of_table = " ON {table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for table in tables:
            for verb in ("update", "delete", *(["truncate"] if of_table else [])):
                cursor.execute(f"DROP TRIGGER IF EXISTS {PREFIX}_{verb}_{table}{of_table.format(table=table)}")


def protected_tables(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the names of all protected tables of this database."""
    query = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    start = f"{PREFIX}_update_"
    with connection.cursor() as cursor:
        cursor.execute(query)
        return sorted(name.removeprefix(start) for (name,) in cursor.fetchall() if name.startswith(start))


def _protect_sqlite(table: str) -> Iterable[str]:
    for verb in ("update", "delete"):
        yield (
            f"CREATE TRIGGER IF NOT EXISTS {PREFIX}_{verb}_{table} BEFORE {verb.upper()} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} only grows: {verb} is refused'); END"
        )


def _protect_postgresql(table: str) -> Iterable[str]:
    yield (
        f"CREATE OR REPLACE FUNCTION {_FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION '% only grows: % is refused', TG_TABLE_NAME, lower(TG_OP) "
        "USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    for verb, each in (("update", "ROW"), ("delete", "ROW"), ("truncate", "STATEMENT")):
        yield (
            f"CREATE OR REPLACE TRIGGER {PREFIX}_{verb}_{table} BEFORE {verb.upper()} ON {table} "
            f"FOR EACH {each} EXECUTE FUNCTION {_FUNCTION}()"
        )
