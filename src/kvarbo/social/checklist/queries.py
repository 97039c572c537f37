"""Reads: which way of working holds for a matter, what is known of it, and how its lists stand."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from kvarbo.core.checklist.assessing import AssessedStep, OpeningPhase, assess, opening_phase
from kvarbo.core.checklist.facts import Act, Came, Leaseholder, Mark, MatterFacts, PhaseChange
from kvarbo.core.checklist.loading import way_from_yaml
from kvarbo.core.checklist.way import Checklist, MunicipalWay
from kvarbo.core.checklist.words import ActKind, MarkKind, PhaseGround
from kvarbo.core.finding import Finding
from kvarbo.core.law.secrecy.consent import Consent
from kvarbo.core.law.secrecy.vocabulary import LANDLORDS, CasePhase, MatterOrigin, Party
from kvarbo.doors.consent.queries import consents_by_person
from kvarbo.doors.organisations.queries import own_party
from kvarbo.ground.people.queries import shown_to
from kvarbo.ground.units.queries import AtWork
from kvarbo.social.casework import added
from kvarbo.social.casework.queries import CHILDREN, ON_THE_LEASE, events_of, part_of_each, round_began, sources_of
from kvarbo.social.checklist.models import ChecklistInForce, ChecklistMark, MatterPhase
from kvarbo.social.contacts.details import incoming_and_routine

ACTS = frozenset(ActKind)
ADULT_AGE = 18
INQUIRIES = (CasePhase.ADULT_INQUIRY, CasePhase.CHILD_INQUIRY)


@lru_cache(maxsize=32)
def read_way(text: str) -> MunicipalWay:
    """A way of working from its stored text."""
    return way_from_yaml(text, where="arbetssättet")


def way_for(matter: Any, *, on: date) -> MunicipalWay | None:
    """The way a matter follows: the one in force when it was opened, or the first that came after; none before any."""
    known = list(ChecklistInForce.objects.filter(valid_from__lte=on).values_list("valid_from", "text"))
    if not known:
        return None
    then = [text for valid_from, text in known if valid_from <= matter.opened_on]
    return read_way(then[-1] if then else known[0][1])


def followed_since(*, on: date) -> tuple[str, date] | None:
    """What the room follows that day for matters that are opened, and since when; None when nothing."""
    rows = ChecklistInForce.objects.filter(valid_from__lte=on).order_by("-valid_from")
    return rows.values_list("name", "valid_from").first()


@dataclass(frozen=True, slots=True)
class Stands:
    """Hur ett ärende står mot sin kommuns listor. ``told`` a list with its steps; ``phase`` the opening phase."""

    way: MunicipalWay
    told: tuple[tuple[Checklist, Finding[tuple[AssessedStep, ...]]], ...]
    phase: Finding[OpeningPhase]


def stands(way: MunicipalWay, facts: MatterFacts, *, on: date) -> Stands:
    """Every list of the way held against the matter, and how long the opening phase has gone on.

    Raises LookupError where the law of a day in the matter has not been read.
    """
    told = tuple((one, assess(one, facts, on=on)) for one in way.checklists)
    return Stands(way, told, opening_phase(way.local, facts, on=on))


def facts_of(
    reader: AtWork, matter: Any, *, on: date, to_act_on: bool = False, with_consents: bool = True
) -> MatterFacts:
    """What is known of a matter that the reader has opened, as the checklist reads it.

    ``to_act_on`` holds the consents until the transaction ends: who takes one back waits, or has been first. Without
    ``with_consents`` none is read, for what no consent decides.
    """
    events = list(reversed(events_of(matter.id)))
    parts = part_of_each(matter.id)
    people = shown_to(reader, list(parts))
    born = {person: seen.birth_date for person, seen in people.items() if isinstance(seen.birth_date, date)}
    consents = consents_by_person(matter.id, to_act_on=to_act_on) if with_consents else {}
    incoming, routine = incoming_and_routine(matter.id)
    on_the_lease = [person for person, part in parts.items() if part in ON_THE_LEASE]
    return MatterFacts(
        opened=matter.opened_on,
        since=round_began(matter),
        closed=matter.closed_on,
        came=_came(matter),
        children=sum(part in CHILDREN or _is_child(born.get(person), on) for person, part in parts.items()),
        leaseholders=tuple(Leaseholder(born.get(person), consents.get(person, ())) for person in on_the_lease),
        phases=phases_of(matter.id),
        acts=tuple(
            Act(
                *(ActKind(event.kind), event.event_date, event.reached, event.by_name),
                incoming=event.pk in incoming,
                routine=event.pk in routine,
            )
            for event in events
            if event.kind in ACTS
        ),
        marks=marks_of(matter.id),
        shown=added.shown_in(reader, matter, on=on),
        holder=own_party(),
        landlord=_landlord(consents),
    )


def _came(matter: Any) -> tuple[Came, ...]:
    sources = [Came(MatterOrigin(one.origin), one.source_date) for one in sources_of(matter.id)]
    first = Came(MatterOrigin(matter.origin), matter.opened_on)
    return tuple(sources if any(one.origin is first.origin for one in sources) else [first, *sources])


def _is_child(born: date | None, on: date) -> bool:
    return born is not None and on.year - born.year - ((on.month, on.day) < (born.month, born.day)) < ADULT_AGE


def _landlord(consents: dict[UUID, tuple[Consent, ...]]) -> Party:
    """The kind of landlord that the consents name; without one, the kind that may be told least."""
    named = {consent.other for given in consents.values() for consent in given} & LANDLORDS
    return named.pop() if len(named) == 1 else Party.PRIVATE_LANDLORD


def phases_of(matter_id: UUID) -> tuple[PhaseChange, ...]:
    """What has been decided of the matter's phases, the oldest first."""
    return tuple(
        PhaseChange(CasePhase(row.phase), row.from_date, PhaseGround(row.ground), row.by_name)
        for row in MatterPhase.objects.filter(matter_id=matter_id)
    )


def phase_rows(matter_id: UUID) -> list[MatterPhase]:
    """The same decisions, the newest first, as they were written."""
    return list(MatterPhase.objects.filter(matter_id=matter_id).order_by("-from_date", "-pk"))


def marks_of(matter_id: UUID) -> tuple[Mark, ...]:
    """Every marking, in the order they were made."""
    return tuple(
        Mark(row.step, MarkKind(row.kind), row.mark_date, row.text, row.by_name)
        for row in ChecklistMark.objects.filter(matter_id=matter_id)
    )


def childs_inquiries(matter_ids: Collection[UUID]) -> dict[UUID, date]:
    """The day an inquiry about a child was last opened, in those of these matters where one has been."""
    opened = MatterPhase.objects.filter(matter_id__in=matter_ids, phase=CasePhase.CHILD_INQUIRY).order_by("from_date")
    return dict(opened.values_list("matter_id", "from_date"))


def in_inquiry(matter_ids: Collection[UUID]) -> set[UUID]:
    """Those of these matters where an inquiry has been opened, about an adult or a child."""
    opened = MatterPhase.objects.filter(matter_id__in=list(matter_ids), phase__in=INQUIRIES)
    return set(opened.values_list("matter_id", flat=True))
