"""From notes and what is carried over to what the pages ask for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.forms import Form
from django.urls import reverse

from kvarbo.ground import clock
from kvarbo.ground.asked import new_form_key
from kvarbo.ground.units.queries import AtWork
from kvarbo.ground.units.roles import RoleName
from kvarbo.social.casework.queries import matters_open_to, shown_matters
from kvarbo.social.notes import queries, thinning
from kvarbo.social.notes.actions import may_change
from kvarbo.social.notes.day_text import DayText, day_text, words_of_event
from kvarbo.social.notes.forms import (
    CarryForm,
    DayForm,
    MendForm,
    NoteForm,
    RecordForm,
    ReferenceForm,
    ThinForm,
    UndoForm,
)
from kvarbo.social.notes.queries import DayLeft, Entry
from kvarbo.social.notes.words import DayNoteKind, RecordKeeping

DAYS = 50  # days on a page of the list
Forms = Mapping[str, Form]


def head(reader: AtWork, matter: Any) -> dict[str, Any]:
    """What every page about a matter's notes begins with."""
    shown = shown_matters(reader, [matter])[0]
    return {
        "number": matter.number,
        "who": shown.who,
        "is_protected": matter.is_protected,
        "outside_reference": matter.outside_reference,
        "record": queries.record_on(clock.today()).value,
        "matter_url": reverse("matter", args=[matter.id]),
        "notes_url": reverse("notes", args=[matter.id]),
        "list_url": reverse("not_in_record"),
        **{f"{name}_url": reverse(f"note_{name}", args=[matter.id]) for name in ADDRESSES},
    }


ADDRESSES = ("write", "mend", "day", "day_pdf", "carried", "undo", "reference")


# --- the notes of a matter ---


