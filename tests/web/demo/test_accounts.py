"""What the people of the demo town pay, and what of it is known on a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kvarbo.core.calendar import is_bank_day
from kvarbo.core.identity.payments import check_ocr
from kvarbo.web.demo.accounts import Account, SeenBill, account_of, due_date_of
from kvarbo.web.demo.habits import SHARES, Behaviour, Habit
from kvarbo.web.demo.leases import Charge, DemoLease, ObjectKind, month_before
from kvarbo.web.demo.people import Person

LATEST = date(2026, 11, 1)
WINDOW = tuple(month_before(LATEST, count) for count in range(23, -1, -1))
FAR_LATER = date(2027, 6, 1)


def lease_with(behaviour: Behaviour, *, turn: date = LATEST, days: int = 9, end: date | None = None) -> DemoLease:
    return DemoLease(
        index=41,
        number="0101-1001-01",
        kind=ObjectKind.HOME,
        address="Siktmjölsgatan 1",
        flat="1001",
        district="Mjölnarhöjden",
        start=date(2015, 4, 1),
        end=end,
        rent=841_200,
        habit=Habit(behaviour, turn, days),
        tenants=(Person("", "Lisa Ek"),),
        extras=((Charge.INSURANCE, 9_500),),
    )


def account_with(behaviour: Behaviour, *, turn: date = LATEST, days: int = 9, seed: str = "1") -> Account:
    return account_of(lease_with(behaviour, turn=turn, days=days), window=WINDOW, seed=seed)


def late_months(account: Account) -> list[date]:
    return [month for month in WINDOW if account.is_late(month)]


def rents(account: Account, day: date, known_through: date) -> dict[date, SeenBill]:
    seen = account.seen_on(day, known_through)
    return {item.bill.month: item for item in seen if item.bill.charge is Charge.RENT}


@pytest.mark.parametrize("behaviour", [Behaviour.STEADY, Behaviour.BOOKED_AFTER, Behaviour.OVERPAYER])
def test_those_who_pay_in_time_are_never_late(behaviour: Behaviour) -> None:
    assert late_months(account_with(behaviour)) == []


def test_an_order_on_the_due_date_that_is_booked_later_is_unknown_the_day_after_and_yet_in_time() -> None:
    account = account_with(Behaviour.BOOKED_AFTER)
    assert rents(account, date(2026, 11, 1), date(2026, 10, 30))[LATEST].remaining == 841_200
    known = rents(account, date(2026, 11, 3), date(2026, 11, 2))[LATEST]
    assert known.remaining == 0
    assert (known.payments[0].ordered, known.payments[0].booked) == (date(2026, 10, 30), date(2026, 11, 2))


def test_once_late_is_late_once_by_the_days_stated() -> None:
    account = account_with(Behaviour.ONCE_LATE, turn=date(2026, 6, 1), days=12)
    assert late_months(account) == [date(2026, 6, 1)]
    paid = rents(account, FAR_LATER, FAR_LATER)[date(2026, 6, 1)].payments[0]
    assert paid.ordered is not None
    assert timedelta(days=12) <= paid.ordered - due_date_of(date(2026, 6, 1)) <= timedelta(days=16)


def test_the_often_late_are_late_in_nearly_every_second_month_and_never_more_than_some_weeks() -> None:
    account = account_with(Behaviour.OFTEN_LATE)
    assert 5 <= len(late_months(account)) <= 17
    assert all((p.ordered or p.booked) - account.bills[p.bill].due_date < timedelta(days=17) for p in account.payments)


def test_the_month_end_payer_pays_when_the_wages_come() -> None:
    account = account_with(Behaviour.MONTH_END)
    assert late_months(account) == list(WINDOW)
    assert all(23 < (p.ordered - account.bills[p.bill].due_date).days < 34 for p in account.payments if p.ordered)


def test_a_part_payer_pays_half_in_time_and_half_later() -> None:
    seen = rents(account_with(Behaviour.PART_PAYER), FAR_LATER, FAR_LATER)[LATEST]
    first, second = seen.payments
    assert first.booked <= seen.bill.due_date < second.booked
    assert first.amount + second.amount == seen.bill.amount
    assert 0.49 < first.amount / seen.bill.amount < 0.51


def test_a_dip_lasts_some_months_and_passes() -> None:
    account = account_with(Behaviour.DIP, turn=date(2026, 2, 1), days=3)
    assert late_months(account) == [date(2026, 2, 1), date(2026, 3, 1), date(2026, 4, 1)]


def test_one_who_has_stopped_pays_nothing_more() -> None:
    account = account_with(Behaviour.STOPPED, turn=date(2026, 10, 1))
    open_rents = {
        month: seen.remaining for month, seen in rents(account, FAR_LATER, FAR_LATER).items() if seen.remaining
    }
    assert open_rents == {date(2026, 10, 1): 841_200, LATEST: 841_200}


def test_a_payment_of_the_wrong_month_stands_there_until_it_is_moved() -> None:
    account = account_with(Behaviour.WRONG_MONTH)
    before = rents(account, date(2026, 11, 3), date(2026, 11, 2))
    assert (before[LATEST].remaining, before[date(2026, 10, 1)].remaining) == (841_200, -841_200)
    after = rents(account, date(2026, 11, 27), date(2026, 11, 26))
    assert (after[LATEST].remaining, after[date(2026, 10, 1)].remaining) == (0, 0)
    assert late_months(account) == []


def test_what_was_paid_too_much_is_a_credit_until_the_next_bill_takes_it() -> None:
    account = account_with(Behaviour.OVERPAYER, seed="3")
    moved = [payment for payment in account.payments if payment.moved]
    assert moved
    payment = moved[0]
    assert payment.first_bill is not None
    assert payment.moved is not None
    month = account.bills[payment.first_bill].month
    shown = rents(account, payment.booked + timedelta(days=8), payment.booked + timedelta(days=7))
    assert shown[month].remaining == -payment.amount
    assert {seen.remaining for seen in rents(account, FAR_LATER, FAR_LATER).values()} <= {0, -payment.amount}


@pytest.mark.parametrize("behaviour", list(Behaviour))
def test_everything_is_booked_on_bank_days_and_never_before_it_was_ordered(behaviour: Behaviour) -> None:
    for payment in account_with(behaviour).payments:
        assert is_bank_day(payment.booked)
        assert payment.amount > 0
        assert payment.ordered is None or payment.ordered <= payment.booked


@pytest.mark.parametrize("behaviour", [b for b in Behaviour if b is not Behaviour.STOPPED])
def test_everyone_but_those_who_stop_has_paid_everything_in_the_end(behaviour: Behaviour) -> None:
    account = account_with(behaviour)
    assert sum(seen.remaining for seen in account.seen_on(FAR_LATER, FAR_LATER)) <= 0


def test_a_lease_is_billed_only_while_it_lasts_and_a_home_may_have_an_insurance() -> None:
    ended = account_of(lease_with(Behaviour.STEADY, end=date(2025, 2, 28)), window=WINDOW, seed="1")
    assert [bill.charge for bill in ended.bills] == [Charge.RENT, Charge.INSURANCE] * 3
    assert [bill.month.month for bill in ended.bills] == [12, 12, 1, 1, 2, 2]


def test_the_rent_rises_in_january_and_is_whole_kronor() -> None:
    amounts = {bill.month: bill.amount for bill in account_with(Behaviour.STEADY).bills if bill.charge is Charge.RENT}
    assert amounts[LATEST] == 841_200
    assert amounts[date(2025, 12, 1)] == 810_400
    assert amounts[date(2024, 12, 1)] == 780_700


def test_an_ocr_number_has_its_length_digit_and_its_check_digit() -> None:
    bill = account_with(Behaviour.STEADY).bills[0]
    assert bill.number == "00004224121"
    assert check_ocr(bill.ocr, length_digit=True).valid


def test_the_shares_of_habits_make_a_hundred() -> None:
    assert sum(SHARES.values()) == pytest.approx(100)
    assert set(SHARES) == set(Behaviour)
