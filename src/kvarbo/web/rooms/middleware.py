"""The way into a room: ``/r/<room>/…``.

Reading (GET, HEAD): the page is rendered while writes are refused, then its trail rows are committed, then it leaves.
Writing: all of it is one transaction that ends with its trail rows. An answer of 400 or more is rolled back, and the
refusal is written instead. If the trail cannot be written nothing leaves (503).
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, get_script_prefix, resolve, set_script_prefix

from kvarbo.ground.access import access_of
from kvarbo.ground.break_glass.actions import note_use
from kvarbo.ground.trail.recorder import Recorder, recording
from kvarbo.ground.units.queries import AtWork, at_work
from kvarbo.house import actions, queries
from kvarbo.house.kinds import LoginRequirement
from kvarbo.house.rooms import EnteredRoom, enter
from kvarbo.web import errors
from kvarbo.web.rooms.reading import only_reading

ADDRESS = re.compile(r"^/r/(?P<slug>[a-z0-9][a-z0-9-]{0,39})(?P<rest>/.*)$")
SAFE = ("GET", "HEAD")
logger = logging.getLogger(__name__)


class RoomRequest(HttpRequest):
    """A request inside a room: who is at work, and where."""

    member: AtWork
    room: EnteredRoom


class _RolledBack(Exception):
    """Carries a refusing answer out of the transaction so that it is rolled back."""

    def __init__(self, response: HttpResponse) -> None:
        self.response = response


class RoomMiddleware:
    """Enters the room named in the address for the time of one request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        found = ADDRESS.match(request.path_info)
        if not found:
            return self.get_response(request)
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        room = queries.room_open_to(request.user, slug=found["slug"])  # type: ignore[arg-type]
        if room is None:
            actions.refuse_room(account=request.user, slug=found["slug"])  # type: ignore[arg-type]
            return errors.not_found(request)
        outside = get_script_prefix()
        with enter(room) as entered:
            try:
                return self._inside(request, room=entered, rest=found["rest"])
            except (DatabaseError, OSError) as error:  # OSError: the trail's key cannot be read
                # The error's own words can carry a person's data, so the log gets only what kind it was.
                logger.error("Room %s did not answer: %s", entered.slug, type(error).__name__)
                return errors.unavailable(request)
            finally:
                set_script_prefix(outside)

    def _inside(self, request: HttpRequest, *, room: EnteredRoom, rest: str) -> HttpResponse:
        member = at_work(account_id=request.user.pk)
        if member is None:
            actions.refuse_room(account=request.user, slug=room.slug)  # type: ignore[arg-type]
            return errors.not_found(request)
        if room.login_requirement == LoginRequirement.SECOND_FACTOR and not _has_second_factor(request):
            actions.refuse_room(account=request.user, slug=room.slug)  # type: ignore[arg-type]
            return errors.needs_second_factor(request)
        _step_in(request, entered=room, member=member, rest=rest)
        with recording(str(member.id), unit_id=member.unit_id, route=_route(request)) as recorder:
            return self._answer(request, recorder=recorder, room=room)

    def _answer(self, request: HttpRequest, *, recorder: Recorder, room: EnteredRoom) -> HttpResponse:
        response = self._read(request, room) if request.method in SAFE else self._write(request, recorder, room)
        if response.status_code >= 400:
            recorder.rows = []
            recorder.add("refused", about=_asked(request, response), refused=True)
        note_use(recorder, request.member)  # type: ignore[attr-defined]
        recorder.write()
        return response

    def _read(self, request: HttpRequest, room: EnteredRoom) -> HttpResponse:
        with only_reading(room.alias):
            return _rendered(self.get_response(request))

    def _write(self, request: HttpRequest, recorder: Recorder, room: EnteredRoom) -> HttpResponse:
        try:
            with transaction.atomic(using=room.alias):
                response = _rendered(self.get_response(request))
                if response.status_code >= 400:
                    raise _RolledBack(response)
                note_use(recorder, request.member)  # type: ignore[attr-defined]
                recorder.write()
        except _RolledBack as refused:
            return refused.response
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], arguments: Any, named: dict[str, Any]
    ) -> HttpResponse | None:
        """Ask the page who may open it, before it looks anything up."""
        if not hasattr(request, "room"):
            return None
        access = access_of(view)
        if access is None:
            raise PermissionDenied("Sidan har inte sagt vem som får öppna den.")
        method = "GET" if request.method == "HEAD" else request.method
        if method not in access.methods:
            return errors.wrong_method(request, allowed=access.methods)
        if not request.member.has(*access.roles):
            return errors.not_allowed(request)
        return None


def _step_in(request: Any, *, entered: EnteredRoom, member: AtWork, rest: str) -> None:
    prefix = f"{request.META.get('SCRIPT_NAME', '')}/r/{entered.slug}"
    set_script_prefix(prefix + "/")
    request.path_info = rest
    request.urlconf = f"kvarbo.web.rooms.{entered.kind}_urls"
    request.room = entered
    request.member = member


def _rendered(response: HttpResponse) -> HttpResponse:
    """Render now, inside the room; an answer that streams later would leave the room and the trail behind."""
    if response.streaming:
        raise RuntimeError("A room's pages do not stream: build the answer whole, or use a file of the room.")
    if hasattr(response, "render") and not response.is_rendered:
        response.render()
    return response


def _has_second_factor(request: HttpRequest) -> bool:
    methods = request.session.get("account_authentication_methods", [])
    return any(used.get("method") == "mfa" for used in methods)


def _route(request: HttpRequest) -> str:
    try:
        return f"{request.method} {resolve(request.path_info, urlconf=request.urlconf).view_name}"
    except Resolver404:
        return f"{request.method} okänd"


def _asked(request: HttpRequest, response: HttpResponse) -> dict[str, Any]:
    """What was asked for, alike for what is another's and what is nowhere: only opaque ids, never text."""
    match = request.resolver_match
    asked = [str(value) for value in match.kwargs.values()] if match else []
    return {"status": response.status_code, "asked": asked}
