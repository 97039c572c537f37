"""Reads: what waits for a second person."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Q, QuerySet

from kvarbo.ground import clock
from kvarbo.ground.four_eyes.kinds import kind_of, kinds_asked_by, kinds_decided_by
from kvarbo.ground.four_eyes.models import FourEyesRequest, RequestState
from kvarbo.ground.units.queries import AtWork, same_person


@dataclass(frozen=True, slots=True)
class WaitingRequest:
    """Begäran som väntar, as a page shows it."""

    id: UUID
    title: str
    told: str
    reason: str
    asked_by: str
    gains: str
    asked_on: date
    until: date
    may_decide: bool
    is_own: bool
    url: str


def waiting(kind: str = "") -> QuerySet[FourEyesRequest]:
    """Requests that may still be decided on, of one kind or of all."""
    found = FourEyesRequest.objects.filter(state=RequestState.WAITING, until__gte=clock.today())
    return found.filter(kind=kind) if kind else found


def waiting_for(reader: AtWork) -> list[WaitingRequest]:
    """What waits and the reader may decide on or has asked for."""
    seen = Q(kind__in=kinds_decided_by(reader)) | Q(asked_by_id=reader.id)
    rows = waiting().filter(seen).select_related("asked_by", "gains").order_by("asked_on", "id")
    deciding = set(kinds_decided_by(reader))
    return [
        WaitingRequest(
            row.pk, kind_of(row.kind).title, str(row.payload.get("told", "")), row.reason, row.asked_by.name,
            row.gains.name if row.gains else "", row.asked_on, row.until,
            row.kind in deciding and not _own(row, reader), row.asked_by_id == reader.id, _url(row),
        )
        for row in rows
    ]  # fmt: skip


def to_decide(reader: AtWork) -> int:
    """How many requests wait for this reader."""
    rows = waiting().filter(kind__in=kinds_decided_by(reader))
    return sum(1 for row in rows if not _own(row, reader))


def concerns(reader: AtWork) -> bool:
    """Whether the reader may ask for or decide on anything here."""
    return bool(kinds_decided_by(reader) or kinds_asked_by(reader))


def _url(row: FourEyesRequest) -> str:
    shown_at = kind_of(row.kind).shown_at
    return shown_at(row.payload) if shown_at else ""


def _own(row: FourEyesRequest, reader: AtWork) -> bool:
    return any(same_person(reader.id, one) for one in (row.asked_by_id, row.gains_id) if one)


def declined_among(requests: Collection[UUID]) -> dict[UUID, tuple[datetime, str]]:
    """Which of these requests were declined: the start of the day, and by whom. No query when there are none."""
    if not requests:
        return {}
    found = FourEyesRequest.objects.filter(pk__in=list(requests), state=RequestState.DECLINED)
    return {
        pk: (datetime.combine(day, time.min, tzinfo=clock.now().tzinfo), name or "")
        for pk, day, name in found.values_list("pk", "decided_on", "decided_by__name")
        if day is not None
    }


def is_waiting(request: UUID) -> bool:
    """Whether a request may still be decided on."""
    return waiting().filter(pk=request).exists()
