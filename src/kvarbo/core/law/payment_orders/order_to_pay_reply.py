"""Svar på betalningsföreläggande: the day by which an objection must have reached Kronofogden."""

from __future__ import annotations

from datetime import date

from kvarbo.core.calendar import corresponding_day, in_words
from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.deadline import Deadline
from kvarbo.core.law.last_day import both_readings, last_day, not_known
from kvarbo.core.values import values

MAX_WEEKS = "bfl.25.reply_max_weeks"
REPLY = "Lag (1990:746) 25 §"
NO_REPLY = "Lag (1990:746) 42 §"


def order_to_pay_reply(
    *, served: date | None, stated_days: int | None, stated_last_day: date | None = None
) -> Finding[Deadline]:
    """Svarstid på ett betalningsföreläggande (lag 1990:746 25 §): the time Kronofogden has stated, from the service.

    Kronofogden sets the time and may set less than the two weeks the law allows, so nothing is counted without it.
    """
    if stated_last_day is not None:
        step = Step(f"Kronofogden har angett {in_words(stated_last_day)} som sista dag.", REPLY)
        return _with_consequence(both_readings(stated_last_day, step))
    if served is None:
        return not_known(REPLY, "delgivningsdagen", *(() if stated_days else ("tiden som Kronofogden har angett",)))
    if stated_days is None:
        return not_known(REPLY, "tiden som Kronofogden har angett", not_before=served)
    counted = last_day(served, REPLY, days=stated_days)
    on = values(served)
    if served.toordinal() + stated_days > corresponding_day(served, weeks=on.number(MAX_WEEKS)).toordinal():
        text = "Tiden är längre än två veckor, vilket kräver särskilda skäl. Kontrollera mot föreläggandet."
        counted = Finding(counted.value, (*counted.steps, on.step(MAX_WEEKS), Step(text, REPLY)))
    return _with_consequence(counted)


def _with_consequence(counted: Finding[Deadline]) -> Finding[Deadline]:
    text = "Den som inte svarar i tid kan få ett utslag mot sig utan ny prövning."
    return Finding(counted.value, (*counted.steps, Step(text, NO_REPLY)))
