"""Reads of matters: only those of the reader's own unit, and those they are assigned to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from django.db.models import Q, QuerySet

from kvarbo.ground.people.queries import protected_among
from kvarbo.ground.ties import Ties
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


def ties_of_matters(ids: Collection[UUID]) -> dict[UUID, Ties]:
    """Whose work each matter is, who is in it and when it was closed; for the log review, whoever may open it."""
    people: dict[UUID, list[UUID]] = defaultdict(list)
    for matter_id, person_id in people_in(ids):
        people[matter_id].append(person_id)
    protected = protected_among([person for several in people.values() for person in several])
    rows = Matter.objects.filter(pk__in=list(ids)).values_list("pk", "unit_id", "closed_on")
    return {
        pk: Ties(tuple(people[pk]), unit_id, closed_on, not protected.isdisjoint(people[pk]))
        for pk, unit_id, closed_on in rows
    }
