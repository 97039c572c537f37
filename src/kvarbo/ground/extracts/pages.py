"""Logguppgift till den enskilde: take in a request, get a second yes where it is needed, print the paper."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from kvarbo.ground.access import open_to
from kvarbo.ground.clock import STOCKHOLM
from kvarbo.ground.extracts import actions, queries
from kvarbo.ground.extracts.forms import ExtractForm
from kvarbo.ground.extracts.models import ExtractRequest
from kvarbo.ground.trail.recorder import shown
from kvarbo.ground.units.roles import RoleName


@open_to(RoleName.AUDITOR, methods=("GET", "POST"))
def extracts(request: Any) -> HttpResponse:
    """Logguppgifter: a new request, and those there are."""
    form = ExtractForm(request.POST) if request.method == "POST" else ExtractForm()
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.ask_for_extract(**form.cleaned_data, by=request.member)
        except actions.CannotGive as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            return HttpResponseRedirect(_paper(made) if queries.may_be_shown(made) else reverse("extracts"))
    context = {
        "form": form,
        "extracts_url": reverse("extracts"),
        "approve_url": reverse("approve_extract"),
        "requests": [_row(request, one) for one in queries.requests()],
    }
    return render(request, "extracts/extracts.html", context)


def _row(request: Any, asked: ExtractRequest) -> dict[str, Any]:
    ready = queries.may_be_shown(asked)
    return {
        "asked": asked,
        "at": asked.asked_at.astimezone(STOCKHOLM),
        "url": _paper(asked) if ready else None,
        "may_approve": not ready and asked.asked_by != request.member.id,
    }


def _paper(asked: ExtractRequest) -> str:
    return f"{reverse('extract')}?begaran={asked.pk}"


@open_to(RoleName.AUDITOR)
def extract(request: Any) -> HttpResponse:
    """Pappret: who has looked at and changed what, in plain words; made anew each time."""
    if "begaran" not in request.GET:
        return HttpResponseRedirect(reverse("extracts"))
    asked = _asked(request.GET["begaran"])
    if asked is None or not queries.may_be_shown(asked):
        raise Http404
    shown([asked.person], what="extract")
    context = {"asked": asked, "extract": queries.extract(asked), "extracts_url": reverse("extracts")}
    return render(request, "extracts/extract.html", context)


@open_to(RoleName.AUDITOR, methods=("POST",))
def approve_extract(request: Any) -> HttpResponse:
    """Ja, som andra person."""
    asked = _asked(request.POST.get("request", ""))
    if asked is None:
        raise Http404
    try:
        actions.approve_extract(identity=asked.pk, by=request.member)
        messages.success(request, gettext("Begäran är godkänd. Pappret kan skrivas ut."))
    except actions.CannotGive as refusal:
        messages.error(request, str(refusal))
    return HttpResponseRedirect(reverse("extracts"))


def _asked(said: str) -> ExtractRequest | None:
    try:
        return queries.request_by_id(UUID(said))
    except ValueError:
        return None
