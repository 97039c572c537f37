"""Reads of people, masked by type for those who may not see them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from kvarbo.ground import clock
from kvarbo.ground.people.actions import PERSON
from kvarbo.ground.people.masked import MASKED, Masked
from kvarbo.ground.people.models import Person, ProtectedDetails, Representative
from kvarbo.ground.protection.queries import barred_from, kept_from, people_opened_to, role_opens_all
from kvarbo.ground.units.queries import AtWork
from kvarbo.ground.written import with_either_apostrophe


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


def closed_people(reader: AtWork) -> QuerySet[Person]:
    """Everybody this reader may not be shown: protected people they are not named for, and those they are barred from.

    This is the one place that decides it. Homes and matters with somebody closed on them are closed too.
    """
    closed = Q(pk__in=barred_from(reader).values("person_id"))
    if not role_opens_all(reader):
        closed |= Q(is_protected=True) & ~people_opened_to(reader)
    return Person.objects.filter(closed)


def closed_among(reader: AtWork, person_ids: Collection[UUID]) -> frozenset[UUID]:
    """Those of the people that this reader may not be shown."""
    return frozenset(closed_people(reader).filter(pk__in=list(person_ids)).values_list("pk", flat=True))


def opens_every_protected(reader: AtWork) -> bool:
    """Whether the reader handles protected people and nobody here is closed to them: then a whole file may be seen."""
    return reader.may_see_protected and not closed_people(reader).exists()


def shown_to(reader: AtWork, person_ids: Iterable[UUID]) -> dict[UUID, ShownPerson]:
    """People by id as ``reader`` may see them; protected ones open only for those named for them."""
    listed = list(Person.objects.filter(pk__in=list(person_ids)))
    closed = closed_among(reader, [person.id for person in listed])
    opened = [person.id for person in listed if person.is_protected and person.id not in closed]
    details = {kept.person_id: kept for kept in ProtectedDetails.objects.filter(person_id__in=opened)} if opened else {}
    return {
        person.id: _masked(person) if person.id in closed else _shown(person, details.get(person.id))
        for person in listed
    }


def shown_for_recipient(reader: AtWork, *, recipient: UUID, person_ids: Iterable[UUID]) -> dict[UUID, ShownPerson]:
    """People as they may stand in what goes to ``recipient``: everybody protected but the recipient is masked.

    Whoever writes may know more than whoever reads: a letter to a co-tenant, a guardian or a former partner holds no
    new address or number, however much its writer may open. ``recipient`` need not be among ``person_ids``.
    """
    found = shown_to(reader, person_ids)
    return {
        identity: seen
        if identity == recipient or not (seen.is_protected or recipient in kept_from(identity))
        else _masked(seen)
        for identity, seen in found.items()
    }


def representatives_of(person_id: UUID, *, on: date | None = None) -> list[Representative]:
    """Who speaks for somebody on the day; never one whom that person is kept from, whatever their right."""
    day = on or clock.today()
    held = Representative.objects.filter(Q(valid_to=None) | Q(valid_to__gte=day), person_id=person_id)
    return list(
        held.filter(valid_from__lte=day).exclude(representative_id__in=kept_from(person_id)).order_by("kind", "id")
    )


def _masked(person: Person | ShownPerson) -> ShownPerson:
    return ShownPerson(person.id, MASKED, MASKED, MASKED, MASKED, MASKED, MASKED, person.is_protected)


def _shown(person: Person, details: ProtectedDetails | None) -> ShownPerson:
    if person.is_protected and details is None:
        return _masked(person)
    source: Person | ProtectedDetails = details or person
    return ShownPerson(
        id=person.id,
        name=source.name,
        identity=source.identity,
        phone=source.phone,
        email=source.email,
        birth_date=source.birth_date,
        language=source.language,
        is_protected=person.is_protected,
    )


def known_people() -> Iterable[tuple[Any, ...]]:
    """Everybody in the room as files know them: source key, id, then the values a file may change."""
    return Person.objects.values_list("source_key", "id", *PERSON).iterator(chunk_size=5_000)


def people_with_number(identities: Iterable[str]) -> list[UUID]:
    """Ids of the people here with these numbers; somebody protected is never among them."""
    return list(Person.objects.filter(identity__in=[one for one in identities if one]).values_list("pk", flat=True))


def people_named(names: Iterable[str]) -> list[UUID]:
    """Ids of the people here called exactly so, whichever apostrophe; somebody protected is never among them."""
    ways = {way for one in names if one for way in with_either_apostrophe(one)}
    return list(Person.objects.filter(name__in=ways).values_list("pk", flat=True))


def protected_called(identities: Iterable[str], names: Iterable[str]) -> list[UUID]:
    """Ids of protected people with these numbers or called so. For whoever may see them, and opens by it only what
    they may open anyway.
    """
    numbers, called = [one for one in identities if one], [one for one in names if one]
    found = ProtectedDetails.objects.filter(Q(identity__in=numbers) | Q(name__in=called))
    return list(found.values_list("person_id", flat=True))


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


def protected_names(*, closed_to: AtWork | None = None) -> Iterable[str]:
    """Names of people with protected data: only to recognise them in what comes in, never shown or suggested.

    ``closed_to``: only of those this reader may not be shown.
    """
    kept = ProtectedDetails.objects.all()
    if closed_to is not None:
        kept = kept.filter(person__in=closed_people(closed_to))
    return kept.values_list("name", flat=True).iterator(chunk_size=5_000)


def people_numbered(number: str) -> list[UUID]:
    """Ids of those with exactly this personnummer or samordningsnummer, protected or not, whoever asks."""
    digits = "".join(sign for sign in number if sign.isdigit())
    if len(digits) != 12:
        return []
    openly = Person.objects.filter(identity=digits).values_list("pk", flat=True)
    hidden = ProtectedDetails.objects.filter(identity=digits).values_list("pk", flat=True)
    return [*openly, *hidden]


@dataclass(frozen=True, slots=True)
class ReachedBy:
    """Så nås en person: what a message is sent by. For somebody protected both are empty, whoever asks."""

    phone: str
    email: str
    is_protected: bool


def reached_by(person_id: UUID) -> ReachedBy:
    """How the room reaches somebody, for the moment a message leaves; never shown."""
    person = Person.objects.get(pk=person_id)
    return ReachedBy(person.phone, person.email, person.is_protected)
