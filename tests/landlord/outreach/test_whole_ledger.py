"""Asked of all leases at once, a room's database answers what it answers for each of them."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from kvarbo.core.facts import BillKind
from kvarbo.core.ladder.who_first import KNOWN_LATE
from kvarbo.landlord.rent.every_lease import exactly
from kvarbo.landlord.rent.models import Bill, Lease, LedgerState, Payment
from kvarbo.landlord.rent.month_columns import Asked
from kvarbo.landlord.rent.queries import facts_for, leases_to_assess
from kvarbo.landlord.rent.whole_ledger import late_months_of_all, whole_ledger
from tests.landlord.outreach.conftest import DUE, MONTH, ON, RENT
from tests.landlord.rent.made_up_homes import Home, some_home

OCTOBER, NOVEMBER, DECEMBER = date(2026, 10, 1), MONTH, date(2026, 12, 1)


def paid(lease: Lease, bill: Bill | None, *, booked: date = ON, amount: int = RENT, **more: object) -> Payment:
    key = f"{lease.payments.count()}"
    return Payment.objects.create(lease=lease, bill=bill, key=key, booked_date=booked, amount=amount, **more)


def november(lease: Lease) -> Bill:
    return lease.bills.get(month=NOVEMBER)


def some_leases(landlord) -> dict[str, Lease]:
    """One of each kind that a room has."""
    made = {key: landlord.lease(key) for key in (
        "unpaid", "in time", "paid late", "in parts", "unmatched", "credited", "garage open",
        "went back on the next bill", "matched to another's bill", "comes tomorrow", "told by the bank",
        "with a garage", "not read in yet",
    )}  # fmt: skip
    paid(made["in time"], november(made["in time"]), booked=DUE)
    paid(made["paid late"], november(made["paid late"]), order_received_date=ON)
    for day, part in ((DUE, RENT - 100_000), (ON, 100_000)):
        paid(made["in parts"], november(made["in parts"]), booked=day, amount=part)
    older = landlord.bill(made["unmatched"], month=OCTOBER, due=date(2026, 9, 30))
    paid(made["unmatched"], None, booked=older.due_date + timedelta(days=20), reference="7301")
    Bill.objects.create(
        lease=made["credited"], key="kredit", month=NOVEMBER, kind="rent", due_date=ON, amount=-RENT,
    )  # fmt: skip
    later = landlord.bill(made["went back on the next bill"], month=DECEMBER, due=date(2026, 11, 30))
    paid(made["went back on the next bill"], None, booked=DUE)
    paid(made["went back on the next bill"], later, amount=-RENT)
    paid(made["matched to another's bill"], november(made["unpaid"]))
    paid(made["comes tomorrow"], november(made["comes tomorrow"]), booked=ON + timedelta(days=1))
    paid(made["told by the bank"], november(made["told by the bank"]), bank_order_date=DUE)
    lines = [["rent", RENT - 90_000], ["garage", 90_000]]
    Bill.objects.filter(lease=made["with a garage"]).update(lines=lines)
    paid(made["with a garage"], november(made["with a garage"]), amount=RENT - 90_000, booked=DUE)
    landlord.bill(made["garage open"], month=DECEMBER, due=date(2026, 11, 30))
    Bill.objects.filter(lease=made["garage open"], month=NOVEMBER).update(lines=lines)
    paid(made["garage open"], None, is_for_rent=True)
    Lease.objects.filter(pk=made["not read in yet"].pk).update(import_no=7)
    return made


@pytest.fixture
def leases(landlord) -> dict[str, UUID]:
    LedgerState.objects.filter(pk=1).update(known_through=ON)
    return {key: lease.pk for key, lease in some_leases(landlord).items()}


def test_every_lease_of_a_room_is_told_what_its_own_rows_tell(leases):
    told = whole_ledger(on=ON)
    facts = facts_for(leases.values())
    exact = {lease: exactly(own.bills, own.payments, Asked(ON, ON)) for lease, own in facts.items()}
    answers = {lease: told.every.of(number) for number, lease in enumerate(told.leases) if lease in told.seen}
    assert answers == exact
    assert set(told.with_something_open()) == {lease for lease, months in exact.items() if months.total}
    swept = {lease for number, lease in enumerate(told.leases) if number not in told.every.exact}
    unusual = ("credited", "garage open", "went back on the next bill", "matched to another's bill")
    odd = {leases[key] for key in unusual}
    assert set(leases.values()) - swept == odd


def test_whoever_has_paid_but_late_is_known_to_have_been_late(leases):
    late = late_months_of_all(on=ON, within_months=12)
    facts = facts_for(leases.values())
    exact = {lease: exactly(own.bills, own.payments, Asked(ON, ON)).months for lease, own in facts.items()}
    expected = {lease: tuple(row.month for row in rows if row.state in KNOWN_LATE) for lease, rows in exact.items()}
    assert late == {lease: months for lease, months in expected.items() if months}
    assert late[leases["paid late"]] == (NOVEMBER,)
    assert leases["told by the bank"] not in late
    assert late[leases["unmatched"]] == (OCTOBER, NOVEMBER)


def test_a_month_before_the_window_is_not_counted(leases):
    late = late_months_of_all(on=date(2026, 11, 25), within_months=1)
    assert late[leases["unmatched"]] == (NOVEMBER,)


def test_nobody_with_something_open_is_passed_over_and_what_is_looked_at_in_vain_is_little(leases):
    looked_at = set(leases_to_assess(on=ON))
    open_now = set(whole_ledger(on=ON).with_something_open())
    assert leases["went back on the next bill"] in open_now  # sums alone would call this paid
    assert leases["garage open"] in open_now  # the payer named the rent: what is over pays the next rent
    assert leases["comes tomorrow"] in open_now
    assert leases["matched to another's bill"] in open_now
    assert open_now - looked_at == set()
    assert looked_at - open_now == {leases["credited"], leases["not read in yet"]}


def test_an_empty_room_has_nobody_late(landlord):
    assert (late_months_of_all(on=ON, within_months=12), whole_ledger(on=ON).with_something_open()) == ({}, [])


def drawn_homes(number: int) -> list[Home]:
    """The same homes each time, drawn like those of the property tests."""
    found: list[Home] = []

    @settings(max_examples=number, deadline=None, database=None, derandomize=True, phases=[Phase.generate])
    @given(st.data())
    def draw(data: st.DataObject) -> None:
        found.append(data.draw(some_home(len(found) + 1)))

    draw()
    return found


def put_in(homes: list[Home]) -> None:
    """The homes as rows; money on a bill nobody has is put on the first home's, a reference to a bill is left out."""
    leases = [Lease(source_key=str(place), kind="dwelling") for place in range(len(homes))]
    Lease.objects.bulk_create(leases)
    bills = [(lease, bill) for lease, (own, _) in zip(leases, homes, strict=True) for bill in own]
    Bill.objects.bulk_create(
        Bill(id=int(it.id), lease=lease, key=it.id, month=it.month, kind=it.kind, due_date=it.due_date,
             amount=it.amount, lines=[[line.kind, line.amount] for line in it.lines] or None)
        for lease, it in bills
    )  # fmt: skip
    ids = {bill.id for _, bill in bills}
    Payment.objects.bulk_create(
        Payment(lease=lease, key=it.id, booked_date=it.booked, order_received_date=it.order_received, amount=it.amount,
                bill_id=int(it.bill_id if it.bill_id in ids else bills[0][1].id) if it.bill_id else None,
                cause_unknown=it.cause_unknown,
                is_for_rent=it.designation is not None and it.designation.kinds == (BillKind.RENT,))
        for lease, (_, own) in zip(leases, homes, strict=True) for it in own
    )  # fmt: skip


def test_drawn_ledgers_in_a_database_give_every_lease_the_exact_answer_and_pass_nobody_over(landlord):
    put_in(drawn_homes(300))
    facts = facts_for(Lease.objects.values_list("pk", flat=True))
    open_on: dict[date, int] = {}
    for on in (date(2026, 9, 15), date(2026, 11, 2), date(2026, 12, 20)):
        told = whole_ledger(on=on)
        asked = told.every.swept.asked
        exact = {lease: exactly(own.bills, own.payments, asked) for lease, own in facts.items() if own.bills}
        answers = {lease: told.every.of(number) for number, lease in enumerate(told.leases)}
        assert {lease: answers[lease] for lease in exact} == exact
        open_now = {lease for lease, months in exact.items() if months.total}
        assert open_now - set(leases_to_assess(on=on)) == set()
        open_on[on] = len(open_now)
    assert min(open_on.values()) > 30
