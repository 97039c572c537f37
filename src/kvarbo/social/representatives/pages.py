"""Företrädare och betalare: who speaks for whom, who pays the rent, and who has been told that they may stay."""

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
from kvarbo.ground.trail.recorder import shown
from kvarbo.social.casework.opening import did, named_id, open_matter
from kvarbo.social.casework.queries import people_choices
from kvarbo.social.casework.words import CASEWORK
from kvarbo.social.representatives import actions, presenting
from kvarbo.social.representatives.forms import EndForm, PayerForm, RepresentativeForm, RightsForm


@open_to(*CASEWORK, names="matter")
def representatives(request: Any, matter: UUID) -> HttpResponse:
    """Företrädare och betalare."""
    return _answer(request, open_matter(request, matter))


def _answer(request: Any, found: Any, **with_errors: Form) -> HttpResponse:
    shown([found.id], what="representatives")
    context = presenting.page(request.member, found, on=clock.today(), with_errors=with_errors)
    return render(request, "representatives/representatives.html", context)


def _done(request: Any, found: Any, name: str, form: Form, act: Callable[[dict[str, Any]], object]) -> HttpResponse:
    if did(form, act):
        messages.success(request, gettext("Det är inskrivet."))
        return HttpResponseRedirect(reverse("representatives", args=[found.id]))
    return _answer(request, found, **{name: form})


@open_to(*CASEWORK, names="matter", methods=("POST",))
def representative_write(request: Any, matter: UUID) -> HttpResponse:
    """Skriv in en företrädare."""
    found = open_matter(request, matter)
    form = RepresentativeForm(request.POST, people=people_choices(request.member, found), auto_id="write_%s")

    def act(said: dict[str, Any]) -> object:
        person = named_id(said.pop("person"))
        return actions.write_representative(matter=found, person=person, by=request.member, **said)

    return _done(request, found, "write", form, act)


@open_to(*CASEWORK, names="matter", methods=("POST",))
def representative_end(request: Any, matter: UUID) -> HttpResponse:
    """Uppdraget har upphört."""
    found = open_matter(request, matter)
    of = named_id(request.POST.get("representative", ""))
    form = EndForm(request.POST, auto_id=f"end_{of}_%s")
    return _done(
        request, found, f"end{of}", form,
        lambda said: actions.end_representative(matter=found, by=request.member, **said),
    )  # fmt: skip


@open_to(*CASEWORK, names="matter", methods=("POST",))
def rent_payer(request: Any, matter: UUID) -> HttpResponse:
    """Skriv in vem som betalar hyran."""
    found = open_matter(request, matter)
    form = PayerForm(request.POST, auto_id="payer_%s")
    return _done(
        request, found, "payer", form, lambda said: actions.write_payer(matter=found, by=request.member, **said)
    )


@open_to(*CASEWORK, names="matter", methods=("POST",))
def rights_told(request: Any, matter: UUID) -> HttpResponse:
    """Skriv in att någon har fått veta sin rätt."""
    found = open_matter(request, matter)
    people = presenting.with_a_right(request.member, found)
    form = RightsForm(request.POST, people=people, auto_id="rights_%s")

    def act(said: dict[str, Any]) -> object:
        person = named_id(said.pop("person"))
        return actions.tell_rights(matter=found, person=person, by=request.member, **said)

    return _done(request, found, "rights", form, act)
