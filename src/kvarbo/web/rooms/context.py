"""What every page needs to know of where it is."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import get_script_prefix, reverse, set_script_prefix
from django.utils.translation import gettext

from kvarbo.ground import clock
from kvarbo.house.kinds import RoomKind
from kvarbo.social.notes.queries import record_on
from kvarbo.social.notes.words import RecordKeeping
from kvarbo.web.rooms import counselling_urls, landlord_urls, notices, social_urls

ROOMS = {
    RoomKind.LANDLORD.value: landlord_urls,
    RoomKind.SOCIAL.value: social_urls,
    RoomKind.COUNSELLING.value: counselling_urls,
}


def house_url(name: str) -> str:
    """The address of a page of the house, also when asked from inside a room."""
    prefix = get_script_prefix()
    set_script_prefix("/")
    try:
        return reverse(name, urlconf=settings.ROOT_URLCONF)
    finally:
        set_script_prefix(prefix)


def room(request: HttpRequest) -> dict[str, Any]:
    """Room, member and navigation inside a room; links to the house everywhere."""
    house = {"start_url": house_url("start"), "logout_url": house_url("account_logout")}
    entered = getattr(request, "room", None)
    if entered is None:
        return house
    return {
        **house,
        "room": entered,
        "room_kind": RoomKind(entered.kind).label,
        "member": request.member,  # type: ignore[attr-defined]
        **_navigation(request),
        "log_info_url": reverse("log_review_info"),
        "record_told": _record(entered.kind),
        **notices.of(request.member),
    }


def _record(kind: str) -> str:
    """Where the case record is kept, which every page of a social services' room says (decision 0003)."""
    if kind != RoomKind.SOCIAL.value:
        return ""
    if record_on(clock.today()) is RecordKeeping.KVARBO:
        return gettext("Akten förs i Kvarbo.")
    return gettext("Akten förs i kommunens verksamhetssystem, inte här.")


def _navigation(request: Any) -> dict[str, list[dict[str, Any]]]:
    """The daily work, and the room's own matters; who has no daily work here has those in plain sight."""
    kind = ROOMS[request.room.kind]
    daily, of_the_room = _open(request, kind.NAVIGATION), _open(request, kind.OF_THE_ROOM)
    return {"navigation": daily or of_the_room, "room_navigation": of_the_room if daily else []}


def _open(request: Any, ways: list[tuple[str, str, tuple[str, ...]]]) -> list[dict[str, Any]]:
    current = request.resolver_match.view_name if request.resolver_match else ""
    return [
        {"url": reverse(name), "label": label, "current": name == current}
        for name, label, roles in ways
        if request.member.has(*roles)
    ]
