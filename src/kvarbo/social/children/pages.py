"""Barnen in a matter: who they are, what has been done for each, and the children's unit brought in."""

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
from kvarbo.ground.asked import new_form_key
from kvarbo.ground.trail.recorder import shown
from kvarbo.social.casework.opening import did, named_id, open_matter
from kvarbo.social.casework.words import CASEWORK
from kvarbo.social.children import actions, handover, presenting
from kvarbo.social.children.forms import AlongForm, DetailsForm, FactForm
from kvarbo.social.children.handover import Note

OF_THE_NOTE = ("kind", "ground", "known_on", "why_you", "facts", "answer_by")


@open_to(*CASEWORK, names="matter")
def children(request: Any, matter: UUID) -> HttpResponse:
    """Barnen: every child concerned and how, what has been done and what is missing, and what was handed over."""
    return _answer(request, open_matter(request, matter))


def _answer(request: Any, found: Any, **with_errors: Form) -> HttpResponse:
    shown([found.id], what="children")
    context = presenting.page(request.member, found, on=clock.today(), form_key=new_form_key(), with_errors=with_errors)
    return render(request, "children/children.html", context)


def _done(
    request: Any, found: Any, name: str, form: Form, act: Callable[[dict[str, Any]], object], said: str
) -> HttpResponse:
    if not did(form, act):
        return _answer(request, found, **{name: form})
    messages.success(request, said)
    return HttpResponseRedirect(reverse("children", args=[found.pk]))


@open_to(*CASEWORK, names="matter", methods=("POST",))
def children_details(request: Any, matter: UUID) -> HttpResponse:
    """Skriv in hur ett barn bor här, och vems ord det är."""
    found = open_matter(request, matter)
    child = named_id(request.POST.get("child", ""))
    form = DetailsForm(request.POST, auto_id=f"c{child.hex[:8]}_%s")

    def act(said: dict[str, Any]) -> object:
        told = {name: value for name, value in said.items() if name != "child"}
        return actions.keep_details(matter=found, person_id=child, on=clock.today(), by=request.member, **told)

    return _done(request, found, str(child), form, act, gettext("Uppgifterna om barnet är sparade."))


@open_to(*CASEWORK, names="matter", methods=("POST",))
def children_fact(request: Any, matter: UUID) -> HttpResponse:
    """Skriv in något som är gjort för ett barn eller familjen."""
    found, on = open_matter(request, matter), clock.today()
    form = FactForm(request.POST, children=presenting.child_choices(request.member, found, on=on), auto_id="fact_%s")

    def act(said: dict[str, Any]) -> object:
        child = said.pop("child")
        person = named_id(child) if child else None
        return actions.note_fact(matter=found, person_id=person, on=on, by=request.member, **said)

    return _done(request, found, "fact", form, act, gettext("Det är inskrivet."))


@open_to(*CASEWORK, names="matter", methods=("POST",))
def children_along(request: Any, matter: UUID) -> HttpResponse:
    """Be barnenheten följa med."""
    found = open_matter(request, matter)
    form = AlongForm(request.POST, auto_id="along_%s")

    def act(said: dict[str, Any]) -> object:
        return actions.bring_along(matter=found, on=clock.today(), by=request.member, **said)

    return _done(request, found, "along", form, act, gettext("Det är inskrivet att barnenheten följer med."))


@open_to(*CASEWORK, names="matter", methods=("POST",))
def children_hand_over(request: Any, matter: UUID) -> HttpResponse:
    """Lämna över till barnenheten."""
    found, on = open_matter(request, matter), clock.today()
    form = presenting.hand_over_form(request.member, found, on=on, data=request.POST)

    def act(said: dict[str, Any]) -> object:
        return handover.hand_over(
            matter=found,
            children=[named_id(one) for one in said["children"]],
            adults=[named_id(one) for one in said["adults"]],
            note=Note(**{name: said[name] for name in OF_THE_NOTE}),
            on=on,
            by=request.member,
            form_key=said["form_key"],
        )

    return _done(request, found, "hand_over", form, act, gettext("Barnenheten har fått överlämningen."))
