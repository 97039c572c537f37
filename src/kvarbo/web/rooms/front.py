"""The front page of a room whose work has not been built yet: says so plainly."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kvarbo.ground.access import open_to
from kvarbo.ground.units.roles import RoleName


@open_to(*RoleName)
def front(request: HttpRequest) -> HttpResponse:
    """Rummets första sida."""
    return render(request, "room_front.html")
