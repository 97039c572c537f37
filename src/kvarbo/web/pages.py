"""Pages of the house: which rooms one may enter, and whether the installation is well."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from kvarbo.ground import clock
from kvarbo.house import queries


@login_not_required
def start(request: HttpRequest, *, refused: str = "") -> HttpResponse:
    """Start: the rooms this account may enter; in the demo also who can log in."""
    account = request.user if request.user.is_authenticated else None
    rooms = queries.rooms_open_to(account) if account else []  # type: ignore[arg-type]
    context: dict[str, Any] = {
        "account_name": account.name if account else None,  # type: ignore[union-attr]
        "rooms": [
            {"name": room.name, "kind_label": room.get_kind_display(), "url": f"/r/{room.slug}/"} for room in rooms
        ],
        "login_url": reverse("account_login"),
        "second_factor_url": reverse("mfa_index") if account else None,
    }
    if settings.MODE == "demo":
        context |= {"demo_logins": _demo_logins(), "demo_day": clock.today()}
    if settings.KVARBO_DAYS_PLAYED is not None:
        from kvarbo.web.demo.next_day import last_played

        context |= {"next_day_url": reverse("next_day"), "played": last_played(), "refused": refused}
    return render(request, "start.html", context)


@login_not_required
@require_POST
def next_day(request: HttpRequest) -> HttpResponse:
    """Spela nästa dag: only in the demo, whose addresses alone have it."""
    from kvarbo.web.demo.next_day import CannotPlay, play_next_day

    try:
        play_next_day()
    except CannotPlay as refused:
        return start(request, refused=str(refused))
    return redirect(reverse("start") + "#demo")


def _demo_logins() -> list[dict[str, str]]:
    from kvarbo.web.demo.staff import PASSWORD, STAFF

    names = {room.slug: room.name for room in queries.all_rooms()}
    return [
        {
            "room": names.get(person.room, "Alla rum"),
            "role": f"{person.name}, {person.title}",
            "email": person.email,
            "password": PASSWORD,
        }
        for person in STAFF
    ]


@login_not_required
def health(request: HttpRequest) -> HttpResponse:
    """Hälsa: answers when the house's database does; says nothing else."""
    queries.house_answers()
    return HttpResponse("ok", content_type="text/plain")
