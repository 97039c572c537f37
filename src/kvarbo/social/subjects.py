"""The social services' subjects: a matter and its people, for those who may open the matter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from django.urls import reverse_lazy

from kvarbo.ground.people.queries import ShownPerson, shown_to
from kvarbo.ground.subjects import Called, Subject
from kvarbo.ground.units.queries import AtWork
from kvarbo.social.casework.queries import matters_called, matters_of, matters_open_to, people_in, protected_addresses


def matters_as_subjects(reader: AtWork, ids: Collection[UUID]) -> dict[UUID, Subject]:
    """Matters this reader may open, as the doors and the ground know them."""
    matters = list(matters_open_to(reader).filter(pk__in=list(ids)))
    ties = people_in([matter.id for matter in matters])
    shown = shown_to(reader, {person for _, person in ties})
    places = protected_addresses([matter.id for matter in matters if matter.is_protected])
    people: dict[UUID, list[ShownPerson]] = defaultdict(list)
    for matter_id, person_id in ties:
        people[matter_id].append(shown[person_id])
    return {
        matter.id: Subject(
            id=matter.id,
            people=tuple(people[matter.id]),
            where=matter.address or places.get(matter.id, ""),
            reference=matter.number,
            url=reverse_lazy("matter", args=[matter.id]),
        )
        for matter in matters
    }


def people_met(reader: AtWork, person_ids: Collection[UUID]) -> dict[UUID, UUID]:
    """Each of these people with a matter of theirs that this reader may open."""
    ties = matters_of(person_ids)
    may_open = set(matters_open_to(reader).filter(pk__in={matter for _, matter in ties}).values_list("pk", flat=True))
    return {person: matter for person, matter in ties if matter in may_open}


def matter_called(reference: str) -> Called | None:
    """The one matter with exactly this number, or of the one with exactly this personnummer; else none."""
    found = matters_called(reference)
    return Called(found[0], tuple(person for _, person in people_in(found))) if len(found) == 1 else None
