"""Rätta och makulera det som registrerades för hand. What came through a door is its sender's and stays as it is.

A paper that is struck keeps its place and its number: the register has no gaps (OSL 5:1).
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from kvarbo.doors.organisations.queries import Counterpart
from kvarbo.doors.post.actions import check_days
from kvarbo.doors.post.models import PersonInPaper, ReceivedPaper
from kvarbo.doors.post.refusals import CannotDo
from kvarbo.doors.post.register import TOLD, note_people, people_told, told_of
from kvarbo.doors.post.words import Checked
from kvarbo.ground import clock
from kvarbo.ground.trail.recorder import record
from kvarbo.ground.units.queries import AtWork

MENDED = ("from_name", "came_by", "received", "posted", "registered_number", *TOLD)


def as_registered(paper_id: UUID) -> dict[str, Any]:
    """What was typed when a paper was registered by hand, by the names of ``MENDED``; empty for one through a door."""
    paper = ReceivedPaper.objects.filter(pk=paper_id, checked=Checked.BY_HAND).first()
    return _typed(paper) if paper is not None else {}


def mend(paper_id: UUID, said: dict[str, Any], *, counterpart: Counterpart | None, protected: bool) -> dict[str, Any]:
    """Rätta det som skrevs fel; what was there before, of what changed. The caller writes the trail.

    One that has told of somebody protected goes on being met by named handlers alone: so does what was there before.
    """
    paper = _by_hand(paper_id)
    check_days(said, on=clock.today())
    before = _typed(paper)
    paper.from_name = counterpart.name if counterpart else said["from_name"].strip()
    paper.counterpart = counterpart
    paper.came_by, paper.received_date, paper.posted_date = said["came_by"], said["received"], said["posted"]
    paper.registered_number = said["registered_number"].strip()
    paper.told = {**paper.told, **dict.fromkeys(TOLD, ""), **told_of(said)}
    paper.told = {name: value for name, value in paper.told.items() if value}
    paper.holds_protected = paper.holds_protected or protected
    paper.save()
    PersonInPaper.objects.filter(paper=paper).delete()
    note_people(paper, people_told(paper.told))
    return {name: before[name] for name, value in _typed(paper).items() if value != before[name]}


def strike(paper_id: UUID, *, reason: str, by: AtWork) -> None:
    """Makulera: it stays in the register with the reason, and waits on no list. Twice is as once."""
    paper = _by_hand(paper_id)
    if paper.struck_at is not None:
        return
    at = clock.now()
    paper.struck_at, paper.struck_by_name, paper.struck_reason = at, by.name, reason
    if paper.done_at is None:
        paper.done_at, paper.done_by_name = at, by.name
    paper.save()
    record("paper.struck", subjects=[paper.subject_id] if paper.subject_id else [], about={"received": str(paper.pk)})


def _by_hand(paper_id: UUID) -> ReceivedPaper:
    paper = ReceivedPaper.objects.select_for_update().get(pk=paper_id)
    if paper.checked != Checked.BY_HAND:
        raise CannotDo(gettext("Det kom genom en dörr och är avsändarens. Be avsändaren rätta eller återkalla."))
    return paper


def _typed(paper: ReceivedPaper) -> dict[str, Any]:
    return {
        "from_name": paper.from_name, "came_by": paper.came_by, "received": paper.received_date,
        "posted": paper.posted_date, "registered_number": paper.registered_number,
        **{name: paper.told.get(name, "") for name in TOLD},
    }  # fmt: skip
