"""Rättelseanmaningens tyngd: what it means that the tenant was, or was not, told beforehand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kvarbo.core.calendar import in_words
from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.jordabalken.message_given import REGISTERED_COUNTS

WEIGHT = "JB 12:46 andra stycket"


@dataclass(frozen=True, slots=True)
class WarningWeight:
    """``told_before``: the tenant was told before the notice; ``weighs_for_prolongation``: its absence counts."""

    told_before: bool | None
    weighs_for_prolongation: bool | None
    missing: tuple[str, ...] = ()


def warning_weight(
    *,
    warned: bool | None = None,
    posted_registered: date | None = None,
    received: date | None = None,
    notice_given: date | None = None,
) -> Finding[WarningWeight]:
    """Rättelseanmaning (JB 12:46 andra stycket): a missing one is a reason for prolongation.

    ``warned: false`` says none was ever sent. A registered letter counts from the day it was posted. What the
    warning says is not judged here.
    """
    told = posted_registered or received
    rule = Step(
        "Har hyresvärden inte meddelat att avtalet kan sägas upp om rättelse inte sker, ska det beaktas som skäl för "
        "förlängning.",
        WEIGHT,
    )
    if warned is False:
        return Finding(WarningWeight(False, True), (rule, Step("Ingen anmaning har skickats.", "fakta")))
    if told is None:
        return Finding(
            WarningWeight(None, None, ("warned",)), (rule, Step("Det är inte känt om anmaning skickats.", "fakta"))
        )
    how = "avsändes rekommenderat" if posted_registered else "kom fram"
    step = Step(f"Anmaningen {how} {in_words(told)}.", REGISTERED_COUNTS if posted_registered else "fakta")
    if notice_given is not None and told == notice_given:
        same_day = Step("Anmaning och uppsägning är gjorda samma dag: ordningen avgör.", "fakta")
        return Finding(WarningWeight(None, None, ("which_came_first",)), (rule, step, same_day))
    before = notice_given is None or told < notice_given
    said = Step("Anmaningen kom före uppsägningen." if before else "Anmaningen kom efter uppsägningen.", WEIGHT)
    return Finding(WarningWeight(before, not before), (rule, step, said))
