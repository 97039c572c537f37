"""Någon kan fara illa: what to say and whom to call, and the room's own numbers, kept by a manager."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from kvarbo.ground.access import open_to
from kvarbo.ground.help import numbers
from kvarbo.ground.help.forms import HelpContactForm
from kvarbo.ground.units.roles import RoleName
from kvarbo.social.casework.refusals import CannotDo
from kvarbo.social.casework.words import CASEWORK
from kvarbo.social.contacts.queries import help_table


@open_to(*CASEWORK)
def harm(request: Any) -> HttpResponse:
    """Någon kan fara illa. Nothing is written down by looking."""
    return _answer(request, HelpContactForm())


def _answer(request: Any, form: Form) -> HttpResponse:
    context = {
        "back_url": reverse("front"),
        **numbers.to_call(help_table()),
        "form": form if request.member.has(RoleName.MANAGER) else None,
        "numbers": numbers.kept(help_table()),
        "keep_url": reverse("keep_help_contact"),
        "remove_url": reverse("remove_help_contact"),
    }
    return render(request, "contacts/harm.html", context)


@open_to(RoleName.MANAGER, methods=("POST",))
def keep_help_contact(request: Any) -> HttpResponse:
    """Skriv in ett nummer."""
    form = HelpContactForm(request.POST)
    if form.is_valid():
        try:
            numbers.keep(help_table(), **form.cleaned_data)
        except CannotDo as refusal:
            form.add_error(refusal.field, refusal.message)
        else:
            messages.success(request, gettext("Numret är inskrivet."))
            return HttpResponseRedirect(reverse("harm"))
    return _answer(request, form)


@open_to(RoleName.MANAGER, methods=("POST",))
def remove_help_contact(request: Any) -> HttpResponse:
    """Ta bort ett nummer."""
    number = request.POST.get("contact", "")
    if number.isdecimal() and len(number) < 10:
        numbers.remove(help_table(), identity=int(number))
        messages.success(request, gettext("Numret är borttaget."))
    return HttpResponseRedirect(reverse("harm"))
