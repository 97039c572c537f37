"""Debt on a day: the allocation order, the lines, what goes back and what fits nowhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kvarbo.core.debt import DISPUTED, RENT_FIRST, allocate, balance, counted_day, kinds_left
from kvarbo.core.facts import Bill, BillKind, BillLine, Designation, Payment

ON = date(2026, 11, 20)
OCTOBER = Bill("okt", date(2026, 10, 1), BillKind.RENT, date(2026, 9, 30), 800000)
NOVEMBER = Bill(
    "nov",
    date(2026, 11, 1),
    BillKind.RENT,
    date(2026, 10, 30),
    861200,
    (BillLine(BillKind.INSURANCE, 12000), BillLine(BillKind.RENT, 829200), BillLine(BillKind.INCREASE_54A, 20000)),
)


def paid(amount: int, *, booked: date = date(2026, 11, 10), **facts: object) -> Payment:
    return replace(Payment("b", booked, amount), **facts)  # type: ignore[arg-type]


def test_every_kind_of_money_has_its_place_in_the_order() -> None:
    assert set(RENT_FIRST) == set(BillKind)
    assert set(RENT_FIRST[-2:]) == DISPUTED


def test_an_unpaid_bill_is_owed_from_the_day_after_it_was_due() -> None:
    assert balance([OCTOBER], [], on=date(2026, 9, 30)).value.total == 0
    value = balance([OCTOBER], [], on=date(2026, 10, 1)).value
    assert (value.total, value.rent_only, value.days_late, value.not_yet_due) == (800000, 800000, 1, 0)
    assert value.oldest_unpaid_due == date(2026, 9, 30)


def test_the_landlords_own_matching_is_never_contradicted() -> None:
    value = balance([OCTOBER, NOVEMBER], [paid(861200, bill_id="nov", reference="okt")], on=ON).value
    assert value.by_month == ((date(2026, 10, 1), 800000),)


def test_an_exact_reference_comes_before_the_oldest_bill() -> None:
    value = balance([OCTOBER, NOVEMBER], [paid(861200, reference="nov")], on=ON).value
    assert value.by_month == ((date(2026, 10, 1), 800000),)


def test_money_without_a_reference_pays_the_oldest_bill_first() -> None:
    value = balance([NOVEMBER, OCTOBER], [paid(900000)], on=ON).value
    assert value.by_month == ((date(2026, 11, 1), 761200),)


def test_money_matched_to_a_bill_not_among_the_facts_pays_nothing_else() -> None:
    finding = balance([OCTOBER], [paid(500000, bill_id="aug")], on=ON)
    assert (finding.value.total, finding.value.elsewhere, finding.value.credit) == (800000, 500000, 0)
    assert "5 000 kr har hyresvärden bokfört på en avi som inte finns med här." in [s.text for s in finding.steps]


def test_inside_a_bill_the_rent_is_paid_first_and_the_disputed_increase_last() -> None:
    value = balance([NOVEMBER], [paid(829200)], on=ON).value
    assert value.rent_only == 0
    assert value.by_kind == ((BillKind.INSURANCE, 12000), (BillKind.INCREASE_54A, 20000))
    value = balance([NOVEMBER], [paid(841200)], on=ON).value
    assert value.by_kind == ((BillKind.INCREASE_54A, 20000),)


def test_another_order_of_the_lines_can_be_stated() -> None:
    insurance_first = (BillKind.INSURANCE, *(kind for kind in RENT_FIRST if kind is not BillKind.INSURANCE))
    value = balance([NOVEMBER], [paid(20000)], on=ON, order=insurance_first).value
    assert value.by_kind == ((BillKind.RENT, 821200), (BillKind.INCREASE_54A, 20000))


def test_a_discount_line_lowers_its_own_kind_first() -> None:
    bill = replace(NOVEMBER, amount=800000, lines=(BillLine(BillKind.RENT, 829200), BillLine(BillKind.RENT, -29200)))
    assert kinds_left(bill, 800000) == ((BillKind.RENT, 800000),)


def test_a_returned_payment_opens_the_bill_again() -> None:
    payments = [paid(800000, booked=date(2026, 9, 30), bill_id="okt"), paid(-800000, bill_id="okt")]
    assert balance([OCTOBER], payments, on=date(2026, 11, 9)).value.total == 0
    assert balance([OCTOBER], payments, on=date(2026, 11, 10)).value.total == 800000


def test_money_that_went_back_without_a_bill_is_shown_and_is_not_debt() -> None:
    finding = balance([], [paid(-5000)], on=ON)
    assert (finding.value.total, finding.value.taken_back) == (0, 5000)
    assert finding.steps[-1].text == "50 kr har gått tillbaka och ingen avi svarar för det: kontrollera."


def test_what_is_paid_too_much_goes_on_to_the_next_bill_and_the_rest_is_credit() -> None:
    value = balance([OCTOBER, NOVEMBER], [paid(1700000, reference="okt")], on=ON).value
    assert (value.total, value.credit) == (0, 1700000 - 800000 - 861200)


def test_a_credit_bill_counts_from_its_due_date() -> None:
    credit = Bill("kredit", date(2026, 11, 1), BillKind.RENT, date(2026, 11, 15), -100000)
    assert balance([OCTOBER, credit], [], on=date(2026, 11, 14)).value.total == 800000
    assert balance([OCTOBER, credit], [], on=date(2026, 11, 15)).value.total == 700000


def test_a_payment_before_the_bill_waits_for_it() -> None:
    value = balance([NOVEMBER], [paid(861200, booked=date(2026, 10, 1))], on=date(2026, 10, 2)).value
    assert (value.total, value.not_yet_due, value.credit) == (0, 0, 0)


def test_a_payment_counts_from_the_day_the_bank_got_the_order() -> None:
    ordered = paid(800000, booked=date(2026, 10, 2), order_received=date(2026, 9, 30))
    assert counted_day(ordered) == date(2026, 9, 30)
    assert counted_day(replace(ordered, order_received=date(2026, 10, 9))) == date(2026, 10, 2)
    assert balance([OCTOBER], [ordered], on=date(2026, 10, 1)).value.total == 0


def test_the_reasons_name_bill_day_amount_and_parts() -> None:
    finding = balance([NOVEMBER], [paid(829200)], on=ON)
    assert [step.text for step in finding.steps] == [
        "Avin för november 2026 förföll fre 30 oktober 2026: 320 kr av 8 612 kr är obetalt "
        "(hemförsäkring 120 kr och höjning som kan prövas (JB 12:54 a) 200 kr).",
        "200 kr är höjning som kan prövas eller gäller bakåt och startar inga steg.",
        "Av det obetalda är 0 kr hyra. Av skulder är det bara den som kan kosta hemmet.",
    ]
    assert balance([], [], on=ON).steps[0].text == "Inget är förfallet och obetalt fre 20 november 2026."


def test_a_designation_says_something_and_not_two_things() -> None:
    with pytest.raises(ValueError, match="anvisning är tom"):
        Designation()
    with pytest.raises(ValueError, match="både en månad och en avi"):
        Designation(month=OCTOBER.month, bill_id="okt")


def test_money_for_a_month_that_goes_back_with_the_same_words_leaves_nothing_behind() -> None:
    said = Designation(month=OCTOBER.month)
    payments = [paid(800000, designation=said), paid(-800000, designation=said)]
    value = balance([OCTOBER, NOVEMBER], payments, on=ON).value
    assert (value.total, value.taken_back, value.awaiting) == (1661200, 0, 0)


def test_more_going_back_than_was_ever_named_is_shown_and_waits_for_nothing() -> None:
    value = balance([OCTOBER], [paid(-5000, designation=Designation(month=date(2026, 12, 1)))], on=ON).value
    assert (value.total, value.taken_back, value.awaiting) == (800000, 5000, 0)


def test_the_landlord_may_match_to_another_lease_what_the_payer_named_here_but_it_is_told() -> None:
    finding = balance([OCTOBER], [paid(800000, bill_id="aug", designation=Designation(month=OCTOBER.month))], on=ON)
    assert (finding.value.total, finding.value.elsewhere, finding.value.contradicted) == (800000, 800000, ("b",))
    assert finding.steps[-1].text == (
        "Betalaren angav att 8 000 kr, bokfört tis 10 november 2026, gäller oktober 2026, men hyresvärden har räknat "
        "av pengarna på en avi som inte finns med här. Hyresvärdens avräkning används: kontrollera att den är rätt."
    )


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (Designation(bill_id="okt"), "avin för oktober 2026"),
        (Designation((BillKind.GARAGE, BillKind.RENT), bill_id="okt"), "hyra och garage för avin för oktober 2026"),
        (Designation((BillKind.RENT,), OCTOBER.month), "hyra för oktober 2026"),
        (Designation(bill_id="aug"), "en avi som inte finns med här"),
    ],
)
def test_what_the_payer_said_is_told_in_words(said: Designation, told: str) -> None:
    steps = balance([OCTOBER], [paid(100, designation=said)], on=ON).steps
    assert steps[-1].text == f"Betalaren angav att 1 kr, bokfört tis 10 november 2026, gäller {told}."


KINDS = st.sampled_from(list(BillKind))
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
AMOUNTS = st.integers(-30_000, 90_000)


@st.composite
def some_bills(draw: st.DrawFn) -> list[Bill]:
    bills = []
    for index in range(draw(st.integers(0, 5))):
        lines = tuple(BillLine(draw(KINDS), draw(AMOUNTS)) for _ in range(draw(st.integers(0, 3))))
        amount = sum(line.amount for line in lines) if lines else draw(AMOUNTS)
        due = draw(DAYS)
        bills.append(Bill(f"avi-{index}", due.replace(day=1), draw(KINDS), due, amount, lines))
    return bills


NAMED_KINDS = st.lists(KINDS, min_size=1, max_size=3).map(tuple)
MONTHS = st.sampled_from([date(2026, month, 1) for month in range(1, 13)])
DESIGNATIONS = st.one_of(
    st.none(),
    st.builds(Designation, NAMED_KINDS),
    st.builds(Designation, st.one_of(st.just(()), NAMED_KINDS), month=MONTHS),
    st.builds(Designation, st.one_of(st.just(()), NAMED_KINDS), bill_id=st.sampled_from(["avi-0", "avi-1", "avi-8"])),
)


@st.composite
def some_payments(draw: st.DrawFn) -> list[Payment]:
    names = st.sampled_from([None, *(f"avi-{index}" for index in range(7))])
    payments = []
    for index in range(draw(st.integers(0, 6))):
        booked = draw(DAYS)
        ordered = draw(st.sampled_from([None, booked - timedelta(days=2)]))
        reference = draw(names) or ""
        payment = Payment(f"b{index}", booked, draw(AMOUNTS), ordered, reference, draw(names))
        payments.append(replace(payment, designation=draw(DESIGNATIONS)))
    return payments


@settings(max_examples=200)
@given(some_bills(), some_payments(), DAYS)
def test_no_money_appears_or_disappears(bills: list[Bill], payments: list[Payment], on: date) -> None:
    value = balance(bills, payments, on=on).value
    billed = sum(bill.amount for bill in bills if bill.amount >= 0 or bill.due_date <= on)
    came = sum(payment.amount for payment in payments if counted_day(payment) <= on)
    paid_nothing = value.credit + value.elsewhere + value.awaiting - value.taken_back
    assert value.total + value.not_yet_due - paid_nothing == billed - came
    assert sum(amount for _, amount in value.by_kind) == value.total == sum(item.remaining for item in value.bills)
    assert all(0 < item.remaining <= item.bill.amount for item in value.bills)


@settings(max_examples=200)
@given(some_bills(), some_payments(), DAYS, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(bills: list[Bill], payments: list[Payment], on: date, mix: object) -> None:
    before = balance(bills, payments, on=on)
    mix.shuffle(bills)  # type: ignore[attr-defined]
    mix.shuffle(payments)  # type: ignore[attr-defined]
    assert balance(bills, payments, on=on) == before


@settings(max_examples=300)
@given(some_bills(), some_payments(), DAYS, st.integers(1, 50_000), DESIGNATIONS)
def test_one_more_payment_never_raises_the_debt(
    bills: list[Bill], payments: list[Payment], on: date, amount: int, said: Designation | None
) -> None:
    before = balance(bills, payments, on=on).value.total
    more = Payment("mer", on, amount, designation=said)
    assert balance(bills, [*payments, more], on=on).value.total <= before


@given(st.permutations(list(BillKind)), st.integers(1, 100_000), st.sampled_from(list(BillKind)))
def test_named_money_pays_nothing_else_of_the_bill_until_its_kind_is_full(
    order: list[BillKind], amount: int, kind: BillKind
) -> None:
    bill = replace(OCTOBER, amount=50_000 * len(BillKind), lines=tuple(BillLine(each, 50_000) for each in BillKind))
    named = paid(amount, bill_id="okt", designation=Designation((kind,)))
    left = dict(balance([bill], [named], on=ON, order=order).value.by_kind)
    assert left.get(kind, 0) == max(50_000 - amount, 0)
    others = sum(remaining for each, remaining in left.items() if each is not kind)
    assert others == 50_000 * (len(BillKind) - 1) - max(amount - 50_000, 0)


@pytest.mark.parametrize("kind", list(BillKind))
def test_what_remains_of_a_bill_without_lines_is_all_its_own_kind(kind: BillKind) -> None:
    bill = replace(OCTOBER, kind=kind)
    assert kinds_left(bill, 5) == ((kind, 5),)
    assert kinds_left(bill, 0) == ()
    assert allocate([bill], [], on=ON).left == {"okt": 800000}
