"""Till barnenheten: the unit's own list, its page of one child, and what a manager decides for the room."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from kvarbo.ground import clock
from kvarbo.ground.access import open_to
from kvarbo.ground.asked import new_form_key
from kvarbo.ground.trail.recorder import shown
from kvarbo.ground.units.queries import units
from kvarbo.ground.units.roles import RoleName
from kvarbo.social.casework.opening import did, named_id, open_matter
from kvarbo.social.casework.words import CASEWORK
from kvarbo.social.children import agreed, handover, queries, unit_presenting
from kvarbo.social.children.forms import DecideForm, MeaningForm, NoteForm, UnitForm


@open_to(*CASEWORK)
def to_childrens_unit(request: Any) -> HttpResponse:
    """Till barnenheten: what has been handed over to matters that the reader may open, with the days left."""
    rows, context = unit_presenting.the_list(request.member, on=clock.today())
    shown([row.matter.id for row in rows], what="to_childrens_unit")
    return render(request, "children/unit.html", context)


def _came(request: Any, matter: UUID) -> tuple[Any, Any]:
    """The child's matter and how it came; one that was not handed over has no such page."""
    found = open_matter(request, matter)
    came = queries.came_to(found)
    if came is None:
        raise Http404
    return found, came


@open_to(*CASEWORK, names="matter")
def child_work(request: Any, matter: UUID) -> HttpResponse:
    """Ett barn hos barnenheten: the note, the two questions, the clocks, and the notes for those assigned."""
    return _answer(request, *_came(request, matter))


def _answer(request: Any, found: Any, came: Any, **with_errors: Any) -> HttpResponse:
    shown([found.id], what="child_work")
    context = unit_presenting.work(
        request.member, found, came, on=clock.today(), form_key=new_form_key(), with_errors=with_errors
    )
    return render(request, "children/work.html", context)


@open_to(*CASEWORK, names="matter", methods=("POST",))
def child_decide(request: Any, matter: UUID) -> HttpResponse:
    """Skriv in barnenhetens bedömning eller beslut."""
    found, came = _came(request, matter)
    form = DecideForm(request.POST, auto_id="decide_%s")
    if not did(form, lambda said: handover.decide(handover=came, on=clock.today(), by=request.member, **said)):
        return _answer(request, found, came, decide=form)
    messages.success(request, gettext("Beslutet är inskrivet."))
    return HttpResponseRedirect(reverse("child_work", args=[found.pk]))


@open_to(*CASEWORK, names="matter", methods=("POST",))
def child_note(request: Any, matter: UUID) -> HttpResponse:
    """Skriv en förseglad anteckning."""
    found, came = _came(request, matter)
    if not queries.may_read_sealed(request.member, found):  # there is no form on the page for them
        messages.error(request, gettext(handover.NOT_YOURS))
        return HttpResponseRedirect(reverse("child_work", args=[found.pk]))
    form = NoteForm(request.POST, auto_id="note_%s")
    if not did(form, lambda said: handover.write_note(matter=found, on=clock.today(), by=request.member, **said)):
        return _answer(request, found, came, note=form)
    messages.success(request, gettext("Anteckningen är förseglad."))
    return HttpResponseRedirect(reverse("child_work", args=[found.pk]))


@open_to(RoleName.MANAGER, methods=("GET", "POST"))
def family_meaning(request: Any) -> HttpResponse:
    """Barn i rummet: what a family with children means, and which unit is the children's."""
    on = clock.today()
    meaning = MeaningForm(initial={"age_limit": 18, "agreed_on": on, "valid_from": on}, auto_id="meaning_%s")
    unit = UnitForm(units=units(), auto_id="unit_%s")
    if request.method == "POST" and "unit" in request.POST:
        unit = UnitForm(request.POST, units=units(), auto_id="unit_%s")
        if did(unit, lambda said: agreed.choose_unit(unit_id=named_id(said["unit"]), on=on, by=request.member)):
            return _kept(request, gettext("Barnenheten är vald."))
    elif request.method == "POST":
        meaning = MeaningForm(request.POST, auto_id="meaning_%s")
        if did(meaning, lambda said: agreed.agree(on=on, by=request.member, **said)):
            return _kept(request, gettext("Överenskommelsen är inskriven."))
    context = {
        "meaning": queries.meaning_on(on),
        "unit": queries.childrens_unit_on(on),
        "meaning_form": meaning,
        "unit_form": unit,
        "here": reverse("family_meaning"),
    }
    return render(request, "children/meaning.html", context)


def _kept(request: Any, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("family_meaning")
