"""Vad som har lämnats om ett avtal: papers of some kinds with their days, for the work that begins with them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kvarbo.doors.organisations.queries import Transport
from kvarbo.doors.papers.canonical import paper_from
from kvarbo.doors.papers.kinds import PaperKind
from kvarbo.doors.papers.refusal import PaperRefused
from kvarbo.doors.post.models import SentPaper
from kvarbo.ground import clock

IN_PERSON = frozenset({Transport.HANDED_OVER.value, Transport.E_SERVICE.value})


@dataclass(frozen=True, slots=True)
class HandedOut:
    """Ett lämnat papper. The three days of JB 12:63 are kept apart, each None until it is known; ``amount`` is öre."""

    id: UUID
    to: str
    at: datetime
    by_name: str
    amount: int | None
    posted_registered: date | None
    registered_number: str
    received: date | None
    handed_to: str
    through_door: date | None

    @property
    def day(self) -> date:
        """The day it was put in the post here."""
        return clock.day_of(self.at)


def handed_out_about(subject_ids: Collection[UUID], kinds: Collection[PaperKind]) -> dict[UUID, list[HandedOut]]:
    """Papers of these kinds that stand, by lease, oldest first; what was taken back is left out. Two queries."""
    found = SentPaper.objects.filter(
        subject_id__in=list(subject_ids), kind__in=[kind.value for kind in kinds], recalled_at=None
    )
    papers = found.select_related("counterpart", "receipt").prefetch_related("deliveries__corrected_by")
    told: dict[UUID, list[HandedOut]] = {}
    for paper in papers.order_by("sent_at", "pk"):
        told.setdefault(paper.subject_id, []).append(_handed_out(paper))
    return told


def _handed_out(paper: SentPaper) -> HandedOut:
    standing = [one for one in paper.deliveries.all() if one.done and not one.corrected_by.all()]
    last = max(standing, key=lambda one: one.pk, default=None)
    receipt = getattr(paper, "receipt", None)
    in_person = last is not None and last.transport in IN_PERSON
    return HandedOut(
        id=paper.pk,
        to=paper.counterpart.name,
        at=paper.sent_at,
        by_name=paper.by_name,
        amount=total_told(paper.canonical),
        posted_registered=last.posted_date if last else None,
        registered_number=last.registered_number if last else "",
        received=last.handed_date if last and in_person else None,
        handed_to=last.handed_to if last else "",
        through_door=receipt.came_in_date if receipt else None,
    )


def total_told(canonical: bytes | memoryview | None) -> int | None:
    """The sum that a paper states, in öre; None where it has none, cannot be read, or is not kept as bytes."""
    if canonical is None:
        return None
    try:
        total = paper_from(bytes(canonical)).content.get("total")
    except PaperRefused:
        return None
    return total if isinstance(total, int) else None
