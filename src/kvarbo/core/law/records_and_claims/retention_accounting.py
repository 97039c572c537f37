"""Bevarande av räkenskapsinformation: how long a landlord keeps bills, payments and their basis."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from kvarbo.core.calendar import in_words
from kvarbo.core.finding import Finding, Step
from kvarbo.core.values import values

YEARS = "bokforing.7_2.retention_years"
KEPT = "Bokföringslagen (1999:1078) 7:2"
OTHER_DATA = "Dataskyddsförordningen artikel 5.1 e"


@dataclass(frozen=True, slots=True)
class AccountingRetention:
    """Sista dagen räkenskapsinformationen ska finnas kvar, and the first it may be destroyed."""

    keep_through: date
    may_delete_from: date


def retention_accounting(*, financial_year_end: date) -> Finding[AccountingRetention]:
    """Bevarandetid för räkenskapsinformation (bokföringslagen 7:2): through the seventh calendar year after."""
    on = values(financial_year_end)
    years = on.number(YEARS)
    keep_through = date(financial_year_end.year + years, 12, 31)
    may_delete_from = keep_through + timedelta(days=1)
    text = (
        f"Räkenskapsåret slutade {in_words(financial_year_end)}: bevaras till och med {in_words(keep_through)}. "
        f"Tidigast {in_words(may_delete_from)} får det slängas."
    )
    other = "Andra uppgifter om hyresgästen gallras när de inte längre behövs, också dessförinnan."
    return Finding(
        AccountingRetention(keep_through, may_delete_from), (on.step(YEARS), Step(text, KEPT), Step(other, OTHER_DATA))
    )
