"""Tidigaste dag för ett avlägsnande: five days from when the respondent was told."""

from __future__ import annotations

from datetime import date

from kvarbo.core.calendar import in_words
from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.deadline import Deadline
from kvarbo.core.law.enforcement_code.eviction_earliest import earliest_after_days
from kvarbo.core.law.last_day import not_known
from kvarbo.core.values import values

DAYS = "ub.16_10a.removal_min_days"
MUST_BE_TOLD = "UB 16:10 a första stycket"
EARLIEST = "UB 16:10 a andra stycket"


def removal_earliest(*, notified: date | None, interim_decision: bool | None) -> Finding[Deadline]:
    """Tidigaste dagen för ett avlägsnande (UB 16:10 a); the five days do not hold for an interim decision (63 §)."""
    if notified is None:
        return not_known(MUST_BE_TOLD, "dagen då svaranden underrättades")
    if interim_decision is None:
        return not_known(EARLIEST, "om det är ett interimistiskt beslut", not_before=notified)
    if interim_decision:
        text = f"Vid ett interimistiskt beslut gäller inte de fem dagarna: tidigast {in_words(notified)}."
        return Finding(Deadline(notified, notified), (Step(text, EARLIEST),))
    on = values(notified)
    return earliest_after_days(notified, on.number(DAYS), EARLIEST, on.step(DAYS))
