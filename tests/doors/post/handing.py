"""Handing papers over, as the pages do."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from kvarbo.doors.organisations.models import Counterpart
from kvarbo.doors.papers.kinds import PaperKind, about
from kvarbo.doors.post.hand_over import Chosen, hand_over, seen
from kvarbo.doors.post.models import SentPaper
from kvarbo.ground.subjects import subject
from kvarbo.ground.units.queries import AtWork
from tests.doors.post.conftest import LANDLORD, ON, Town, household, in_one_transaction, notice


def chosen(by: AtWork, lease: UUID | None, kind: PaperKind, **more: Any) -> Chosen:
    """What somebody chooses, in the room one stands in."""
    found = subject(by, lease) if lease else None
    other = Counterpart.objects.get()
    people = found.people if found and about(kind).names_people else ()
    return Chosen(**{
        "subject": found, "counterpart": other, "kind": kind, "people": people, "transport": other.transport,
        "paper_id": uuid4(), **more,
    })  # fmt: skip


def handed(by: AtWork, what: Chosen, content: dict[str, Any]) -> SentPaper:
    """Handed over exactly as it was shown."""
    return hand_over(what, content, fingerprint=seen(what, content, on=ON).fingerprint, by=by, on=ON)


def notice_sent(town: Town, name: str = "Åke-Örjan O'Neill", **more: Any) -> UUID:
    """A notice of unpaid rent on its way from the landlord; its number."""
    with in_one_transaction(town, LANDLORD) as by:
        what = chosen(by, household(name), PaperKind.NOTICE_UNPAID_RENT, **more)
        return handed(by, what, notice(name)).pk
