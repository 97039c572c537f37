"""Målet för när avhysningen ska ske: four weeks, if possible, from when Kronofogden has what it needs."""

from __future__ import annotations

from datetime import date

from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.deadline import Deadline
from kvarbo.core.law.last_day import last_day, not_known
from kvarbo.core.values import values

WEEKS = "ub.16_3.target_weeks"
TARGET = "UB 16:3 andra stycket"
REGARD = "UB 16:3 första stycket"
DOCUMENTS = "dagen då behövliga handlingar kom in till Kronofogden"


def eviction_target(*, documents_complete: date | None) -> Finding[Deadline]:
    """Fyraveckorstiden (UB 16:3 andra stycket): a target for Kronofogden, from which respite is counted; no promise."""
    if documents_complete is None:
        return not_known(TARGET, DOCUMENTS)
    on = values(documents_complete)
    counted = last_day(documents_complete, TARGET, weeks=on.number(WEEKS))
    steps = (
        on.step(WEEKS),
        *counted.steps,
        Step("Det är ett mål om möjligt. Avhysningen kan ske tidigare, eller senare.", TARGET),
        Step("Kronofogden ska ta skälig hänsyn till båda parter.", REGARD),
    )
    return Finding(counted.value, steps)
