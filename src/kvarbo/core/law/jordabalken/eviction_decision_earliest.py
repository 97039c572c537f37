"""Tidigaste beslut om avhysning: the vardagar that must pass after the recovery period."""

from __future__ import annotations

from datetime import date

from kvarbo.core.calendar import in_words
from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.counting import missing_event, vardagar_after
from kvarbo.core.law.deadline import Deadline
from kvarbo.core.values import values

TWO_MORE = "JB 12:44 andra stycket"
PASSED = "De vardagarna ska ha gått helt: beslut får meddelas tidigast nästa vardag efter dem, alltså den tredje."
BUFFER = "jb.12_44.eviction_decision_buffer_vardagar"


def eviction_decision_earliest(*, recovery_end: date | None = None) -> Finding[Deadline]:
    """Tidigaste dag för beslut om avhysning (JB 12:44 andra stycket): two more vardagar have passed.

    ``recovery_end`` is the last day of ``recovery_period``: give its ``enforcing`` to gate the landlord, never the
    tenant's safe day. The answer is an earliest day, not a last one: ``protective`` counts Saturdays and eves as
    vardagar, ``enforcing`` only arbetsdagar, and the landlord reckons with the later.
    """
    if recovery_end is None:
        return missing_event("recovery_end", "Återvinningsfristens sista dag är inte känd.", TWO_MORE)
    known = values(recovery_end)
    # Two vardagar must have passed in full, so the first day of a decision is the third.
    literal, working = vardagar_after(recovery_end, known.number(BUFFER) + 1)
    steps = [
        Step(f"Återvinningsfristen går ut {in_words(recovery_end)}.", "fakta"),
        known.step(BUFFER),
        Step(PASSED, TWO_MORE),
        Step(f"Räknas lördagar och aftnar som vardagar får beslut meddelas tidigast {in_words(literal)}.", TWO_MORE),
    ]
    if working != literal:
        text = f"Om lördagar och aftnar är vardagar här är inte avgjort. Hyresvärden räknar därför {in_words(working)}."
        steps.append(Step(text, "försiktighet"))
    return Finding(Deadline(literal, working), tuple(steps))
