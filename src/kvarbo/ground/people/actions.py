"""Writes of people, many at a time, as a file brings them; protected details go to their own table."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from kvarbo.ground.bulk import insert_missing, update_rows
from kvarbo.ground.people.models import Person, ProtectedDetails

PERSON = ("name", "identity", "birth_date", "phone", "email", "language", "is_protected")
NOTHING_TO_SEE = ("", "", None, "", "", "", True)  # what stands in ``Person`` for somebody protected
DETAILS = ("name", "identity", "birth_date", "phone", "email")


def add_people(rows: Iterable[tuple[Any, ...]]) -> None:
    """Add people that are not there: id, source key, then ``PERSON``, then the import's number."""
    insert_missing(Person, ("id", "source_key", *PERSON, "import_no"), rows)


def change_people(rows: Iterable[tuple[Any, ...]]) -> None:
    """Change people: ``PERSON``, then the id."""
    update_rows(Person, PERSON, rows)


def protect(rows: Collection[tuple[Any, ...]]) -> None:
    """Keep protected people's details in their own table: id, then ``DETAILS``."""
    insert_missing(ProtectedDetails, ("person", *DETAILS), rows)
    update_rows(ProtectedDetails, DETAILS, ((*row[1:], row[0]) for row in rows))


def remove_unseen(*, after: int) -> None:
    """Take away people an unfinished import has added."""
    Person.objects.filter(import_no__gt=after).delete()
