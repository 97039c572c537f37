"""Reads of matters: only those of the reader's own unit, and those they are assigned to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext, ngettext

from kvarbo.core.law.secrecy.vocabulary import MatterOrigin
from kvarbo.ground.break_glass.queries import subjects_opened_by
from kvarbo.ground.people.masked import MASKED, Masked
from kvarbo.ground.people.queries import ShownPerson, closed_people, people_numbered, protected_among, shown_to
from kvarbo.ground.ties import Ties
from kvarbo.ground.units.queries import AtWork, assigned_to, matters_assigned_to, units
from kvarbo.social.casework.added import waiting_in
from kvarbo.social.casework.clocks import Clock, clocks_of
from kvarbo.social.casework.models import (
    Matter,
    MatterEvent,
    MatterEventKind,
    MatterPerson,
    MatterSource,
    PersonPart,
    ProtectedMatterAddress,
    ReopeningReason,
)
from kvarbo.social.casework.words import CASEWORK, CONTACTS

ROWS = 50  # matters on a page
CHILDREN = frozenset(
    {PersonPart.CHILD.value, PersonPart.CHILD_HALF_TIME.value, PersonPart.CHILD_VISITS.value,
     PersonPart.PARTNERS_CHILD.value}
)  # fmt: skip
ON_THE_LEASE = frozenset({PersonPart.LEASEHOLDER.value, PersonPart.CO_LEASEHOLDER.value})
NEW_ROUND = (ReopeningReason.NEW_NOTICE.label, ReopeningReason.ASKED_AGAIN.label)


def matters_open_to(reader: AtWork) -> QuerySet[Matter]:
    """Matters this reader may open: their unit's, those they are assigned to, and by nödöppning for an hour.

    Somebody protected in a matter closes it to all who are not named for them; somebody barred from a person in it
    finds it nowhere.
    """
    if not reader.has(*CASEWORK):
        return Matter.objects.none()
    may_open = Q(pk__in=matters_assigned_to(reader.id)) | Q(pk__in=subjects_opened_by(reader.id))
    if reader.unit_id:
        may_open |= Q(unit_id=reader.unit_id)
    closed = MatterPerson.objects.filter(person__in=closed_people(reader))
    matters = Matter.objects.filter(may_open).exclude(pk__in=closed.values("matter_id"))
    if not reader.may_see_protected:  # the mark stays when the row of whoever was protected has been taken out
        protected = MatterPerson.objects.filter(person__is_protected=True).values("matter_id")
        matters = matters.filter(Q(is_protected=False) | Q(pk__in=protected))
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


def origins_of(matter_id: UUID) -> tuple[MatterOrigin, ...]:
    """Through whom the matter has come, first first, each once: what ``may_ask`` asks for."""
    first = Matter.objects.filter(pk=matter_id).values_list("origin", flat=True)
    later = MatterSource.objects.filter(matter_id=matter_id).values_list("origin", flat=True)
    return tuple(dict.fromkeys(MatterOrigin(origin) for origin in (*first, *later)))


@dataclass(frozen=True, slots=True)
class ShownMatter:
    """Ett ärende as this reader may see it; ``waiting`` are sentences on what is not done yet."""

    matter: Matter
    people: tuple[ShownPerson, ...]
    where: str | Masked
    unit: str
    assigned: tuple[tuple[UUID, str], ...]
    waiting: tuple[str, ...]

    @property
    def who(self) -> tuple[str | Masked, ...]:
        """The names of the people in it."""
        return tuple(person.name for person in self.people)


@dataclass(frozen=True, slots=True)
class MyMatters:
    """Mina ärenden, one page of them: open ones first by their nearest day, then those that are closed."""

    rows: tuple[ShownMatter, ...]
    clocks: dict[UUID, list[Clock]]  # of the matters in it with a day that runs
    page: int
    pages: int


def my_matters(reader: AtWork, *, on: date, page: int = 1, of: UUID | None = None) -> MyMatters:
    """The matters of the reader's unit and those assigned to them; where no day runs, the reader's own first.

    ``of``: only those that this colleague is assigned to, and of them only what the reader may open.
    """
    matters, mine = matters_open_to(reader), set(matters_assigned_to(reader.id))
    if of is not None:
        matters = matters.filter(pk__in=matters_assigned_to(of))
    running = list(matters.filter(closed_on=None).order_by("opened_on", "number").values_list("pk", flat=True))
    clocks = _clocks_of_open(set(running), on=on)
    running.sort(key=lambda one: (_nearest(clocks, one), one not in mine))
    closed = matters.exclude(closed_on=None).order_by("-closed_on", "number")
    pages = max(1, -(-(len(running) + closed.count()) // ROWS))
    page = min(max(page, 1), pages)
    first, last = (page - 1) * ROWS, page * ROWS
    ids = running[first:last]
    found = {one.id: one for one in matters.filter(pk__in=ids)}
    shown = [found[pk] for pk in ids if pk in found]
    if len(ids) < ROWS:
        shown += list(closed[max(0, first - len(running)) : last - len(running)])
    return MyMatters(tuple(shown_matters(reader, shown)), clocks, page, pages)


def _clocks_of_open(matters: set[UUID], *, on: date) -> dict[UUID, list[Clock]]:
    """The days of these open matters. Asked for all that are open and then kept for these: who may open a matter is a
    long question, and every teller would put it to the database anew.
    """
    every = clocks_of(Matter.objects.filter(closed_on=None).values("pk"), on=on)
    return {matter: clocks for matter, clocks in every.items() if matter in matters}


def _nearest(clocks: dict[UUID, list[Clock]], matter: UUID) -> date:
    return clocks[matter][0].day if matter in clocks else date.max


def shown_matters(reader: AtWork, matters: Sequence[Matter]) -> list[ShownMatter]:
    """Matters as ``reader`` may see them, in a constant number of queries."""
    ids = [matter.id for matter in matters]
    ties = people_in(ids)
    shown = shown_to(reader, {person for _, person in ties})
    people: dict[UUID, list[ShownPerson]] = defaultdict(list)
    for matter_id, person_id in ties:
        people[matter_id].append(shown[person_id])
    addresses = protected_addresses([matter.id for matter in matters if matter.is_protected])
    assigned, names, contacts = assigned_to(ids), dict(units()), _contacts(ids)
    others = waiting_in({matter.id: people[matter.id] for matter in matters if not matter.closed_on})
    return [
        ShownMatter(
            matter=matter,
            people=tuple(people[matter.id]),
            where=_where(matter, people[matter.id], addresses),
            unit=names.get(matter.unit_id, ""),
            assigned=tuple(assigned.get(matter.id, ())),
            waiting=(
                *_waiting(matter, bool(assigned.get(matter.id)), contacts.get(matter.id, [])),
                *others.get(matter.id, ()),
            ),
        )
        for matter in matters
    ]


def shown_matter(reader: AtWork, matter_id: UUID) -> ShownMatter | None:
    """The matter as the reader may see it, or none when it is another's or nowhere."""
    found = matters_open_to(reader).filter(pk=matter_id).first()
    return shown_matters(reader, [found])[0] if found else None


