"""Rows of a model found by a constant condition: what Django would return, without building its question anew each time.

For the path of every call; elsewhere the model's manager is as good and says more.
"""

from __future__ import annotations

from datetime import UTC
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model

from kiosk.statements import ask

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

M = TypeVar("M", bound=Model)
_Convert = tuple[int, "Callable[[Any], Any]"]


def find(model: type[M], condition: str, values: Sequence[Any], *, lock: bool = False) -> list[M]:
    """Return the rows for which a constant SQL `condition` with a `%s` for each value holds, by primary key.

    With `lock` nobody else changes them until this transaction ends.
    """
    real = connections[DEFAULT_DB_ALIAS]
    names, select, converts = _reading(model, real.vendor)
    rows = ask(f"{select} WHERE {condition} ORDER BY 1{_FOR_UPDATE.get(real.vendor, '') if lock else ''}", values)
    return [model.from_db(real.alias, names, _converted(row, converts)) for row in rows]


def moment(value: Any) -> Any:
    """Return a moment that a statement has read, or None: SQLite keeps UTC without saying so."""
    return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


_FOR_UPDATE = {"postgresql": " FOR UPDATE"}


@lru_cache
def _reading(model: type[Model], vendor: str) -> tuple[tuple[str, ...], str, tuple[_Convert, ...]]:  # noqa: ARG001  # the key
    """Return a model's attributes, the statement that reads them, the primary key first, and what to convert."""
    real, meta = connections[DEFAULT_DB_ALIAS], model._meta  # noqa: SLF001  # Django's own API
    fields = meta.concrete_fields
    if not fields[0].primary_key:
        raise TypeError(f"{model.__name__}: its primary key is not its first column")
    columns = [field.get_col(meta.db_table) for field in fields]
    converts = tuple(
        (n, moment if field.get_internal_type() == "DateTimeField" else _bound(convert, column))
        for n, (field, column) in enumerate(zip(fields, columns, strict=True))
        for convert in (*real.ops.get_db_converters(column), *field.get_db_converters(real))
    )
    quote = real.ops.quote_name
    select = f"SELECT {', '.join(quote(str(field.column)) for field in fields)} FROM {quote(meta.db_table)}"  # noqa: S608
    return tuple(field.attname for field in fields), select, converts


def _bound(convert: Callable[..., Any], column: Any) -> Callable[[Any], Any]:
    return lambda value: convert(value, column, connections[DEFAULT_DB_ALIAS])


def _converted(row: Sequence[Any], converts: Sequence[_Convert]) -> list[Any]:
    values = list(row)
    for n, convert in converts:
        values[n] = convert(values[n])
    return values
