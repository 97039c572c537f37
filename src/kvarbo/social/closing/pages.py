"""Uppföljning: what was assessed when the matter was closed, that it was made, and the rent of the months after."""

from __future__ import annotations

from datetime import date
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
from kvarbo.social.casework.opening import did, open_matter
from kvarbo.social.casework.words import CASEWORK
from kvarbo.social.closing import actions, presenting
from kvarbo.social.closing.forms import DoneForm, RentForm


@open_to(*CASEWORK, names="matter")
def follow_up(request: Any, matter: UUID) -> HttpResponse:
    """Uppföljning: who looks again when, and how the rent has been paid since."""
    return _answer(request, open_matter(request, matter))


def _answer(request: Any, found: Any, **with_errors: Form) -> HttpResponse:
    shown([found.id], what="follow_up")
    context = presenting.page(request.member, found, on=clock.today(), with_errors=with_errors)
    return render(request, "closing/follow_up.html", context)


def _gone_on(request: Any, found: Any, said: str) -> HttpResponse:
    messages.success(request, said)
    return HttpResponseRedirect(reverse("follow_up", args=[found.id]))


@open_to(*CASEWORK, names="matter", methods=("POST",))
def follow_up_done(request: Any, matter: UUID) -> HttpResponse:
    """Skriv in att uppföljningen är gjord."""
    found = open_matter(request, matter)
    form = DoneForm(request.POST, auto_id="done_%s")
    if did(form, lambda said: actions.tell_follow_up(matter=found, by=request.member, **said)):
        return _gone_on(request, found, gettext("Uppföljningen är inskriven."))
    return _answer(request, found, done=form)


@open_to(*CASEWORK, names="matter", methods=("POST",))
def follow_up_rent(request: Any, matter: UUID) -> HttpResponse:
    """Skriv in hyran en månad. The landlord's word asks for a consent that covers it."""
    found = open_matter(request, matter)
    form = RentForm(request.POST, months=presenting.months_begun(found, clock.today()), auto_id="rent_%s")

    def act(said: dict[str, Any]) -> object:
        month = date.fromisoformat(said.pop("month"))
        return actions.tell_rent(matter=found, month=month, by=request.member, **said)

    if did(form, act):
        return _gone_on(request, found, gettext("Hyran är inskriven."))
    return _answer(request, found, rent=form)
