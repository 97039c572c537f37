"""Reads of matters: only those of the reader's own unit, and those they are assigned to."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q, QuerySet

from kvarbo.ground.units.queries import AtWork, matters_assigned_to
from kvarbo.social.casework.models import Matter, MatterPerson


def matters_open_to(reader: AtWork) -> QuerySet[Matter]:
    """Matters this reader may open. Somebody protected in a matter closes it to all but named handlers."""
    may_open = Q(pk__in=matters_assigned_to(reader.id))
    if reader.unit_id:
        may_open |= Q(unit_id=reader.unit_id)
    matters = Matter.objects.filter(may_open)
    if not reader.may_see_protected:
        matters = matters.exclude(matter_people__person__is_protected=True)
    return matters


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
