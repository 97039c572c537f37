"""Facts at scale are the exact facts: every lease swept in columns gets what ``core`` says of it alone."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from kvarbo.core.facts import Bill, BillKind, BillLine, Designation, Facts, Lease
from kvarbo.core.ladder.who_first import KNOWN_LATE
from kvarbo.core.payment_history import MonthPaid, MonthState
from kvarbo.landlord.rent import month_columns
from kvarbo.landlord.rent.every_lease import EveryLease, every_lease, exactly
from kvarbo.landlord.rent.ledger_rows import ledger_from_rows
from kvarbo.landlord.rent.month_columns import Asked
from tests.landlord.rent.made_up_homes import RENT, Home, pays, rent, some_home

ON = date(2026, 11, 16)
ASKED = Asked(on=ON, known_through=date(2026, 11, 13))
FROM = date(2026, 5, 16)


def asked_of(homes: Sequence[Home], asked: Asked = ASKED) -> tuple[EveryLease, list[int]]:
    """The answers, and which home each lease of them is; rows come in small chunks and in no useful order."""
    bills = [
        (home, int(bill.id), bill.month, bill.kind.value, bill.due_date, bill.amount, _lines(bill))
        for home, (own, _) in enumerate(homes)
        for bill in reversed(own)
    ]
    payments = [
        (home, it.booked, it.order_received, it.amount, int(it.bill_id) if it.bill_id else None, it.reference,
         it.cause_unknown, it.designation is not None)
        for home, (_, own) in enumerate(homes) for it in own
    ]  # fmt: skip
    keys, ledger = ledger_from_rows(
        *([rows[at : at + 7] for at in range(0, len(rows), 7)] for rows in (bills, payments))
    )
    facts = {lease: Facts(Lease(), bills=homes[home][0], payments=homes[home][1]) for lease, home in enumerate(keys)}
    return every_lease(ledger, asked, facts_of=lambda odd: {lease: facts[lease] for lease in odd}), keys


def _lines(bill: Bill) -> str | None:
    return json.dumps([[line.kind.value, line.amount] for line in bill.lines]) if bill.lines else None


def must_be_exact(homes: Sequence[Home], asked: Asked = ASKED) -> EveryLease:
    """Every lease's answer is the exact way's, and the sets that are read off for all agree with it."""
    found, keys = asked_of(homes, asked)
    exact = {lease: exactly(*homes[home], asked) for lease, home in enumerate(keys)}
    assert {lease: found.of(lease) for lease in exact} == exact
    assert found.with_something_open() == [lease for lease, told in exact.items() if told.total]
    late = {lease: late_months(told.months) for lease, told in exact.items()}
    assert found.late_months(from_day=FROM) == {lease: months for lease, months in late.items() if months}
    return found


def late_months(months: Sequence[MonthPaid]) -> tuple[date, ...]:
    return tuple(row.month for row in months if row.state in KNOWN_LATE and row.due_date >= FROM)


def must_be_swept(*homes: Home, asked: Asked = ASKED) -> None:
    numbered = [with_ids(home, 100 * place) for place, home in enumerate(homes)]
    assert must_be_exact(numbered, asked).exact == {}


def with_ids(home: Home, after: int) -> Home:
    """The same home with other ids for its bills."""
    ids = {bill.id: str(int(bill.id) + after) for bill in home[0]}
    bills = tuple(replace(bill, id=ids[bill.id]) for bill in home[0])
    return bills, tuple(replace(it, bill_id=ids[it.bill_id] if it.bill_id else None) for it in home[1])


GARAGE = (BillLine(BillKind.RENT, 700_000), BillLine(BillKind.GARAGE, 145_000))


def test_rents_paid_each_by_its_own_payment_are_swept() -> None:
    bills = tuple(rent(number, number) for number in range(12))
    on_time = tuple(pays(bill) for bill in bills)
    late = tuple(pays(bill, days=9 if bill.id in {"0", "3"} else -2) for bill in bills)
    missing = tuple(pays(bill) for bill in bills[1:])
    must_be_swept((bills, on_time), (bills, late), (bills, missing), (bills, ()))


def test_rents_paid_in_parts_early_or_with_the_day_unknown_are_swept() -> None:
    first, second = rent(1, 0), rent(2, 1)
    parts = (pays(first, amount=400_000), pays(first, days=5, amount=300_000), pays(first, days=12, amount=145_000))
    must_be_swept(((first,), parts), ((first,), parts[:2]), ((first, second), (*parts[1:], pays(second, days=-40))))
    unknown = pays(first, days=3, order_received=None)
    must_be_swept(((first,), (unknown,)), ((first,), (replace(unknown, cause_unknown=True),)))


def test_money_that_is_matched_to_nothing_pays_the_oldest_and_is_swept() -> None:
    bills = tuple(rent(number, number) for number in range(6))
    month_by_month = tuple(pays(bill, days=3, matched=False) for bill in bills)
    twice_at_once = tuple(pays(bill, days=8, amount=2 * RENT, matched=False) for bill in bills[::2])
    must_be_swept(
        (bills, month_by_month), (bills, month_by_month[1:]), (bills, twice_at_once), (bills, month_by_month[:2])
    )


def test_bills_with_a_garage_among_their_lines_are_swept() -> None:
    bills = tuple(rent(number, number, lines=GARAGE) for number in range(3))
    only_rent = tuple(pays(bill, amount=700_000) for bill in bills)
    must_be_swept((bills, only_rent), (bills, tuple(pays(bill, amount=699_999) for bill in bills)))
    must_be_swept((bills, tuple(pays(bill, amount=700_000, matched=False) for bill in bills)))


def test_a_small_remainder_counts_as_paid_where_the_policy_says_so() -> None:
    bills = tuple(rent(number, number) for number in range(3))
    asked = replace(ASKED, ignore_below=5_000)
    for matched in (True, False):
        almost = tuple(pays(bill, days=4, amount=RENT - 1_000, matched=matched) for bill in bills)
        must_be_swept((bills, almost), asked=asked)


FOR_RENT = Designation(kinds=(BillKind.RENT,))
ODD: dict[str, Home] = {
    "a credit": ((rent(1, 0), replace(rent(2, 0, -RENT), due_date=date(2026, 11, 3))), ()),
    "a payment that went back": ((rent(1, 0),), (pays(rent(1, 0)), pays(rent(1, 0), days=6, amount=-RENT))),
    "more than the bill": ((rent(1, 0), rent(2, 1)), (pays(rent(2, 1), days=5, amount=2 * RENT),)),
    "some matched, some not": ((rent(1, 0), rent(2, 1)), (pays(rent(2, 1)), pays(rent(1, 0), days=4, matched=False))),
    "money named for the rent": ((rent(1, 0, lines=GARAGE),), (pays(rent(1, 0), matched=False, designation=FOR_RENT),)),
    "money matched to a bill of others": ((rent(1, 0),), (pays(rent(99, 0)),)),
    "a reference that is a bill": ((rent(1, 0), rent(2, 1)), (pays(rent(1, 0), matched=False, reference="1"),
                                                              pays(rent(2, 1), matched=False, days=9))),
    "two bills of a day and one pool": ((rent(1, 0), replace(rent(2, 0, 9_900), kind=BillKind.GARAGE)),
                                        (pays(rent(1, 0), matched=False),)),
    "lines that do not sum": ((rent(1, 0, RENT + 1, GARAGE),), ()),
    "a day of which not all is known": ((rent(1, 0),), (pays(rent(1, 0), days=4, amount=400_000, order_received=None),
                                                        pays(rent(1, 0), days=4, amount=445_000))),
    "a rent below what counts": ((rent(1, 0, 3_000), rent(2, 1)), (pays(rent(2, 1), days=7),)),
}  # fmt: skip


@pytest.mark.parametrize("home", ODD.values(), ids=ODD)
def test_what_the_sweep_does_not_hold_for_goes_the_exact_way(home: Home) -> None:
    regular: Home = ((rent(11, 0), rent(12, 1)), (pays(rent(12, 1), days=9),))
    found = must_be_exact([regular, home, with_ids(regular, 100)], replace(ASKED, ignore_below=4_000))
    assert set(found.exact) == {1}


QUESTIONS = st.builds(
    Asked,
    on=st.dates(date(2026, 9, 20), date(2026, 12, 10)),
    known_through=st.none() | st.dates(date(2026, 8, 1), date(2026, 12, 10)),
    slack_bank_days=st.integers(0, 4),
    ignore_below=st.sampled_from((0, 0, 1, 50)),
)


@settings(max_examples=400, deadline=None)
@given(st.data(), st.integers(1, 6), QUESTIONS, st.sampled_from((1, 2, 4096)))
def test_every_lease_of_any_ledger_gets_the_exact_answer(
    data: st.DataObject, homes: int, asked: Asked, at_a_time: int
) -> None:
    ledger = [data.draw(some_home(number)) for number in range(homes)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(month_columns, "LEASES_AT_A_TIME", at_a_time)
        must_be_exact(ledger, asked)


def test_most_generated_plain_homes_are_swept_so_that_the_property_says_something_of_the_sweep() -> None:
    kinds: Counter[tuple[bool, str]] = Counter()

    @settings(max_examples=800, deadline=None, database=None, derandomize=True, phases=[Phase.generate])
    @given(some_home(0), QUESTIONS)
    def look(home: Home, asked: Asked) -> None:
        if home[0] and home[1]:
            found, _ = asked_of([home], asked)
            states = {row.state.value for row in found.of(0).months}
            kinds.update((bool(found.exact), state) for state in states)

    look()
    assert {state for odd, state in kinds if not odd} == {state.value for state in MonthState}
    assert all(kinds[False, state.value] >= 3 for state in MonthState), kinds
    assert sum(count for (odd, _), count in kinds.items() if odd) >= 30


def test_an_empty_ledger_has_no_leases() -> None:
    found, keys = asked_of([])
    assert (keys, found.with_something_open(), found.late_months(from_day=FROM)) == ([], [], {})
