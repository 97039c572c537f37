"""Inte fört till akten for who works here, and for managers early thinning and where the record is kept."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kvarbo.ground import clock
from kvarbo.ground.access import open_to
from kvarbo.ground.trail.recorder import shown
from kvarbo.ground.units.roles import RoleName
from kvarbo.social.casework.opening import did
from kvarbo.social.casework.words import CASEWORK
from kvarbo.social.notes import actions, presenting, thinning
from kvarbo.social.notes.forms import CarrySeveralForm, RecordForm, ThinForm


@open_to(*CASEWORK, methods=("GET", "POST"))
def not_in_record(request: Any) -> HttpResponse:
    """Inte fört till akten: days in matters where I, or anybody, has done something; several are marked at once."""
    if request.method != "POST":
        return _list(request)
    chosen, form = request.POST.getlist("day"), CarrySeveralForm(request.POST)

    def act(said: dict[str, Any]) -> object:
        return actions.carry_several(chosen=chosen, by=request.member, form_key=said["form_key"])

    if not did(form, act):
        return _list(request, form)
    count = len(set(chosen))
    told = ngettext(
        "%(n)s dag är markerad som förd till akten.", "%(n)s dagar är markerade som förda till akten.", count
    )
    messages.success(request, told % {"n": count})
    return HttpResponseRedirect(reverse("not_in_record") + ("?visa=alla" if _everybodys(request) else ""))


def _everybodys(request: Any) -> bool:
    return bool(request.GET.get("visa") == "alla")


def _list(request: Any, error_form: Form | None = None) -> HttpResponse:
    asked = request.GET.get("sida", "1")
    page = int(asked) if asked.isdecimal() and len(asked) < 7 else 1
    context, matters = presenting.list_page(
        request.member, on=clock.today(), everybodys=_everybodys(request), page=page, error_form=error_form,
        chosen=request.POST.getlist("day"),
    )  # fmt: skip
    shown(matters, what="not_in_record")
    return render(request, "notes/not_in_record.html", context)


@open_to(RoleName.MANAGER, methods=("GET", "POST"))
def notes_thin(request: Any) -> HttpResponse:
    """Gallra anteckningar som är förda till akten: what goes is shown first, and goes when it is confirmed."""
    on, form = clock.today(), ThinForm(request.POST or None)
    if request.method == "POST":
        if did(form, lambda said: thinning.thin(reader=request.member, seen=said["seen"], on=on)):
            messages.success(request, gettext("Anteckningarna är gallrade. De finns i akten."))
            return HttpResponseRedirect(reverse("notes_thin"))
        return _thin(request, form)
    return _thin(request)


def _thin(request: Any, error_form: Form | None = None) -> HttpResponse:
    context, matters = presenting.thin_page(request.member, on=clock.today(), error_form=error_form)
    shown(matters, what="notes_to_thin")
    return render(request, "notes/thin.html", context)


@open_to(RoleName.MANAGER, methods=("GET", "POST"))
def record_setting(request: Any) -> HttpResponse:
    """Var akten förs: what holds in this room, who decided it, and a new decision from a day."""
    form = RecordForm(request.POST or None, auto_id="record_%s")
    if request.method == "POST":
        if did(form, lambda said: actions.decide_record(by=request.member, **said)):
            messages.success(request, gettext("Beslutet är inskrivet."))
            return HttpResponseRedirect(reverse("record_setting"))
        return render(request, "notes/setting.html", presenting.setting_page(on=clock.today(), form=form))
    return render(request, "notes/setting.html", presenting.setting_page(on=clock.today(), form=None))
