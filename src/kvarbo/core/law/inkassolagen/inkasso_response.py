"""Inkassokravets svarstid: how long the debtor has before anything may be taken to Kronofogden."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from kvarbo.core.calendar import add_arbetsdagar, in_words
from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.deadline import Deadline
from kvarbo.core.law.last_day import both_readings, days_of, last_day, steps_for_unknown
from kvarbo.core.values import values

RESPONSE_DAYS = "inkassolagen.5.response_days"
BANK_DAYS = "inkassolagen.5.bank_days_after_receipt"
REASONABLE_TIME = "Inkassolagen (1974:182) 5 § tredje stycket"
NO_LEGAL_ACTION = "Inkassolagen (1974:182) 6 §"
EXCEPTION = "Inkassolagen (1974:182) 7 §"
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DemandDeadline(Deadline):
    """Svarstiden, and the first day on which legal action may be taken when nothing has been answered."""

    earliest_legal_action: date | None = None


def inkasso_response(
    *, sent: date | None, stated_day: date | None = None, received: date | None = None
) -> Finding[DemandDeadline]:
    """Skälig tid i inkassokravet (inkassolagen 5–6 §§): ``stated_day`` is the day the demand itself names.

    The law says only "skälig tid"; the number of days is our reading until somebody has confirmed FFFS 2025:2.
    """
    if sent is None:
        missing = "dagen då inkassokravet sändes"
        return Finding(DemandDeadline(None, None, None, (missing,)), steps_for_unknown(NO_LEGAL_ACTION, missing))
    on = values(sent)
    counted = last_day(sent, REASONABLE_TIME, days=on.number(RESPONSE_DAYS))
    steps = [on.step(RESPONSE_DAYS), *counted.steps]
    protective, enforcing = days_of(counted)
    if stated_day is not None:
        stated = both_readings(stated_day, Step(f"Kravet anger {in_words(stated_day)} som sista dag.", REASONABLE_TIME))
        steps += stated.steps
        protective, stated_end = days_of(stated)
        enforcing = max(enforcing, stated_end)
    if received is not None:
        enforcing = max(enforcing, add_arbetsdagar(received, on.number(BANK_DAYS)))
        steps.append(on.step(BANK_DAYS))
    earliest = enforcing + _DAY
    text = f"Rättslig åtgärd får vidtas tidigast {in_words(earliest)}, när den angivna tiden har gått ut."
    steps.append(Step(text, NO_LEGAL_ACTION))
    steps.append(
        Step("Undantag: den som uppenbart försöker undandra sig att betala, eller andra särskilda skäl.", EXCEPTION)
    )
    return Finding(DemandDeadline(min(protective, enforcing), enforcing, None, (), earliest), tuple(steps))
