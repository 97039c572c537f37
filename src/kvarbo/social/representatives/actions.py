"""Writes of representatives, payers and who was told of their rights. Each in the trail.

Whoever calls has opened the matter for the one who acts.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from kvarbo.ground import clock
from kvarbo.ground.refusals import CannotDo
from kvarbo.ground.trail.recorder import record
from kvarbo.ground.units.queries import AtWork
from kvarbo.ground.written import readable
from kvarbo.social.casework.actions import NOT_YET
from kvarbo.social.casework.queries import held, part_of_each
from kvarbo.social.representatives.models import MatterRepresentative, RentPayer, RightsTold
from kvarbo.social.representatives.words import (
    APPOINTED,
    WITH_A_RIGHT,
    DutyPart,
    RentPayerKind,
    RepresentativeRole,
    RightsToldHow,
)

CLOSED = "Ärendet är avslutat. Öppna det igen för att skriva i det."
NOBODY = "Välj en person i ärendet."


def _open(matter: Any) -> Any:
    locked = held(matter)
    if locked.closed_on is not None:
        raise CannotDo(CLOSED)
    return locked


def _row(matter: Any, by: AtWork, form_key: str) -> dict[str, Any]:
    return {"matter": matter, "form_key": form_key, "by": by.id, "by_name": by.name, "at": clock.now()}


def write_representative(
    *,
    matter: Any,
    person: UUID,
    kind: str,
    name: str,
    phone: str,
    email: str,
    scopes: Sequence[str],
    basis: str,
    by: AtWork,
    form_key: str,
) -> MatterRepresentative:
    """Skriv in en företrädare. Who was appointed says by which decision and in what; a proxy says by which paper."""
    if kind not in RepresentativeRole.values:
        raise CannotDo("Välj vad det är för företrädare.", field="kind")
    written, rests_on = readable(name)[:200], readable(basis)[:200]
    if not written:
        raise CannotDo("Skriv företrädarens namn.", field="name")
    if kind != RepresentativeRole.RELATIVE and not rests_on:
        raise CannotDo("Skriv vilket beslut eller vilken fullmakt det bygger på, med dag.", field="basis")
    parts = [one for one in DutyPart.values if one in scopes]
    if kind in APPOINTED and not parts:
        raise CannotDo("Kryssa i vad uppdraget omfattar. Det står i beslutet.", field="scopes")
    locked = _open(matter)
    if person not in part_of_each(locked.id):
        raise CannotDo(NOBODY, field="person")
    there = MatterRepresentative.objects.filter(matter=locked, form_key=form_key).first()
    if there is not None:
        return there
    made = MatterRepresentative.objects.create(
        person_id=person, kind=kind, name=written, phone=readable(phone)[:40], email=readable(email)[:200],
        scopes=parts if kind in APPOINTED else [], basis=rests_on, **_row(locked, by, form_key),
    )  # fmt: skip
    record("matter.representative", subjects=[locked.id], about={"kind": kind})
    return made


def end_representative(*, matter: Any, representative: UUID, ended_on: date, by: AtWork) -> None:
    """Uppdraget har upphört; the row stays with its last day."""
    if ended_on > clock.today():
        raise CannotDo(NOT_YET, field="ended_on")
    locked = _open(matter)
    found = MatterRepresentative.objects.filter(pk=representative, matter=locked, ended_on=None)
    if found.update(ended_on=ended_on, ended_by_name=by.name):
        record("matter.representative_ended", subjects=[locked.id], about={})


def write_payer(*, matter: Any, kind: str, name: str, from_date: date, by: AtWork, form_key: str) -> RentPayer:
    """Skriv in vem som betalar hyran, from a day on."""
    if kind not in RentPayerKind.values:
        raise CannotDo("Välj vem som betalar hyran.", field="kind")
    written = readable(name)[:200]
    if kind in (RentPayerKind.RELATIVE, RentPayerKind.OTHER) and not written:
        raise CannotDo("Skriv vem som betalar.", field="name")
    locked = _open(matter)
    there = RentPayer.objects.filter(matter=locked, form_key=form_key).first()
    if there is not None:
        return there
    made = RentPayer.objects.create(kind=kind, name=written, from_date=from_date, **_row(locked, by, form_key))
    record("matter.rent_payer", subjects=[locked.id], about={"kind": kind})
    return made


def tell_rights(*, matter: Any, person: UUID, on_date: date, how: str, by: AtWork, form_key: str) -> RightsTold:
    """Skriv in att en medhyresgäst, make, maka eller sambo har fått veta sin rätt att få bo kvar (JB 12:47)."""
    if how not in RightsToldHow.values:
        raise CannotDo("Välj hur personen fick veta det.", field="how")
    if on_date > clock.today():
        raise CannotDo(NOT_YET, field="on_date")
    locked = _open(matter)
    if part_of_each(locked.id).get(person) not in WITH_A_RIGHT:
        raise CannotDo("Välj en medhyresgäst, make, maka eller sambo i ärendet.", field="person")
    there = RightsTold.objects.filter(matter=locked, form_key=form_key).first()
    if there is not None:
        return there
    made = RightsTold.objects.create(person_id=person, on_date=on_date, how=how, **_row(locked, by, form_key))
    record("matter.rights_told", subjects=[locked.id], about={"how": how})
    return made