def matter_numbered(reader: AtWork, number: str) -> ShownMatter | None:
    """The matter with this number as the reader may see it, or none when it is another's or nowhere."""
    found = matters_open_to(reader).filter(number=number).first()
    return shown_matters(reader, [found])[0] if found else None


def matters_with(reader: AtWork, person_ids: Collection[UUID], *, most: int) -> list[ShownMatter]:
    """Matters the reader may open with any of these people in them, open ones first, then the latest closed."""
    tied = MatterPerson.objects.filter(person_id__in=list(person_ids)).values("matter_id")
    order = (F("closed_on").desc(nulls_first=True), "-opened_on", "number")
    return shown_matters(reader, list(matters_open_to(reader).filter(pk__in=tied).order_by(*order)[:most]))


def protected_addresses(ids: Collection[UUID]) -> dict[UUID, str]:
    """Addresses of matters with somebody protected, for whoever may open them."""
    return dict(ProtectedMatterAddress.objects.filter(matter_id__in=list(ids)).values_list("matter_id", "address"))


def _where(matter: Matter, people: Sequence[ShownPerson], addresses: dict[UUID, str]) -> str | Masked:
    """Where the household lives; hidden as soon as anybody in the matter is closed to the reader."""
    if not matter.is_protected:
        return matter.address
    is_closed = not people or any(isinstance(person.name, Masked) for person in people)
    return MASKED if is_closed else addresses.get(matter.id, "")


def _contacts(ids: Collection[UUID]) -> dict[UUID, list[bool | None]]:
    """For each matter, whether each attempt since it was last opened reached anybody, oldest first."""
    found: dict[UUID, list[bool | None]] = {}
    rows = MatterEvent.objects.filter(matter_id__in=list(ids), kind__in=(*CONTACTS, MatterEventKind.REOPENED)).order_by(
        "pk"
    )
    for matter_id, kind, reached in rows.values_list("matter_id", "kind", "reached"):
        if kind == MatterEventKind.REOPENED:
            found[matter_id] = []
        else:
            found.setdefault(matter_id, []).append(reached)
    return found


