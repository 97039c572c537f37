"""Tidigaste beslut om avhysning ur bostadsrätt: the third vardag after the recovery period."""

from __future__ import annotations

from datetime import date

from kvarbo.core.calendar import in_words
from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.counting import missing_event, vardagar_after
from kvarbo.core.law.deadline import Deadline
from kvarbo.core.values import values

FOURTH = "BRL 7:23 fjärde stycket"
VARDAG = "brl.7_23.eviction_decision_vardag"


def eviction_decision_third_vardag(*, recovery_end: date | None = None) -> Finding[Deadline]:
    """Tidigast tredje vardagen efter återvinningsfristen (BRL 7:23 fjärde stycket): the earliest day of a decision."""
    if recovery_end is None:
        return missing_event("recovery_end", "Återvinningsfristens sista dag är inte känd.", FOURTH)
    known = values(recovery_end)
    literal, working = vardagar_after(recovery_end, known.number(VARDAG))
    steps = [
        Step(f"Återvinningsfristen går ut {in_words(recovery_end)}.", "fakta"),
        known.step(VARDAG),
        Step(f"Räknas lördagar och aftnar som vardagar får beslut meddelas tidigast {in_words(literal)}.", FOURTH),
    ]
    if working != literal:
        text = f"Om lördagar och aftnar är vardagar här är inte avgjort. Föreningen räknar därför {in_words(working)}."
        steps.append(Step(text, "försiktighet"))
    return Finding(Deadline(literal, working), tuple(steps))
