"""Fordringar: what of a debt may be claimed, told bill by bill and kind by kind, as a demand has to tell it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kvarbo.core.allocation import RENT_FIRST
from kvarbo.core.debt import open_bills
from kvarbo.core.facts import Bill, BillKind, Payment


@dataclass(frozen=True, slots=True)
class ClaimedLine:
    """En fordran: so much of a kind is open on the bill for a month, due on a day; öre."""

    month: date
    kind: BillKind
    due_date: date
    amount: int


def open_claims(
    bills: Sequence[Bill], payments: Iterable[Payment], *, on: date, order: Sequence[BillKind] = RENT_FIRST
) -> tuple[ClaimedLine, ...]:
    """What is overdue and open on the day, oldest bill first; what may be demanded of it a rule says."""
    return tuple(
        ClaimedLine(item.bill.month, kind, item.bill.due_date, amount)
        for item in open_bills(bills, payments, on=on, order=order)
        for kind, amount in item.by_kind
    )
