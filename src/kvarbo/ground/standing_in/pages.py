"""Frånvaro och ersättare: who is away, who stands in, who receives what comes in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from kvarbo.ground import clock
from kvarbo.ground.access import open_to
from kvarbo.ground.asked import acted, id_asked
from kvarbo.ground.refusals import CannotDo
from kvarbo.ground.standing_in import actions, queries
from kvarbo.ground.standing_in.forms import AbsenceForm, ReceptionForm
from kvarbo.ground.units.queries import works_with_people
from kvarbo.ground.units.roles import CASE_ROLES, RoleName

AT_WORK = tuple(role for role in RoleName if role.value in CASE_ROLES)
_REMOVE: dict[str, tuple[Callable[..., None], str]] = {
    "back": (actions.come_back, "Frånvaron är avslutad."),
    "no_reception": (actions.receive_no_more, "Mottagningen är borttagen."),
}


@open_to(*AT_WORK, methods=("GET", "POST"))
def standing_in(request: Any) -> HttpResponse:
    """Frånvaro och ersättare: read and written on one page."""
    do, here = request.POST.get("do", ""), reverse("standing_in")
    if do in _REMOVE:
        remove, said = _REMOVE[do]
        return acted(request, lambda: remove(id_asked(request, "row"), by=request.member), done=said, back=here)
    away = _form(request, AbsenceForm, "away", "b")
    receives = _form(request, ReceptionForm, "reception", "m")
    if do == "away" and _did(away, actions.be_away, request):
        return _said(request, "Frånvaron är inskriven.", here)
    if do == "reception" and _did(receives, actions.receive, request):
        return _said(request, "Mottagningen är inskriven.", here)
    on, is_manager = clock.today(), request.member.has(RoleName.MANAGER.value)
    mine = request.member.id
    context = {
        "absences": [{"row": one, "may": is_manager or one.member_id == mine} for one in queries.absences(on=on)],
        "receptions": [{"row": one, "may": is_manager or one.member_id == mine} for one in queries.receptions(on=on)],
        "away_form": away, "reception_form": receives, "here_url": here, "on": on,
    }  # fmt: skip
    return render(request, "standing_in/standing_in.html", context)


def _form(request: Any, form: type[ReceptionForm], do: str, prefix: str) -> ReceptionForm:
    colleagues, member = works_with_people(), request.member
    own = colleagues if member.has(RoleName.MANAGER.value) else [(member.id, member.name)]
    said = request.POST if request.POST.get("do") == do else None
    start = {"member": str(member.id), "from_day": clock.today(), "to_day": clock.today()}
    return form(said, colleagues=colleagues, own=own, initial=start, prefix=prefix)


def _did(form: Form, act: Callable[..., object], request: Any) -> bool:
    if not form.is_valid():
        return False
    try:
        act(**form.cleaned_data, by=request.member)
    except CannotDo as refusal:
        form.add_error(refusal.field, refusal.message)
        return False
    return True


def _said(request: Any, words: str, here: str) -> HttpResponse:
    messages.success(request, gettext(words))
    return HttpResponseRedirect(here)
