"""Vem som gör det: those a support or a goal can be given to, and their names as the reader may see them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext, gettext_lazy

from kvarbo.ground.people.queries import shown_to
from kvarbo.ground.refusals import CannotDo
from kvarbo.ground.units.queries import AtWork, members_by_id
from kvarbo.ground.written import readable
from kvarbo.social.casework.queries import part_of_each
from kvarbo.social.contacts.queries import who_may_go
from kvarbo.social.support.words import PlanOwner

MEMBER, PERSON, ORGANISATION = (one.value for one in PlanOwner)
CHOOSE = "Välj vem som gör det."
NOBODY = gettext_lazy("Ingen är inskriven")


@dataclass(frozen=True, slots=True)
class Owner:
    """Den som gör det, as it is kept: an id of a member or a person in the matter, or an organisation's name."""

    kind: str
    id: UUID | None = None
    organisation: str = ""

    @property
    def row(self) -> dict[str, Any]:
        """The columns of a support or a goal."""
        return {"owner_kind": self.kind, "owner_id": self.id, "organisation": self.organisation}


def choices_of(reader: AtWork, matter: Any) -> list[tuple[str, Any]]:
    """Those who may be chosen: the household, those of us who may open the matter, and another organisation."""
    parts = part_of_each(matter.id)
    people = shown_to(reader, list(parts))
    return [
        (gettext("Hushållet"), [(f"{PERSON}:{one}", str(people[one].name)) for one in parts if one in people]),
        (gettext("Hos oss"), [(f"{MEMBER}:{one}", name) for one, name in who_may_go(matter)]),
        (ORGANISATION, PlanOwner.ORGANISATION.label),
    ]


def chosen(matter: Any, written: str, organisation: str) -> Owner:
    """What a form says, held against the matter: nobody outside it, and no organisation without a name."""
    kind, _, identity = written.partition(":")
    if kind == ORGANISATION:
        name = readable(organisation)[:200]
        if not name:
            raise CannotDo("Skriv vilken organisation som gör det.", field="organisation")
        return Owner(kind, organisation=name)
    known: Collection[UUID] = {MEMBER: _members, PERSON: _people}.get(kind, _nobody)(matter)
    found = next((one for one in known if str(one) == identity), None)
    if found is None:
        raise CannotDo(CHOOSE, field="owner")
    return Owner(kind, found)


def _members(matter: Any) -> list[UUID]:
    return [one for one, _ in who_may_go(matter)]


def _people(matter: Any) -> list[UUID]:
    """The people in the matter."""
    return list(part_of_each(matter.id))


def _nobody(matter: Any) -> list[UUID]:
    return []


def names_of(reader: AtWork, rows: Iterable[Any]) -> dict[UUID, str]:
    """The names of everybody who does something in these rows, as the reader may see them."""
    ids = [(row.owner_kind, row.owner_id) for row in rows if row.owner_id]
    people = shown_to(reader, {one for kind, one in ids if kind == PERSON})
    members = members_by_id([one for kind, one in ids if kind == MEMBER])
    return {**members, **{one: str(person.name) for one, person in people.items()}}


def name_of(row: Any, names: dict[UUID, str]) -> str:
    """Who does it, in words; somebody who is no longer in the matter is nobody."""
    if row.owner_kind == ORGANISATION:
        return str(row.organisation)
    return names.get(row.owner_id) or str(NOBODY)
