"""While a page is only read, its room refuses writes: a GET can never change anything.

Two guards: the database itself (SQLite's ``query_only``, PostgreSQL's read-only transaction) refuses whatever the SQL
looks like, and a look at each statement gives an error that names it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections, transaction

READING = ("SELECT", "EXPLAIN", "SAVEPOINT", "RELEASE", "ROLLBACK TO")


class WriteWhileReading(RuntimeError):
    """A page that should only read tried to write."""


def _refuse_writes(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    if not sql.lstrip(" (\n").upper().startswith(READING):
        raise WriteWhileReading(f"A page that only reads tried to run: {sql[:60]}")
    return execute(sql, params, many, context)


@contextmanager
def only_reading(alias: str) -> Iterator[None]:
    """Within the block, the database ``alias`` is read and not written."""
    guard = _sqlite_reading if connections[alias].vendor == "sqlite" else _postgres_reading
    with guard(alias), connections[alias].execute_wrapper(_refuse_writes):
        yield


@contextmanager
def _sqlite_reading(alias: str) -> Iterator[None]:
    with connections[alias].cursor() as cursor:
        cursor.execute("PRAGMA query_only = ON")
    try:
        yield
    finally:
        with connections[alias].cursor() as cursor:
            cursor.execute("PRAGMA query_only = OFF")


@contextmanager
def _postgres_reading(alias: str) -> Iterator[None]:
    with transaction.atomic(using=alias):
        with connections[alias].cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY")
        yield
