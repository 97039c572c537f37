"""Decision 0009: how long a copy of a migrated template database takes.

python docs/decisions/checks/template_databases.py [postgresql://superuser@127.0.0.1/postgres]
"""

from __future__ import annotations

import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from pathlib import Path

import psycopg
from psycopg import sql

TABLES = 25
TABLE = "CREATE TABLE t{n} (id integer PRIMARY KEY, a text, b text); CREATE INDEX i{n} ON t{n} (a);"


def median_ms(times: int, act: Callable[[int], object]) -> str:
    taken = []
    for number in range(times):
        start = time.perf_counter()
        act(number)
        taken.append((time.perf_counter() - start) * 1000)
    return f"{statistics.median(taken):.1f} ms (median of {times}, slowest {max(taken):.1f})"


def on_sqlite() -> None:
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder, "template.sqlite3")
        connection = sqlite3.connect(template)
        connection.executescript("".join(TABLE.format(n=n) for n in range(TABLES)))
        connection.close()
        print("SQLite, file copy:           ", median_ms(200, lambda n: shutil.copyfile(template, f"{folder}/{n}")))


def on_postgres(address: str) -> None:
    template = f"kvarbo_template_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(address, autocommit=True) as server:

        def say(text: str, number: int | str = "") -> None:
            names = {"template": sql.Identifier(template), "copy": sql.Identifier(f"{template}_{number}")}
            server.execute(sql.SQL(text).format(**names))

        say("CREATE DATABASE {template}")
        try:
            with psycopg.connect(address, dbname=template, autocommit=True) as inside:
                for n in range(TABLES):
                    inside.execute(TABLE.format(n=n).encode())
            print(
                "PostgreSQL, CREATE … TEMPLATE:",
                median_ms(9, lambda n: say("CREATE DATABASE {copy} TEMPLATE {template}", n)),
            )
            print("PostgreSQL, DROP DATABASE:    ", median_ms(9, lambda n: say("DROP DATABASE {copy}", n)))
        finally:
            say("DROP DATABASE {template}")


on_sqlite()
if len(sys.argv) > 1:
    on_postgres(sys.argv[1])
