"""Reads: what has been tried in a matter, its visits, the round of a day, and who is not back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Q

from kvarbo.core.checklist.contacts import ContactWay, Household, Try, talks_not_told
from kvarbo.core.checklist.facts import Act
from kvarbo.core.checklist.words import ATTEMPTS, ActKind
from kvarbo.core.finding import Step
from kvarbo.ground import clock as clocks
from kvarbo.ground.people.queries import shown_to
from kvarbo.ground.units.queries import AtWork, colleagues_with, member_at_work
from kvarbo.social.casework.queries import (
    CHILDREN,
    ShownMatter,
    events_of,
    matters_open_to,
    part_of_each,
    round_began,
    shown_matters,
    talks_and_contacts,
)
from kvarbo.social.casework.words import CASEWORK
from kvarbo.social.contacts.details import details_of, settled_talks
from kvarbo.social.contacts.models import ContactDetail, HelpContact, Visit

if TYPE_CHECKING:
    from kvarbo.social.casework.models import MatterEvent

LATE = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Contact:
    """En kontakt: the matter's event, and how it was made where that is known."""

    event: MatterEvent
    detail: ContactDetail | None
    is_of_this_round: bool


def contacts_of(matter: Any) -> list[Contact]:
    """Every contact in the matter, newest first; those before it was opened again are of another round."""
    details, since = details_of(matter.id), round_began(matter)
    return [
        Contact(event, details.get(event.pk), event.event_date >= since)
        for event in events_of(matter.id)
        if event.kind in ATTEMPTS
    ]


def tries_of(matter: Any, contacts: Collection[Contact]) -> tuple[Try, ...]:
    """This round's contacts as the rules read them, oldest first."""
    notes = set(Visit.objects.filter(matter_id=matter.id, note_left=True).values_list("event_id", flat=True))
    return tuple(
        Try(
            kind=ActKind(one.event.kind),
            day=one.event.event_date,
            reached=bool(one.event.reached),
            channel=ContactWay(one.detail.channel) if one.detail else None,
            clock=one.detail.clock if one.detail else None,
            incoming=bool(one.detail and one.detail.is_incoming),
            note_left=one.event.pk in notes,
        )
        for one in reversed(list(contacts))
        if one.is_of_this_round
    )


def household_of(reader: AtWork, matter: Any, *, on: date) -> Household:
    """What of the household bears on how it is reached; an age that is hidden or not written is unknown."""
    parts = part_of_each(matter.id)
    born = [one.birth_date for one in shown_to(reader, list(parts)).values() if isinstance(one.birth_date, date)]
    ages = [on.year - day.year - ((on.month, on.day) < (day.month, day.day)) for day in born]
    children = sum(part in CHILDREN for part in parts.values())
    return Household(children, max(ages, default=None), matter.is_protected)


def untold_talks(ids: Collection[UUID]) -> dict[UUID, tuple[list[MatterEvent], tuple[Step, ...]]]:
    """Talks with a landlord that the person has not been told of, in each of these matters, with why that is asked."""
    talks = {
        matter_id: events
        for matter_id, events in talks_and_contacts(ids).items()
        if any(event.kind == ActKind.ASKED_LANDLORD for event in events)
    }
    settled = settled_talks(list(talks)) if talks else set()
    found: dict[UUID, tuple[list[MatterEvent], tuple[Step, ...]]] = {}
    for matter_id, events in talks.items():
        acts = [Act(ActKind(event.kind), event.event_date, event.reached) for event in events]
        excused = {place for place, event in enumerate(events) if event.pk in settled}
        waiting = talks_not_told(acts, excused=excused)
        if waiting.value:
            found[matter_id] = ([events[place] for place in waiting.value], waiting.steps)
    return found


def who_may_go(matter: Any) -> list[tuple[UUID, str]]:
    """Those who may open the matter and so go on a visit in it; a protected address is known to named handlers only."""
    found = []
    for identity, name in colleagues_with(*CASEWORK):
        member = member_at_work(identity)
        if member is not None and matters_open_to(member).filter(pk=matter.pk).exists():
            found.append((identity, name))
    return found


def visits_of(matter_id: UUID) -> list[Visit]:
    """Every visit in a matter, the latest first."""
    return list(Visit.objects.filter(matter_id=matter_id).order_by("-visit_date", "-clock", "pk"))


@dataclass(frozen=True, slots=True)
class OnTheRound:
    """Ett besök på dagens runda. ``matter`` None: it may not be opened by the reader, who sees who is out and when."""

    visit: Visit
    matter: ShownMatter | None


def round_of(reader: AtWork, day: date) -> list[OnTheRound]:
    """The day's visits of the reader's unit and of matters they may open, in the order of time."""
    visits = list(_visits_near(reader).filter(visit_date=day, cancelled_date=None))
    return _as_seen(reader, visits)


def _visits_near(reader: AtWork) -> Any:
    near = Q(matter__in=matters_open_to(reader).values("pk")) | Q(lead_id=reader.id) | Q(second_id=reader.id)
    if reader.unit_id and reader.has(*CASEWORK):
        near |= Q(matter__unit_id=reader.unit_id)
    return Visit.objects.filter(near).distinct()


def _as_seen(reader: AtWork, visits: list[Visit]) -> list[OnTheRound]:
    matters = list(matters_open_to(reader).filter(pk__in={visit.matter_id for visit in visits}))
    known = {one.matter.id: one for one in shown_matters(reader, matters)}
    return [OnTheRound(visit, known.get(visit.matter_id)) for visit in visits]


def due_back(visit: Visit) -> datetime:
    """When the pair said that they would be back."""
    return datetime.combine(visit.visit_date, visit.back_by, tzinfo=clocks.STOCKHOLM)


def is_late(visit: Visit, now: datetime) -> bool:
    """Out, and not back a quarter of an hour after what was said."""
    return bool(visit.went_out_at) and visit.came_back_at is None and now > due_back(visit) + LATE


def not_back(reader: AtWork, now: datetime) -> list[OnTheRound]:
    """Those of the reader's unit who are out and late."""
    out = Visit.objects.filter(came_back_at=None, cancelled_date=None).exclude(went_out_at=None)
    late = [visit.pk for visit in out if is_late(visit, now)]  # seldom anybody: whose they are is asked of those only
    return _as_seen(reader, list(_visits_near(reader).filter(pk__in=late))) if late else []


def planned_after(matter_ids: Collection[UUID], on: date) -> list[Visit]:
    """Visits of these matters that are still to come or are today, not told of yet."""
    waiting = Visit.objects.filter(matter_id__in=list(matter_ids), visit_date__gte=on)
    return list(waiting.filter(outcome="", cancelled_date=None))


def help_table() -> type[HelpContact]:
    """The room's own numbers to call."""
    return HelpContact
