"""Människor i ett ärende: written in and taken out, each as the matter's own.

A person who is in two matters has a row in each. What the children's unit learns of somebody must not show in another
unit's matter, not even as a telephone number that has been filled in.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kvarbo.core.identity import Kind, check
from kvarbo.ground.people.actions import NOTHING_TO_SEE, add_people, forget_people, protect
from kvarbo.ground.people.queries import is_protected_number, shown_to
from kvarbo.ground.protection.actions import written_in_protected
from kvarbo.ground.trail.recorder import record
from kvarbo.ground.units.queries import AtWork, protected_handlers
from kvarbo.ground.written import readable
from kvarbo.social.casework.models import Matter, MatterPerson, PersonPart, ProtectedMatterAddress
from kvarbo.social.casework.refusals import CannotDo

MOST_PEOPLE = 20
LEASEHOLDER = PersonPart.LEASEHOLDER.value
CHILD = PersonPart.CHILD.value
OF_PEOPLE = (Kind.PERSONNUMMER, Kind.SAMORDNINGSNUMMER, Kind.INTERIM)


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Någon som ska skrivas in. ``identity`` as it is written, empty when it is not known."""

    name: str
    part: str
    identity: str = ""
    phone: str = ""
    email: str = ""
    is_protected: bool = False


@dataclass(frozen=True, slots=True)
class _Checked:
    name: str
    part: str
    identity: str
    birth_date: date | None
    phone: str
    email: str
    is_protected: bool


def checked(person: NewPerson, *, by: AtWork, on: date) -> _Checked:
    """The person as they may be kept, or ``CannotDo``; whoever is protected is written in by named handlers only.

    A number that is protected in any part of the room is protected here too, whatever was ticked: the mark is often
    known in one place only, and an address that leaks can cost a life.
    """
    name = readable(person.name)
    if not name:
        raise CannotDo("Skriv personens namn, eller det som är känt.", field="name")
    if person.part not in PersonPart.values:
        raise CannotDo("Välj vilken del personen har i ärendet.", field="part")
    identity, birth_date = _number(readable(person.identity), on=on)
    is_protected = person.is_protected or is_protected_number(identity)
    if is_protected and not by.may_see_protected:
        raise CannotDo(_hand_over())
    return _Checked(
        name[:200], person.part, identity, birth_date, readable(person.phone)[:40], readable(person.email)[:200],
        is_protected,
    )  # fmt: skip


def _number(written: str, *, on: date) -> tuple[str, date | None]:
    if not written:
        return "", None
    found = check(written, on=on)
    if found.valid and found.normal and found.kind in OF_PEOPLE:
        return found.normal, found.birth_date
    if found.valid:
        raise CannotDo("Det är ett organisationsnummer. Skriv personens eget nummer.", field="identity")
    raise CannotDo(found.reason or "Numret går inte att läsa. Lämna tomt om det är okänt.", field="identity")


def _hand_over() -> str:
    handlers = ", ".join(protected_handlers())
    if not handlers:
        return "Personen kan inte skrivas in här. Be en chef utse någon som tar hand om skyddade personuppgifter."
    return f"Personen kan inte skrivas in här. Lämna över till {handlers} utan att skriva in något."


def write_in(matter: Matter, people: Sequence[_Checked], *, by: AtWork) -> list[UUID]:
    """Write checked people into a matter that is locked or new; a protected one hides its address."""
    ids = [uuid.uuid4() for _ in people]
    rows = []
    for identity, person in zip(ids, people, strict=True):
        details = (person.name, person.identity, person.birth_date, person.phone, person.email)
        seen = NOTHING_TO_SEE if person.is_protected else (*details, "", False)
        rows.append((identity, f"matter:{matter.id}:{identity}", *seen, 0))
    add_people(rows)
    protect(
        [
            (identity, person.name, person.identity, person.birth_date, person.phone, person.email, "")
            for identity, person in zip(ids, people, strict=True)
            if person.is_protected
        ]
    )
    MatterPerson.objects.bulk_create(
        MatterPerson(matter=matter, person_id=identity, part=person.part)
        for identity, person in zip(ids, people, strict=True)
    )
    protected = [identity for identity, person in zip(ids, people, strict=True) if person.is_protected]
    if protected:
        written_in_protected(protected, unit_id=matter.unit_id, by=by)
        hide_address(matter)
    return ids


def hide_address(matter: Matter) -> None:
    """Skydda adressen: from now on it stands where only named handlers read it."""
    if matter.address:
        ProtectedMatterAddress.objects.update_or_create(matter=matter, defaults={"address": matter.address})
    matter.address, matter.is_protected = "", True
    matter.save(update_fields=["address", "is_protected"])


def add_person(*, matter: Matter, person: NewPerson, by: AtWork, on: date) -> UUID:
    """Skriv in en person till."""
    kept = checked(person, by=by, on=on)
    locked = Matter.objects.select_for_update().get(pk=matter.pk)
    there = [tie.person_id for tie in MatterPerson.objects.filter(matter=locked)]
    if len(there) >= MOST_PEOPLE:
        raise CannotDo(f"Här finns redan {MOST_PEOPLE} personer. Öppna ett ärende till om det är flera hushåll.")
    if kept.identity and any(one.identity == kept.identity for one in shown_to(by, there).values()):
        raise CannotDo("Personen med det numret finns redan i ärendet.", field="identity")
    identity = write_in(locked, [kept], by=by)[0]
    record("matter.person_added", subjects=[locked.id], about={"person": str(identity), "part": kept.part})
    return identity


def remove_person(*, matter: Matter, person_id: UUID) -> None:
    """Ta bort en person som skrevs in av misstag; a mark of protection on the matter stays."""
    locked = Matter.objects.select_for_update().get(pk=matter.pk)
    ties = MatterPerson.objects.filter(matter=locked)
    if not ties.filter(person_id=person_id).exists():
        raise CannotDo("Personen finns inte i ärendet. Öppna sidan på nytt.")
    if ties.count() == 1:
        raise CannotDo("Ett ärende gäller minst en person. Skriv in rätt person först, och ta sedan bort den andra.")
    ties.filter(person_id=person_id).delete()
    forget_people([person_id])
    record("matter.person_removed", subjects=[locked.id], about={"person": str(person_id)})


def change_part(*, matter: Matter, person_id: UUID, part: str) -> None:
    """Rätta personens del i ärendet: how somebody stands to the home."""
    if part not in PersonPart.values:
        raise CannotDo("Välj vilken del personen har i ärendet.", field="part")
    tie = MatterPerson.objects.filter(matter=matter, person_id=person_id).first()
    if tie is None:
        raise CannotDo("Personen finns inte i ärendet. Öppna sidan på nytt.")
    if tie.part != part:
        tie.part = part
        tie.save(update_fields=["part"])
        record("matter.part_changed", subjects=[matter.id], about={"person": str(person_id), "part": part})
