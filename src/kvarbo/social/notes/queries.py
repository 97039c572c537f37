"""Reads of where the record is kept, what was written and done on a day, and what is not carried over yet."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from kvarbo.ground.units.queries import AtWork
from kvarbo.social.casework.queries import events_not_among, events_of, matters_open_to
from kvarbo.social.notes.models import CarriedEntry, CarriedOver, MatterNote, RecordSetting
from kvarbo.social.notes.words import RecordKeeping


@dataclass(frozen=True, slots=True)
class Entry:
    """Något som hör hemma i akten: an event of the matter, or a note. ``changes`` counts how often it was rewritten."""

    key: str  # "event:12" or "note:<id>"
    matter_id: UUID
    day: date
    by: UUID
    by_name: str
    changes: int
    row: Any


@dataclass(frozen=True, slots=True)
class DayLeft:
    """En dag i ett ärende som inte är förd till akten, with what is not carried over of it."""

    matter_id: UUID
    day: date
    entries: tuple[Entry, ...]

    @property
    def seen(self) -> str:
        """What a form carries, so that nothing is marked that was written after the page was shown."""
        return seen_of((entry.key, entry.changes) for entry in self.entries)

    @property
    def writers(self) -> tuple[str, ...]:
        """Who has done or written something that day, by name."""
        return tuple(sorted({entry.by_name for entry in self.entries}))


def seen_of(entries: Iterable[tuple[str, int]]) -> str:
    """A short word for exactly these entries as they are now."""
    told = "\n".join(sorted(f"{key} {changes}" for key, changes in entries))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


# --- where the record is kept ---


def settings_made() -> list[RecordSetting]:
    """Every way the record has been kept and will be, oldest first."""
    return list(RecordSetting.objects.all())


def setting_on(day: date, settings: Sequence[RecordSetting] | None = None) -> RecordSetting | None:
    """What is decided for that day; None: nothing is, and the record is kept outside."""
    known = settings_made() if settings is None else settings
    return next((one for one in reversed(known) if one.valid_from <= day), None)


def record_on(day: date, settings: Sequence[RecordSetting] | None = None) -> RecordKeeping:
    """Where the record was kept that day: outside, until a manager has written in something else."""
    found = setting_on(day, settings)
    return RecordKeeping(found.record) if found else RecordKeeping.EXTERNAL


# --- what was written and done ---


def entries_of(matter_id: UUID) -> list[Entry]:
    """All that has been done and written in a matter, oldest day first."""
    events = [_of_event(one) for one in reversed(events_of(matter_id))]
    notes = [_of_note(one) for one in _notes(MatterNote.objects.filter(matter_id=matter_id))]
    return sorted((*events, *notes), key=lambda entry: entry.day)


def note_in(matter_id: UUID, note_id: UUID) -> MatterNote | None:
    """That note in the matter."""
    return _notes(MatterNote.objects.filter(matter_id=matter_id, pk=note_id)).first()


def _notes(found: QuerySet[MatterNote]) -> QuerySet[MatterNote]:
    return found.select_related("corrected_by", "corrects")


def _of_event(event: Any) -> Entry:
    return Entry(f"event:{event.pk}", event.matter_id, event.event_date, event.by, event.by_name, 0, event)


def _of_note(note: MatterNote) -> Entry:
    return Entry(f"note:{note.pk}", note.matter_id, note.note_date, note.by, note.by_name, note.changes, note)


# --- what is carried over ---


def days_left(matter_ids: Any) -> list[DayLeft]:
    """Days of these matters (ids, or a query of them) that are not carried over, the oldest first.

    Only what belongs in a record outside: what was written or done while Kvarbo is the record is in it already.
    """
    settings, standing = settings_made(), CarriedEntry.objects.filter(carried__undone_at=None)
    events = events_not_among(matter_ids, standing.exclude(event=None).values("event_id"))
    notes = MatterNote.objects.filter(matter_id__in=matter_ids, record=RecordKeeping.EXTERNAL)
    found: dict[tuple[date, str], list[Entry]] = defaultdict(list)
    for entry in (
        *(_of_event(one) for one in events if record_on(one.event_date, settings) is RecordKeeping.EXTERNAL),
        *(_of_note(one) for one in notes.exclude(pk__in=standing.exclude(note=None).values("note_id"))),
    ):
        found[entry.day, str(entry.matter_id)].append(entry)
    return [DayLeft(found[key][0].matter_id, key[0], tuple(found[key])) for key in sorted(found)]


def day_left(matter_id: UUID, day: date) -> DayLeft | None:
    """What is not carried over of one day in a matter."""
    return next((one for one in days_left([matter_id]) if one.day == day), None)


def days_left_for(reader: AtWork, *, everybodys: bool) -> list[DayLeft]:
    """Days that are not carried over in the matters the reader may open: those with something of their own, or all."""
    found = days_left(matters_open_to(reader).values("pk"))
    return [one for one in found if everybodys or any(entry.by == reader.id for entry in one.entries)]


def markings_of(matter_id: UUID) -> dict[date, list[CarriedOver]]:
    """What has been marked as carried over in a matter, by day and in order, also what was undone."""
    found: dict[date, list[CarriedOver]] = defaultdict(list)
    for one in CarriedOver.objects.filter(matter_id=matter_id):
        found[one.day].append(one)
    return found


def marking_of_each_note(notes: QuerySet[MatterNote]) -> dict[UUID, CarriedOver]:
    """The marking that stands for each of these notes that has one."""
    rows = CarriedEntry.objects.filter(carried__undone_at=None, note__in=notes).select_related("carried")
    return {row.note_id: row.carried for row in rows if row.note_id is not None}


def markings_of_notes(markings: dict[UUID, CarriedOver]) -> dict[UUID, CarriedOver]:
    """Of these markings, by id, the one that stands for each note."""
    standing = [key for key, one in markings.items() if one.undone_at is None]
    rows = CarriedEntry.objects.filter(carried_id__in=standing).exclude(note=None)
    return {note: markings[carried] for note, carried in rows.values_list("note_id", "carried_id")}
