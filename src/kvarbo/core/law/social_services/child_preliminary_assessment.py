"""Förhandsbedömning av en anmälan om barn: fourteen days to decide whether to open an investigation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.last_day import days_of, last_day, steps_for_unknown
from kvarbo.core.law.old_law.old_reference import ReferredAct, old_reference
from kvarbo.core.values import values

DAYS = "sol.20_2.preliminary_assessment_days"
PRELIMINARY = "SoL 20:2"


@dataclass(frozen=True, slots=True)
class PreliminaryAssessment:
    """Förhandsbedömningen: whether a decision is needed, and the day in both readings.

    ``protective`` is the target inside the room, the last arbetsdag on or before day fourteen.
    """

    decision_needed: bool | None
    protective: date | None
    enforcing: date | None
    not_before: date | None = None
    missing: tuple[str, ...] = ()


def child_preliminary_assessment(
    *, received: date | None, inquiry_running: bool | None
) -> Finding[PreliminaryAssessment]:
    """Beslut om att inleda eller inte inleda utredning om barn (SoL 20:2), from the day the notice came in.

    No decision is needed while an investigation about the same child is already running.
    """
    if inquiry_running:
        text = "Det pågår redan en utredning om barnet, så inget sådant beslut behöver fattas."
        return Finding(PreliminaryAssessment(False, None, None), (Step(text, PRELIMINARY),))
    needed = None if inquiry_running is None else True
    open_facts = ("om en utredning om barnet redan pågår",) if inquiry_running is None else ()
    if received is None:
        open_facts = ("dagen då anmälan kom in", *open_facts)
        value = PreliminaryAssessment(needed, None, None, None, open_facts)
        return Finding(value, steps_for_unknown(PRELIMINARY, *open_facts))
    on = values(received)
    place = old_reference(act=ReferredAct.SOL_2025, paragraph="20:2", day=received).value.in_force
    counted = last_day(received, place, days=on.number(DAYS))
    protective, enforcing = days_of(counted)
    steps = [on.step(DAYS), *counted.steps]
    if inquiry_running is None:
        steps.append(Step("Pågår redan en utredning om barnet behövs inget beslut. Kontrollera det först.", place))
    steps.append(Step("Bara synnerliga skäl ger mer tid.", place))
    return Finding(PreliminaryAssessment(needed, protective, enforcing, None, open_facts), tuple(steps))
