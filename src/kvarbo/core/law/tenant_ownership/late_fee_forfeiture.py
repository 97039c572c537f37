"""Förverkande för sen avgift: how late the fee of a bostadsrätt must be before notice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kvarbo.core import calendar
from kvarbo.core.calendar import in_words
from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.counting import counted, vardagar_after
from kvarbo.core.values import values

ONE_A = "BRL 7:18 1 a"
WEEKS = "brl.7_18.late_fee_weeks"
VARDAGAR = "brl.7_18.late_fee_premises_vardagar"
OPEN = Step("Är det av ringa betydelse är nyttjanderätten inte förverkad.", "BRL 7:19")
RECHECK = Step(
    "Läs betalningarna på nytt innan uppsägningen sänds och innan den delges: rättelse före uppsägning botar.",
    "BRL 7:21 första stycket",
)


@dataclass(frozen=True, slots=True)
class LateFee:
    """The last day to pay in both readings. ``forfeited`` is judged by the later one; None when it cannot be said."""

    protective: date | None
    enforcing: date | None
    forfeited: bool | None
    missing: tuple[str, ...] = ()


def late_fee_forfeiture(
    *, premises: bool = False, due_date: date | None = None, paid: date | None = None, unpaid_on: date | None = None
) -> Finding[LateFee]:
    """Dröjsmål med årsavgiften (BRL 7:18 1 a): more than a week late, for premises more than two vardagar.

    ``paid`` is the day the payment counts (BRL 7:15), ``unpaid_on`` a day on which it was still unpaid.
    """
    if due_date is None:
        return Finding(LateFee(None, None, None, ("due_date",)), (Step("Förfallodagen är inte känd.", ONE_A),))
    protective, enforcing, steps = _last_days(premises, due_date)
    told = Step(f"Sista dag: {in_words(protective)}; föreningen väntar till och med {in_words(enforcing)}.", ONE_A)
    day = paid or unpaid_on
    forfeited = None if day is None else day > enforcing
    missing = () if day else ("paid", "unpaid_on")
    return Finding(LateFee(protective, enforcing, forfeited, missing), (*steps, told, OPEN, RECHECK))


def _last_days(premises: bool, due: date) -> tuple[date, date, tuple[Step, ...]]:
    later = calendar.next_vardag(due)
    if premises:
        known = values(due)
        days = known.number(VARDAGAR)
        return vardagar_after(due, days)[0], vardagar_after(later, days)[1], (known.step(VARDAGAR),)
    early, late = counted(due, WEEKS), counted(later, WEEKS)
    return early.value.protective, late.value.last_day, tuple(dict.fromkeys((*early.steps, *late.steps)))
