"""Writes of matters: opened, given to somebody, moved, closed and opened again, and what is done in them.

Each has its row in the trail. Whoever calls has opened the matter for the one who acts (``matters_open_to``).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from kvarbo.core.law.secrecy.vocabulary import MatterOrigin
from kvarbo.ground.trail.recorder import record
from kvarbo.ground.units import actions as work
from kvarbo.ground.units.queries import AtWork, colleagues_with, units
from kvarbo.ground.units.roles import RoleName
from kvarbo.ground.written import readable
from kvarbo.social.casework import added
from kvarbo.social.casework.models import (
    ClosingReason,
    Matter,
    MatterEvent,
    MatterEventKind,
    MatterNumber,
    MatterSource,
    ProtectedMatterAddress,
    ReopeningReason,
)
from kvarbo.social.casework.people import MOST_PEOPLE, NewPerson, checked, write_in
from kvarbo.social.casework.queries import held
from kvarbo.social.casework.refusals import CannotDo
from kvarbo.social.casework.words import CASEWORK, CONTACTS, ORIGINS, WRITTEN_IN

CLOSED = "Ärendet är avslutat. Öppna det igen först."
NOT_YET = "Dagen har inte varit ännu. Skriv dagen då det hände."
LONGEST_KEY = 64


def open_matter(
    *,
    people: Sequence[NewPerson],
    origin: str,
    on: date,
    by: AtWork,
    unit_id: UUID | None = None,
    address: str = "",
    outside_reference: str = "",
    form_key: str = "",
    source_date: date | None = None,
    to_work_in: bool = True,
) -> Matter:
    """Öppna ett ärende in a unit, by default the opener's own, and assign it to the opener.

    ``source_date`` is the day it came; ``form_key`` makes the same form sent twice one matter. ``to_work_in`` False
    opens it for another unit, and assigns it to nobody.
    """
    if not 1 <= len(people) <= MOST_PEOPLE:
        raise CannotDo("Skriv in minst en person.", field="name")
    origin, came, unit_id = _origin(origin), _came(source_date, on), _unit(unit_id or by.unit_id)
    kept = [checked(person, by=by, on=on) for person in people]
    numbers = _numbers_of(on.year)
    before = _made_by_the_same_form(form_key, by)
    if before is not None:
        return before
    numbers.last += 1
    numbers.save()
    where = {"outside_reference": readable(outside_reference)[:60], "address": readable(address)[:200]}
    matter = Matter.objects.create(
        number=f"{numbers.year}-{numbers.last:04d}", unit_id=unit_id, origin=origin, opened_on=on, **where
    )
    write_in(matter, kept, by=by)
    MatterSource.objects.create(matter=matter, origin=origin, source_date=came, by_name=by.name)
    _note(matter, MatterEventKind.OPENED, on, by, form_key=form_key[:LONGEST_KEY])
    record("matter.opened", subjects=[matter.id], about={"unit": str(unit_id), "origin": origin})
    if to_work_in:
        work.assign(member_id=by.id, matter_id=matter.id, on=on)
    return matter


def _came(source_date: date | None, on: date) -> date:
    if source_date is not None and source_date > on:
        raise CannotDo(NOT_YET, field="source_date")
    return source_date or on


def _origin(origin: str) -> str:
    if origin not in {one.value for one in ORIGINS}:
        raise CannotDo("Välj var ärendet kommer ifrån.", field="origin")
    return MatterOrigin(origin).value


def _unit(unit_id: UUID | None) -> UUID:
    if unit_id is None or unit_id not in {one for one, _ in units()}:
        raise CannotDo("Välj vilken enhet som ska ha ärendet.", field="unit")
    return unit_id


def _numbers_of(year: int) -> MatterNumber:
    """The year's numbers; whoever else opens a matter at the same time waits for the row."""
    MatterNumber.objects.get_or_create(year=year)
    return MatterNumber.objects.select_for_update().get(year=year)


def _made_by_the_same_form(form_key: str, by: AtWork) -> Matter | None:
    if not form_key:
        return None
    made = MatterEvent.objects.filter(kind=MatterEventKind.OPENED, form_key=form_key[:LONGEST_KEY], by=by.id).first()
    return made.matter if made else None


def _note(matter: Matter, kind: MatterEventKind, on: date, by: AtWork, *, text: str = "", form_key: str = "") -> None:
    MatterEvent.objects.create(
        matter=matter, kind=kind, event_date=on, by=by.id, by_name=by.name, text=text[:200], form_key=form_key
    )


def keep_details(*, matter: Matter, outside_reference: str, address: str, by: AtWork) -> None:
    """Rätta uppgifterna: the reference to the case record, and where the household lives."""
    locked = held(matter)
    locked.outside_reference = readable(outside_reference)[:60]
    written = readable(address)[:200]
    if not locked.is_protected:
        locked.address = written
    else:  # whoever opens a protected matter is named for everybody in it
        ProtectedMatterAddress.objects.update_or_create(matter=locked, defaults={"address": written})
    locked.save(update_fields=["outside_reference", "address"])
    record("matter.details_kept", subjects=[locked.id])


