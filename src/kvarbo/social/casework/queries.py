"""Reads of matters: only those of the reader's own unit, and those they are assigned to."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q, QuerySet

from kvarbo.ground.break_glass.queries import subjects_opened_by
from kvarbo.ground.people.queries import closed_people, people_numbered
from kvarbo.ground.units.queries import AtWork, matters_assigned_to
from kvarbo.social.casework.models import Matter, MatterPerson


def matters_open_to(reader: AtWork) -> QuerySet[Matter]:
    """Matters this reader may open: their unit's, those they are assigned to, and by nödöppning for an hour.

    Somebody protected in a matter closes it to all who are not named for them; somebody barred from a person in it
    finds it nowhere.
    """
    if not reader.meets_people:
        return Matter.objects.none()
    may_open = Q(pk__in=matters_assigned_to(reader.id)) | Q(pk__in=subjects_opened_by(reader.id))
    if reader.unit_id:
        may_open |= Q(unit_id=reader.unit_id)
    closed = MatterPerson.objects.filter(person__in=closed_people(reader))
    return Matter.objects.filter(may_open).exclude(pk__in=closed.values("matter_id"))


def people_in(matter_ids: Collection[UUID]) -> list[tuple[UUID, UUID]]:
    """Who is in these matters: (matter, person), leaseholders first as they were written in."""
    return list(
        MatterPerson.objects.filter(matter_id__in=list(matter_ids)).order_by("pk").values_list("matter_id", "person_id")
    )


def matters_of(person_ids: Collection[UUID]) -> list[tuple[UUID, UUID]]:
    """Which matters these people are in: (person, matter)."""
    return list(
        MatterPerson.objects.filter(person_id__in=list(person_ids)).order_by("pk").values_list("person_id", "matter_id")
    )


def matters_called(reference: str) -> list[UUID]:
    """Matters with exactly this number, or where somebody has exactly this personnummer, whoever asks: ids alone."""
    numbered = list(Matter.objects.filter(number=reference).values_list("pk", flat=True))
    if numbered:
        return numbered
    people = people_numbered(reference)
    return sorted({matter for _, matter in matters_of(people)}) if people else []
