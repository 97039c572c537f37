"""Reads of people, masked by type for those who may not see them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from kvarbo.ground.people.actions import PERSON
from kvarbo.ground.people.masked import MASKED, Masked
from kvarbo.ground.people.models import Person, ProtectedDetails
from kvarbo.ground.units.queries import AtWork


@dataclass(frozen=True, slots=True)
class ShownPerson:
    """A person as this reader may see them: every field is the value or a mask, never half of it."""

    id: UUID
    name: str | Masked
    identity: str | Masked
    phone: str | Masked
    email: str | Masked
    birth_date: date | Masked | None
    language: str | Masked
    is_protected: bool


def shown_to(reader: AtWork, person_ids: Iterable[UUID]) -> dict[UUID, ShownPerson]:
    """People by id as ``reader`` may see them; protected ones open only for a named handler."""
    listed = list(Person.objects.filter(pk__in=list(person_ids)))
    protected = [person.id for person in listed if person.is_protected]
    details = (
        {kept.person_id: kept for kept in ProtectedDetails.objects.filter(person_id__in=protected)}
        if protected and reader.may_see_protected
        else {}
    )
    return {person.id: _shown(person, details.get(person.id)) for person in listed}


def _shown(person: Person, details: ProtectedDetails | None) -> ShownPerson:
    if person.is_protected and details is None:
        return ShownPerson(person.id, MASKED, MASKED, MASKED, MASKED, MASKED, MASKED, True)
    source: Person | ProtectedDetails = details or person
    return ShownPerson(
        id=person.id,
        name=source.name,
        identity=source.identity,
        phone=source.phone,
        email=source.email,
        birth_date=source.birth_date,
        language=person.language,
        is_protected=person.is_protected,
    )


def known_people() -> Iterable[tuple[Any, ...]]:
    """Everybody in the room as files know them: source key, id, then the values a file may change."""
    return Person.objects.values_list("source_key", "id", *PERSON).iterator(chunk_size=5_000)


def protected_names() -> Iterable[str]:
    """Names of people with protected data: only to recognise them in what comes in, never shown or suggested."""
    return ProtectedDetails.objects.values_list("name", flat=True).iterator(chunk_size=5_000)


def people_with_number(identities: Iterable[str]) -> list[UUID]:
    """Ids of the people here with these numbers; somebody protected is never among them."""
    return list(Person.objects.filter(identity__in=[one for one in identities if one]).values_list("pk", flat=True))


def is_protected_number(identity: str) -> bool:
    """Whether somebody in the room with this number has protected data; never shown, only to protect them again."""
    return bool(identity) and ProtectedDetails.objects.filter(identity=identity).exists()


def protected_among(person_ids: Iterable[UUID]) -> set[UUID]:
    """Which of these people have protected data."""
    return set(Person.objects.filter(pk__in=list(person_ids), is_protected=True).values_list("pk", flat=True))


def names_to_compare() -> dict[UUID, str]:
    """Everybody's name, protected people's too: only to compare with a member's in the log review, never shown."""
    names = dict(Person.objects.filter(is_protected=False).values_list("pk", "name"))
    names.update(ProtectedDetails.objects.values_list("person_id", "name"))
    return names


def person_with(identity: str) -> UUID | None:
    """The person with this number (as stored: 12 digits), protected or not, for whoever has shown that it is theirs."""
    wanted = Person.objects.filter(identity=identity).values_list("pk", flat=True).first()
    return wanted or ProtectedDetails.objects.filter(identity=identity).values_list("person_id", flat=True).first()
