"""Writes of people, many at a time, as a file brings them; protected details go to their own table."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from kvarbo.ground.bulk import delete_above, insert_missing, update_rows
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
    """Take away people an unfinished import has added, once nothing names them.

    Not by Django's own delete: that asks every table that points at people, also those of other kinds of rooms, which
    are not in this database.
    """
    ProtectedDetails.objects.filter(person__import_no__gt=after).delete()
    delete_above(Person, "import_no", after)


def forget_people(ids: Collection[UUID]) -> None:
    """Empty the rows of people who were written in by mistake; an id that something still names leads to nobody."""
    ProtectedDetails.objects.filter(person_id__in=list(ids)).delete()
    empty = dict(zip(PERSON[:-1], NOTHING_TO_SEE, strict=False))
    Person.objects.filter(pk__in=list(ids)).update(**empty)
