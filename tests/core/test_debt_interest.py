"""Interest by day: from the due date, cut by part-payments and half-years, and unknown where a rate is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvarbo.core.claims import ClaimedLine, open_claims
from kvarbo.core.debt_interest import CAPITAL, DebtInterest, InterestRow, interest_by_day
from kvarbo.core.facts import Bill, BillKind, BillLine, Payment
from kvarbo.core.law.interest.late_interest import AddedRate, late_interest

FEBRUARY = date(2026, 2, 1)
DUE = date(2026, 2, 27)  # a Friday
BILL = Bill("mars", date(2026, 3, 1), BillKind.RENT, DUE, 800000)


def interest(*payments: Payment, bills: tuple[Bill, ...] = (BILL,), on: date = date(2026, 4, 10)) -> DebtInterest:
    return interest_by_day(bills, payments, on=on).value


def test_a_bill_unpaid_the_whole_time_costs_what_the_rule_of_law_says() -> None:
    value = interest()
    assert (value.interest, value.known) == (9205, 9205)
    assert value.rows == (InterestRow(BILL.month, 800000, DUE, date(2026, 4, 10), Decimal("10.0"), 9205),)


def test_nothing_is_counted_on_the_due_date_and_one_day_on_the_day_after() -> None:
    assert interest(on=DUE) == DebtInterest(DUE, (), 0, 0, 0)
    day_after = interest(on=date(2026, 2, 28))
    assert (day_after.interest, day_after.per_day) == (219, 219)


def test_a_part_payment_cuts_the_time_in_two_and_lowers_the_capital_from_its_day() -> None:
    value = interest(Payment("b", date(2026, 3, 20), 300000))
    assert [(row.start, row.to, row.capital, row.interest) for row in value.rows] == [
        (DUE, date(2026, 3, 20), 800000, 4603),
        (date(2026, 3, 20), date(2026, 4, 10), 500000, 2877),
    ]
    assert (value.interest, value.per_day) == (7480, 137)


def test_a_part_payment_counts_from_the_day_the_bank_got_the_order() -> None:
    value = interest(Payment("b", date(2026, 3, 23), 300000, date(2026, 3, 20)))
    assert [row.to for row in value.rows] == [date(2026, 3, 20), date(2026, 4, 10)]


def test_a_returned_part_payment_raises_the_capital_again() -> None:
    value = interest(
        Payment("b", date(2026, 3, 20), 300000, bill_id="mars"),
        Payment("åter", date(2026, 3, 25), -300000, bill_id="mars"),
    )
    assert [(row.start, row.capital) for row in value.rows] == [
        (DUE, 800000),
        (date(2026, 3, 20), 500000),
        (date(2026, 3, 25), 800000),
    ]


def test_what_is_paid_in_full_costs_nothing_more() -> None:
    assert interest(Payment("b", date(2026, 3, 20), 800000)).rows == ()


def test_each_half_year_is_a_row_with_its_own_rate() -> None:
    bill = replace(BILL, month=date(2025, 6, 1), due_date=date(2025, 5, 30))
    value = interest(bills=(bill,), on=date(2025, 7, 15))
    assert [(row.to, row.rate, row.interest) for row in value.rows] == [
        (date(2025, 7, 1), Decimal("11.0"), 7715),
        (date(2025, 7, 15), Decimal("10.0"), 3068),
    ]


def test_a_half_year_whose_rate_nobody_has_entered_is_unknown_and_so_is_the_sum() -> None:
    finding = interest_by_day((BILL,), (), on=date(2026, 7, 11))
    value = finding.value
    assert [(row.rate, row.interest) for row in value.rows] == [(Decimal("10.0"), 27178), (None, None)]
    assert (value.interest, value.known, value.per_day) == (None, 27178, None)
    assert [step.text for step in finding.steps][2:4] == [
        "Avin för mars 2026: 8 000 kr, ons 1 juli 2026 till och med fre 10 juli 2026, 10 dagar: räntan är okänd.",
        "Referensräntan för andra halvåret 2026 är inte inlagd. Slå upp den hos Riksbanken och lägg till den.",
    ]


def test_a_rate_that_the_installation_has_added_is_used() -> None:
    rate = AddedRate(date(2026, 7, 1), None, Decimal("2.0"), "Riksbanken", "Karin Öberg", date(2026, 7, 1))
    value = interest_by_day((BILL,), (), on=date(2026, 7, 11), added_rates=(rate,)).value
    assert (value.interest, value.per_day) == (27178 + 2192, 219)


def test_fees_interest_costs_and_increases_in_dispute_bear_none() -> None:
    lines = tuple(BillLine(kind, 10000) for kind in BillKind)
    bill = replace(BILL, amount=10000 * len(BillKind), lines=lines)
    assert {row.capital for row in interest(bills=(bill,)).rows} == {10000 * len(CAPITAL)}
    paid_rent_only = interest_by_day((bill,), (), on=date(2026, 4, 10), kinds=frozenset({BillKind.RENT})).value
    assert {row.capital for row in paid_rent_only.rows} == {10000}


def test_a_due_date_on_a_saturday_costs_nothing_until_monday_has_passed() -> None:
    saturday = replace(BILL, due_date=date(2026, 2, 28))
    assert interest(bills=(saturday,), on=date(2026, 3, 2)).rows == ()
    assert [row.start for row in interest(bills=(saturday,), on=date(2026, 3, 3)).rows] == [date(2026, 3, 2)]


def test_an_older_bill_is_told_before_a_newer() -> None:
    april = replace(BILL, id="april", month=date(2026, 4, 1), due_date=date(2026, 3, 31))
    value = interest(bills=(april, BILL))
    assert [row.month for row in value.rows] == [BILL.month, april.month]
    assert value.per_day == 438


def test_the_reasons_begin_with_the_law_and_end_with_what_may_lower_the_interest() -> None:
    steps = interest_by_day((BILL,), (), on=date(2026, 4, 10)).steps
    assert [step.source for step in steps] == [
        "Räntelagen (1975:635) 3 § första stycket",
        "Räntelagen (1975:635) 6 §",
        "Räntelagen (1975:635) 8 §",
    ]
    assert steps[1].text == (
        "Avin för mars 2026: 8 000 kr, fre 27 februari 2026 till och med tors 9 april 2026, "
        "42 dagar med 10 procent: 92,05 kr."
    )


def test_claims_are_told_bill_by_bill_and_kind_by_kind() -> None:
    bill = replace(BILL, amount=850000, lines=(BillLine(BillKind.RENT, 800000), BillLine(BillKind.GARAGE, 50000)))
    claims = open_claims((bill,), (Payment("b", DUE, 300000),), on=date(2026, 3, 9))
    assert claims == (
        ClaimedLine(BILL.month, BillKind.RENT, DUE, 500000),
        ClaimedLine(BILL.month, BillKind.GARAGE, DUE, 50000),
    )


PAID = st.lists(st.tuples(st.dates(date(2026, 2, 20), date(2026, 4, 12)), st.integers(1, 300_000)), max_size=5)


@given(PAID)
def test_the_rows_lie_end_to_end_and_sum_to_what_each_day_costs(paid: list[tuple[date, int]]) -> None:
    payments = tuple(Payment(f"b{n}", day, amount) for n, (day, amount) in enumerate(paid))
    on = date(2026, 4, 10)
    value = interest(*payments, on=on)
    if not value.rows:
        return
    assert value.rows[0].start == DUE
    assert value.rows[-1].to == on
    for row in value.rows:
        came = sum(amount for day, amount in paid if day <= row.start)
        assert row.capital == 800000 - came
        counted = late_interest(capital=row.capital, due_date=row.start, paid=row.to).value
        assert row.interest == counted.interest
    assert all(row.to == then.start for row, then in zip(value.rows, value.rows[1:], strict=False))


@pytest.mark.parametrize("kind", sorted(set(BillKind) - CAPITAL))
def test_a_bill_of_what_is_no_capital_costs_nothing(kind: BillKind) -> None:
    assert interest(bills=(replace(BILL, kind=kind),)).rows == ()
