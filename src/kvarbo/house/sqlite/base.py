"""The database backend Django loads for ``ENGINE = "kvarbo.house.sqlite"``.

SQLite 3.7.0–3.51.2 can corrupt a write-ahead log when several connections write and checkpoint (fixed in 3.51.3).
Distributions still ship older ones, so the ``pysqlite3`` wheel stands in where it exists; elsewhere the rollback
journal is used, which is slower for many users at once but safe.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import date
from typing import Any
from uuid import UUID

try:
    import pysqlite3
    import pysqlite3.dbapi2
except ImportError:  # no wheel for this machine (for example aarch64): the interpreter's own SQLite is used
    pass
else:
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2

from django.db.backends.sqlite3 import base

from kvarbo.house.sqlite.queue import Turn

Database = base.Database  # type: ignore[attr-defined]  # the module Django really uses
WRITE_AHEAD_LOG_IS_SAFE = Database.sqlite_version_info >= (3, 51, 3)
JOURNAL_MODE = "WAL" if WRITE_AHEAD_LOG_IS_SAFE else "TRUNCATE"
# Many rows at once go past Django's fields: ids and days are stored as Django itself stores them.
Database.register_adapter(UUID, lambda identity: identity.hex)
Database.register_adapter(date, date.isoformat)
QUEUES = (
    sys.platform == "linux" and sys.maxsize > 2**32
)  # where a lock is the opened file's; elsewhere SQLite's own wait
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "ALTER", "DROP", "VACUUM", "REINDEX", "ANALYZE")
PRAGMAS = (
    f"PRAGMA journal_mode={JOURNAL_MODE}",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA recursive_triggers=ON",  # without it REPLACE deletes a row without asking the trail's trigger
)

if not WRITE_AHEAD_LOG_IS_SAFE:
    warnings.warn(
        f"SQLite {Database.sqlite_version} is older than 3.51.3: using journal_mode=TRUNCATE, slower with many users.",
        RuntimeWarning,
        stacklevel=1,
    )


class WritingCursor(base.SQLiteCursorWrapper):
    """A statement that writes outside a transaction queues for itself; a transaction has queued when it began."""

    wrapper: DatabaseWrapper  # put there by create_cursor

    def execute(self, query: str, params: Any = None) -> Any:
        with self._turn_for(query):
            return super().execute(query, params)

    def executemany(self, query: str, param_list: Any) -> Any:
        with self._turn_for(query):
            return super().executemany(query, param_list)

    def _turn_for(self, query: str) -> AbstractContextManager[Any]:
        if self.connection.in_transaction or not query.lstrip()[:8].upper().startswith(WRITES):
            return nullcontext()
        return self.wrapper.queueing()


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own wrapper with our pragmas; every transaction queues, then takes the write lock at once (IMMEDIATE).

    Reading never queues: a page that only reads opens no transaction, and reads beside the one who writes.
    """

    _turn: Turn | None = None

    def get_connection_params(self) -> dict[str, Any]:
        params: dict[str, Any] = super().get_connection_params()
        params.setdefault("timeout", 30)
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        for pragma in PRAGMAS:
            connection.execute(pragma)
        return connection

    def create_cursor(self, name: str | None = None) -> Any:
        cursor = self.connection.cursor(factory=WritingCursor)
        cursor.wrapper = self
        return cursor

    @contextmanager
    def queueing(self) -> Iterator[None]:
        """Wait for one's turn, and leave it again after the block; nobody waits behind themselves."""
        if self._turn is not None:
            yield
            return
        self._take_turn()
        try:
            yield
        finally:
            self._end_turn()

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._end_turn()
            raise

    # A transaction ends in one of these three ways. When SQLite refuses the commit Django rolls back at once: the next
    # in line then waits for that moment in SQLite's own way.
    def _commit(self) -> None:
        try:
            super()._commit()  # type: ignore[misc]
        finally:
            self._end_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._end_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._end_turn()

    def _take_turn(self) -> None:
        if QUEUES and not self.is_in_memory_db():
            seconds = self.settings_dict["OPTIONS"].get("timeout", 30)
            self._turn = Turn(str(self.settings_dict["NAME"]), seconds=seconds)

    def _end_turn(self) -> None:
        turn, self._turn = self._turn, None
        if turn is not None:
            turn.end()
