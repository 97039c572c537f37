"""Begäran om avgörande: a party who has waited six months may ask for a decision within four weeks."""

from __future__ import annotations

from datetime import date

from kvarbo.core.calendar import corresponding_day, in_words
from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.deadline import Deadline
from kvarbo.core.law.last_day import last_day, not_known
from kvarbo.core.values import values

MONTHS = "fl.12.request_after_months"
WEEKS = "fl.12.decision_weeks"
MAY_ASK = "FL 12 § första stycket"
MUST_DECIDE = "FL 12 § andra stycket"
IN_SOCIAL_SERVICES = "SoL 14:10"


def authority_must_decide(
    *, started: date | None, started_by_party: bool | None, request_received: date | None
) -> Finding[Deadline]:
    """Myndigheten ska avgöra ärendet eller avslå begäran (FL 12 §) within four weeks of the party's written request."""
    if started_by_party is False:
        return not_known(MAY_ASK, "ett ärende som en enskild part har inlett")
    if started_by_party is None or started is None:
        open_facts = (
            *(("om en enskild part har inlett ärendet",) if started_by_party is None else ()),
            *(("dagen då ärendet inleddes",) if started is None else ()),
        )
        return not_known(MAY_ASK, *open_facts)
    on = values(started)
    may_ask_from = corresponding_day(started, months=on.number(MONTHS))
    weeks = on.number(WEEKS)
    if request_received is None or request_received < may_ask_from:
        bound = corresponding_day(may_ask_from, weeks=weeks)
        return not_known(MAY_ASK, "en skriftlig begäran sedan sex månader gått", not_before=bound)
    counted = last_day(request_received, MUST_DECIDE, weeks=weeks)
    steps = (
        on.step(MONTHS),
        Step(f"Parten fick begära det från {in_words(may_ask_from)}, skriftligt och bara en gång.", MAY_ASK),
        on.step(WEEKS),
        *counted.steps,
        Step("Gäller alla ärenden hos socialnämnden som rör enskilda.", IN_SOCIAL_SERVICES),
    )
    return Finding(counted.value, steps)
