"""Pages of the house: which rooms one may enter, and whether the installation is well."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kvarbo.house import queries


def start(request: HttpRequest) -> HttpResponse:
    """Start: the rooms this account may enter."""
    rooms = queries.rooms_open_to(request.user)  # type: ignore[arg-type]
    return render(request, "start.html", {"rooms": rooms, "demo": settings.MODE == "demo"})


@login_not_required
def health(request: HttpRequest) -> HttpResponse:
    """Hälsa: answers when the house's database does; says nothing else."""
    queries.house_answers()
    return HttpResponse("ok", content_type="text/plain")
