"""Omedelbar skyddsbedömning: the same day, for every notice about a child or a young person."""

from __future__ import annotations

from datetime import date

from kvarbo.core.calendar import in_words
from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.deadline import Deadline
from kvarbo.core.law.in_force import require_in_force
from kvarbo.core.law.last_day import not_known
from kvarbo.core.law.old_law.old_reference import ReferredAct, old_reference

SAFETY = "SoL 20:1"
READ_FROM = date(2013, 1, 1)  # lag (2012:776)


def child_immediate_safety(*, received: date | None) -> Finding[Deadline]:
    """Skyddsbedömning av barn och unga samma dag (SoL 20:1). No weekend or holiday gives more time, in any reading."""
    if received is None:
        return not_known(SAFETY, "dagen då anmälan kom in")
    require_in_force(SAFETY, received, READ_FROM)
    place = old_reference(act=ReferredAct.SOL_2025, paragraph="20:1", day=received).value.in_force
    steps = (
        Step(f"Bedöm genast, {in_words(received)}, om barnet behöver omedelbart skydd.", place),
        Step("Bedömningen dokumenteras; för barn i en personakt.", place),
    )
    return Finding(Deadline(received, received), steps)
