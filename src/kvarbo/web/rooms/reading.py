"""While a page is only read, its room refuses writes: a GET can never change anything."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections

READING = ("SELECT", "EXPLAIN", "PRAGMA", "SAVEPOINT", "RELEASE", "WITH")


class WriteWhileReading(RuntimeError):
    """A page that should only read tried to write."""


def _refuse_writes(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    if not sql.lstrip(" (\n").upper().startswith(READING):
        raise WriteWhileReading(f"A page that only reads tried to run: {sql[:60]}")
    return execute(sql, params, many, context)


@contextmanager
def only_reading(alias: str) -> Iterator[None]:
    """Within the block, the database ``alias`` is read and not written."""
    with connections[alias].execute_wrapper(_refuse_writes):
        yield
