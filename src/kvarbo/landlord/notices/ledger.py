"""Pengarna i ett beslut: only rent counts, read from the ledger as it is known now, for the months it is about.

Pure. Asked again before every step: what was right when the decision was made may have been paid since.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from kvarbo.core.allocation import counted_day
from kvarbo.core.calendar import bank_days_between
from kvarbo.core.debt import OpenBill, open_bills
from kvarbo.core.facts import BillKind, Payment
from kvarbo.core.facts import Facts as LedgerFacts
from kvarbo.landlord.notices.facts import Money

RENT = (BillKind.RENT,)
MAY_BE_TRIED = (BillKind.INCREASE_54A, BillKind.RETROACTIVE_55E)
FRESH_BANK_DAYS = 1  # as every page of the office warns from


def late_rent(told: LedgerFacts, *, on: date) -> tuple[OpenBill, ...]:
    """Bills due before the day on which rent itself is unpaid, oldest first."""
    return tuple(bill for bill in open_bills(told.bills, told.payments, on=on) if bill.of(RENT) > 0)


def rent_open(told: LedgerFacts, months: Collection[date], *, on: date) -> int:
    """Öre of rent unpaid of these months when the day began, with what is known now of payments before it."""
    paid = [payment for payment in told.payments if counted_day(payment) < on]
    return _sum(open_bills(told.bills, paid, on=on), months, RENT)


def money_of(told: LedgerFacts, months: Collection[date], *, on: date, sent: date | None = None) -> Money:
    """What the ledger says of these months on the day; ``sent`` is when the board's message went, None before that."""
    opened = open_bills(told.bills, told.payments, on=on)
    rent = _sum(opened, months, RENT)
    clearing = _clearing(told, months, on=on) if rent == 0 else None
    through = told.known_through
    return Money(
        open_rent=rent,
        paid_ordered=clearing.order_received if clearing else None,
        paid_booked=clearing.booked if clearing else None,
        owed_when_sent=rent_open(told, months, on=sent) if sent else None,
        new_rent=sum(bill.of(RENT) for bill in opened if bill.bill.month not in months),
        disputed=_sum(opened, months, MAY_BE_TRIED),
        known_through=through,
        is_fresh=through is not None and bank_days_between(through, on) <= FRESH_BANK_DAYS,
        waiting=sum(payment.amount for payment in told.waiting_payments),
    )


def _sum(opened: Iterable[OpenBill], months: Collection[date], kinds: Collection[BillKind]) -> int:
    return sum(bill.of(kinds) for bill in opened if bill.bill.month in months)


def _clearing(told: LedgerFacts, months: Collection[date], *, on: date) -> Payment | None:
    """The payment that left nothing of these months' rent unpaid: in the order that payments count."""
    ordered = sorted(told.payments, key=lambda payment: (counted_day(payment), payment.booked, payment.id))
    return next(
        (
            payment
            for number, payment in enumerate(ordered, start=1)
            if _sum(open_bills(told.bills, ordered[:number], on=on), months, RENT) == 0
        ),
        None,
    )
