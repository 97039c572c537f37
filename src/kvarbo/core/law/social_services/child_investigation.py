"""Utredning av ett barns behov: four months, and no longer than the board has decided."""

from __future__ import annotations

from datetime import date

from kvarbo.core.calendar import in_words
from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.deadline import Deadline
from kvarbo.core.law.last_day import both_readings, last_day, not_known
from kvarbo.core.law.old_law.old_reference import ReferredAct, old_reference
from kvarbo.core.values import values

MONTHS = "sol.20_3.child_investigation_months"
INVESTIGATION = "SoL 20:3"


def child_investigation(*, opened: date | None, extended_to: date | None = None) -> Finding[Deadline]:
    """Barnutredningens slutdag (SoL 20:3): four months from when it was opened, or the day the board extended it to."""
    if opened is None:
        return not_known(INVESTIGATION, "dagen då utredningen inleddes")
    on = values(opened)
    place = old_reference(act=ReferredAct.SOL_2025, paragraph="20:3", day=opened).value.in_force
    quickly = Step("Utredningen ska bedrivas skyndsamt.", place)
    if extended_to is not None:
        if extended_to < opened:
            raise ValueError(
                f"Utredningen kan inte förlängas till {extended_to}, före dagen den inleddes ({opened}). "
                "Kontrollera dagarna."
            )
        text = f"Nämnden har av särskilda skäl förlängt till {in_words(extended_to)}."
        return both_readings(extended_to, quickly, Step(text, place))
    counted = last_day(opened, place, months=on.number(MONTHS))
    return Finding(counted.value, (on.step(MONTHS), *counted.steps, quickly))
