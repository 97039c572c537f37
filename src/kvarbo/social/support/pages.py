"""Stöd och plan: causes, the budget, support and the plan of a matter, and the plan as a page for the person."""

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
from kvarbo.social.support import actions, owners, presenting, told
from kvarbo.social.support.forms import (
    BudgetForm,
    CausesForm,
    ChangeForm,
    GoalForm,
    ResultForm,
    StrikeForm,
    SupportForm,
    WordForm,
)


@open_to(*CASEWORK, names="matter")
def support(request: Any, matter: UUID) -> HttpResponse:
    """Stöd och plan: what the debt comes from, the budget, support, and who does what by when."""
    return _answer(request, open_matter(request, matter))


def _answer(request: Any, found: Any, **with_errors: Form) -> HttpResponse:
    shown([found.id], what="support")
    context = presenting.page(request.member, found, on=clock.today(), with_errors=with_errors)
    return render(request, "support/support.html", context)


@open_to(*CASEWORK, names="matter")
def support_plan(request: Any, matter: UUID) -> HttpResponse:
    """Din plan: the plan on one page to print for the person, without address."""
    found = open_matter(request, matter)
    shown([found.id], what="support_plan")
    return render(request, "support/plan.html", presenting.plan(request.member, found, on=clock.today()))


def _done(
    request: Any, found: Any, name: str, form: Form, act: Callable[[dict[str, Any]], object], said: str
) -> HttpResponse:
    """Do what a valid form asks for, or show the page again with the form open where it stands."""
    if did(form, act):
        messages.success(request, said)
        return HttpResponseRedirect(reverse("support", args=[found.id]))
    return _answer(request, found, **{name: form})


@open_to(*CASEWORK, names="matter", methods=("POST",))
def support_causes(request: Any, matter: UUID) -> HttpResponse:
    """Skriv in orsaker till skulden."""
    found = open_matter(request, matter)
    form = CausesForm(request.POST, auto_id="cause_%s")

    def act(said: dict[str, Any]) -> object:
        return told.tell_causes(matter=found, by=request.member, **said)

    return _done(request, found, "causes", form, act, gettext("Orsakerna är inskrivna."))


@open_to(*CASEWORK, names="matter", methods=("POST",))
def support_cause_strike(request: Any, matter: UUID) -> HttpResponse:
    """Stryk en orsak som var fel, by its button."""
    found = open_matter(request, matter)
    form = StrikeForm(request.POST)

    def act(said: dict[str, Any]) -> object:
        return told.strike_cause(matter=found, cause=said["cause"], by=request.member)

    return _done(request, found, "strike", form, act, gettext("Orsaken är struken."))


@open_to(*CASEWORK, names="matter", methods=("POST",))
def support_budget(request: Any, matter: UUID) -> HttpResponse:
    """Skriv in budgeten en månad."""
    found = open_matter(request, matter)
    form = BudgetForm(request.POST, auto_id="budget_%s")

    def act(said: dict[str, Any]) -> object:
        return told.tell_budget(
            matter=found, amounts=form.amounts(), told_on=said["told_on"], by=request.member,
            form_key=said["form_key"],
        )  # fmt: skip

    return _done(request, found, "budget", form, act, gettext("Budgeten är inskriven."))


@open_to(*CASEWORK, names="matter", methods=("POST",))
def support_offer(request: Any, matter: UUID) -> HttpResponse:
    """Skriv in ett stöd."""
    found = open_matter(request, matter)
    form = SupportForm(request.POST, owners=owners.choices_of(request.member, found), auto_id="offer_%s")

    def act(said: dict[str, Any]) -> object:
        return actions.offer_support(matter=found, by=request.member, **said)

    return _done(request, found, "offer", form, act, gettext("Stödet är inskrivet."))


@open_to(*CASEWORK, names="matter", methods=("POST",))
def support_change(request: Any, matter: UUID) -> HttpResponse:
    """Skriv in att ett stöd har börjat eller slutat."""
    found, which = open_matter(request, matter), named_id(request.POST.get("support", ""))
    form = ChangeForm(request.POST, auto_id=f"s{which.hex[:8]}_%s")

    def act(said: dict[str, Any]) -> object:
        return actions.change_support(matter=found, by=request.member, **said)

    return _done(request, found, str(which), form, act, gettext("Stödet är ändrat."))


@open_to(*CASEWORK, names="matter", methods=("POST",))
def support_goal(request: Any, matter: UUID) -> HttpResponse:
    """Sätt ett mål i planen."""
    found = open_matter(request, matter)
    form = GoalForm(request.POST, owners=owners.choices_of(request.member, found), auto_id="goal_%s")

    def act(said: dict[str, Any]) -> object:
        return actions.set_goal(matter=found, by=request.member, **said)

    return _done(request, found, "goal", form, act, gettext("Målet är inskrivet."))


@open_to(*CASEWORK, names="matter", methods=("POST",))
def support_result(request: Any, matter: UUID) -> HttpResponse:
    """Skriv in hur det gick med ett mål."""
    found, which = open_matter(request, matter), named_id(request.POST.get("goal", ""))
    form = ResultForm(request.POST, auto_id=f"g{which.hex[:8]}_%s")

    def act(said: dict[str, Any]) -> object:
        return actions.settle_goal(matter=found, by=request.member, **said)

    return _done(request, found, str(which), form, act, gettext("Det är inskrivet hur det gick."))


@open_to(*CASEWORK, names="matter", methods=("POST",))
def support_word(request: Any, matter: UUID) -> HttpResponse:
    """Skriv in om planen är överenskommen, och med vem."""
    found = open_matter(request, matter)
    people = people_choices(request.member, found)
    form = WordForm(request.POST, people=people, auto_id="word_%s")

    def act(said: dict[str, Any]) -> object:
        person = named_id(said.pop("person"))
        agreed = said.pop("agreed") == "yes"
        return actions.write_word(matter=found, agreed=agreed, person=person, by=request.member, **said)

    return _done(request, found, "word", form, act, gettext("Det är inskrivet."))
