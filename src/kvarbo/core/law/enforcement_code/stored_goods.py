"""Förvarad egendom efter avhysning: three months to fetch it, and a reminder before anything is sold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from kvarbo.core.calendar import in_words
from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.deadline import Deadline
from kvarbo.core.law.last_day import days_of, last_day, steps_for_unknown
from kvarbo.core.values import values

MONTHS = "ub.16_6.stored_goods_months"
STORED = "UB 16:6 tredje stycket"


@dataclass(frozen=True, slots=True)
class StoredGoods(Deadline):
    """Dagen egendomen ska ha hämtats, and the first day it may be sold once the respondent was asked to fetch it."""

    may_sell_from: date | None = None


def stored_goods(*, evicted: date | None, asked_to_collect: bool | None) -> Finding[StoredGoods]:
    """Egendom i förvar (UB 16:6 tredje stycket): ``asked_to_collect`` is the anmaning that must precede a sale."""
    if evicted is None:
        return Finding(
            StoredGoods(None, None, None, ("avhysningsdagen",)), steps_for_unknown(STORED, "avhysningsdagen")
        )
    on = values(evicted)
    counted = last_day(evicted, STORED, months=on.number(MONTHS))
    protective, enforcing = days_of(counted)
    steps = [on.step(MONTHS), *counted.steps]
    steps.append(Step("Den som förvarar har rätt till skälig ersättning av den avhyste.", STORED))
    if not asked_to_collect:
        missing = (
            "anmaningen att hämta egendomen" if asked_to_collect is False else "om svaranden har anmanats att hämta"
        )
        text = "Ingen egendom får säljas eller slängas förrän den avhyste har anmanats att hämta den."
        steps.append(Step(text, STORED))
        return Finding(StoredGoods(protective, enforcing, None, (missing,)), tuple(steps))
    sell_from = enforcing + timedelta(days=1)
    steps.append(Step(f"Får säljas tidigast {in_words(sell_from)}; värdelöst får bortskaffas.", STORED))
    return Finding(StoredGoods(protective, enforcing, None, (), sell_from), tuple(steps))
