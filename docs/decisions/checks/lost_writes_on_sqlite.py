"""Decision 0001 on SQLite: four processes each add one a hundred times, reading before they write.

python docs/decisions/checks/lost_writes_on_sqlite.py
"""

from __future__ import annotations

import multiprocessing
import sqlite3
import tempfile
import time
from pathlib import Path

WRITERS, EACH = 4, 100


def add(path: str, mode: str) -> None:
    connection = sqlite3.connect(path, timeout=5, isolation_level=None)
    for _ in range(EACH):
        try:
            connection.execute(f"BEGIN {mode}")
            (number,) = connection.execute("SELECT n FROM counter").fetchone()
            time.sleep(0.0005)
            connection.execute("UPDATE counter SET n = ?", (number + 1,))
            connection.execute("COMMIT")
        except sqlite3.OperationalError:  # "database is locked": SQLite refuses at once, whatever the timeout
            if connection.in_transaction:
                connection.execute("ROLLBACK")


if __name__ == "__main__":
    for begin in ("DEFERRED", "IMMEDIATE"):
        with tempfile.TemporaryDirectory() as folder:
            path = str(Path(folder, "room.sqlite3"))
            connection = sqlite3.connect(path)
            connection.executescript("CREATE TABLE counter (n INTEGER); INSERT INTO counter VALUES (0);")
            processes = [multiprocessing.Process(target=add, args=(path, begin)) for _ in range(WRITERS)]
            for process in processes:
                process.start()
            for process in processes:
                process.join()
            (kept,) = connection.execute("SELECT n FROM counter").fetchone()
            print(f"BEGIN {begin:9} {kept} of {WRITERS * EACH} writes kept")
            connection.close()
