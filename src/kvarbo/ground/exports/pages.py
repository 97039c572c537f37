"""Uttag: a manager sees what has left the room in files, and says yes or no to what another asks for."""

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
from kvarbo.ground.clock import STOCKHOLM
from kvarbo.ground.exports import actions, queries
from kvarbo.ground.exports.limits import limits_on
from kvarbo.ground.exports.models import Export
from kvarbo.ground.units.roles import RoleName

KINDS = {
    "collection_file": "Fil till inkassobolaget",
    "file_errors": "Lista med fel i en fil",
    "letter_print_file": "Utskriftsfil med brev",
    "same_chance": "Rapport om samma chans",
}


@open_to(RoleName.MANAGER)
def exports(request: Any) -> HttpResponse:
    """Uttag: those that wait, and the latest."""
    context = {
        "waiting": [_row(one) for one in queries.waiting()],
        "latest": [_row(one) for one in queries.latest()],
        "limits": limits_on(clock.today()),
        "decide_url": reverse("decide_export"),
        "member_id": request.member.id,
    }
    return render(request, "exports/exports.html", context)


def _row(export: Export) -> dict[str, Any]:
    return {
        "export": export,
        "kind": KINDS.get(export.what, export.what),
        "asked": export.asked_at.astimezone(STOCKHOLM),
    }


@open_to(RoleName.MANAGER, methods=("POST",))
def decide_export(request: Any) -> HttpResponse:
    """Ja eller nej."""
    approve = request.POST.get("answer") == "approve"
    try:
        actions.decide(identity=UUID(request.POST.get("export", "")), approve=approve, by=request.member)
        messages.success(request, gettext("Svaret är sparat."))
    except ValueError as refusal:
        said = str(refusal) if isinstance(refusal, actions.ExportStopped) else gettext("Uttaget finns inte.")
        messages.error(request, said)
    return HttpResponseRedirect(reverse("exports"))
