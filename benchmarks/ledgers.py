"""Made-up ledgers for measuring: the same seed gives the same columns, with homes as late as homes are."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from kvarbo.core.facts import Bill, BillKind, Facts, Lease, Payment
from kvarbo.landlord.rent.ledger_columns import NO_BILL, BillColumns, PaymentColumns, month_number, month_of

ON = date(2026, 11, 16)
KNOWN = date(2026, 11, 13)
MONTHS = 24
FIRST_ID = 1_000
LATE, UNPAID, IN_PARTS = 0.035, 0.0005, 0.01


def columns(
    leases: int, *, matched: bool, odd: float = 0.0, seed: int = 20261116
) -> tuple[BillColumns, PaymentColumns]:
    """Rents of two years and their payments. ``odd``: so large a share of the leases has money that went back."""
    chance = np.random.default_rng(seed)
    months = np.arange(MONTHS, dtype=np.int32) + (month_number(ON) - MONTHS + 1)
    dues = np.array([month_of(int(month)).toordinal() - 1 for month in months], np.int32)
    rows = leases * MONTHS
    rent = chance.integers(500_000, 1_400_000, leases)
    bills = BillColumns(
        np.arange(rows, dtype=np.int64) + FIRST_ID, np.repeat(np.arange(leases, dtype=np.int32), MONTHS),
        np.tile(months, leases), np.tile(dues, leases), np.repeat(rent, MONTHS), np.zeros(rows, np.int64),
        np.ones(rows, bool),
    )  # fmt: skip
    drawn = chance.random(rows)
    late = drawn < LATE
    days = bills.due + np.where(late, chance.integers(4, 40, rows), -chance.integers(0, 9, rows)).astype(np.int32)
    payments = _paid(bills, days, drawn, chance, matched)
    return bills, _some_went_back(bills, payments, chance, int(leases * odd))


def _paid(
    bills: BillColumns, days: np.ndarray, drawn: np.ndarray, chance: np.random.Generator, matched: bool
) -> PaymentColumns:
    """One payment a bill, two for those paid in parts, none for what is unpaid; none later than is known."""
    halves = np.where(chance.random(len(days)) < IN_PARTS, 2, 1)
    row = np.repeat(np.arange(len(days)), halves)
    second = np.flatnonzero(row[1:] == row[:-1]) + 1
    amount, day = bills.amount[row], days[row]
    amount[second - 1] //= 2
    amount[second] -= amount[second - 1]
    day[second] += 1
    came = np.flatnonzero((drawn[row] < 1 - UNPAID) & (day <= KNOWN.toordinal()))
    row = row[came]
    ids = bills.id[row] if matched else np.full(len(row), NO_BILL, np.int64)
    whole = len(row)
    no = np.zeros(whole, bool)
    return PaymentColumns(bills.lease[row], day[came], amount[came], ids, np.ones(whole, bool), no, no)


def _some_went_back(
    bills: BillColumns, payments: PaymentColumns, chance: np.random.Generator, number: int
) -> PaymentColumns:
    """For some leases a payment of the last year is taken back the week after."""
    if not number:
        return payments
    leases = np.sort(chance.choice(int(bills.lease[-1]) + 1, number, replace=False))
    back = np.maximum(np.searchsorted(payments.lease, leases, side="right") - chance.integers(1, 12, number), 0)
    at = back + 1
    return PaymentColumns(
        np.insert(payments.lease, at, payments.lease[back]), np.insert(payments.day, at, payments.day[back] + 7),
        np.insert(payments.amount, at, -payments.amount[back]), np.insert(payments.bill, at, payments.bill[back]),
        np.insert(payments.order_known, at, True), np.insert(payments.cause_unknown, at, False),
        np.insert(payments.designated, at, False),
    )  # fmt: skip


def facts_of(bills: BillColumns, payments: PaymentColumns, lease: int) -> Facts:
    """The same as the rules take it, for the exact way."""
    own = range(*np.searchsorted(bills.lease, np.array([lease, lease + 1], np.int32)).tolist())
    came = range(*np.searchsorted(payments.lease, np.array([lease, lease + 1], np.int32)).tolist())
    return Facts(
        Lease(),
        bills=tuple(
            Bill(str(bills.id[row]), month_of(int(bills.month[row])), BillKind.RENT,
                 date.fromordinal(int(bills.due[row])), int(bills.amount[row]))
            for row in own
        ),
        payments=tuple(_payment(payments, row) for row in came),
        known_through=KNOWN,
    )  # fmt: skip


def _payment(payments: PaymentColumns, row: int) -> Payment:
    day, bill = date.fromordinal(int(payments.day[row])), int(payments.bill[row])
    booked = day + timedelta(days=1)
    return Payment(str(row), booked, int(payments.amount[row]), day, bill_id=None if bill == NO_BILL else str(bill))
