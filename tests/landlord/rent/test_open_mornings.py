"""Whom a way of working may have asked for something: never one too few, and not simply everybody."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from kvarbo.core.debt import open_bills
from kvarbo.core.facts import Facts
from kvarbo.landlord.rent.ledger_rows import ledger_from_rows
from kvarbo.landlord.rent.open_mornings import open_some_morning
from tests.core.ladder.test_try_on import FROM, TO, home

HOMES = 120
FIRST = timedelta(days=4)


def asked(month: date, due: date) -> date:
    return due + FIRST


def swept(homes: list[Facts]) -> list[int]:
    bills, payments = [], []
    for lease, facts in enumerate(homes):
        number = {bill.id: lease * 100 + at for at, bill in enumerate(facts.bills)}
        bills += [
            (lease, number[bill.id], bill.month, bill.kind.value, bill.due_date, bill.amount, None)
            for bill in facts.bills
        ]
        payments += [
            (lease, paid.booked, paid.booked, paid.amount, number.get(paid.bill_id or ""), "", 0, 0)
            for paid in facts.payments
        ]
    keys, ledger = ledger_from_rows([bills], [payments])
    found = open_some_morning(ledger, from_day=FROM, to_day=TO, first_asked=asked)
    return [keys[number] for number in found]


def is_asked(facts: Facts) -> bool:
    """Day by day, as the ladder itself would see it."""
    day = FROM
    while day <= TO:
        known = [paid for paid in facts.payments if paid.booked < day]
        if any(day >= asked(one.bill.month, one.bill.due_date) for one in open_bills(facts.bills, known, on=day)):
            return True
        day += timedelta(days=1)
    return False


def test_nobody_who_would_have_been_asked_is_left_out_and_few_are_named_in_vain() -> None:
    homes = [home(seed) for seed in range(HOMES)]
    found = set(swept(homes))
    wanted = {number for number, facts in enumerate(homes) if is_asked(facts)}
    assert wanted <= found
    plain = {n for n, facts in enumerate(homes) if n not in wanted and all(p.amount > 0 for p in facts.payments)}
    mixed = {n for n in plain if len({p.bill_id is None for p in homes[n].payments}) > 1}
    assert len(plain - mixed) > 5
    assert found & (plain - mixed) == set()


def test_money_that_went_back_is_never_ruled_out_from_the_columns() -> None:
    pays = replace(home(3), payments=tuple(
        replace(home(3).payments[0], id=bill.id, booked=bill.due_date, amount=bill.amount, bill_id=bill.id)
        for bill in home(3).bills
    ))  # fmt: skip
    back = replace(pays.payments[-1], id="back", booked=date(2026, 6, 20), amount=-pays.payments[-1].amount)
    assert swept([pays]) == []
    assert swept([replace(pays, payments=(*pays.payments, back))]) == [0]
