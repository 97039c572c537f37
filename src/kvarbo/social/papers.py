"""What a room of the social services knows beforehand of a paper: a visit that is planned, for a joint one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from kvarbo.doors.papers.kinds import PaperKind
from kvarbo.ground.subjects import Subject
from kvarbo.ground.units.queries import AtWork, members_by_id
from kvarbo.social.contacts.queries import planned_after
from kvarbo.social.contacts.words import VisitPlace

PLACES = {VisitPlace.HOME.value: "home", VisitPlace.UNIT.value: "social"}


def known_of_paper(reader: AtWork, found: Subject, kind: PaperKind, on: date) -> Mapping[str, Any]:
    """Content that a form may begin with; whether it may go at all, the paper's own rule says."""
    planned = planned_after([found.id], on) if kind is PaperKind.JOINT_VISIT else []
    if not planned:
        return {}
    first = planned[0]
    times = [{"day": one.visit_date.isoformat(), "clock": f"{one.clock:%H:%M}"} for one in planned[:5]]
    address = {} if any(person.is_protected for person in found.people) else {"dwelling": str(found.where)}
    who = members_by_id([first.lead_id]).get(first.lead_id, "")
    return {"times": times, "place": PLACES[first.place], "aim": "talk", "who_comes": who, **address}
