"""Det som fristens sida visar för checklistan: an undertaking that was written, and an agreement with the landlord."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from kvarbo.core.checklist.facts import Shown
from kvarbo.core.checklist.words import ShownBy
from kvarbo.ground.units.queries import AtWork
from kvarbo.social.undertakings.models import BoardUndertaking, Settled, TerminationFacts


def shown(reader: AtWork, matter: Any, on: date) -> Sequence[Shown]:
    """What the board has undertaken to pay, and what the newest word on a termination says was agreed."""
    given = BoardUndertaking.objects.filter(matter_id=matter.id)
    found = [Shown(ShownBy.DEBT_HELP, one.decided_on, one.by_name) for one in given]
    newest = {row.paper_id: row for row in TerminationFacts.objects.filter(matter_id=matter.id).order_by("pk")}
    found += [
        Shown(ShownBy.AGREEMENT_REACHED, row.settled_on, row.by_name)
        for row in newest.values()
        if row.settled == Settled.AGREED and row.settled_on is not None
    ]
    return found
