"""Hyran och fristen: the last days to win a home back, the board's undertaking, and who has the right to sign it."""

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
from kvarbo.ground.units.roles import RoleName
from kvarbo.social.casework.opening import did, named_id, open_matter
from kvarbo.social.casework.words import CASEWORK
from kvarbo.social.undertakings import actions, presenting
from kvarbo.social.undertakings.forms import FactsForm, RightEndForm, RightForm, UndertakingForm, in_ore
from kvarbo.social.undertakings.queries import all_rights, termination_in


@open_to(*CASEWORK, names="matter")
def terminations(request: Any, matter: UUID) -> HttpResponse:
    """Hyran och fristen: each termination for unpaid rent with its last days, what is owed, and the undertaking."""
    return _answer(request, open_matter(request, matter))


def _answer(request: Any, found: Any, **with_errors: Form) -> HttpResponse:
    shown([found.id], what="terminations")
    context = presenting.page(request.member, found, on=clock.today(), with_errors=with_errors)
    return render(request, "undertakings/terminations.html", context)


def _done(
    request: Any, found: Any, name: str, form: Form, act: Callable[[dict[str, Any]], object], said: str
) -> HttpResponse:
    """Do what a valid form asks for, or show the page again with the form open where it stands."""
    if did(form, act):
        messages.success(request, said)
        return HttpResponseRedirect(reverse("terminations", args=[found.id]))
    return _answer(request, found, **{f"{form.data.get('paper', '')}{name}": form})


@open_to(*CASEWORK, names="matter", methods=("POST",))
def termination_facts(request: Any, matter: UUID) -> HttpResponse:
    """Skriv in det som är känt om uppsägningen."""
    found = open_matter(request, matter)

    def act(said: dict[str, Any]) -> object:
        return actions.keep_facts(
            matter=found, paper_id=said["paper"], by=request.member, form_key=said["form_key"],
            tenant_served=said["tenant_served"], rent=in_ore(said["rent"]), costs=in_ore(said["costs"]),
            settled=said["settled"], settled_on=said["settled_on"],
        )  # fmt: skip

    form = FactsForm(request.POST, auto_id="facts_%s")
    return _done(request, found, "facts", form, act, gettext("Uppgifterna är sparade."))


@open_to(*CASEWORK, names="matter", methods=("POST",))
def undertaking_give(request: Any, matter: UUID) -> HttpResponse:
    """Skriv in nämndens åtagande."""
    found = open_matter(request, matter)

    def act(said: dict[str, Any]) -> object:
        return actions.give_undertaking(
            matter=found, paper_id=said["paper"], by=request.member, form_key=said["form_key"],
            amount=in_ore(said["amount"]) or 0, months=said["months"], decided_on=said["decided_on"],
            signed_by=UUID(said["signed_by"]), sent_how=said["sent_how"],
            registered_number=said["registered_number"], sent_on=said["sent_on"], reached_on=said["reached_on"],
            warned=said.get("warned", False),
        )  # fmt: skip

    warns = presenting.warns(termination_in(found.id, named_id(request.POST.get("paper", ""))), clock.today())
    # Every right there has been is a choice: whether it held on the day of the decision is the action's to say.
    form = UndertakingForm(request.POST, rights=presenting.choices_of(all_rights()), warns=warns, auto_id="give_%s")
    return _done(request, found, "give", form, act, gettext("Åtagandet är inskrivet."))


@open_to(RoleName.MANAGER, methods=("GET", "POST"))
def signing_rights(request: Any) -> HttpResponse:
    """Rätt att skriva under åtaganden: who has it, by which decision, and a new one."""
    form = RightForm(request.POST or None, auto_id="new_%s")
    if request.method == "POST":
        if did(form, lambda said: actions.grant_signing(**said, by_name=request.member.name)):
            messages.success(request, gettext("Rätten är inskriven."))
            return HttpResponseRedirect(reverse("signing_rights"))
        return _rights(request, new=form)
    return _rights(request)


def _rights(request: Any, **with_errors: Form) -> HttpResponse:
    context = presenting.rights_page(on=clock.today(), with_errors=with_errors)
    return render(request, "undertakings/rights.html", context)


@open_to(RoleName.MANAGER, methods=("POST",))
def signing_right_end(request: Any) -> HttpResponse:
    """En rätt upphör."""
    form = RightEndForm(request.POST, auto_id="end_%s")
    if did(form, lambda said: actions.end_signing(right=said["right"], last_day=said["valid_to"])):
        messages.success(request, gettext("Rätten är avslutad."))
        return HttpResponseRedirect(reverse("signing_rights"))
    return _rights(request, **{form.data.get("right", "new"): form})
