"""Det som besöken visar för checklistan: one announced, one weighed without being announced, and one made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from kvarbo.core.checklist.facts import Shown
from kvarbo.core.checklist.words import ShownBy
from kvarbo.ground.units.queries import AtWork
from kvarbo.social.contacts.models import Visit
from kvarbo.social.contacts.words import AnnouncedBy, VisitPlace


def shown(reader: AtWork, matter: Any, on: date) -> Sequence[Shown]:
    """Visits to the home that were not called off. To go along when papers are served is none of ours to announce."""
    found: list[Shown] = []
    homes = Visit.objects.filter(matter_id=matter.id, place=VisitPlace.HOME, cancelled_date=None)
    for visit in homes.exclude(announced_by=AnnouncedBy.AUTHORITY).select_related("event"):
        if visit.announced_by and visit.announced_date is not None:
            found.append(Shown(ShownBy.VISIT_ANNOUNCED, visit.announced_date, visit.by_name))
        elif visit.weighed_why:
            found.append(Shown(ShownBy.UNANNOUNCED_WEIGHED, visit.planned_date or visit.visit_date, visit.by_name))
            if visit.event is not None:
                found.append(Shown(ShownBy.UNANNOUNCED_VISIT, visit.event.event_date, visit.event.by_name))
    return found
