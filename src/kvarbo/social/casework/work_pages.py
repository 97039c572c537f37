"""Pages that write: people, details, sources, who works with a matter, where it belongs, and what has been done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext

from kvarbo.ground import clock
from kvarbo.ground.access import open_to
from kvarbo.ground.units.queries import units
from kvarbo.house.rooms import current
from kvarbo.social.casework import actions, added, people, presenting
from kvarbo.social.casework.forms import (
    AssignForm,
    CloseForm,
    DetailsForm,
    EventForm,
    MoveForm,
    PersonForm,
    ReopenForm,
    SourceForm,
)
from kvarbo.social.casework.models import Matter
from kvarbo.social.casework.opening import did, named_id, open_matter
from kvarbo.social.casework.pages import matter_answer
from kvarbo.social.casework.people import NewPerson
from kvarbo.social.casework.queries import matters_open_to
from kvarbo.social.casework.refusals import CannotDo
from kvarbo.social.casework.words import CASEWORK

REACHED = {"yes": True, "no": False}


def _go_on(request: Any, found: Matter, said: str) -> HttpResponse:
    """Back to the matter; to the list when it may no longer be opened by the one who has just given it away."""
    messages.success(request, said)
    still_open = matters_open_to(request.member).filter(pk=found.pk).exists()
    return HttpResponseRedirect(reverse("matter", args=[found.pk]) if still_open else reverse("front"))


def _done(
    request: Any, found: Matter, name: str, form: Form, act: Callable[[dict[str, Any]], object], said: str
) -> HttpResponse:
    """Do what a valid form asks for, or show the page again with the form under its name in the template."""
    if did(form, act):
        return _go_on(request, found, said)
    return matter_answer(request, found, **{name: form})


def _by_button(request: Any, found: Matter, act: Callable[[], object], said: str) -> HttpResponse:
    try:
        with transaction.atomic(using=current().alias):
            act()
    except CannotDo as refusal:
        messages.error(request, refusal.message)
        return HttpResponseRedirect(reverse("matter", args=[found.pk]))
    return _go_on(request, found, said)


@open_to(*CASEWORK, names="matter", methods=("POST",))
def matter_person(request: Any, matter: UUID) -> HttpResponse:
    """Skriv in en person till."""
    found = open_matter(request, matter)
    form = PersonForm(request.POST, auto_id="person_%s")

    def act(said: dict[str, Any]) -> object:
        return people.add_person(matter=found, person=NewPerson(**said), by=request.member, on=clock.today())

    return _done(request, found, "person_form", form, act, gettext("Personen är inskriven."))


@open_to(*CASEWORK, names="matter", methods=("POST",))
def matter_person_remove(request: Any, matter: UUID) -> HttpResponse:
    """Ta bort en person som skrevs in av misstag."""
    found = open_matter(request, matter)
    person = named_id(request.POST.get("person", ""))
    return _by_button(
        request, found, lambda: people.remove_person(matter=found, person_id=person), gettext("Personen är borttagen.")
    )


@open_to(*CASEWORK, names="matter", methods=("POST",))
def matter_details(request: Any, matter: UUID) -> HttpResponse:
    """Rätta adressen och beteckningen i verksamhetssystemet."""
    found = open_matter(request, matter)
    form = DetailsForm(request.POST, auto_id="details_%s")

    def act(said: dict[str, Any]) -> object:
        return actions.keep_details(matter=found, by=request.member, **said)

    return _done(request, found, "details_form", form, act, gettext("Uppgifterna är sparade."))


@open_to(*CASEWORK, names="matter", methods=("POST",))
def matter_source(request: Any, matter: UUID) -> HttpResponse:
    """Ärendet har kommit en gång till."""
    found = open_matter(request, matter)
    form = SourceForm(request.POST, auto_id="source_%s")

    def act(said: dict[str, Any]) -> object:
        return actions.add_source(matter=found, on=clock.today(), by=request.member, **said)

    return _done(request, found, "source_form", form, act, gettext("Det är inskrivet."))


@open_to(*CASEWORK, names="matter", methods=("POST",))
def matter_assign(request: Any, matter: UUID) -> HttpResponse:
    """Tilldela en handläggare."""
    found = open_matter(request, matter)
    form = AssignForm(request.POST, members=presenting.who_may_be_assigned(found), auto_id="assign_%s")

    def act(said: dict[str, Any]) -> object:
        return actions.assign(matter=found, member_id=UUID(said["member"]), on=clock.today())

    return _done(request, found, "assign_form", form, act, gettext("Handläggaren är tilldelad."))


@open_to(*CASEWORK, names="matter", methods=("POST",))
def matter_unassign(request: Any, matter: UUID) -> HttpResponse:
    """Ta bort en tilldelning."""
    found = open_matter(request, matter)
    member = named_id(request.POST.get("member", ""))
    return _by_button(
        request,
        found,
        lambda: actions.unassign(matter=found, member_id=member, on=clock.today()),
        gettext("Handläggaren är inte längre tilldelad."),
    )


@open_to(*CASEWORK, names="matter", methods=("POST",))
def matter_move(request: Any, matter: UUID) -> HttpResponse:
    """Flytta till en annan enhet."""
    found = open_matter(request, matter)
    form = MoveForm(request.POST, units=units(), auto_id="move_%s")

    def act(said: dict[str, Any]) -> object:
        unit = UUID(said["unit"])
        return actions.move_to_unit(matter=found, unit_id=unit, on=clock.today(), by=request.member)

    return _done(request, found, "move_form", form, act, gettext("Ärendet är flyttat."))


@open_to(*CASEWORK, names="matter", methods=("POST",))
def matter_event(request: Any, matter: UUID) -> HttpResponse:
    """Skriv in något som har gjorts."""
    found = open_matter(request, matter)
    form = EventForm(request.POST, auto_id="event_%s")

    def act(said: dict[str, Any]) -> object:
        reached = REACHED.get(said.pop("reached"))
        return actions.log_event(matter=found, reached=reached, on=clock.today(), by=request.member, **said)

    return _done(request, found, "event_form", form, act, gettext("Händelsen är inskriven."))


@open_to(*CASEWORK, names="matter", methods=("POST",))
def matter_close(request: Any, matter: UUID) -> HttpResponse:
    """Avsluta ärendet."""
    found = open_matter(request, matter)
    form = CloseForm(request.POST, more=added.closing_fields(found), auto_id="close_%s")

    def act(said: dict[str, Any]) -> object:
        actions.close(matter=found, reason=said["reason"], on=clock.today(), by=request.member)
        return added.tell_closed(found, said, by=request.member, on=clock.today())

    return _done(request, found, "close_form", form, act, gettext("Ärendet är avslutat."))


@open_to(*CASEWORK, names="matter", methods=("POST",))
def matter_reopen(request: Any, matter: UUID) -> HttpResponse:
    """Öppna ärendet igen."""
    found = open_matter(request, matter)
    form = ReopenForm(request.POST, auto_id="reopen_%s")

    def act(said: dict[str, Any]) -> object:
        return actions.reopen(matter=found, on=clock.today(), by=request.member, **said)

    return _done(request, found, "reopen_form", form, act, gettext("Ärendet är öppnat igen."))
