"""Leveransrapporter: where a provider tells what came of a message. No login; the address itself is the secret.

Another's handing, another room's, a token that does not fit and what is nowhere are answered alike, and change nothing.
"""

from __future__ import annotations

import logging
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt

from kvarbo.ground.outbox.report_tokens import is_token_of
from kvarbo.ground.outbox.reports import take_report
from kvarbo.ground.outbox.words import ReportedState
from kvarbo.ground.trail.recorder import recorded
from kvarbo.house.queries import NoSuchRoom, room_called
from kvarbo.house.rooms import enter

PROVIDER = "system:provider"
REPORTED = {"delivered": ReportedState.DELIVERED, "failed": ReportedState.FAILED}
UNDER_WAY = frozenset({"created", "sent"})  # told by some before it has come there; says nothing that is not known
logger = logging.getLogger(__name__)


@login_not_required
@csrf_exempt
def report(request: Any, room: str, handing: UUID, token: str) -> HttpResponse:
    """Ta emot en leveransrapport: a form with ``status``. 204 once it is kept, also when it was kept before."""
    if request.method != "POST":
        return HttpResponse(status=405, headers={"Allow": "POST"})
    if not is_token_of(token, room=room, handing=handing):
        return _nowhere()
    said = request.POST.get("status", "")
    if said in UNDER_WAY:
        return HttpResponse(status=204)
    if said not in REPORTED:
        return HttpResponse("Okänd status. Skriv delivered eller failed.", status=400, content_type="text/plain")
    try:
        return _keep(room, handing, REPORTED[said])
    except DatabaseError as error:  # the provider asks again; its words can carry a person's data, so they are not kept
        logger.error("A report to %s was not kept: %s", room, type(error).__name__)
        return HttpResponse(status=503)


def _keep(slug: str, handing: UUID, reported: ReportedState) -> HttpResponse:
    try:
        found = room_called(slug)
    except NoSuchRoom:
        return _nowhere()
    with enter(found), recorded(PROVIDER, route="delivery_report"):
        is_kept = take_report(handing_id=handing, reported=reported)
    return HttpResponse(status=204) if is_kept else _nowhere()


def _nowhere() -> HttpResponse:
    return HttpResponse("Finns inte.", status=404, content_type="text/plain")
