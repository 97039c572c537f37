"""Två personer: what waits for a second one."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kvarbo.ground.access import open_to
from kvarbo.ground.asked import acted, id_asked
from kvarbo.ground.four_eyes import actions, queries
from kvarbo.ground.units.roles import RoleName

DECIDES = (RoleName.MANAGER, RoleName.ADMINISTRATOR, RoleName.PROTECTED_HANDLER)


@open_to(*DECIDES)
def requests_page(request: Any) -> HttpResponse:
    """Vad som väntar: what the member may decide on, and what they have asked for themselves."""
    context = {"requests": queries.waiting_for(request.member), "decide_url": reverse("request_decide")}
    return render(request, "four_eyes/requests.html", context)


@open_to(*DECIDES, methods=("POST",))
def request_decide(request: Any) -> HttpResponse:
    """Godkänn eller avslå."""
    approves = request.POST.get("decision") == "approve"
    work = actions.approve if approves else actions.decline
    done = "Godkänt. Det gäller nu." if approves else "Avslaget. Ingenting har ändrats."
    return acted(
        request, lambda: work(id_asked(request, "request"), by=request.member), done=done, back=reverse("requests")
    )
