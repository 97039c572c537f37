"""1+1-tillägg: the page of a home where one is written in, and its review."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from kvarbo.ground import clock
from kvarbo.ground.access import open_to
from kvarbo.ground.asked import new_form_key
from kvarbo.ground.trail.recorder import shown
from kvarbo.landlord.opening import open_lease
from kvarbo.landlord.outreach.refusals import CannotDo
from kvarbo.landlord.plans import addenda
from kvarbo.landlord.plans.addendum_forms import AddendumForm, ReviewForm
from kvarbo.landlord.plans.pages import AT_PLANS, about
from kvarbo.landlord.plans.queries import addenda_of
from kvarbo.landlord.plans.view import addendum_shown
from kvarbo.landlord.rent.queries import Lease, shown_leases


@open_to(*AT_PLANS, names="lease", methods=("GET", "POST"))
def addendum(request: Any, lease: UUID) -> HttpResponse:
    """1+1-tillägg: what is agreed and when it is reviewed; it is written on paper elsewhere, never here."""
    found, on = open_lease(request, lease), clock.today()
    who = shown_leases(request.member, [found])[found.id]
    people = [(str(person.id), person.name) for person in who.tenants]
    reviewing = request.POST.get("do") == "review"
    start = {"form_key": new_form_key(), "agreed_with": [people[0][0]] if len(people) == 1 else []}
    said = request.POST if request.method == "POST" else None
    form = AddendumForm(None if reviewing else said, initial=start, people=people)
    all_of_it = [addendum_shown(one, who, began=found.start_date) for one in addenda_of(found.id)]
    running = next((one for one in all_of_it if one.addendum.ended_date is None), None)
    next_review = {"review": running.to_come.pk if running is not None and running.to_come is not None else None}
    review = ReviewForm(said if reviewing else None, initial=next_review)
    asked = review if reviewing else form
    if asked.is_bound and asked.is_valid():
        try:
            done = _review(request, found, review) if reviewing else _write_in(request, found, form)
        except CannotDo as refusal:
            asked.add_error(refusal.field if refusal.field in asked.fields else None, refusal.message)
        else:
            messages.success(request, done)
            return HttpResponseRedirect(reverse("addendum", args=[found.id]))
    shown([found.id], what="addendum")
    context = {
        **about(who), "on": on, "form": form, "review": review, "asked": asked, "running": running,
        "earlier": [one for one in all_of_it if one is not running],
        "here_url": reverse("addendum", args=[found.id]),
    }  # fmt: skip
    return render(request, "plans/addendum.html", context)


def _write_in(request: Any, lease: Lease, form: AddendumForm) -> str:
    key = form.cleaned_data["form_key"]
    addenda.write_in(lease=lease, said=form.told(), form_key=key, on=clock.today(), by=request.member)
    return gettext("Tillägget är inskrivet.")


def _review(request: Any, lease: Lease, form: ReviewForm) -> str:
    addenda.note_review(lease=lease, **form.said(), on=clock.today(), by=request.member)
    return gettext("Omprövningen är inskriven.")
