"""Homes with bills and payments, made up one by one or drawn: from plain to very odd."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from kvarbo.core.facts import Bill, BillKind, BillLine, Designation, Payment

RENT = 845_000
Home = tuple[tuple[Bill, ...], tuple[Payment, ...]]


def month_back(back: int) -> date:
    number = 2026 * 12 + 10 - back
    return date(number // 12, number % 12 + 1, 1)


def rent(number: int, back: int, amount: int = RENT, lines: tuple[BillLine, ...] = ()) -> Bill:
    """The rent of the month so many months before November, due the day before the month begins."""
    month = month_back(back)
    return Bill(str(number), month, BillKind.RENT, month - timedelta(days=1), amount, lines)


def pays(bill: Bill, *, days: int = -2, amount: int | None = None, matched: bool = True, **facts: object) -> Payment:
    booked = bill.due_date + timedelta(days=days)
    paid = Payment(f"p{bill.id}", booked, bill.amount if amount is None else amount, order_received=booked)
    return replace(paid, bill_id=bill.id if matched else None, **facts)  # type: ignore[arg-type]


@st.composite
def some_home(draw: st.DrawFn, number: int) -> Home:
    """Up to eight bills and whatever may have been paid of them, from plain to very odd."""
    plain = draw(st.booleans())
    matched = draw(st.sampled_from((True, False) if plain else (True, False, None)))
    bills: list[Bill] = []
    for back in draw(st.lists(st.integers(-1, 9), max_size=6, unique=plain)):
        amount = draw(st.sampled_from((100, 250, 845) if plain else (100, 250, 845, 0, 2, -100)))
        lines: tuple[BillLine, ...] = ()
        if draw(st.integers(0, 3)) == 0 and amount > 100:
            lines = (BillLine(BillKind.RENT, 100), BillLine(BillKind.GARAGE, amount - 100))
        bill = rent(number * 100 + len(bills), back, amount, lines)
        kind = draw(st.sampled_from((BillKind.RENT, BillKind.RENT, BillKind.RENT, BillKind.GARAGE)))
        due = bill.due_date + timedelta(days=draw(st.integers(-3, 3)))
        bills.append(replace(bill, kind=bill.kind if lines else kind, due_date=due))
    payments: list[Payment] = []
    if plain:
        for bill in bills:
            for part in draw(st.sampled_from(((1,), (1,), (2, 2), (2,), ()))):
                payments.append(draw(some_payment(bill, bill.amount // part, bool(matched))))
    elif bills:
        for bill in draw(st.lists(st.sampled_from(bills), max_size=8)):
            amounts = (bill.amount, bill.amount, bill.amount // 2, 60, 1, -bill.amount, -60, 0, 2 * bill.amount)
            own = draw(st.booleans()) if matched is None else matched
            paid = draw(some_payment(bill, draw(st.sampled_from(amounts)), own))
            odd = draw(st.sampled_from(({}, {}, {"bill_id": "99999"}, {"bill_id": None, "reference": bill.id})))
            payments.append(replace(paid, designation=draw(st.sampled_from(_said_of(bill))), **odd))
    return tuple(bills), tuple(replace(it, id=f"p{number}-{at}") for at, it in enumerate(payments))


def _said_of(bill: Bill) -> Sequence[Designation | None]:
    """What a payer may have said of money for the bill; mostly nothing."""
    for_rent = Designation(kinds=(BillKind.RENT,))
    of_the_bill = Designation(kinds=(BillKind.GARAGE,), bill_id=bill.id)
    return None, None, None, None, for_rent, Designation(month=bill.month), of_the_bill


@st.composite
def some_payment(draw: st.DrawFn, bill: Bill, amount: int, matched: bool) -> Payment:
    paid = pays(
        bill, days=draw(st.sampled_from((1, 3, -2, 0, 2, 4, 5, 12, 30, 45, -30))), amount=amount, matched=matched
    )
    received = draw(st.sampled_from((paid.booked, paid.booked, None, paid.booked - timedelta(days=2))))
    return replace(paid, order_received=received, cause_unknown=received is None and draw(st.booleans()))