def notes_page(reader: AtWork, matter: Any, *, on: date, with_errors: Forms) -> dict[str, Any]:
    """Anteckningar: each day with what was written and done, and whether it is carried over to the record.

    ``with_errors``: forms that came back, by "write", "reference", a note's id or "day" and the day.
    """
    entries = queries.entries_of(matter.id)
    by_day: dict[date, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_day[entry.day].append(entry)
    markings, left = queries.markings_of(matter.id), {one.day: one for one in queries.days_left([matter.id])}
    standing = queries.markings_of_notes({one.pk: one for many in markings.values() for one in many})
    shown = _Shown(reader, thinning.thin_after_on(on), standing, with_errors)
    start = {"note_date": on, "kind": DayNoteKind.NOTE, "form_key": new_form_key()}
    return {
        **head(reader, matter),
        "on": on,
        "days": [
            _day(shown, matter, day, by_day.get(day, []), left.get(day), markings.get(day, []))
            for day in sorted({*by_day, *markings}, reverse=True)
        ],
        "write_form": with_errors.get("write") or NoteForm(auto_id="write_%s", initial=start),
        "reference_form": with_errors.get("reference")
        or ReferenceForm(auto_id="reference_%s", initial={"outside_reference": matter.outside_reference}),
        "error_form": next(iter(with_errors.values()), None),
        "retention": _retention(entries),
    }


@dataclass(frozen=True, slots=True)
class _Shown:
    """What every note on the page is shown by: who reads, early thinning, what is carried, forms that came back."""

    reader: AtWork
    thin_after: int | None
    carried: dict[UUID, Any]  # the marking of each note that has one
    with_errors: Forms


def _day(
    shown: _Shown, matter: Any, day: date, entries: Sequence[Entry], left: DayLeft | None, markings: Sequence[Any]
) -> dict[str, Any]:
    standing = [one for one in markings if one.undone_at is None]
    return {
        "which": day,
        "events": [words_of_event(entry.row) for entry in entries if entry.key.startswith("event:")],
        "notes": [_note(shown, entry) for entry in entries if entry.key.startswith("note:")],
        "is_left": left is not None,
        "is_carried": bool(standing) and left is None,
        "is_partly": bool(standing) and left is not None,
        "markings": [_marking(one) for one in markings],
        "text_url": f"{reverse('note_day', args=[matter.id])}?dag={day.isoformat()}",
        "carry_form": carry_form(left) if left else None,
        "error_form": shown.with_errors.get(f"day{day.isoformat()}"),
    }


def carry_form(left: DayLeft) -> CarryForm:
    """The button that marks a day, with what its reader has seen of it."""
    start = {"day": left.day, "seen": left.seen, "form_key": new_form_key()}
    return CarryForm(auto_id=f"carry_{left.day.isoformat()}_%s", initial=start)


def _marking(one: Any) -> dict[str, Any]:
    return {
        "by": one.by_name,
        "on": clock.day_of(one.at),
        "undone_by": one.undone_by_name,
        "undone_on": clock.day_of(one.undone_at) if one.undone_at else None,
        "thinned": one.thinned,
        "thinned_on": one.thinned_on,
        "thinned_by": one.thinned_by_name,
        "undo_form": None
        if one.undone_at or one.thinned
        else UndoForm(auto_id=f"undo_{one.pk.hex[:8]}_%s", initial={"marking": one.pk}),
    }


def _note(shown: _Shown, entry: Entry) -> dict[str, Any]:
    note = entry.row
    marking = shown.carried.get(note.pk)
    newer = getattr(note, "corrected_by", None)
    changes = may_change(note, shown.reader, is_carried=marking is not None)
    form = shown.with_errors.get(str(note.pk)) or MendForm(
        auto_id=f"n{note.pk.hex[:8]}_%s", initial={"note": note.pk, "text": note.text, "form_key": new_form_key()}
    )
    return {
        "id": f"n{note.pk.hex[:8]}",
        "kind": note.get_kind_display(),
        "text": note.text,
        "by": note.by_name,
        "at": note.at.astimezone(clock.STOCKHOLM),
        "is_changed": note.changes > 0,
        "is_locked": note.record == RecordKeeping.KVARBO,
        "corrects": f"n{note.corrects_id.hex[:8]}" if note.corrects_id else "",
        "corrected_by": f"n{newer.pk.hex[:8]}" if newer else "",
        "thinned_from": thinning.thinned_from(marking, shown.thin_after) if marking and shown.thin_after else None,
        "may_change": changes,
        "mend_form": None if newer else form,
    }


def _retention(entries: Sequence[Entry]) -> dict[str, Any] | None:
    """What the law says of thinning, where something in the matter is the record itself."""
    if not any(getattr(entry.row, "record", "") == RecordKeeping.KVARBO for entry in entries):
        return None
    found = thinning.retention_of(max(entry.day for entry in entries))
    value = found.finding.value
    return {"missing": value.missing, "not_before": found.not_before, "steps": found.steps}


# --- the text of a day ---


def day_page(
    reader: AtWork, matter: Any, *, form: DayForm, on: date, carry: Form | None = None
) -> tuple[dict[str, Any], DayText | None]:
    """Dagens text: to copy or to take as a PDF; none when the day cannot be read."""
    day = form.cleaned_data["dag"] if form.is_bound and form.is_valid() else None if form.is_bound else on
    text = day_text(reader, matter, day) if day is not None else None
    left = queries.day_left(matter.id, day) if day is not None else None
    return {
        **head(reader, matter),
        "form": form,
        "text": text,
        "plain": text.plain() if text else "",
        "rows": min(28, max(8, text.plain().count("\n") + 3)) if text else 0,
        "pdf_url": f"{reverse('note_day_pdf', args=[matter.id])}?dag={day.isoformat()}" if day else "",
        "is_left": left is not None,
        "carry_form": carry or (carry_form(left) if left else None),
    }, text


# --- what is not carried over ---


def list_page(
    reader: AtWork, *, on: date, everybodys: bool, page: int, error_form: Form | None, chosen: Collection[str] = ()
) -> tuple[dict[str, Any], list[UUID]]:
    """Inte fört till akten: each day in each matter, the oldest first; with the matters that are shown."""
    left = queries.days_left_for(reader, everybodys=everybodys)
    pages = max(1, -(-len(left) // DAYS))
    page = min(max(page, 1), pages)
    shown = left[(page - 1) * DAYS : page * DAYS]
    matters = list(matters_open_to(reader).filter(pk__in={one.matter_id for one in shown}))
    seen = {one.matter.id: one for one in shown_matters(reader, matters)}
    whose = "&visa=alla" if everybodys else ""
    return {
        "on": on,
        "record": queries.record_on(on).value,
        "everybodys": everybodys,
        "count": len(left),
        "rows": [_left(one, seen[one.matter_id], on, chosen) for one in shown if one.matter_id in seen],
        "form_key": new_form_key(),
        "error_form": error_form,
        "here": reverse("not_in_record") + ("?visa=alla" if everybodys else ""),
        "mine_url": reverse("not_in_record"),
        "all_url": reverse("not_in_record") + "?visa=alla",
        "thin_url": reverse("notes_thin") if reader.has(RoleName.MANAGER) else "",
        "previous_page_url": f"?sida={page - 1}{whose}" if page > 1 else None,
        "next_page_url": f"?sida={page + 1}{whose}" if page < pages else None,
    }, sorted(seen)


def _left(one: DayLeft, shown: Any, on: date, chosen: Collection[str]) -> dict[str, Any]:
    value = f"{one.matter_id}:{one.day.isoformat()}:{one.seen}"
    notes = sum(entry.key.startswith("note:") for entry in one.entries)
    return {
        "value": value,
        "is_chosen": value in chosen,
        "id": f"d{one.matter_id.hex[:8]}-{one.day.isoformat()}",
        "day": one.day,
        "is_today": one.day == on,
        "who": shown.who,
        "number": shown.matter.number,
        "outside_reference": shown.matter.outside_reference,
        "writers": one.writers,
        "events": len(one.entries) - notes,
        "notes": notes,
        "text_url": f"{reverse('note_day', args=[one.matter_id])}?dag={one.day.isoformat()}",
        "matter_url": reverse("matter", args=[one.matter_id]),
    }


# --- early thinning, and where the record is kept ---


def thin_page(reader: AtWork, *, on: date, error_form: Form | None) -> tuple[dict[str, Any], list[UUID]]:
    """Gallra anteckningar: exactly what goes, before anything does; with the matters that are shown."""
    due = thinning.due_for(reader, on=on)
    matters = list(matters_open_to(reader).filter(pk__in=[one.matter_id for one in due]))
    seen = {one.matter.id: one for one in shown_matters(reader, matters)}
    return {
        "thin_after": thinning.thin_after_on(on),
        "rows": [
            {
                "who": seen[one.matter_id].who,
                "number": seen[one.matter_id].matter.number,
                "outside_reference": seen[one.matter_id].matter.outside_reference,
                "days": one.days,
                "count": len(one.notes),
                "url": reverse("notes", args=[one.matter_id]),
            }
            for one in due
        ],
        "count": sum(len(one.notes) for one in due),
        "form": ThinForm(auto_id="thin_%s", initial={"seen": thinning.seen_of_due(due)}) if due else None,
        "error_form": error_form,
        "list_url": reverse("not_in_record"),
        "setting_url": reverse("record_setting"),
    }, [one.matter_id for one in due]


def setting_page(*, on: date, form: Form | None) -> dict[str, Any]:
    """Var akten förs: what holds, what is to come, and what has been."""
    settings = queries.settings_made()
    now = queries.setting_on(on, settings)
    start = {
        "kept": now.record if now else RecordKeeping.EXTERNAL, "thin_after": now.thin_after if now else None,
        "decided_on": on, "valid_from": on,
    }  # fmt: skip
    return {
        "now": now,
        "record": queries.record_on(on, settings).value,
        "to_come": [one for one in settings if one.valid_from > on],
        "earlier": [one for one in reversed(settings) if one.valid_from <= on and one is not now],
        "form": form or RecordForm(auto_id="record_%s", initial=start),
        "error_form": form,
        "thin_url": reverse("notes_thin"),
    }
