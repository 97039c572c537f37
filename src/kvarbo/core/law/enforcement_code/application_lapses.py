"""Sökandens eget uppskov: when an application for eviction that rests falls away by itself."""

from __future__ import annotations

from datetime import date

from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.deadline import Deadline
from kvarbo.core.law.last_day import last_day, not_known
from kvarbo.core.values import values

MONTHS = "ub.16_5.application_lapses_months"
LAPSES = "UB 16:5"


def application_lapses(*, application: date | None) -> Finding[Deadline]:
    """När ansökan förfaller efter sökandens uppskov (UB 16:5): six months from the application, special reasons aside.

    The tenant counts on it resting until ``enforcing``; the applicant cannot count on it after ``protective``.
    """
    if application is None:
        return not_known(LAPSES, "dagen för ansökan om avhysning")
    on = values(application)
    counted = last_day(application, LAPSES, months=on.number(MONTHS))
    steps = (
        on.step(MONTHS),
        *counted.steps,
        Step("Gäller när sökanden själv har medgett uppskov och det varar längre än så.", LAPSES),
        Step("Finns särskilda skäl kan ytterligare uppskov godtas. Fråga Kronofogden.", LAPSES),
    )
    return Finding(counted.value, steps)
