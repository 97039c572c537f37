"""Uppföljning av ett barns situation: how long it may go on after an investigation or a placement."""

from __future__ import annotations

from datetime import date

from kvarbo.core.calendar import in_words
from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.deadline import Deadline
from kvarbo.core.law.last_day import days_of, last_day, not_known
from kvarbo.core.law.old_law.old_reference import ReferredAct, old_reference
from kvarbo.core.values import values

MONTHS = "sol.23_5.child_followup_max_months"
FOLLOW_UP = "SoL 23:5"


def child_followup_end(*, ended: date | None, inquiry_opened: date | None = None) -> Finding[Deadline]:
    """Uppföljningens längsta tid (SoL 23:5), counted from when the investigation or the placement ended.

    It ends earlier if the board opens an investigation, on the day it does.
    """
    if ended is None:
        return not_known(FOLLOW_UP, "dagen då utredningen avslutades eller placeringen upphörde")
    on = values(ended)
    place = old_reference(act=ReferredAct.SOL_2025, paragraph="23:5", day=ended).value.in_force
    counted = last_day(ended, place, months=on.number(MONTHS))
    _, latest = days_of(counted)
    if inquiry_opened is not None and inquiry_opened <= latest:
        text = f"Nämnden inledde utredning {in_words(inquiry_opened)}, så uppföljningen är slut den dagen."
        return Finding(Deadline(inquiry_opened, inquiry_opened), (Step(text, place),))
    steps = [on.step(MONTHS), *counted.steps]
    if ended < date(2025, 7, 1) <= latest:
        text = "Tiden räknas enligt lagen som gällde när utredningen avslutades; lagen om ändringen säger inget om det."
        steps.append(Step(text, FOLLOW_UP))
    return Finding(counted.value, tuple(steps))
