"""Återvinning av ett utslag: the month in which a verdict that nobody objected to can be tried again."""

from __future__ import annotations

from datetime import date

from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.deadline import Deadline
from kvarbo.core.law.last_day import last_day, not_known
from kvarbo.core.values import values

MONTHS = "bfl.53.reopening_months"
REOPENING = "Lag (1990:746) 53 §"
STILL_ENFORCED = "Lag (1990:746) 45 § och UB 2:1"


def order_to_pay_reopening(*, verdict: date | None) -> Finding[Deadline]:
    """Tid att söka återvinning (lag 1990:746 53 §): one month from the day of the verdict, not from its service."""
    if verdict is None:
        return not_known(REOPENING, "dagen för utslaget")
    on = values(verdict)
    counted = last_day(verdict, REOPENING, months=on.number(MONTHS))
    steps = (
        on.step(MONTHS),
        *counted.steps,
        Step("Ansökan ska vara skriftlig och ha kommit in till Kronofogden den dagen.", REOPENING),
        Step("Utslaget verkställs under tiden, om inget annat har begärts eller beslutats.", STILL_ENFORCED),
    )
    return Finding(counted.value, steps)
