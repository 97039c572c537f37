"""Preskription av en hyresfordran: when it can no longer be claimed, and the shorter time after moving out."""

from __future__ import annotations

from datetime import date

from kvarbo.core.calendar import in_words
from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.deadline import Deadline
from kvarbo.core.law.last_day import days_of, last_day, not_known
from kvarbo.core.values import values

YEARS = "preskription.2.consumer_debt_years"
AFTER_LEAVING = "jb.12_61.claim_after_leaving_years"
LIMITATION = "Preskriptionslagen (1981:130) 2 § andra stycket"
INTERRUPTED = "Preskriptionslagen (1981:130) 5–6 §§"
SUIT_AFTER_LEAVING = "JB 12:61"


def limitation(
    *,
    due_date: date | None,
    still_living_there: bool | None,
    moved_out: date | None = None,
    interrupted: date | None = None,
) -> Finding[Deadline]:
    """Sista dagen att driva in en hyresfordran: three years, or two from moving out (JB 12:61), the earlier.

    That rent is "annan nyttighet" in 2 § is our reading. ``interrupted`` is a payment, a promise or a claim.
    """
    if still_living_there and moved_out is not None:
        raise ValueError("Hyresgästen kan inte både bo kvar och ha flyttat. Ange bara det ena.")
    open_facts = (
        *(("fordrans förfallodag",) if due_date is None else ()),
        *(("om och när hyresgästen lämnade lägenheten",) if not still_living_there and moved_out is None else ()),
    )
    if due_date is None or open_facts:
        return not_known(LIMITATION, *open_facts)
    start = max(due_date, interrupted or due_date)
    on = values(start)
    counted = last_day(start, LIMITATION, years=on.number(YEARS))
    steps = [on.step(YEARS)]
    if interrupted is not None and interrupted > due_date:
        steps.append(Step(f"Tiden börjar om från avbrottet {in_words(interrupted)}.", INTERRUPTED))
    steps += counted.steps
    ends = [days_of(counted)]
    if moved_out is not None:
        after = values(moved_out)
        leaving = last_day(moved_out, SUIT_AFTER_LEAVING, years=after.number(AFTER_LEAVING))
        ends.append(days_of(leaving))
        steps += [after.step(AFTER_LEAVING), *leaving.steps]
    protective = min(end[0] for end in ends)
    enforcing = min(end[1] for end in ends)
    text = f"Den tidigaste av tiderna gäller: {in_words(protective)}."
    steps.append(Step(text, SUIT_AFTER_LEAVING if moved_out else LIMITATION))
    return Finding(Deadline(protective, enforcing), tuple(steps))
