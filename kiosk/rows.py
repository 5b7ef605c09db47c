"""Writing rows at the price of one statement: new ones each on SQLite, all of them together on PostgreSQL.

Django builds every INSERT anew from its models: a fifth of a millisecond each, five of them in the path of every number
given.  The statement of a model never changes, so it is built once here; values still pass through the model's own fields,
except those that every database takes as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.models import BooleanField, CharField, ForeignKey, IntegerField, TextField

from kiosk.statements import ask

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models import Field, Model

_PLAIN = (CharField, TextField, IntegerField, BooleanField, ForeignKey)
_AS_THEY_ARE = frozenset({str, int, bool})  # for the fields above; a subclass of these goes through its field
_Hole = tuple[int, str, str]  # which row, which column, and what stands there instead of a value


def insert(*rows: Model) -> None:
    """Insert new rows as they stand, in order, and give them their primary keys.

    A row that points to a new one before it gets that one's key.  Constraints hold as ever, `save` signals are not sent.
    """
    real = connections[DEFAULT_DB_ALIAS]  # the connection itself: its stand-in looks it up for each value
    tables = [_table(type(row), real.vendor) for row in rows]
    if real.vendor == "postgresql" and len(rows) > 1:
        _insert_together(rows, tables, real)
    else:
        for row, table in zip(rows, tables, strict=True):
            _follow(row, table)
            ((row.pk,),) = ask(table.statement, [_adapted(row, one, real) for one in table.columns])
    for row in rows:
        row._state.adding = False  # noqa: SLF001  # as Model.save leaves it
        row._state.db = real.alias  # noqa: SLF001


def update(row: Model, *names: str) -> None:
    """Write the columns `names` of a row as they stand; raises `DatabaseError` where it is not there any more."""
    real = connections[DEFAULT_DB_ALIAS]
    statement, columns = _change(type(row), names, real.vendor)
    if not ask(statement, [*(_adapted(row, one, real) for one in columns), row.pk]):
        raise DatabaseError(f"{type(row).__name__} {row.pk} is not there any more")


def _insert_together(rows: Sequence[Model], tables: Sequence[_Table], real: BaseDatabaseWrapper) -> None:
    """Insert all of them by one statement, in which each is a table that the later ones look into."""
    places = {id(row): n for n, row in enumerate(rows)}
    holes: list[_Hole] = []
    values = []
    for n, (row, table) in enumerate(zip(rows, tables, strict=True)):
        for one in table.columns:
            value = _adapted(row, one, real)
            if value is not None:
                values.append(value)
            else:  # it stands in the text: the driver remembers no text with more than fifty marks
                target = places.get(id(_pointed_to(row, one)), n)
                holes.append((n, one.name, f"(SELECT key FROM r{target})" if target < n else "NULL"))  # noqa: S608
    (keys,) = ask(_chain(tuple(tables), tuple(holes)), values)
    for row, table, key in zip(rows, tables, keys, strict=True):
        row.pk = key
        _follow(row, table)


@dataclass(frozen=True)
class _Column:
    """A field as a statement sees it; `kinds` are those of values that go as they are."""

    name: str
    field: Field[Any, Any]
    kinds: frozenset[type]


@dataclass(frozen=True)
class _Table:
    """A model as a statement sees it: without its primary key, which the database gives."""

    name: str
    key: str
    columns: tuple[_Column, ...]
    statement: str


@lru_cache
def _table(model: type[Model], vendor: str) -> _Table:  # noqa: ARG001  # the key of the cache
    quote, meta = connections[DEFAULT_DB_ALIAS].ops.quote_name, model._meta  # noqa: SLF001  # Django's own API
    columns = tuple(
        _Column(quote(str(one.column)), one, _AS_THEY_ARE if isinstance(one, _PLAIN) else frozenset())
        for one in meta.concrete_fields if not one.primary_key
    )  # fmt: skip
    name, key = quote(meta.db_table), quote(str(meta.pk.column))
    return _Table(name, key, columns, f"{_into(name, columns)} ({', '.join(['%s'] * len(columns))}) RETURNING {key}")


@lru_cache(maxsize=256)
def _change(model: type[Model], names: tuple[str, ...], vendor: str) -> tuple[str, tuple[_Column, ...]]:
    table = _table(model, vendor)
    columns = tuple(one for one in table.columns if {one.field.name, one.field.attname} & set(names))
    if len(columns) != len(names):
        raise ValueError(f"{model.__name__}: not all of {', '.join(names)} are its columns")
    sets = ", ".join(f"{one.name} = %s" for one in columns)
    return f"UPDATE {table.name} SET {sets} WHERE {table.key} = %s RETURNING {table.key}", columns  # noqa: S608


@lru_cache(maxsize=256)
def _chain(tables: tuple[_Table, ...], holes: tuple[_Hole, ...]) -> str:
    """Return `WITH r0 AS (INSERT ...), r1 AS (INSERT ... (SELECT key FROM r0) ...) SELECT ...`: the keys in order."""
    instead = {(n, name): text for n, name, text in holes}
    parts = [
        f"r{n} AS ({_into(table.name, table.columns)} ({', '.join(instead.get((n, one.name), '%s') for one in table.columns)})"
        f" RETURNING {table.key} AS key)"
        for n, table in enumerate(tables)
    ]
    keys = ", ".join(f"(SELECT key FROM r{n})" for n in range(len(tables)))  # noqa: S608  # names, no input
    return f"WITH {', '.join(parts)} SELECT {keys}"


def _into(name: str, columns: Sequence[_Column]) -> str:
    return f"INSERT INTO {name} ({', '.join(one.name for one in columns)}) VALUES"


def _adapted(row: Model, column: _Column, real: BaseDatabaseWrapper) -> Any:
    """Return a value as its database wants it; moments in UTC, the only ones that are written, need not ask their field."""
    value = getattr(row, column.field.attname)
    if value is None or type(value) in column.kinds:
        return value
    if type(value) is datetime and value.tzinfo is UTC:
        return str(value.replace(tzinfo=None)) if real.vendor == "sqlite" else value
    return column.field.get_db_prep_save(value, real)


def _pointed_to(row: Model, column: _Column) -> Model | None:
    field = column.field
    return field.get_cached_value(row) if isinstance(field, ForeignKey) and field.is_cached(row) else None


def _follow(row: Model, table: _Table) -> None:
    """Write into a row the keys of those it points to."""
    for one in table.columns:
        if getattr(row, one.field.attname) is None and (target := _pointed_to(row, one)) is not None:
            setattr(row, one.field.attname, target.pk)
