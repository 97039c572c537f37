"""Checklista: what may be done now in a matter, what is done, what not yet, and why."""

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

from kvarbo.core.checklist.words import MarkKind
from kvarbo.ground import clock
from kvarbo.ground.access import open_to
from kvarbo.ground.trail.recorder import shown
from kvarbo.ground.units.roles import RoleName
from kvarbo.social.casework.opening import did, open_matter
from kvarbo.social.casework.words import CASEWORK
from kvarbo.social.checklist import actions, presenting
from kvarbo.social.checklist.forms import AgainForm, FollowForm, MarkForm, PhaseForm
from kvarbo.social.checklist.queries import way_for


@open_to(*CASEWORK, names="matter")
def checklist(request: Any, matter: UUID) -> HttpResponse:
    """Checklista: each step with its state in words, why, who did it, and what can be marked."""
    return _answer(request, open_matter(request, matter))


def _answer(request: Any, found: Any, **with_errors: Form) -> HttpResponse:
    shown([found.id], what="checklist")
    context = presenting.page(request.member, found, on=clock.today(), with_errors=with_errors)
    return render(
        request, "checklist/checklist.html", {**context, "error_form": next(iter(with_errors.values()), None)}
    )


def _done(
    request: Any, found: Any, name: str, form: Form, act: Callable[[dict[str, Any]], object], said: str, anchor: str
) -> HttpResponse:
    """Do what a valid form asks for, or show the page again with the form open where it stands."""
    if did(form, act):
        messages.success(request, said)
        return HttpResponseRedirect(f"{reverse('checklist', args=[found.pk])}#{anchor}")
    return _answer(request, found, **{name: form})


@open_to(*CASEWORK, names="matter", methods=("POST",))
def checklist_mark(request: Any, matter: UUID) -> HttpResponse:
    """Markera ett steg: done, skipped, or open again, by the button that was pressed."""
    found, mark = open_matter(request, matter), request.POST.get("mark", "")
    step = request.POST.get("step", "")[:60]
    opens_again = mark == MarkKind.OPEN_AGAIN
    form: Form = (AgainForm if opens_again else MarkForm)(request.POST, auto_id=f"{step}_%s")

    def act(said: dict[str, Any]) -> object:
        day = clock.today() if opens_again else said["day"]
        return actions.mark_step(
            matter=found, step=said["step"], mark=mark, day=day, text=said["text"], on=clock.today(), by=request.member
        )

    told = {
        MarkKind.DONE.value: gettext("Steget är markerat som gjort."),
        MarkKind.SKIPPED.value: gettext("Steget är överhoppat."),
        MarkKind.OPEN_AGAIN.value: gettext("Steget är öppet igen."),
    }
    return _done(request, found, step, form, act, told.get(mark, ""), step)


@open_to(*CASEWORK, names="matter", methods=("POST",))
def checklist_phase(request: Any, matter: UUID) -> HttpResponse:
    """Skriv in ett skede."""
    found = open_matter(request, matter)
    way = way_for(found, on=clock.today())
    if way is None:
        return _answer(request, found)
    form = PhaseForm(request.POST, local=way.local, auto_id="phase_%s")

    def act(said: dict[str, Any]) -> object:
        return actions.decide_phase(matter=found, on=clock.today(), by=request.member, **said)

    return _done(request, found, "decision", form, act, gettext("Beslutet är inskrivet."), "skede")


@open_to(RoleName.MANAGER, names="matter", methods=("POST",))
def checklist_follow(request: Any, matter: UUID) -> HttpResponse:
    """Välj vilka checklistor rummet följer, from today."""
    found = open_matter(request, matter)
    form = FollowForm(request.POST, ways=presenting.ways_to_follow(), auto_id="follow_%s")

    def act(said: dict[str, Any]) -> object:
        return actions.follow_way(name=said["way"], valid_from=clock.today(), by_name=request.member.name)

    return _done(request, found, "follow", form, act, gettext("Checklistorna är valda."), "main")
