"""Promises and deferrals followed up: under way, kept, not kept, and honestly unknown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kvarbo.core.facts import Bill, BillKind, BillLine, Facts, Lease, Payment
from kvarbo.core.ladder.follow_up import FollowedUp, Kept, follow_up, without_returned

GIVEN, UNTIL = date(2026, 11, 4), date(2026, 11, 12)  # Wednesday, Thursday; the money is known through the 16th
LATER = date(2026, 11, 25)
NOVEMBER = Bill("nov", date(2026, 11, 1), BillKind.RENT, date(2026, 10, 30), 800000)
DECEMBER = Bill("dec", date(2026, 12, 1), BillKind.RENT, date(2026, 11, 30), 800000)


def paid(day: date, amount: int = 800000, *, order: date | None = None, **facts: object) -> Payment:
    made = Payment(f"b{day}{amount}", day, amount, order, bill_id="nov")
    return replace(made, **facts)  # type: ignore[arg-type]


def stands(
    *payments: Payment,
    on: date = LATER,
    known: date | None = date(2026, 11, 24),
    amount: int | None = None,
    bills: tuple[Bill, ...] = (NOVEMBER,),
    waiting: tuple[Payment, ...] = (),
    given: date = GIVEN,
    months: tuple[date, ...] = (),
) -> FollowedUp:
    facts = Facts(Lease(), bills=bills, payments=payments, known_through=known, waiting_payments=waiting)
    return follow_up(facts=facts, given=given, until=UNTIL, on=on, amount=amount, months=months).value


def test_until_its_day_has_passed_it_is_under_way() -> None:
    assert stands(on=UNTIL).standing is Kept.UNDER_WAY


def test_it_is_kept_the_day_the_money_is_in_also_before_its_day() -> None:
    assert stands(paid(date(2026, 11, 6)), on=date(2026, 11, 6)) == FollowedUp(Kept.KEPT, UNTIL, 800000, 800000)


def test_the_last_day_is_in_time_and_the_day_after_is_not() -> None:
    assert stands(paid(UNTIL)).standing is Kept.KEPT
    day_after = date(2026, 11, 13)
    assert stands(paid(day_after, order=day_after)) == FollowedUp(Kept.NOT_KEPT, UNTIL, 0, 800000)


def test_an_order_on_the_last_day_is_in_time_however_late_it_was_booked() -> None:
    assert stands(paid(date(2026, 11, 20), order=UNTIL)).standing is Kept.KEPT


def test_booked_just_after_with_an_unknown_order_is_unknown_and_later_it_is_not() -> None:
    assert stands(paid(date(2026, 11, 16))).standing is Kept.UNKNOWN
    assert stands(paid(date(2026, 11, 17))).standing is Kept.NOT_KEPT


def test_what_is_gone_from_the_list_may_have_come_in_time() -> None:
    assert stands(paid(date(2026, 11, 20), cause_unknown=True)).standing is Kept.UNKNOWN


@pytest.mark.parametrize("known", [None, date(2026, 11, 15)])
def test_it_is_unknown_until_payments_are_known_far_enough(known: date | None) -> None:
    assert stands(known=known).standing is Kept.UNKNOWN
    assert stands(known=date(2026, 11, 16)).standing is Kept.NOT_KEPT


def test_a_payment_that_waits_for_a_person_may_be_the_money() -> None:
    waiting = Payment("v", date(2026, 11, 11), 800000)
    assert stands(waiting=(waiting,)).standing is Kept.UNKNOWN
    assert stands(waiting=(replace(waiting, amount=100),)).standing is Kept.NOT_KEPT


def test_a_part_was_promised_and_the_part_came() -> None:
    assert stands(paid(UNTIL, 300000), amount=300000).standing is Kept.KEPT
    assert stands(paid(UNTIL, 299999), amount=300000) == FollowedUp(Kept.NOT_KEPT, UNTIL, 299999, 300000)


def test_what_was_paid_before_it_was_given_is_no_part_of_it() -> None:
    earlier = paid(date(2026, 11, 3), 300000)
    assert stands(earlier, amount=300000) == FollowedUp(Kept.NOT_KEPT, UNTIL, 0, 300000)
    assert stands(paid(GIVEN, 300000), amount=300000).standing is Kept.KEPT


def test_more_was_promised_than_was_owed_and_all_of_it_came() -> None:
    assert stands(paid(UNTIL), amount=900000) == FollowedUp(Kept.KEPT, UNTIL, 800000, 800000)


def test_money_that_went_back_was_never_in() -> None:
    back = paid(date(2026, 11, 16), -800000)
    assert stands(paid(UNTIL), back).standing is Kept.NOT_KEPT
    assert stands(paid(UNTIL), back, on=date(2026, 11, 15)).standing is Kept.KEPT


def test_a_later_payment_that_went_back_takes_nothing_from_a_promise_that_was_kept() -> None:
    later = paid(date(2026, 11, 18), 500000)
    assert stands(paid(UNTIL), later, paid(date(2026, 11, 20), -500000)).standing is Kept.KEPT


def test_only_the_same_amount_on_the_same_bill_goes_back_with_a_return() -> None:
    other = replace(paid(UNTIL, 300000), bill_id="dec")
    back = paid(date(2026, 11, 16), -300000)
    assert without_returned([other, back], LATER) == (other, back)
    assert without_returned([paid(UNTIL, 300000), back], LATER) == ()
    assert without_returned([other, replace(back, bill_id=None)], LATER) == ()


def test_a_month_that_falls_due_later_is_no_part_of_a_promise_about_what_is_owed_now() -> None:
    assert stands(paid(UNTIL), bills=(NOVEMBER, DECEMBER)).standing is Kept.KEPT


def test_a_promise_before_anything_is_due_is_about_what_falls_due() -> None:
    early = date(2026, 10, 29)
    assert stands(given=early).standing is Kept.NOT_KEPT
    assert stands(paid(UNTIL), given=early).standing is Kept.KEPT


def test_a_promise_about_a_month_is_about_no_other_month() -> None:
    october = replace(NOVEMBER, id="okt", month=date(2026, 10, 1), due_date=date(2026, 9, 30))
    both = (october, NOVEMBER)
    assert stands(paid(UNTIL), bills=both).standing is Kept.NOT_KEPT
    assert stands(paid(UNTIL), bills=both, months=(NOVEMBER.month,)).standing is Kept.KEPT


def test_an_increase_in_dispute_is_not_asked_for() -> None:
    lines = (BillLine(BillKind.RENT, 700000), BillLine(BillKind.INCREASE_54A, 100000))
    assert stands(paid(UNTIL, 700000), bills=(replace(NOVEMBER, lines=lines),)).standing is Kept.KEPT


def test_nothing_was_owed_so_nothing_was_broken() -> None:
    facts = Facts(Lease(), known_through=date(2026, 11, 24))
    finding = follow_up(facts=facts, given=GIVEN, until=UNTIL, on=LATER)
    assert (finding.value.standing, finding.steps[0].text) == (Kept.KEPT, "Inget var obetalt.")


def test_each_standing_says_why_in_a_sentence() -> None:
    def text(*payments: Payment, on: date = LATER, known: date | None = date(2026, 11, 24)) -> str:
        facts = Facts(Lease(), bills=(NOVEMBER,), payments=payments, known_through=known)
        return follow_up(facts=facts, given=GIVEN, until=UNTIL, on=on).steps[0].text

    assert text(on=UNTIL) == "Pågår till och med tors 12 november 2026."
    assert text(paid(UNTIL)) == "Pengarna kom i tid."
    assert text(paid(UNTIL, 100000)) == "Till och med tors 12 november 2026 hade 1 000 kr av 8 000 kr kommit."
    assert text(known=None) == (
        "Det är inte känt än om pengarna kom i tid. Betalningar måste vara kända till och med mån 16 november 2026."
    )
    assert text(paid(date(2026, 11, 20), cause_unknown=True)) == (
        "Det är inte känt om pengarna kom i tid: en betalnings dag eller plats är okänd."
    )
