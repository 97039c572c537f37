"""Motparter: who we are, by which key our papers are known, and who papers go to and come from."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from kvarbo.core.law.secrecy.vocabulary import IN_WORDS, Party
from kvarbo.doors.organisations import actions
from kvarbo.doors.papers.signing import own_public_key
from kvarbo.doors.post import queries
from kvarbo.doors.post.forms import CounterpartForm, OurselvesForm
from kvarbo.ground.access import open_to
from kvarbo.ground.units.roles import RoleName

GROUPS = 8  # a key is read aloud eight characters at a time


@open_to(RoleName.MANAGER)
def counterparts(request: Any) -> HttpResponse:
    """Motparter och vår egen nyckel."""
    return _shown(request, _ourselves_form(), _counterpart_form(request))


@open_to(RoleName.MANAGER, methods=("POST",))
def counterpart_keep(request: Any) -> HttpResponse:
    """Spara en motpart."""
    form = CounterpartForm(request.POST, auto_id="motpart_%s")
    if not form.is_valid():
        return _shown(request, _ourselves_form(), form)
    actions.keep_counterpart(**form.cleaned_data)
    messages.success(request, gettext("Motparten är sparad."))
    return redirect("counterparts")


@open_to(RoleName.MANAGER, methods=("POST",))
def ourselves_keep(request: Any) -> HttpResponse:
    """Spara vilka vi är."""
    form = OurselvesForm(request.POST, auto_id="vi_%s")
    if not form.is_valid():
        return _shown(request, form, _counterpart_form(request))
    actions.say_who_we_are(**form.cleaned_data)
    messages.success(request, gettext("Sparat."))
    return redirect("counterparts")


def _shown(request: Any, ourselves_form: OurselvesForm, counterpart_form: CounterpartForm) -> HttpResponse:
    key = own_public_key()
    context = {
        "key": " ".join(key[place : place + GROUPS] for place in range(0, len(key), GROUPS)),
        "ourselves": queries.ourselves_written(),
        "counterparts": [
            {
                "row": other,
                "party": IN_WORDS[Party(other.party)],
                "url": f"{reverse('counterparts')}?motpart={other.pk}",
            }
            for other in queries.every_counterpart()
        ],
        "ourselves_form": ourselves_form,
        "counterpart_form": counterpart_form,
        "ourselves_url": reverse("ourselves_keep"),
        "counterpart_url": reverse("counterpart_keep"),
        "papers_url": reverse("papers"),
    }
    return render(request, "post/counterparts.html", context)


def _ourselves_form() -> OurselvesForm:
    kept = queries.ourselves_written()
    names = ("name", "party", "organisation_number", "address")
    return OurselvesForm(initial={name: getattr(kept, name) for name in names} if kept else {}, auto_id="vi_%s")


def _counterpart_form(request: Any) -> CounterpartForm:
    """The form, filled with the counterpart that was chosen in the list."""
    try:
        chosen = UUID(request.GET.get("motpart", ""))
    except ValueError:
        return CounterpartForm(auto_id="motpart_%s")
    kept = next((other for other in queries.every_counterpart() if other.pk == chosen), None)
    names = ("name", "party", "organisation_number", "transport", "place", "public_key", "is_active")
    return CounterpartForm(initial={name: getattr(kept, name) for name in names} if kept else {}, auto_id="motpart_%s")
