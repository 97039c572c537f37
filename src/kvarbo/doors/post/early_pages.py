"""Tidig signal: where a landlord's manager writes the test without which no such paper leaves."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from kvarbo.doors.post import early
from kvarbo.doors.post.forms import EarlyForm
from kvarbo.doors.post.refusals import CannotDo
from kvarbo.ground import clock
from kvarbo.ground.access import open_to
from kvarbo.ground.units.roles import RoleName

ANSWERS = {"yes": True, "no": False}


@open_to(RoleName.MANAGER, methods=("GET", "POST"))
def early_signal(request: Any) -> HttpResponse:
    """Prövningen inför tidig signal."""
    form = _form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            early.write_test(
                text=said["text"], harm_assumed=ANSWERS.get(said.get("harm_assumed", "")),
                told_since=said["told_since"], told_how=said["told_how"], on=clock.today(), by=request.member,
            )  # fmt: skip
        except CannotDo as refusal:
            form.add_error(refusal.field, refusal.message)
        else:
            messages.success(request, gettext("Prövningen är skriven."))
            return redirect("early_signal")
    return _shown(request, form)


@open_to(RoleName.MANAGER, methods=("POST",))
def early_signal_end(request: Any) -> HttpResponse:
    """Upphäv prövningen: inga tidiga signaler går längre."""
    early.end_test(on=clock.today(), by=request.member)
    messages.success(request, gettext("Prövningen gäller inte längre. Ingen tidig signal kan lämnas."))
    return redirect("early_signal")


def _form(said: Any) -> EarlyForm:
    form = EarlyForm(said)
    if not early.is_municipal():
        del form.fields["harm_assumed"]
    return form


def _shown(request: Any, form: EarlyForm) -> HttpResponse:
    on = clock.today()
    known = early.circumstances(on=on)
    context = {
        "form": form,
        "in_force": early.in_force(on=on),
        "may_go": bool(known.tenants_told and (known.balancing_on_file or known.harm_assumed is False)),
        "tests": early.tests_written(),
        "is_municipal": early.is_municipal(),
        "here": reverse("early_signal"),
        "end_url": reverse("early_signal_end"),
        "counterparts_url": reverse("counterparts"),
    }
    return render(request, "post/early.html", context)