def _waiting(matter: Matter, is_assigned: bool, contacts: Sequence[bool | None]) -> tuple[str, ...]:
    if matter.closed_on:
        return ()
    told = [] if is_assigned else [gettext("Ingen handläggare är tilldelad.")]
    if not contacts:
        told.append(gettext("Ingen kontakt är tagen ännu."))
    elif not any(contacts):
        tried = ngettext("Ett försök har inte nått någon.", "%(count)s försök har inte nått någon.", len(contacts))
        told.append(tried % {"count": len(contacts)})
    return tuple(told)


def parts_in(matter_id: UUID) -> dict[UUID, str]:
    """Each person's part in a matter, in words."""
    return {tie.person_id: str(tie.get_part_display()) for tie in MatterPerson.objects.filter(matter_id=matter_id)}


def children_in(matter_ids: Collection[UUID]) -> set[UUID]:
    """Those of these matters with a child in them."""
    ties = MatterPerson.objects.filter(matter_id__in=list(matter_ids), part__in=CHILDREN)
    return set(ties.values_list("matter_id", flat=True))


def part_of_each(matter_id: UUID) -> dict[UUID, str]:
    """Each person's part in a matter, as ``PersonPart`` names it, in the order they were written in."""
    ties = MatterPerson.objects.filter(matter_id=matter_id).order_by("pk")
    return dict(ties.values_list("person_id", "part"))


def people_choices(reader: AtWork, matter: Any) -> list[tuple[UUID, str]]:
    """The people in the matter, as a form lists them."""
    parts = part_of_each(matter.id)
    people = shown_to(reader, list(parts))
    return [(one, str(people[one].name)) for one in parts if one in people]


def on_the_lease(matter_ids: Collection[UUID]) -> dict[UUID, set[UUID]]:
    """Those on the lease, in each of these matters."""
    found: dict[UUID, set[UUID]] = {}
    ties = MatterPerson.objects.filter(matter_id__in=list(matter_ids), part__in=ON_THE_LEASE)
    for matter_id, person_id in ties.values_list("matter_id", "person_id"):
        found.setdefault(matter_id, set()).add(person_id)
    return found


def round_began(matter: Matter) -> date:
    """The day the matter was opened, or opened again for something new; what was tried before is another round."""
    again = MatterEvent.objects.filter(matter=matter, kind=MatterEventKind.REOPENED, text__in=NEW_ROUND)
    return again.order_by("-pk").values_list("event_date", flat=True).first() or matter.opened_on


def held(matter: Matter) -> Matter:
    """The matter as it is now, held until the transaction ends: who else changes it waits."""
    return Matter.objects.select_for_update().get(pk=matter.pk)


def sources_of(matter_id: UUID) -> list[MatterSource]:
    """Where the matter came from, oldest first."""
    return list(MatterSource.objects.filter(matter_id=matter_id))


def events_of(matter_id: UUID) -> list[MatterEvent]:
    """What has been done in the matter, newest first."""
    return list(MatterEvent.objects.filter(matter_id=matter_id))


def events_not_among(ids: Any, left_out: Any) -> list[MatterEvent]:
    """What has been done in these matters (ids, or a query of them) but for ``left_out``, a query of events' ids."""
    events = MatterEvent.objects.filter(matter_id__in=ids).exclude(pk__in=left_out)
    return list(events.order_by("event_date", "pk"))


def talks_and_contacts(ids: Collection[UUID]) -> dict[UUID, list[MatterEvent]]:
    """Talks with a landlord and contacts with the household in these matters, since each was last opened, in order."""
    found: dict[UUID, list[MatterEvent]] = {}
    kinds = (*CONTACTS, MatterEventKind.ASKED_LANDLORD, MatterEventKind.REOPENED)
    for event in MatterEvent.objects.filter(matter_id__in=list(ids), kind__in=kinds).order_by("event_date", "pk"):
        if event.kind == MatterEventKind.REOPENED:
            found[event.matter_id] = []
        else:
            found.setdefault(event.matter_id, []).append(event)
    return found


def talk_with_landlord(matter: Matter, event: int) -> MatterEvent | None:
    """A talk with the landlord that is written in in this matter, or none."""
    return MatterEvent.objects.filter(matter=matter, pk=event, kind=MatterEventKind.ASKED_LANDLORD).first()


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


def matters_called(reference: str) -> list[UUID]:
    """Matters with exactly this number, or where somebody has exactly this personnummer, whoever asks: ids alone."""
    numbered = list(Matter.objects.filter(number=reference).values_list("pk", flat=True))
    if numbered:
        return numbered
    people = people_numbered(reference)
    return sorted({matter for _, matter in matters_of(people)}) if people else []
