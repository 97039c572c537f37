"""Reskontran i kolumner: a whole ledger as flat arrays, in the order of the leases, ready for one sweep.

Leases are dense numbers from 0, months are ``year * 12 + month - 1``, days are ordinals, money is whole öre.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Small = NDArray[np.int32]
Yes = NDArray[np.bool_]

NO_BILL = -1  # the landlord has not matched the payment
ELSEWHERE = -2  # the landlord has matched it to a bill that is not among the lease's own
ROWS_AT_A_TIME = 1 << 16
TABLE_AT_MOST = 8  # ids are looked up in a table as long as it is at most so many times longer than the bills


@dataclass(frozen=True, slots=True, eq=False)
class BillColumns:
    """Avierna. ``not_rent`` is what of the amount is for other things, paid after the rent (``RENT_FIRST``).

    ``sound`` is false where a line is below zero or the lines do not sum to the amount.
    """

    id: Whole
    lease: Small
    month: Small
    due: Small
    amount: Whole
    not_rent: Whole
    sound: Yes


@dataclass(frozen=True, slots=True, eq=False)
class PaymentColumns:
    """Inbetalningarna. ``day`` is the day it counts from, ``bill`` the id of the bill it is matched to, or NO_BILL.

    ``designated``: the payer said what it is for.
    """

    lease: Small
    day: Small
    amount: Whole
    bill: Whole
    order_known: Yes
    cause_unknown: Yes
    designated: Yes


Columns = TypeVar("Columns", BillColumns, PaymentColumns)


@dataclass(frozen=True, slots=True, eq=False)
class Ledger:
    """The columns by lease (bills also by due date and month), where each lease begins, and bills' rows by id."""

    leases: int
    bills: BillColumns
    payments: PaymentColumns
    first_bill: Whole
    first_payment: Whole
    lowest_id: int
    row_of: Small


def ledger_of(leases: int, bills: BillColumns, payments: PaymentColumns) -> Ledger:
    """Put the columns in order, where they are not, and note where each lease begins."""
    if not all(_bills_in_order(bills, part) for part in _parts(len(bills.id))):
        bills = taken(bills, np.lexsort((bills.month, bills.due, bills.lease)))
    if not all(_rising(payments.lease[part]) for part in _parts(len(payments.lease))):
        payments = taken(payments, np.argsort(payments.lease, kind="stable"))
    lowest, span = (int(bills.id.min()), int(np.ptp(bills.id)) + 1) if len(bills.id) else (0, 1)
    if span > TABLE_AT_MOST * len(bills.id) + 1000:
        bills, payments = _numbered_anew(bills, payments)
        lowest, span = 0, len(bills.id)
    row_of = np.full(span, ELSEWHERE, np.int32)
    for part in _parts(len(bills.id)):
        row_of[bills.id[part] - lowest] = np.arange(part.start, min(part.stop, len(bills.id)), dtype=np.int32)
    return Ledger(
        leases, bills, payments, _starts(bills.lease, leases), _starts(payments.lease, leases), lowest, row_of
    )


def _parts(rows: int) -> Iterator[slice]:
    """The rows in parts that fit in the processor's cache; each begins with the last row of the one before it."""
    return (slice(max(start - 1, 0), start + ROWS_AT_A_TIME) for start in range(0, rows, ROWS_AT_A_TIME))


def _rising(lease: Small) -> bool:
    return bool((lease[1:] >= lease[:-1]).all())


def _bills_in_order(bills: BillColumns, part: slice) -> bool:
    """Whether the rows already stand by lease, within it by due date, and within that by month."""
    lease, due, month = bills.lease[part], bills.due[part], bills.month[part]
    level = np.flatnonzero(due[1:] <= due[:-1])
    level = level[lease[level + 1] == lease[level]]
    earlier = (due[level + 1] < due[level]) | (month[level + 1] < month[level])
    return _rising(lease) and not earlier.any()


def taken(columns: Columns, rows: slice | Whole | Yes) -> Columns:
    """The same columns with only some of their rows, or in another order."""
    return type(columns)(*(getattr(columns, name)[rows] for name in columns.__slots__))


def _starts(lease: Small, leases: int) -> Whole:
    """Where each lease's rows begin, and at the end how many there are."""
    return np.searchsorted(lease, np.arange(leases + 1, dtype=np.int32))


def _numbered_anew(bills: BillColumns, payments: PaymentColumns) -> tuple[BillColumns, PaymentColumns]:
    """Ids far apart are exchanged for their places in order; an id that no bill has becomes ELSEWHERE."""
    ids = np.sort(bills.id)
    place = np.minimum(np.searchsorted(ids, payments.bill), len(ids) - 1)
    unmatched = np.where(payments.bill == NO_BILL, NO_BILL, ELSEWHERE)
    found = np.where(ids[place] == payments.bill, place, unmatched)
    return replace(bills, id=np.searchsorted(ids, bills.id)), replace(payments, bill=found)


def month_number(month: date) -> int:
    """The month as a number that counts on over new year."""
    return month.year * 12 + month.month - 1


def month_of(number: int) -> date:
    """The first day of the month with the number."""
    return date(number // 12, number % 12 + 1, 1)
