"""Spärren för oanmälda hembesök: the core's rule asked about a matter."""

from __future__ import annotations

from datetime import date
from typing import Any

from kvarbo.core.checklist.seen import Seen
from kvarbo.core.checklist.unannounced import UnannouncedVisit, unannounced_visit
from kvarbo.core.finding import Finding
from kvarbo.ground.units.queries import AtWork
from kvarbo.social.casework.refusals import CannotDo
from kvarbo.social.checklist.queries import facts_of, way_for

NO_WAY = "Enheten följer ingen checklista, så hur många försök som krävs är inte bestämt. En chef väljer den först."


def asked(reader: AtWork, matter: Any, *, on: date) -> Finding[UnannouncedVisit] | None:
    """Whether an unannounced visit may be weighed now; None when the room has not decided how much comes before."""
    way = way_for(matter, on=on)
    if way is None:
        return None
    seen = Seen(facts_of(reader, matter, on=on, with_consents=False), on)
    return unannounced_visit(way.local, seen, is_protected=matter.is_protected)


def check(reader: AtWork, matter: Any, *, on: date) -> UnannouncedVisit:
    """The rule's answer when it may be weighed; else a refusal with its reasons."""
    found = asked(reader, matter, on=on)
    if found is None:
        raise CannotDo(NO_WAY)
    if found.value.why_not is not None:
        raise CannotDo(f"Ett oanmält hembesök får inte planeras nu. {' '.join(step.text for step in found.steps[:2])}")
    return found.value
