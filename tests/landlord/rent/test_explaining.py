"""The same money told of twice counts once, whoever told of it first."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kvarbo.landlord.rent.explaining import Money, OwnPayment, Settled, Share, explained

DUE = date(2026, 10, 30)
RENT = 841_200


def bank(id: str, *, day: int = 2, amount: int = RENT, bill: int | None = 1, ordered: date | None = None) -> Money:
    return Money(id, amount, date(2026, 11, day), ordered, reference=f"ocr{bill}" if bill else "", bill=bill)


def own(id: int, *, day: int = 2, amount: int = RENT, bill: int | None = 1, reference: str = "") -> OwnPayment:
    return OwnPayment(id, amount, date(2026, 11, day), reference, bill)


def test_bank_money_that_no_other_source_tells_of_counts() -> None:
    money = bank("a")
    found = explained([money], [], [], own_through=date(2026, 11, 3))
    assert (found.counted, found.contradicted) == ([Share(money, RENT, 1)], set())


def test_bank_money_that_the_ledger_has_counts_there_with_the_day_of_the_order() -> None:
    found = explained([bank("a", ordered=DUE)], [own(7)], [], own_through=date(2026, 11, 30))
    assert (found.counted, found.ordered, found.in_ledger) == ([], {7: DUE}, {"a"})


def test_where_the_ledger_puts_the_money_on_an_older_bill_its_matching_holds() -> None:
    found = explained([bank("a", bill=2)], [own(7, bill=1)], [], own_through=None)
    assert (found.counted, found.in_ledger) == ([], {"a"})


def test_a_payment_split_on_two_bills_in_the_ledger_is_the_same_money() -> None:
    rows = [own(7, amount=RENT, bill=1), own(8, amount=1_000, bill=2)]
    found = explained([bank("a", amount=RENT + 1_000)], rows, [], own_through=None)
    assert found.counted == []


def test_two_payments_added_together_in_the_ledger_are_the_same_money() -> None:
    halves = [bank("a", amount=RENT // 2), bank("b", amount=RENT // 2)]
    assert explained(halves, [own(7)], [], own_through=None).counted == []


def test_next_months_rent_on_the_same_amount_is_not_taken_for_this_months() -> None:
    late, early = bank("a", day=2, bill=1), bank("b", day=27, bill=2)
    found = explained([late, early], [own(7, day=2, bill=1)], [], own_through=date(2026, 11, 28))
    assert found.counted == [Share(early, RENT, 2)]


def test_what_left_a_list_is_explained_by_the_banks_money_and_has_its_day() -> None:
    money = bank("a", day=2)
    found = explained([money], [], [Settled(1, date(2026, 11, 5), RENT)], own_through=date(2026, 11, 5))
    assert (found.counted, found.unknown, found.on_lists) == ([Share(money, RENT, 1)], [], {"a"})


def test_money_without_a_bill_counts_on_the_bill_that_left_the_list() -> None:
    money = bank("a", bill=None)
    found = explained([money], [], [Settled(4, date(2026, 11, 5), RENT)], own_through=date(2026, 11, 5))
    assert found.counted == [Share(money, RENT, 4)]


def test_money_meant_for_a_bill_that_the_list_still_holds_counts_where_the_landlord_booked_it() -> None:
    money = bank("a", bill=2)
    gone = Settled(1, date(2026, 11, 5), RENT, told_of=frozenset({2}))
    assert explained([money], [], [gone], own_through=None).counted == [Share(money, RENT, 1)]
    unclear = Settled(1, date(2026, 11, 5), RENT)
    assert explained([money], [], [unclear], own_through=None).unknown == [unclear]


def test_money_is_paired_with_the_ledgers_row_of_its_own_day_before_one_of_a_day_near_it() -> None:
    """The ledger has split the first payment, and one of its parts is like the payment of the day after."""
    whole, part = bank("a", day=2, amount=RENT), bank("b", day=3, amount=100_000)
    split = [
        OwnPayment(n, amount, date(2026, 11, day), bill=1)
        for n, (amount, day) in enumerate(((100_000, 2), (RENT - 100_000, 2), (100_000, 3)))
    ]
    assert explained([whole, part], split, [], own_through=None).counted == []


def test_the_rest_that_the_landlord_booked_on_an_older_bill_counts_there() -> None:
    """The oldest first: 100 of the money pays what was left of bill 1, and the list still holds as much of bill 2."""
    money, day = bank("a", bill=2), date(2026, 11, 20)
    lists = [Settled(2, day, RENT - 100_000), Settled(1, day, 100_000, told_of=frozenset({2}))]
    found = explained([money], [], lists, own_through=day)
    assert (found.unknown, {share.bill: share.amount for share in found.counted}) == (
        [], {1: 100_000, 2: RENT - 100_000},
    )  # fmt: skip


def test_money_booked_after_the_list_explains_nothing_on_it() -> None:
    money, gone = bank("a", day=9), Settled(1, date(2026, 11, 5), RENT)
    found = explained([money], [], [gone], own_through=date(2026, 11, 5))
    assert (found.unknown, found.counted) == ([gone], [Share(money, RENT, 1)])


def test_a_reversal_explains_what_came_back_on_a_list() -> None:
    paid, back = bank("a", day=2), bank("b", day=4, amount=-RENT)
    lists = [Settled(1, date(2026, 11, 3), RENT), Settled(1, date(2026, 11, 5), -RENT)]
    found = explained([paid, back], [], lists, own_through=date(2026, 11, 5))
    assert (sum(share.amount for share in found.counted), found.unknown) == (0, [])


def test_money_that_the_landlords_own_sources_should_show_by_now_is_told_and_still_counts() -> None:
    money = bank("a", day=2)
    found = explained([money], [], [], own_through=date(2026, 11, 12))
    assert (found.counted, found.contradicted) == ([Share(money, RENT, 1)], {"a"})


AMOUNTS = st.sampled_from([-RENT, 100_000, 200_000, RENT, RENT + 100_000, 2 * RENT])
DAYS = st.integers(0, 60).map(lambda ahead: DUE + timedelta(days=ahead))
BILLS = st.sampled_from([1, 2, 3])
BANK = st.lists(st.tuples(AMOUNTS, DAYS, st.none() | BILLS), max_size=5)
OWN = st.lists(st.tuples(AMOUNTS, DAYS, BILLS), max_size=5)
LISTS = st.lists(st.tuples(BILLS, DAYS, AMOUNTS), max_size=4)


@given(BANK, OWN, LISTS, st.randoms())
def test_no_money_is_lost_or_counted_twice_and_the_order_of_reading_means_nothing(
    incoming, ledger, lists, order
) -> None:
    told = [Money(str(n), amount, day, bill=bill) for n, (amount, day, bill) in enumerate(incoming)]
    rows = [OwnPayment(n, amount, day, bill=bill) for n, (amount, day, bill) in enumerate(ledger)]
    settled = [Settled(*item) for item in lists]
    found = explained(told, rows, settled, own_through=None)
    for money in told:
        counted = [share.amount for share in found.counted if share.money.id == money.id]
        assert all(amount * money.amount > 0 for amount in counted)
        assert abs(sum(counted)) <= abs(money.amount)
        if money.id not in found.in_ledger:
            assert sum(counted) == money.amount
    left = {(item.bill, item.day): 0 for item in settled}
    for item in found.unknown:
        left[item.bill, item.day] += abs(item.amount)
    assert all(
        left[item.bill, item.day] <= sum(abs(s.amount) for s in settled if s.day == item.day) for item in settled
    )
    if not rows:
        assert sum(share.amount for share in found.counted) == sum(money.amount for money in told)
    order.shuffle(told), order.shuffle(rows), order.shuffle(settled)
    again = explained(told, rows, settled, own_through=None)
    assert sorted(again.counted, key=repr) == sorted(found.counted, key=repr)
    assert (again.unknown, again.ordered) == (found.unknown, found.ordered)
