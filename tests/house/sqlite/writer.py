"""A process of its own that writes to one SQLite file through Kvarbo's backend.

    python writer.py FILE add COUNT | add-alone COUNT | add-and-fail COUNT | hold  [--without-wheel]

``--without-wheel`` hides the newer SQLite, so that the system's own is used with ``journal_mode=TRUNCATE``.
"""

from __future__ import annotations

import sys
import time
import warnings

if "--without-wheel" in sys.argv:
    sys.modules["pysqlite3"] = None  # type: ignore[assignment]  # an import of it now raises ImportError
    warnings.simplefilter("ignore", RuntimeWarning)

from django.conf import settings
from django.db import connection, transaction

OPTIONS = {"transaction_mode": "IMMEDIATE", "timeout": 30}


class Unwanted(Exception):
    """Something went wrong in the middle of a transaction."""


def number() -> int:
    with connection.cursor() as cursor:
        return int(cursor.execute("SELECT n FROM counter").fetchone()[0])


def put(value: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE counter SET n = %s", [value])


def add() -> None:
    """Read, then write what was read and one more, with a nested block that is undone on the way."""
    with transaction.atomic():
        read = number()
        try:
            with transaction.atomic():
                put(-1)
                raise Unwanted
        except Unwanted:
            pass
        put(read + 1)


def add_alone() -> None:
    """One statement outside any transaction."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE counter SET n = n + 1")


def add_and_fail() -> None:
    """A write that is kept, then one that fails in its outermost block."""
    add()
    try:
        with transaction.atomic():
            put(-1)
            raise Unwanted
    except Unwanted:
        pass


def hold() -> None:
    """Begin to write and never end."""
    with transaction.atomic():
        put(-1)
        print("holds", flush=True)
        time.sleep(600)


def main() -> None:
    file, what, *rest = [word for word in sys.argv[1:] if not word.startswith("--")]
    database = {"ENGINE": "kvarbo.house.sqlite", "NAME": file, "OPTIONS": OPTIONS}
    settings.configure(DATABASES={"default": database})
    act = {"add": add, "add-alone": add_alone, "add-and-fail": add_and_fail, "hold": hold}[what]
    for _ in range(int(rest[0]) if rest else 1):
        act()
    with connection.cursor() as cursor:
        print(cursor.execute("PRAGMA journal_mode").fetchone()[0])


if __name__ == "__main__":
    main()
