"""The database backend Django loads for ``ENGINE = "kvarbo.house.sqlite"``.

SQLite 3.7.0–3.51.2 can corrupt a write-ahead log when several connections write and checkpoint (fixed in 3.51.3).
Distributions still ship older ones, so the ``pysqlite3`` wheel stands in where it exists; elsewhere the rollback
journal is used, which is slower for many users at once but safe.
"""

from __future__ import annotations

import sys
import warnings
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

Database = base.Database  # type: ignore[attr-defined]  # the module Django really uses
WRITE_AHEAD_LOG_IS_SAFE = Database.sqlite_version_info >= (3, 51, 3)
JOURNAL_MODE = "WAL" if WRITE_AHEAD_LOG_IS_SAFE else "TRUNCATE"
# Many rows at once go past Django's fields: ids and days are stored as Django itself stores them.
Database.register_adapter(UUID, lambda identity: identity.hex)
Database.register_adapter(date, date.isoformat)
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


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own wrapper with our pragmas; every transaction takes the write lock at once (IMMEDIATE)."""

    def get_connection_params(self) -> dict[str, Any]:
        params: dict[str, Any] = super().get_connection_params()
        params.setdefault("timeout", 30)
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        for pragma in PRAGMAS:
            connection.execute(pragma)
        return connection
