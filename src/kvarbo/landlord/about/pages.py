"""Rummets uppgifter: kept by a manager."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kvarbo.ground import clock
from kvarbo.ground.access import open_to
from kvarbo.ground.help.forms import HelpContactForm
from kvarbo.ground.units.roles import RoleName
from kvarbo.landlord.about import actions
from kvarbo.landlord.about.forms import PurposeForm
from kvarbo.landlord.about.queries import all_help_contacts
from kvarbo.landlord.rent import actions as rent
from kvarbo.landlord.rent.queries import known_banner, recorded_purposes


@open_to(RoleName.MANAGER)
def about(request: Any) -> HttpResponse:
    """Rummets uppgifter: numbers to call, and recorded purposes."""
    return _shown(request, HelpContactForm(), PurposeForm())


@open_to(RoleName.MANAGER, methods=("POST",))
def keep_help_contact(request: Any) -> HttpResponse:
    """Skriv in ett nummer."""
    form = HelpContactForm(request.POST)
    if form.is_valid():
        try:
            actions.keep_help_contact(**form.cleaned_data)
            return redirect("about")
        except actions.CannotDo as refusal:
            form.add_error("phone", str(refusal))
    return _shown(request, form, PurposeForm())


@open_to(RoleName.MANAGER, methods=("POST",))
def remove_help_contact(request: Any) -> HttpResponse:
    """Ta bort ett nummer."""
    number = request.POST.get("contact", "")
    if number.isdecimal() and len(number) < 10:
        actions.remove_help_contact(identity=int(number))
    return redirect("about")


@open_to(RoleName.MANAGER, methods=("POST",))
def record_purpose(request: Any) -> HttpResponse:
    """Anteckna ett ändamål."""
    form = PurposeForm(request.POST)
    if form.is_valid():
        try:
            rent.record_purpose(**form.cleaned_data, by=request.member.name)
            return redirect("about")
        except rent.CannotDo as refusal:
            form.add_error("purpose", str(refusal))
    return _shown(request, HelpContactForm(), form)


def _shown(request: Any, contact_form: HelpContactForm, purpose_form: PurposeForm) -> HttpResponse:
    return render(
        request,
        "about/about.html",
        {
            **known_banner(on=clock.today()),
            "contacts": all_help_contacts(),
            "contact_form": contact_form,
            "purpose_form": purpose_form,
            "purposes": recorded_purposes(),
            "keep_url": reverse("keep_help_contact"),
            "remove_url": reverse("remove_help_contact"),
            "purpose_url": reverse("record_purpose"),
            "early_url": reverse("early_signal"),
            "counterparts_url": reverse("counterparts"),
        },
    )
