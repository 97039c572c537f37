"""Writes: notes, corrections, what is carried over to the record, and where the record is kept. Each in the trail.

Whoever calls has opened the matter for the one who acts.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from kvarbo.core import swedish
from kvarbo.ground import clock
from kvarbo.ground.refusals import CannotDo
from kvarbo.ground.trail.recorder import record
from kvarbo.ground.units.queries import AtWork
from kvarbo.ground.written import readable
from kvarbo.social.casework.actions import CLOSED, NOT_YET
from kvarbo.social.casework.queries import held, matters_open_to
from kvarbo.social.notes.models import CarriedEntry, CarriedOver, MatterNote, RecordSetting
from kvarbo.social.notes.queries import day_left, marking_of_each_note, note_in, record_on, settings_made
from kvarbo.social.notes.words import DayNoteKind, RecordKeeping

LONGEST_NOTE = 4000
MOST_DAYS = 3650
EMPTY = "Skriv anteckningen."
GONE = "Anteckningen finns inte i ärendet. Öppna sidan på nytt."
ALREADY = "Dagen är redan förd till akten, eller så är inget skrivet om den. Öppna sidan på nytt."
UNREADABLE = "Valet går inte att läsa. Öppna sidan på nytt och kryssa i igen."


def paragraphs(text: str) -> str:
    """What was written, line by line in readable form, with at most one empty line between."""
    lines = [readable(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    kept = [line for place, line in enumerate(lines) if line or (place and lines[place - 1])]
    return "\n".join(kept).strip()[:LONGEST_NOTE]


def write_note(*, matter: Any, note_date: date, kind: str, text: str, by: AtWork, form_key: str) -> MatterNote:
    """Skriv en anteckning. Where Kvarbo is the record it is signed by being saved. The same form twice is one note."""
    if kind not in DayNoteKind.values:
        raise CannotDo("Välj vad anteckningen gäller.", field="kind")
    if note_date > clock.today():
        raise CannotDo(NOT_YET, field="note_date")
    written = _written(text)
    locked = held(matter)
    there = MatterNote.objects.filter(matter=locked, form_key=form_key).first()
    if there is not None:
        return there
    if locked.closed_on and note_date > locked.closed_on:
        raise CannotDo(CLOSED)
    return _made(locked, by, form_key=form_key, note_date=note_date, kind=kind, text=written)


def _written(text: str) -> str:
    written = paragraphs(text)
    if not written:
        raise CannotDo(EMPTY, field="text")
    return written


def _made(matter: Any, by: AtWork, **values: Any) -> MatterNote:
    kept = record_on(clock.today())
    made = MatterNote.objects.create(
        matter=matter, record=kept, by=by.id, by_name=by.name, at=clock.now(), **values
    )  # fmt: skip
    about = {"note": str(made.id), "record": kept.value, "corrects": str(made.corrects_id or "")}
    record("matter.note", subjects=[matter.id], about=about)
    return made


def may_change(note: MatterNote, by: AtWork, *, is_carried: bool) -> bool:
    """Whether the note may still be written over: by whoever wrote it, beside the record, until it is carried over."""
    return note.record == RecordKeeping.EXTERNAL and note.by == by.id and not is_carried


def mend_note(*, matter: Any, note_id: UUID, text: str, by: AtWork, form_key: str) -> MatterNote:
    """Ändra en anteckning that is the writer's own and not carried over; else write a correction that says what it
    corrects, and leave the old one to be read.
    """
    written, locked = _written(text), held(matter)
    there = MatterNote.objects.filter(matter=locked, form_key=form_key).first()
    if there is not None:
        return there
    found = note_in(locked.id, note_id)
    if found is None:
        raise CannotDo(GONE)
    if getattr(found, "corrected_by", None) is not None:
        raise CannotDo("Anteckningen är redan rättad. Rätta den nyare anteckningen i stället.", field="text")
    if written == found.text:
        raise CannotDo("Texten är densamma. Skriv det som ska stå i stället.", field="text")
    is_carried = bool(marking_of_each_note(MatterNote.objects.filter(pk=found.pk)))
    if not may_change(found, by, is_carried=is_carried):
        again = {"note_date": found.note_date, "kind": found.kind, "text": written, "corrects": found}
        return _made(locked, by, form_key=form_key, **again)
    found.text, found.changes = written, found.changes + 1
    found.save(update_fields=["text", "changes"])
    record("matter.note_changed", subjects=[locked.id], about={"note": str(found.id)})
    return found


# --- carried over to the record ---


def carry_over(*, matter: Any, day: date, seen: str, by: AtWork, form_key: str) -> CarriedOver:
    """Markera en dag som förd till akten. ``seen``: what the one who marks has read; what came later is not marked."""
    locked = held(matter)
    there = CarriedOver.objects.filter(matter=locked, day=day, form_key=form_key).first()
    if there is not None:
        return there
    left = day_left(locked.id, day)
    if left is None:
        raise CannotDo(ALREADY)
    if left.seen != seen:
        raise CannotDo(
            f"Något är skrivet om {swedish.day(day)} i ärende {locked.number} sedan du öppnade sidan. "
            "Läs dagens text på nytt, för in det som är nytt och markera sedan."
        )
    made = CarriedOver.objects.create(
        matter=locked, day=day, by=by.id, by_name=by.name, at=clock.now(), form_key=form_key
    )
    CarriedEntry.objects.bulk_create(
        CarriedEntry(carried=made, matter=locked, **{entry.key.partition(":")[0]: entry.row}) for entry in left.entries
    )
    about = {"marking": str(made.id), "day": day.isoformat(), "entries": len(left.entries)}
    record("matter.carried_over", subjects=[locked.id], about=about)
    return made


def carry_several(*, chosen: Sequence[str], by: AtWork, form_key: str) -> int:
    """Markera flera dagar på en gång, each as "matter:day:seen"; all of them or none. How many they were."""
    if not chosen:
        raise CannotDo("Kryssa i minst en dag.")
    marks = [_mark(one) for one in dict.fromkeys(chosen)]
    matters = {one.id: one for one in matters_open_to(by).filter(pk__in={matter for matter, _, _ in marks})}
    for matter, day, seen in sorted(marks, key=lambda one: (str(one[0]), one[1])):
        if matter not in matters:
            raise CannotDo("Ett av ärendena går inte att öppna. Öppna sidan på nytt och kryssa i igen.")
        carry_over(matter=matters[matter], day=day, seen=seen, by=by, form_key=form_key)
    return len(marks)


def _mark(written: str) -> tuple[UUID, date, str]:
    try:
        matter, day, seen = written.split(":")
        return UUID(matter), date.fromisoformat(day), seen
    except ValueError:
        raise CannotDo(UNREADABLE) from None


def undo_carried(*, matter: Any, marking: UUID, by: AtWork) -> CarriedOver:
    """Ångra en markering som blev fel. It stays to be read, with who undid it and when."""
    locked = held(matter)
    found = CarriedOver.objects.filter(matter=locked, pk=marking).first()
    if found is None:
        raise CannotDo("Markeringen finns inte i ärendet. Öppna sidan på nytt.")
    if found.thinned:
        raise CannotDo("Dagens anteckningar är gallrade här och finns bara i akten. Markeringen går inte att ångra.")
    if found.undone_at is None:
        found.undone_by, found.undone_by_name, found.undone_at = by.id, by.name, clock.now()
        found.save(update_fields=["undone_by", "undone_by_name", "undone_at"])
        about = {"marking": str(found.id), "day": found.day.isoformat()}
        record("matter.carried_over_undone", subjects=[locked.id], about=about)
    return found


# --- where the record is kept ---


def decide_record(
    *, valid_from: date, kept: str, decided_by: str, decided_on: date, by: AtWork, thin_after: int | None = None
) -> RecordSetting:
    """Skriv in var akten förs, from a day. What is in force is never rewritten; what is to come may be.

    Another way of keeping the record begins tomorrow at the earliest: a day is kept in one way.
    """
    today, who = clock.today(), readable(decided_by)[:200]
    _check_setting(valid_from, kept, who, decided_on, thin_after)
    settings = settings_made()
    before = record_on(today, settings)
    if kept != before and valid_from <= today:
        tomorrow = swedish.day(today + timedelta(days=1))
        raise CannotDo(f"Akten byter plats tidigast {tomorrow}: en dag förs på ett sätt.", field="valid_from")
    said = {"record": kept, "thin_after": thin_after, "decided_by": who, "decided_on": decided_on}
    there = next((one for one in settings if one.valid_from == valid_from), None)
    if there is not None and all(getattr(there, name) == value for name, value in said.items()):
        return there
    if there is not None and valid_from <= today:
        since = swedish.day(valid_from)
        raise CannotDo(f"Ett beslut gäller redan från {since}, och det skrivs inte om. Välj en annan dag.",
                       field="valid_from")  # fmt: skip
    author = {"by": by.id, "by_name": by.name, "at": clock.now()}
    made, _ = RecordSetting.objects.update_or_create(valid_from=valid_from, defaults={**said, **author})
    record("record.decided", about={"record": kept, "valid_from": valid_from.isoformat(), "thin_after": thin_after})
    return made


def _check_setting(valid_from: date, kept: str, who: str, decided_on: date, thin_after: int | None) -> None:
    if kept not in RecordKeeping.values:
        raise CannotDo("Välj var akten förs.", field="kept")
    if not who:
        raise CannotDo("Skriv vem som har bestämt det.", field="decided_by")
    if decided_on > clock.today():
        raise CannotDo(NOT_YET, field="decided_on")
    if valid_from < clock.today():
        raise CannotDo("Dagen har redan varit. Välj i dag eller en senare dag.", field="valid_from")
    if kept == RecordKeeping.KVARBO and thin_after is not None:
        raise CannotDo("När akten förs i Kvarbo följer gallringen lagen. Lämna antalet dagar tomt.", field="thin_after")
    if thin_after is not None and not 1 <= thin_after <= MOST_DAYS:
        raise CannotDo(f"Skriv ett antal dagar mellan 1 och {MOST_DAYS}.", field="thin_after")
