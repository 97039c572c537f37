"""Gallring av anteckningar: early where the record is kept outside, and what the law asks where Kvarbo is the record.

Early thinning is done by a manager who has seen what goes. Where Kvarbo is the record nothing is destroyed here:
the law's rule needs facts that the room does not have, and while one is unknown it destroys nothing.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from kvarbo.core.calendar import corresponding_day
from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.social_services.retention import YEARS, RecordKind, Retention, retention
from kvarbo.core.values import values
from kvarbo.ground import clock
from kvarbo.ground.refusals import CannotDo
from kvarbo.ground.trail.recorder import record
from kvarbo.ground.units.queries import AtWork
from kvarbo.social.casework.queries import held, matters_open_to
from kvarbo.social.notes.models import CarriedOver, MatterNote
from kvarbo.social.notes.queries import marking_of_each_note, seen_of, setting_on
from kvarbo.social.notes.words import RecordKeeping


def thin_after_on(day: date) -> int | None:
    """How many days after it was carried over a note is thinned; None: the room has decided nothing."""
    setting = setting_on(day)
    return setting.thin_after if setting else None


def thinned_from(marking: CarriedOver, thin_after: int) -> date:
    """The day from which what was carried over may be thinned."""
    return clock.day_of(marking.at) + timedelta(days=thin_after)


@dataclass(frozen=True, slots=True)
class Due:
    """Anteckningar som är dags att gallra in one matter."""

    matter_id: UUID
    notes: tuple[MatterNote, ...]
    carried: tuple[CarriedOver, ...]  # of each note, in the same order

    @property
    def days(self) -> tuple[date, ...]:
        """The days that the notes are of."""
        return tuple(sorted({note.note_date for note in self.notes}))


def due_for(reader: AtWork, *, on: date) -> list[Due]:
    """Notes to thin in the matters the reader may open. A note goes together with those that correct it, or stays."""
    thin_after = thin_after_on(on)
    if thin_after is None:
        return []
    beside = MatterNote.objects.filter(
        matter_id__in=matters_open_to(reader).values("pk"), record=RecordKeeping.EXTERNAL
    )
    carried = marking_of_each_note(beside)
    every = {note.pk: note for note in MatterNote.objects.filter(matter_id__in=beside.values("matter_id"))}
    chains: dict[UUID, list[MatterNote]] = defaultdict(list)
    for note in every.values():
        chains[_first(note, every)].append(note)
    found: dict[UUID, list[MatterNote]] = defaultdict(list)
    for chain in chains.values():
        if all(one.pk in carried and thinned_from(carried[one.pk], thin_after) <= on for one in chain):
            found[chain[0].matter_id].extend(chain)
    return [
        Due(matter, tuple(notes), tuple(carried[note.pk] for note in notes))
        for matter, notes in sorted(found.items(), key=lambda one: str(one[0]))
    ]


def _first(note: MatterNote, every: dict[UUID, MatterNote]) -> UUID:
    """The note that began the row of corrections this one is in."""
    while note.corrects_id in every:
        note = every[note.corrects_id]
    return note.pk


def seen_of_due(due: list[Due]) -> str:
    """What the preview showed, so that nothing else is destroyed."""
    return seen_of((f"note:{note.pk}", note.changes) for one in due for note in one.notes)


def thin(*, reader: AtWork, seen: str, on: date) -> int:
    """Gallra det som förhandsvisades. How many notes are destroyed; the markings stay and say so."""
    for matter in (
        matters_open_to(reader).filter(pk__in=[one.matter_id for one in due_for(reader, on=on)]).order_by("pk")
    ):
        held(matter)  # whoever else writes in it, or thins, waits
    due = due_for(reader, on=on)
    if not due:
        raise CannotDo("Det finns inget att gallra. Öppna sidan på nytt.")
    if seen_of_due(due) != seen:
        raise CannotDo("Listan har ändrats sedan du öppnade sidan. Läs den på nytt och gallra sedan.")
    for one in due:
        counts: dict[CarriedOver, int] = defaultdict(int)
        for marking in one.carried:
            counts[marking] += 1
        for marking, count in counts.items():
            marking.thinned += count
            marking.thinned_on, marking.thinned_by_name = on, reader.name
            marking.save(update_fields=["thinned", "thinned_on", "thinned_by_name"])
        MatterNote.objects.filter(pk__in=[note.pk for note in one.notes]).delete()
        days = [day.isoformat() for day in one.days]
        record("matter.notes_thinned", subjects=[one.matter_id], about={"notes": len(one.notes), "days": days})
    return sum(len(one.notes) for one in due)


# --- where Kvarbo is the record ---


@dataclass(frozen=True, slots=True)
class OfTheRecord:
    """Gallring när akten förs i Kvarbo: unknown while the room lacks a fact. ``not_before``: surely not earlier."""

    finding: Finding[Retention]
    not_before: date
    steps: tuple[Step, ...]


def retention_of(last_entry: date) -> OfTheRecord:
    """Vad lagen säger om gallring (SoL 16:1): which municipality it is, and who is born when, is not asked here."""
    found: Any = retention(
        record=RecordKind.ORDINARY, area=None, last_entry=last_entry, born=None, other_data_remains=None
    )
    law = values(last_entry)
    return OfTheRecord(found, corresponding_day(last_entry, years=law.number(YEARS)), (law.step(YEARS), *found.steps))
