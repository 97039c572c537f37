"""The front page of a room whose work has not been built yet: says so plainly."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from kvarbo.ground.access import open_to
from kvarbo.ground.units.roles import RoleName


@open_to(*RoleName)
def front(request: Any) -> HttpResponse:
    """Rummets första sida; who only reviews the log begins there."""
    if request.member.roles == {RoleName.AUDITOR.value}:
        return redirect("log_review")
    return render(request, "room_front.html")
