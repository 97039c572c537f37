"""Talan om återkrav: three years from when the municipality's cost arose."""

from __future__ import annotations

from datetime import date

from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.deadline import Deadline
from kvarbo.core.law.last_day import last_day, not_known
from kvarbo.core.values import all_values, values

YEARS = "sol.33_5.repayment_suit_years"
SUIT = "SoL 33:5"
OLD_AID = "SoL övergångsbestämmelserna p. 5"


def repayment_suit(*, cost_arose: date | None, granted: date | None) -> Finding[Deadline]:
    """Tid att väcka talan om återkrav (SoL 33:5); aid granted before 2025-07-01 still follows the old act."""
    if granted is not None and granted < _new_act_from():
        return not_known(OLD_AID, "tiden för talan i SoL (2001:453) 9 kap.")
    if cost_arose is None:
        return not_known(SUIT, "dagen då kommunens kostnad uppkom")
    if granted is None:
        return not_known(SUIT, "dagen då biståndet beviljades")
    on = values(cost_arose)
    counted = last_day(cost_arose, SUIT, years=on.number(YEARS))
    steps = (
        on.step(YEARS),
        *counted.steps,
        Step("Talan väcks bara om den enskilde inte betalar frivilligt och biståndet får krävas tillbaka.", "SoL 33:4"),
        Step("Ingen talan bifalls om den enskilde då skulle sakna medel till sin försörjning.", SUIT),
        Step("Nämnden får alltid avstå från kravet.", "SoL 33:6"),
    )
    return Finding(counted.value, steps)


def _new_act_from() -> date:
    return all_values()[YEARS].periods[0].start
