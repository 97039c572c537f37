"""Anteckningar in a matter: notes, the text of a day to copy out, and what is carried over to the record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from kvarbo.ground import clock
from kvarbo.ground.access import open_to
from kvarbo.ground.letters.answers import pdf_answer
from kvarbo.ground.refusals import CannotDo
from kvarbo.ground.trail.recorder import shown
from kvarbo.social.casework.actions import keep_outside_reference
from kvarbo.social.casework.opening import did, named_id, open_matter
from kvarbo.social.casework.words import CASEWORK
from kvarbo.social.notes import actions, presenting
from kvarbo.social.notes.day_text import day_pdf
from kvarbo.social.notes.forms import CarryForm, DayForm, MendForm, NoteForm, ReferenceForm, UndoForm


@open_to(*CASEWORK, names="matter")
def notes(request: Any, matter: UUID) -> HttpResponse:
    """Anteckningar: what was written and done each day, and whether it is carried over to the record."""
    return _answer(request, open_matter(request, matter))


def _answer(request: Any, found: Any, **with_errors: Form) -> HttpResponse:
    shown([found.id], what="notes")
    context = presenting.notes_page(request.member, found, on=clock.today(), with_errors=with_errors)
    return render(request, "notes/notes.html", context)


def _done(
    request: Any, found: Any, name: str, form: Form, act: Callable[[dict[str, Any]], object], said: str
) -> HttpResponse:
    """Do what a valid form asks for, or show the page again with the form open where it stands."""
    if did(form, act):
        messages.success(request, said)
        return HttpResponseRedirect(reverse("notes", args=[found.id]))
    return _answer(request, found, **{name: form})


@open_to(*CASEWORK, names="matter", methods=("POST",))
def note_write(request: Any, matter: UUID) -> HttpResponse:
    """Skriv en anteckning."""
    found = open_matter(request, matter)

    def act(said: dict[str, Any]) -> object:
        return actions.write_note(matter=found, by=request.member, **said)

    form = NoteForm(request.POST, auto_id="write_%s")
    return _done(request, found, "write", form, act, gettext("Anteckningen är sparad."))


@open_to(*CASEWORK, names="matter", methods=("POST",))
def note_mend(request: Any, matter: UUID) -> HttpResponse:
    """Ändra en anteckning, or write a correction of one that may no longer be changed."""
    found, note = open_matter(request, matter), named_id(request.POST.get("note", ""))

    def act(said: dict[str, Any]) -> object:
        return actions.mend_note(
            matter=found, note_id=said["note"], text=said["text"], by=request.member, form_key=said["form_key"]
        )

    form = MendForm(request.POST, auto_id=f"n{note.hex[:8]}_%s")
    return _done(request, found, str(note), form, act, gettext("Anteckningen är sparad."))


@open_to(*CASEWORK, names="matter", methods=("POST",))
def note_reference(request: Any, matter: UUID) -> HttpResponse:
    """Skriv in eller ändra ärendets beteckning i verksamhetssystemet."""
    found = open_matter(request, matter)

    def act(said: dict[str, Any]) -> object:
        return keep_outside_reference(matter=found, outside_reference=said["outside_reference"])

    form = ReferenceForm(request.POST, auto_id="reference_%s")
    return _done(request, found, "reference", form, act, gettext("Beteckningen är sparad."))


@open_to(*CASEWORK, names="matter", methods=("POST",))
def note_carried(request: Any, matter: UUID) -> HttpResponse:
    """Markera en dag i ärendet som förd till akten."""
    found = open_matter(request, matter)

    def act(said: dict[str, Any]) -> object:
        return actions.carry_over(matter=found, by=request.member, **said)

    form = CarryForm(request.POST)
    name = f"day{request.POST.get('day', '')[:10]}"
    return _done(request, found, name, form, act, gettext("Dagen är markerad som förd till akten."))


@open_to(*CASEWORK, names="matter", methods=("POST",))
def note_undo(request: Any, matter: UUID) -> HttpResponse:
    """Ångra en markering som blev fel."""
    found = open_matter(request, matter)

    def act(said: dict[str, Any]) -> object:
        return actions.undo_carried(matter=found, marking=said["marking"], by=request.member)

    form = UndoForm(request.POST)
    return _done(request, found, "undo", form, act, gettext("Markeringen är ångrad. Dagen väntar igen."))


def _which_day(request: Any) -> DayForm:
    """The day that the address names; today when it names none."""
    asked = request.GET.get("dag")
    return DayForm(None if asked is None else {"dag": asked}, auto_id="day_%s", initial={"dag": clock.today()})


@open_to(*CASEWORK, names="matter")
def note_day(request: Any, matter: UUID) -> HttpResponse:
    """Dagens text: what happened and was written on a day, to copy out to the municipality's system."""
    found = open_matter(request, matter)
    form = _which_day(request)
    context, text = presenting.day_page(request.member, found, form=form, on=clock.today())
    if text is not None:
        shown([found.id], what="day_text")
    return render(request, "notes/day.html", context)


@open_to(*CASEWORK, names="matter")
def note_day_pdf(request: Any, matter: UUID) -> HttpResponse:
    """Dagens text som PDF."""
    found = open_matter(request, matter)
    form = _which_day(request)
    _, text = presenting.day_page(request.member, found, form=form, on=clock.today())
    here = reverse("note_day", args=[found.id])
    if text is None:
        return HttpResponseRedirect(here)
    try:
        content = day_pdf(text)
    except CannotDo as refusal:
        messages.error(request, refusal.message)
        return HttpResponseRedirect(f"{here}?dag={text.day.isoformat()}")
    shown([found.id], what="day_text_pdf")
    return pdf_answer(content, f"dagens-anteckning-{text.day.isoformat()}.pdf")
