"""Ej verkställda beslut: favourable decisions that are not carried out are reported every quarter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kvarbo.core.calendar import in_words
from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.deadline import Deadline
from kvarbo.core.law.last_day import days_of, last_day, steps_for_unknown
from kvarbo.core.law.old_law.old_reference import ReferredAct, old_reference
from kvarbo.core.values import values

MONTHS = "sol.34_1.unexecuted_decision_months"
REPORT = "SoL 34:1"


@dataclass(frozen=True, slots=True)
class UnexecutedDecision(Deadline):
    """Dagen då beslutet skulle ha varit verkställt, and whether it is to be reported; None while it is not known."""

    to_report: bool | None = None


def unexecuted_decision_report(
    *, decided: date | None, executed: date | None = None, interrupted: date | None = None
) -> Finding[UnexecutedDecision]:
    """Rapport om gynnande beslut (SoL 11:1, 12:1) that were not carried out within three months (SoL 34:1).

    ``executed`` None means not carried out, or not known; ``interrupted`` is when carrying it out stopped.
    """
    if decided is None:
        missing = "dagen för det gynnande beslutet"
        return Finding(UnexecutedDecision(None, None, None, (missing,)), steps_for_unknown(REPORT, missing))
    start = interrupted or decided
    on = values(start)
    place = old_reference(act=ReferredAct.SOL_2025, paragraph="34:1", day=start).value.in_force
    counted = last_day(start, place, months=on.number(MONTHS))
    protective, enforcing = days_of(counted)
    to_report = _to_report(executed, protective, enforcing)
    why = "avbröts" if interrupted else "fattades"
    steps = (
        Step(f"Räknat från {in_words(start)}, då beslutet {why}.", place),
        on.step(MONTHS),
        *counted.steps,
        Step(_words(to_report), place),
    )
    return Finding(UnexecutedDecision(protective, enforcing, None, (), to_report), steps)


def _to_report(executed: date | None, protective: date, enforcing: date) -> bool | None:
    if executed is None or protective < executed <= enforcing:
        return None
    return executed > enforcing


def _words(to_report: bool | None) -> str:
    if to_report is None:
        return "En människa avgör om beslutet ska med i kvartalsrapporten till IVO och revisorerna."
    return "Ska med i kvartalsrapporten till IVO och revisorerna." if to_report else "Verkställt i tid: ingen rapport."