def keep_outside_reference(*, matter: Matter, outside_reference: str) -> None:
    """Skriv in eller ändra aktbeteckningen: what the matter is called in the case record, empty when it has none."""
    locked = held(matter)
    locked.outside_reference = readable(outside_reference)[:60]
    locked.save(update_fields=["outside_reference"])
    record("matter.outside_reference_kept", subjects=[locked.id])


def add_source(*, matter: Matter, origin: str, source_date: date, on: date, by: AtWork) -> None:
    """Skriv in att ärendet har kommit en gång till, through somebody; the same on the same day is kept once."""
    if source_date > on:
        raise CannotDo(NOT_YET, field="source_date")
    origin = _origin(origin)
    MatterSource.objects.get_or_create(
        matter=matter, origin=origin, source_date=source_date, defaults={"by_name": by.name}
    )
    record("matter.source_added", subjects=[matter.id], about={"origin": origin})


def assign(*, matter: Matter, member_id: UUID, on: date) -> None:
    """Tilldela en handläggare; what is protected goes to named handlers only."""
    roles = (RoleName.PROTECTED_HANDLER,) if matter.is_protected else CASEWORK
    if member_id not in {one for one, _ in colleagues_with(*roles)}:
        raise CannotDo("Välj en handläggare i listan.", field="member")
    added.ask_before_assigning(matter, member_id)
    work.assign(member_id=member_id, matter_id=matter.id, on=on)


def unassign(*, matter: Matter, member_id: UUID, on: date) -> None:
    """Ta bort en tilldelning."""
    if not work.unassign(member_id=member_id, matter_id=matter.id, on=on):
        raise CannotDo("Handläggaren är inte tilldelad ärendet. Öppna sidan på nytt.")


def move_to_unit(*, matter: Matter, unit_id: UUID, on: date, by: AtWork) -> None:
    """Flytta till en annan enhet: from now on its members find the matter, and others only when assigned."""
    locked, names = held(matter), dict(units())
    if _unit(unit_id) == locked.unit_id:
        raise CannotDo("Ärendet finns redan hos den enheten.", field="unit")
    was = locked.unit_id
    locked.unit_id = unit_id
    locked.save(update_fields=["unit"])
    _note(locked, MatterEventKind.MOVED_UNIT, on, by, text=f"{names.get(was, 'Ingen enhet')} → {names[unit_id]}")
    record("matter.moved", subjects=[locked.id], about={"from": str(was), "to": str(unit_id)})


def close(*, matter: Matter, reason: str, on: date, by: AtWork) -> None:
    """Avsluta ärendet, with why."""
    if reason not in ClosingReason.values:
        raise CannotDo("Välj varför ärendet avslutas.", field="reason")
    locked = held(matter)
    if locked.closed_on:
        raise CannotDo("Ärendet är redan avslutat.")
    locked.closed_on = on
    locked.save(update_fields=["closed_on"])
    _note(locked, MatterEventKind.CLOSED, on, by, text=str(ClosingReason(reason).label))
    record("matter.closed", subjects=[locked.id], about={"reason": reason})


def reopen(*, matter: Matter, reason: str, on: date, by: AtWork) -> None:
    """Öppna ett avslutat ärende igen, with why."""
    if reason not in ReopeningReason.values:
        raise CannotDo("Välj varför ärendet öppnas igen.", field="reason")
    locked = held(matter)
    if not locked.closed_on:
        raise CannotDo("Ärendet är redan öppet.")
    locked.closed_on = None
    locked.save(update_fields=["closed_on"])
    _note(locked, MatterEventKind.REOPENED, on, by, text=str(ReopeningReason(reason).label))
    record("matter.reopened", subjects=[locked.id], about={"reason": reason})


def log_event(
    *,
    matter: Matter,
    kind: str,
    event_date: date,
    on: date,
    by: AtWork,
    reached: bool | None = None,
    text: str = "",
    form_key: str = "",
) -> MatterEvent:
    """Skriv in något som har gjorts: a contact says whether it reached anybody; ``text`` is one short line.

    The same form sent twice is one event, and is given back again.
    """
    if kind not in {one.value for one in WRITTEN_IN}:
        raise CannotDo("Välj vad som har gjorts.", field="kind")
    if kind in CONTACTS and reached is None:
        raise CannotDo("Välj om du nådde någon.", field="reached")
    if event_date > on:
        raise CannotDo(NOT_YET, field="event_date")
    locked = held(matter)
    if locked.closed_on and event_date > locked.closed_on:
        raise CannotDo(CLOSED)
    key = form_key[:LONGEST_KEY]
    before = MatterEvent.objects.filter(matter=locked, form_key=key).first() if key else None
    if before is not None:
        return before
    event = MatterEvent.objects.create(
        matter=locked,
        kind=kind,
        event_date=event_date,
        reached=reached if kind in CONTACTS else None,
        text=readable(text)[:200],
        form_key=key,
        by=by.id,
        by_name=by.name,
    )
    record("matter.event", subjects=[locked.id], about={"kind": kind})
    return event
