"""Many rows at once, the same way on SQLite and PostgreSQL: add those that are not there, change those that are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from django.db import connections, models

from kvarbo.house.rooms import current


def insert_missing(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Add rows whose unique key is not there yet; a row that is there is left as it is."""
    connection = connections[current().alias]
    names = ", ".join(connection.ops.quote_name(_column(model, name)) for name in columns)
    marks = ", ".join(["%s"] * len(columns))
    # Table and column names come from our own models; every value is a parameter.
    sql = f"INSERT INTO {model._meta.db_table} ({names}) VALUES ({marks}) ON CONFLICT DO NOTHING"  # noqa: S608
    prepared = list(rows)
    if prepared:
        with connection.cursor() as cursor:
            cursor.executemany(sql, prepared)


def update_rows(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Set ``columns`` of the rows whose primary key comes last in each tuple."""
    connection = connections[current().alias]
    changes = ", ".join(f"{connection.ops.quote_name(_column(model, name))} = %s" for name in columns)
    key = connection.ops.quote_name(str(model._meta.pk.column))
    sql = f"UPDATE {model._meta.db_table} SET {changes} WHERE {key} = %s"  # noqa: S608 - names are our own models'
    prepared = list(rows)
    if prepared:
        with connection.cursor() as cursor:
            cursor.executemany(sql, prepared)


def delete_above(model: type[models.Model], column: str, value: int) -> None:
    """Take away the rows whose ``column`` is above ``value``, and nothing beside them."""
    connection = connections[current().alias]
    name = connection.ops.quote_name(_column(model, column))
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {model._meta.db_table} WHERE {name} > %s", [value])  # noqa: S608 - as above


@lru_cache(maxsize=256)
def _column(model: type[models.Model], name: str) -> str:
    return str(model._meta.get_field(name).column)  # type: ignore[union-attr]
