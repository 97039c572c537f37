"""Kontakter, Besök and Dagens runda."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from kvarbo.ground import clock
from kvarbo.ground.access import open_to
from kvarbo.ground.trail.recorder import shown
from kvarbo.house.rooms import current
from kvarbo.social.casework.opening import did, named_id, open_matter
from kvarbo.social.casework.refusals import CannotDo
from kvarbo.social.casework.words import CASEWORK
from kvarbo.social.contacts import attempts, presenting, queries, visits
from kvarbo.social.contacts.forms import (
    AnnouncedForm,
    CancelForm,
    ContactForm,
    NotToldForm,
    OutcomeForm,
    UnannouncedForm,
)

Act = Callable[[dict[str, Any]], object]


def _one(with_errors: dict[str, Form]) -> dict[str, Form | None]:
    return {"error_form": next(iter(with_errors.values()), None)}


@open_to(*CASEWORK, names="matter")
def contacts(request: Any, matter: UUID) -> HttpResponse:
    """Kontakter: what has been tried, when and by which way; what may be done next, and why."""
    return _contacts(request, open_matter(request, matter))


def _contacts(request: Any, found: Any, **with_errors: Form) -> HttpResponse:
    shown([found.id], what="contacts")
    context = presenting.contacts_page(request.member, found, on=clock.today(), with_errors=with_errors)
    return render(request, "contacts/contacts.html", {**context, **_one(with_errors)})


@open_to(*CASEWORK, names="matter", methods=("POST",))
def contact_add(request: Any, matter: UUID) -> HttpResponse:
    """Skriv in ett försök eller en kontakt."""
    found = open_matter(request, matter)
    form = ContactForm(request.POST, people=presenting.people_in(request.member, found))

    def act(said: dict[str, Any]) -> object:
        key, person = said.pop("form_key"), said.pop("person")
        told = attempts.Said(**said, person=UUID(person) if person else None)
        return attempts.record_contact(matter=found, said=told, on=clock.today(), by=request.member, form_key=key)

    if not did(form, act):
        return _contacts(request, found, contact=form)
    messages.success(request, gettext("Kontakten är inskriven."))
    return HttpResponseRedirect(reverse("contacts", args=[found.pk]))


@open_to(*CASEWORK, names="matter", methods=("POST",))
def contact_not_told(request: Any, matter: UUID) -> HttpResponse:
    """Skriv varför personen inte får veta vad som sades med hyresvärden."""
    found = open_matter(request, matter)
    form = NotToldForm(request.POST, auto_id=f"talk{request.POST.get('event', '')[:9]}_%s")

    def act(said: dict[str, Any]) -> object:
        return attempts.not_told(matter=found, on=clock.today(), by=request.member, **said)

    if not did(form, act):
        return _contacts(request, found, not_told=form)
    messages.success(request, gettext("Skälet är inskrivet."))
    return HttpResponseRedirect(reverse("contacts", args=[found.pk]))


@open_to(*CASEWORK, names="matter")
def visits_in(request: Any, matter: UUID) -> HttpResponse:
    """Besök i ärendet: planned and made, a new one, and what an unannounced one waits for."""
    return _visits(request, open_matter(request, matter), {})


def _visits(request: Any, found: Any, with_errors: dict[str, Form]) -> HttpResponse:
    shown([found.id], what="visits")
    context = presenting.visits_page(
        request.member, found, on=clock.today(), now=clock.now(), with_errors=with_errors
    )  # fmt: skip
    return render(request, "contacts/visits.html", {**context, **_one(with_errors)})


@open_to(*CASEWORK, names="matter", methods=("POST",))
def visit_plan(request: Any, matter: UUID) -> HttpResponse:
    """Planera ett besök: announced, or unannounced where the rule lets it be weighed."""
    found = open_matter(request, matter)
    staff = queries.who_may_go(found)
    name = "unannounced" if request.POST.get("how") == "unannounced" else "announced"
    form: Form
    if name == "unannounced":
        form = UnannouncedForm(request.POST, staff=staff, is_protected=found.is_protected, auto_id="unannounced_%s")
    else:
        form = AnnouncedForm(request.POST, staff=staff, auto_id="announced_%s")

    def act(said: dict[str, Any]) -> object:
        key, second = said.pop("form_key"), said.pop("second")
        place = said.pop("place", "home")
        plan = visits.Plan(**{**said, "lead": UUID(said["lead"])}, place=place, second=UUID(second) if second else None)
        return visits.plan_visit(matter=found, plan=plan, on=clock.today(), by=request.member, form_key=key)

    if not did(form, act):
        return _visits(request, found, {name: form})
    messages.success(request, gettext("Besöket är planerat."))
    return HttpResponseRedirect(reverse("visits", args=[found.pk]))


def _by_button(request: Any, found: Any, act: Callable[[UUID], object], said: str) -> HttpResponse:
    """A button on the page of visits or on the round: act, say how it went, and go back to where it stood."""
    visit = named_id(request.POST.get("visit", ""))
    try:
        with transaction.atomic(using=current().alias):
            act(visit)
    except CannotDo as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, said)
    on_the_round = request.POST.get("back") == "round"
    return HttpResponseRedirect(reverse("visit_round") if on_the_round else reverse("visits", args=[found.pk]))


@open_to(*CASEWORK, names="matter", methods=("POST",))
def visit_out(request: Any, matter: UUID) -> HttpResponse:
    """Checka ut."""
    found = open_matter(request, matter)
    return _by_button(
        request, found,
        lambda visit: visits.go_out(matter=found, visit=visit, on=clock.today(), by=request.member),
        gettext("Ni är utcheckade. Checka in när ni är tillbaka."),
    )  # fmt: skip


@open_to(*CASEWORK, names="matter", methods=("POST",))
def visit_back(request: Any, matter: UUID) -> HttpResponse:
    """Checka in."""
    found = open_matter(request, matter)
    told = gettext("Ni är incheckade. Skriv in hur besöket gick.")
    return _by_button(request, found, lambda visit: visits.come_back(matter=found, visit=visit), told)


@open_to(*CASEWORK, names="matter", methods=("POST",))
def visit_outcome(request: Any, matter: UUID) -> HttpResponse:
    """Skriv in hur besöket gick."""
    found, key = open_matter(request, matter), request.POST.get("visit", "")
    form = OutcomeForm(request.POST, auto_id=f"o{key[:8]}_%s")

    def act(said: dict[str, Any]) -> object:
        return visits.tell_outcome(matter=found, on=clock.today(), by=request.member, **said)

    if not did(form, act):
        return _visits(request, found, {f"outcome {key}": form})
    messages.success(request, gettext("Besöket är inskrivet, också bland kontakterna."))
    return HttpResponseRedirect(reverse("visits", args=[found.pk]))


@open_to(*CASEWORK, names="matter", methods=("POST",))
def visit_cancel(request: Any, matter: UUID) -> HttpResponse:
    """Ställ in besöket."""
    found, key = open_matter(request, matter), request.POST.get("visit", "")
    form = CancelForm(request.POST, auto_id=f"c{key[:8]}_%s")

    def act(said: dict[str, Any]) -> object:
        return visits.cancel_visit(matter=found, on=clock.today(), **said)

    if not did(form, act):
        return _visits(request, found, {f"cancel {key}": form})
    messages.success(request, gettext("Besöket är inställt."))
    return HttpResponseRedirect(reverse("visits", args=[found.pk]))


@open_to(*CASEWORK)
def visit_round(request: Any) -> HttpResponse:
    """Dagens runda: the unit's visits of a day, to print and to take along."""
    day = _day(request.GET.get("dag", ""))
    context = presenting.round_page(request.member, day, now=clock.now())
    shown([row.matter.matter.id for row in queries.round_of(request.member, day) if row.matter], what="visit_round")
    urgent = presenting.urgent(request.member, clock.now())
    return render(
        request, "contacts/round.html", {**context, "day": day, "urgent": urgent, "harm_url": reverse("harm")}
    )


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return clock.today()
