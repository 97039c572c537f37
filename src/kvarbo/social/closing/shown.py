"""Det som avslutet visar för checklistan: that the need of a follow-up has been judged."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from kvarbo.core.checklist.facts import Shown
from kvarbo.core.checklist.words import ShownBy
from kvarbo.ground.clock import day_of
from kvarbo.ground.units.queries import AtWork
from kvarbo.social.closing.queries import assessments_of


def shown(reader: AtWork, matter: Any, on: date) -> Sequence[Shown]:
    """Each assessment on the day it was written."""
    return [Shown(ShownBy.FOLLOW_UP_ASSESSED, day_of(one.at), one.by_name) for one in assessments_of(matter.id)]
