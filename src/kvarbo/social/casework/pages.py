"""Pages that show: Mina ärenden, Ärende, Nytt ärende, Sök."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from kvarbo.ground import clock
from kvarbo.ground.access import open_to
from kvarbo.ground.asked import new_form_key
from kvarbo.ground.trail.recorder import shown
from kvarbo.ground.units.queries import protected_handlers, units
from kvarbo.ground.units.roles import RoleName
from kvarbo.social.casework import actions, presenting
from kvarbo.social.casework.added import urgent_for
from kvarbo.social.casework.forms import NewMatterForm, SearchForm
from kvarbo.social.casework.models import Matter
from kvarbo.social.casework.opening import open_matter, tell
from kvarbo.social.casework.people import NewPerson
from kvarbo.social.casework.queries import my_matters
from kvarbo.social.casework.refusals import CannotDo
from kvarbo.social.casework.search import Hits, find
from kvarbo.social.casework.whose import colleague_asked, of_whom, whose_work
from kvarbo.social.casework.words import CASEWORK

OF_A_PERSON = ("name", "identity", "part", "phone", "email", "is_protected")


@open_to(*RoleName)
def front(request: Any) -> HttpResponse:
    """Mina ärenden: those of my unit and those assigned to me. Roles without casework are told what the room is."""
    if request.member.roles == {RoleName.AUDITOR.value}:
        return redirect("log_review")
    if not request.member.has(*CASEWORK):
        return render(request, "casework/not_yours.html")
    asked = request.GET.get("sida", "1")
    page = int(asked) if asked.isdecimal() and len(asked) < 7 else 1
    on, of = clock.today(), colleague_asked(request.GET.get("vem", ""))
    found = my_matters(request.member, on=on, page=page, of=of)
    shown([row.matter.id for row in found.rows], what="my_matters")
    context = {
        "rows": [presenting.row(row, found.clocks.get(row.matter.id, ())) for row in found.rows],
        "on": on,
        "urgent": urgent_for(request.member),
        **whose_work(request.member, of, on=on),
        "new_url": reverse("matter_new"),
        "search_url": reverse("matter_search"),
        "previous_page_url": f"{of_whom(of)}sida={found.page - 1}" if found.page > 1 else None,
        "next_page_url": f"{of_whom(of)}sida={found.page + 1}" if found.page < found.pages else None,
    }
    return render(request, "casework/my_matters.html", context)


@open_to(*CASEWORK, names="matter")
def matter(request: Any, matter: UUID) -> HttpResponse:
    """Ärende: the people in it, where it came from, who works with it and what has been done."""
    return matter_answer(request, open_matter(request, matter))


def matter_answer(request: Any, found: Matter, **with_errors: Form) -> HttpResponse:
    """The page of a matter, also with a form that came back with errors (by its name in the template)."""
    shown([found.id], what="matter")
    context = presenting.matter(request.member, found, on=clock.today(), form_key=new_form_key())
    return render(request, "casework/matter.html", {**context, **with_errors})


@open_to(*CASEWORK, methods=("GET", "POST"))
def matter_new(request: Any) -> HttpResponse:
    """Nytt ärende: where it came from, and the first person in it."""
    choices = units()
    start = {"source_date": clock.today(), "unit": request.member.unit_id, "form_key": new_form_key()}
    form = NewMatterForm(initial=start, units=choices)
    if request.method == "POST":
        form = NewMatterForm(request.POST, units=choices)
        if form.is_valid():
            try:
                made = _opened(request, form.cleaned_data)
            except CannotDo as refusal:
                tell(form, refusal)
            else:
                messages.success(request, gettext("Ärendet är öppnat."))
                return HttpResponseRedirect(reverse("matter", args=[made.id]))
    context = {"form": form, "has_units": bool(choices), "protected_handlers": protected_handlers()}
    return render(request, "casework/new.html", context)


def _opened(request: Any, said: dict[str, Any]) -> Matter:
    return actions.open_matter(
        people=[NewPerson(**{name: said[name] for name in OF_A_PERSON})],
        origin=said["origin"],
        source_date=said["source_date"],
        on=clock.today(),
        by=request.member,
        unit_id=UUID(said["unit"]),
        address=said["address"],
        outside_reference=said["outside_reference"],
        form_key=said["form_key"],
    )


@open_to(*CASEWORK, methods=("GET", "POST"))
def matter_search(request: Any) -> HttpResponse:
    """Sök ärende: the search is posted, so that no name or number stands in an address."""
    form = SearchForm(request.POST) if request.method == "POST" else SearchForm()
    hits: Hits | None = None
    if request.method == "POST" and form.is_valid():
        try:
            hits = find(request.member, form.cleaned_data["sought"], on=clock.today())
            shown([row.matter.id for row in hits.rows], what="search")
        except CannotDo as refusal:
            tell(form, refusal)
    context = {
        "form": form,
        "searched": hits is not None,
        "rows": [presenting.row(row) for row in hits.rows] if hits else [],
        "too_many": hits.too_many if hits else False,
        "protected_handlers": protected_handlers(),
    }
    return render(request, "casework/search.html", context)
