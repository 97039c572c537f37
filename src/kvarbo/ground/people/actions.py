"""Writes of people, many at a time, as a file brings them; protected details go to their own table."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from kvarbo.ground.bulk import insert_missing, update_rows
from kvarbo.ground.people.models import Person, ProtectedDetails, Representative
from kvarbo.ground.trail.recorder import record
from kvarbo.house.rooms import current

PERSON = ("name", "identity", "birth_date", "phone", "email", "language", "is_protected")
NOTHING_TO_SEE = ("", "", None, "", "", "", True)  # what stands in ``Person`` for somebody protected
DETAILS = ("name", "identity", "birth_date", "phone", "email", "language")


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
    """Take away people an unfinished import has added, once nothing of the room's own kind tells of them.

    Row by row in the ground's own tables: Django would also look in tables of other kinds of room, which are not here.
    """
    unseen = Person.objects.filter(import_no__gt=after)
    for tie in Person._meta.related_objects:
        if tie.related_model._meta.app_label == Person._meta.app_label:
            tie.related_model._default_manager.filter(**{f"{tie.field.name}__in": unseen}).delete()
    unseen._raw_delete(using=current().alias)


def forget_people(ids: Collection[UUID]) -> None:
    """Empty the rows of people who were written in by mistake; an id that something still names leads to nobody."""
    ProtectedDetails.objects.filter(person_id__in=list(ids)).delete()
    empty = dict(zip(PERSON[:-1], NOTHING_TO_SEE, strict=False))
    Person.objects.filter(pk__in=list(ids)).update(**empty)


def one_at_a_time(person_id: UUID) -> None:
    """Wait until nobody else decides about this person, in the transaction under way."""
    Person.objects.select_for_update().get(pk=person_id)


def hide(person_id: UUID) -> None:
    """Move somebody's details to the table of protected people, in one transaction with whoever asks."""
    person = Person.objects.select_for_update().get(pk=person_id)
    if person.is_protected:
        return
    protect([(person.pk, *(getattr(person, name) for name in DETAILS))])
    change_people([(*NOTHING_TO_SEE, person.pk)])


def bring_back(person_id: UUID) -> None:
    """Move somebody's details back among everybody's; only when their protection has been ended by two people."""
    kept = ProtectedDetails.objects.select_for_update().filter(person_id=person_id).first()
    values = tuple(getattr(kept, name) for name in DETAILS) if kept else NOTHING_TO_SEE[:-1]
    change_people([(*values, False, person_id)])
    ProtectedDetails.objects.filter(person_id=person_id).delete()


def keep_representative(
    *, person_id: UUID, representative_id: UUID, kind: str, valid_from: date, valid_to: date | None, scope: str = ""
) -> Representative:
    """Skriv in en ställföreträdare for somebody."""
    made = Representative.objects.create(
        person_id=person_id, representative_id=representative_id, kind=kind, valid_from=valid_from, valid_to=valid_to,
        scope=scope,
    )  # fmt: skip
    record("representative.kept", subjects=[person_id], about={"representative": str(made.pk), "kind": kind})
    return made
