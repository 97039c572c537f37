"""Nödöppning: open for an hour, close, and review."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from kvarbo.ground import clock
from kvarbo.ground.access import open_to
from kvarbo.ground.asked import acted, id_asked, text_asked
from kvarbo.ground.break_glass import actions
from kvarbo.ground.break_glass.forms import BreakGlassForm
from kvarbo.ground.break_glass.models import ReviewFinding
from kvarbo.ground.break_glass.queries import MINUTES, MOST_A_MONTH, openings, tries_this_month
from kvarbo.ground.refusals import CannotDo
from kvarbo.ground.subjects import subject
from kvarbo.ground.units.queries import same_person
from kvarbo.ground.units.roles import CASE_ROLES, RoleName

OPENS = tuple(role for role in RoleName if role.value in CASE_ROLES)
REVIEWS = (RoleName.MANAGER, RoleName.AUDITOR)
SHOWN = 100


@open_to(*OPENS, methods=("GET", "POST"))
def break_glass(request: Any) -> HttpResponse:
    """Nödöppna; what may not be opened and what is nowhere are answered in the same words, and both are kept."""
    form = BreakGlassForm(request.POST) if request.method == "POST" else BreakGlassForm()
    nothing = False
    if request.method == "POST" and form.is_valid():
        try:
            glass = actions.open_subject(**form.cleaned_data, by=request.member)
        except CannotDo as refusal:
            form.add_error(refusal.field, refusal.message)
        else:
            found = subject(request.member, glass.subject_id) if glass.subject_id else None
            if found is not None:
                messages.success(request, gettext("Öppet i en timme. Allt du gör antecknas."))
                return HttpResponseRedirect(found.url)
            nothing = True
    context = {
        "form": form, "nothing": nothing, "minutes": MINUTES, "most": MOST_A_MONTH,
        "left": max(0, MOST_A_MONTH - tries_this_month(request.member.id)), "post_url": reverse("break_glass"),
    }  # fmt: skip
    return render(request, "break_glass/open.html", context)


@open_to(*OPENS, methods=("POST",))
def break_glass_close(request: Any) -> HttpResponse:
    """Stäng sin nödöppning."""
    return acted(
        request,
        lambda: actions.close_own(by=request.member),
        done="Nödöppningen är stängd.",
        back=reverse("break_glass"),
    )


@open_to(*REVIEWS)
def openings_page(request: Any) -> HttpResponse:
    """Nödöppningar: those to review first, then the latest."""
    rows = sorted(openings()[:SHOWN], key=lambda glass: glass.reviewed_on is not None)
    context = {
        "on": clock.today(),
        "rows": [
            {
                "glass": glass,
                "may_review": glass.reviewed_on is None and not same_person(glass.member_id, request.member.id),
                "is_late": glass.reviewed_on is None and glass.review_by < clock.today(),
                "opened_at": glass.opened_at.astimezone(clock.STOCKHOLM).strftime("%H.%M"),
            }
            for glass in rows
        ],
        "findings": ReviewFinding.choices,
        "review_url": reverse("opening_review"),
    }
    return render(request, "break_glass/openings.html", context)


@open_to(*REVIEWS, methods=("POST",))
def opening_review(request: Any) -> HttpResponse:
    """Granska en nödöppning."""
    return acted(
        request,
        lambda: actions.review(
            glass=id_asked(request, "opening"),
            finding=text_asked(request, "finding"),
            note=text_asked(request, "note"),
            by=request.member,
        ),
        done="Granskningen är sparad.",
        back=reverse("openings"),
    )  # fmt: skip
