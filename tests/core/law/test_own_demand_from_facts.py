"""The landlord's own demand, from bills and payments to the last day to answer."""

from __future__ import annotations

from datetime import date

from kvarbo.core.claims import open_claims
from kvarbo.core.debt_interest import interest_by_day
from kvarbo.core.facts import Bill, BillKind, BillLine, Payment
from kvarbo.core.law.inkassolagen.own_collection_demand import own_collection_demand

LINES = (BillLine(BillKind.RENT, 800000), BillLine(BillKind.INSURANCE, 15000), BillLine(BillKind.INCREASE_54A, 40000))
BILLS = (Bill("februari", date(2026, 2, 1), BillKind.RENT, date(2026, 1, 30), 855000, LINES),)
PAID = (Payment("b", date(2026, 2, 4), 300000, reference="februari"),)
SENT = date(2026, 2, 9)


def test_a_demand_made_of_a_part_paid_bill_tells_each_sum_and_leaves_the_increase_out() -> None:
    finding = own_collection_demand(
        creditor="Kvarnbyhem AB",
        claims=open_claims(BILLS, PAID, on=SENT),
        interest=interest_by_day(BILLS, PAID, on=SENT).value.rows,
        sent=SENT,
        in_dispute=False,
        demand_fee=18000,
    )
    value = finding.value
    assert (value.capital, value.interest, value.costs, value.to_pay) == (515000, 1821, 18000, 534821)
    assert [line.kind for line in value.left_out] == [BillKind.INCREASE_54A]
    assert (value.may_be_sent, value.missing, value.respond_by) == (True, (), date(2026, 2, 19))
    texts = [step.text for step in finding.steps]
    assert texts[:4] == [
        "Kapital 5 150 kr, ränta 18,21 kr och kostnader 180 kr anges var för sig.",
        "Avin för februari 2026: 8 150 kr, fre 30 januari 2026 till och med tis 3 februari 2026, "
        "5 dagar med 10 procent: 11,16 kr.",
        "Avin för februari 2026: 5 150 kr, ons 4 februari 2026 till och med sön 8 februari 2026, "
        "5 dagar med 10 procent: 7,05 kr.",
        "Kravet bör också säga hur man betalar.",
    ]
