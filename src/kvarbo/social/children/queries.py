"""Reads: the children of a matter, what is agreed of families, and what has been handed over to the children's unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from kvarbo.core.children.family import AgreedMeaning, ChildLives, KnownChild, family_with_children
from kvarbo.core.finding import Finding
from kvarbo.ground.people.masked import Masked
from kvarbo.ground.people.queries import ShownPerson, shown_to
from kvarbo.ground.units.queries import AtWork, matters_assigned_to
from kvarbo.social.casework.queries import CHILDREN, matters_open_to, part_of_each
from kvarbo.social.children.models import (
    ChildDetails,
    ChildFact,
    ChildrensUnit,
    FamilyMeaning,
    Handover,
    SealedNote,
    UnitAlong,
)

MOST = 200  # rows in the unit's own list


@dataclass(frozen=True, slots=True)
class Child:
    """Ett barn i ärendet as the reader may see it. ``youngest`` and ``oldest`` differ where only a year is known."""

    person: ShownPerson
    lives: ChildLives
    details: ChildDetails | None
    youngest: int | None
    oldest: int | None

    @property
    def id(self) -> UUID:
        return self.person.id

    @property
    def age(self) -> int | None:
        """The age where it is known to the year; of a year of birth the one that they turn."""
        return self.oldest

    @property
    def birth_year(self) -> int | None:
        """The year, where nothing more exact is known."""
        return self.details.birth_year if self.details and self.youngest != self.oldest else None


def children_in(reader: AtWork, matter_id: UUID, *, on: date) -> list[Child]:
    """Every child concerned in a matter that the reader has opened, as they were written in."""
    parts = {person: part for person, part in part_of_each(matter_id).items() if part in CHILDREN}
    people = shown_to(reader, list(parts))
    details = {one.person_id: one for one in ChildDetails.objects.filter(matter_id=matter_id)}
    return [
        _child(people[person], ChildLives(part), details.get(person), on)
        for person, part in parts.items()
        if person in people
    ]


def _child(person: ShownPerson, lives: ChildLives, details: ChildDetails | None, on: date) -> Child:
    born = person.birth_date
    if isinstance(person.name, Masked):  # nothing of whoever is closed to the reader
        return Child(person, lives, None, None, None)
    if isinstance(born, date):
        age = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
        return Child(person, lives, details, age, age)
    if details is not None and details.birth_year is not None:
        oldest = on.year - details.birth_year
        return Child(person, lives, details, max(oldest - 1, 0), oldest)
    return Child(person, lives, details, None, None)


def is_grown(child: Child) -> bool:
    """Eighteen for certain: of a year of birth, when they have had their birthday whichever day it is."""
    return child.youngest is not None and child.youngest >= 18


def meaning_on(on: date) -> FamilyMeaning | None:
    """What the cooperation means by a family with children that day; None when nothing is decided."""
    return FamilyMeaning.objects.filter(valid_from__lte=on).order_by("-valid_from").first()


def childrens_unit_on(on: date) -> ChildrensUnit | None:
    """Which unit is the children's that day; None when nobody has said."""
    chosen = ChildrensUnit.objects.filter(valid_from__lte=on).order_by("-valid_from")
    return chosen.select_related("unit").first()


def counts_as_family(children: Iterable[Child], *, on: date) -> Finding[bool | None]:
    """Whether a household with these children counts, by what is agreed that day."""
    row = meaning_on(on)
    agreed = None
    if row is not None:
        agreed = AgreedMeaning(
            row.half_time, row.visits, row.partners, row.age_limit, row.agreed_on, row.agreed_with
        )  # fmt: skip
    return family_with_children([_known(one, agreed) for one in children], agreed)


def _known(child: Child, agreed: AgreedMeaning | None) -> KnownChild:
    """An age that may lie on both sides of the limit is not known."""
    unsure = child.youngest != child.oldest
    limit = agreed.age_limit if agreed else 0
    if unsure and child.youngest is not None and child.oldest is not None and child.youngest < limit <= child.oldest:
        return KnownChild(child.lives)
    return KnownChild(child.lives, child.age, child.birth_year)


def facts_in(matter_id: UUID) -> list[ChildFact]:
    """What has been done for the children, the oldest first."""
    return list(ChildFact.objects.filter(matter_id=matter_id))


def along_in(matter_id: UUID) -> list[UnitAlong]:
    """When the children's unit comes or came along."""
    return list(UnitAlong.objects.filter(matter_id=matter_id))


def handed_over_from(matter_id: UUID) -> list[Handover]:
    """What has been handed over from a matter, with what the unit has decided."""
    rows = Handover.objects.filter(matter_id=matter_id).select_related("unit")
    return list(rows.prefetch_related("decisions"))


def came_to(matter: Any) -> Handover | None:
    """How a child's matter came to the unit; None for a matter that was not handed over."""
    return Handover.objects.filter(child_matter=matter).prefetch_related("decisions").first()


def handed_over_to(reader: AtWork) -> list[Handover]:
    """What has been handed over to matters that the reader may open, as the children's unit's own list."""
    rows = Handover.objects.filter(child_matter__in=matters_open_to(reader))
    rows = rows.select_related("child_matter", "unit").prefetch_related("decisions")
    return list(rows.order_by("-handed_on", "-pk")[:MOST])


def may_read_sealed(reader: AtWork, matter: Any) -> bool:
    """Whether the reader works in the matter's own unit and is assigned to it, managers no more than others.

    The caller has opened the matter for the reader, so that somebody protected in it has closed it already.
    """
    return (
        reader.unit_id is not None and reader.unit_id == matter.unit_id and matter.id in matters_assigned_to(reader.id)
    )


def sealed_notes(reader: AtWork, matter: Any) -> list[SealedNote] | None:
    """The sealed notes of a child's matter, the newest first; None when the reader may not read them."""
    if not may_read_sealed(reader, matter):
        return None
    return list(SealedNote.objects.filter(matter=matter).order_by("-note_date", "-pk"))


def by_child(facts: Iterable[ChildFact]) -> dict[UUID | None, list[ChildFact]]:
    """Facts by whose they are; those of the whole family under None."""
    found: dict[UUID | None, list[ChildFact]] = defaultdict(list)
    for fact in facts:
        found[fact.person_id].append(fact)
    return found
