"""Vad som har kommit om ett avtal: papers of a kind with their days, for the work that waits for them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kvarbo.doors.papers.kinds import PaperKind
from kvarbo.doors.post.handed_out import total_told
from kvarbo.doors.post.models import ReceivedPaper
from kvarbo.ground import clock


@dataclass(frozen=True, slots=True)
class HandedIn:
    """Ett papper som kom. Its three days are kept apart, each None where it does not apply; ``amount`` is öre."""

    id: UUID
    at: datetime
    from_name: str
    amount: int | None
    posted_registered: date | None
    registered_number: str
    received: date | None
    through_door: date | None

    @property
    def day(self) -> date:
        """The day it was taken in here."""
        return clock.day_of(self.at)


def handed_in_about(subject_ids: Collection[UUID], kind: PaperKind) -> dict[UUID, list[HandedIn]]:
    """Papers of this kind that were put by a lease or a matter, oldest first; not those that were taken back."""
    papers = ReceivedPaper.objects.filter(
        subject_id__in=list(subject_ids), kind=kind.value, recalled_at=None, struck_at=None
    )
    told: dict[UUID, list[HandedIn]] = {}
    for paper in papers.order_by("taken_in_at", "pk"):
        if paper.subject_id is not None:
            told.setdefault(paper.subject_id, []).append(_handed_in(paper))
    return told


def _handed_in(paper: ReceivedPaper) -> HandedIn:
    return HandedIn(
        id=paper.pk,
        at=paper.taken_in_at,
        from_name=paper.from_name,
        amount=total_told(paper.canonical),
        posted_registered=paper.posted_date,
        registered_number=paper.registered_number,
        received=paper.received_date,
        through_door=paper.door_date,
    )
