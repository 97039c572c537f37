"""The squares of the months: in time, maybe in time, late, open, and honestly unknown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from kvarbo.core.debt import counted_day
from kvarbo.core.facts import Bill, BillKind, BillLine, Designation, Payment
from kvarbo.core.payment_history import (
    MonthPaid,
    MonthState,
    _matched_exactly,
    _settled_by_own,
    months_history,
    payments_cover,
    settled_by_replay,
)

DUE = date(2026, 10, 30)  # a Friday
BILL = Bill("nov", date(2026, 11, 1), BillKind.RENT, DUE, 841200)


def square(*payments: Payment, on: date = date(2026, 11, 30), known: date | None = date(2026, 11, 29)) -> MonthPaid:
    (row,) = months_history([BILL], payments, on=on, known_through=known).value
    return row


def paid(booked: date, **facts: object) -> Payment:
    return replace(Payment("b", booked, 841200, bill_id="nov"), **facts)  # type: ignore[arg-type]


def test_paid_by_the_due_date_is_in_time() -> None:
    assert square(paid(DUE)).state is MonthState.IN_TIME


def test_an_order_in_time_is_in_time_however_late_it_was_booked() -> None:
    row = square(paid(date(2026, 11, 6), order_received=DUE))
    assert (row.state, row.days, row.text) == (MonthState.IN_TIME, None, "Hyran för november 2026: betald i tid.")


def test_booked_just_after_the_due_date_is_perhaps_in_time_when_the_order_day_is_unknown() -> None:
    assert square(paid(date(2026, 11, 3))).state is MonthState.MAYBE_IN_TIME
    assert square(paid(date(2026, 11, 3), order_received=date(2026, 11, 2))).state is MonthState.LATE
    assert square(paid(date(2026, 11, 4))).state is MonthState.LATE


def test_late_counts_days_from_the_due_date() -> None:
    row = square(paid(date(2026, 11, 9)))
    assert (row.state, row.days) == (MonthState.LATE, 10)
    assert row.text == "Hyran för november 2026: betald 10 dagar för sent."


def test_what_vanished_from_the_list_is_late_by_at_most_so_many_days() -> None:
    row = square(paid(date(2026, 11, 9), cause_unknown=True))
    assert (row.state, row.days) == (MonthState.LATE_AT_MOST, 10)


def test_unpaid_is_unknown_until_payments_are_known_far_enough() -> None:
    assert square(known=None).state is MonthState.UNKNOWN
    assert square(known=date(2026, 11, 2)).state is MonthState.UNKNOWN
    row = square(known=date(2026, 11, 3))
    assert (row.state, row.days, row.open_rent) == (MonthState.OPEN, 31, 841200)


def test_not_due_until_the_last_day_to_pay_has_passed() -> None:
    assert square(on=DUE).state is MonthState.NOT_DUE


def test_a_due_date_on_a_saturday_moves_to_monday() -> None:
    assert payments_cover(date(2026, 10, 31), bank_days=2) == date(2026, 11, 4)
    saturday = replace(BILL, due_date=date(2026, 10, 31))
    (row,) = months_history(
        [saturday], [paid(date(2026, 11, 2))], on=date(2026, 11, 30), known_through=date(2026, 11, 29)
    ).value
    assert row.state is MonthState.IN_TIME


def test_a_returned_payment_makes_the_month_open_again() -> None:
    back = replace(paid(date(2026, 11, 10)), amount=-841200)
    assert square(paid(DUE), back).state is MonthState.OPEN
    assert square(paid(DUE), back, paid(date(2026, 11, 20))).days == 21


def test_an_unpaid_increase_in_dispute_does_not_make_the_month_late() -> None:
    lines = (BillLine(BillKind.RENT, 800000), BillLine(BillKind.INCREASE_54A, 41200))
    (row,) = months_history(
        [replace(BILL, lines=lines)],
        [replace(paid(DUE), amount=800000)],
        on=date(2026, 11, 30),
        known_through=date(2026, 11, 29),
    ).value
    assert (row.state, row.open_rent) == (MonthState.IN_TIME, 0)


def test_a_small_remainder_can_count_as_paid() -> None:
    almost = replace(paid(DUE), amount=840000)
    rows = months_history([BILL], [almost], on=date(2026, 11, 30), known_through=date(2026, 11, 29), ignore_below=5000)
    assert rows.value[0].state is MonthState.IN_TIME


def test_a_garage_bill_has_no_square() -> None:
    finding = months_history([replace(BILL, kind=BillKind.GARAGE)], [], on=DUE, known_through=None)
    assert finding.value == ()
    assert finding.steps[0].text == "Det finns ingen hyresavi att läsa ut historik ur."


def test_a_credit_can_settle_a_month_by_itself() -> None:
    credit = Bill("kredit", BILL.month, BillKind.RENT, date(2026, 11, 12), -841200)
    (row,) = months_history([BILL, credit], [], on=date(2026, 11, 30), known_through=date(2026, 11, 29)).value
    assert (row.state, row.days) == (MonthState.LATE, 13)


def test_a_payment_for_the_garage_alone_does_not_settle_the_rent() -> None:
    lines = (BillLine(BillKind.RENT, 800000), BillLine(BillKind.GARAGE, 41200))
    bill = replace(BILL, lines=lines)
    rent = replace(paid(DUE), amount=758800)
    named = replace(paid(DUE), id="g", amount=41200, designation=Designation((BillKind.GARAGE,)))
    known = date(2026, 11, 29)
    (row,) = months_history([bill], [rent, named], on=date(2026, 11, 30), known_through=known).value
    assert (row.state, row.open_rent) == (MonthState.OPEN, 41200)
    (row,) = months_history(
        [bill], [rent, replace(named, designation=None)], on=date(2026, 11, 30), known_through=known
    ).value
    assert (row.state, row.open_rent) == (MonthState.IN_TIME, 0)


def test_a_named_month_is_settled_by_the_payment_that_named_it() -> None:
    older = replace(BILL, id="okt", month=date(2026, 10, 1), due_date=date(2026, 9, 30))
    named = Payment("b", date(2026, 11, 9), 841200, designation=Designation(month=BILL.month))
    rows = months_history([older, BILL], [named], on=date(2026, 11, 30), known_through=date(2026, 11, 29)).value
    assert [(row.state, row.days) for row in rows] == [(MonthState.OPEN, 61), (MonthState.LATE, 10)]


DAYS = st.dates(date(2026, 8, 1), date(2026, 12, 31))


@settings(max_examples=150)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 900), DAYS), max_size=8), st.integers(1, 200))
def test_the_quick_way_answers_as_the_exact_way(rows: list[tuple[int, int, date]], enough: int) -> None:
    bills = [Bill(f"a{n}", date(2026, 8 + n, 1), BillKind.RENT, date(2026, 7 + n, 30), 1000) for n in range(4)]
    payments = [Payment(f"b{i}", day, amount, bill_id=f"a{n}") for i, (n, amount, day) in enumerate(rows)]
    matched = _matched_exactly(bills, payments)
    if matched is None:
        return
    exact = settled_by_replay(bills, bills, payments, date(2026, 12, 31), enough)
    for bill in bills:
        quick = _settled_by_own(bill, matched.get(bill.id, []), enough)
        assert (quick.open_rent, quick.on) == (exact[bill.id].open_rent, exact[bill.id].on)
        assert sorted(p.id for p in quick.by) == sorted(p.id for p in exact[bill.id].by)
        assert all(counted_day(payment) == quick.on for payment in quick.by)
