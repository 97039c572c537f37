"""Hyrans tider: every tenancy rule that ends in a day keeps the house rules, on any day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvarbo.core.calendar import is_arbetsdag
from kvarbo.core.finding import Finding
from kvarbo.core.law.deadline import Deadline
from kvarbo.core.law.jordabalken.abandoned_goods import abandoned_goods
from kvarbo.core.law.jordabalken.appeal_tribunal import appeal_tribunal
from kvarbo.core.law.jordabalken.forfeited_for_late_rent import forfeited_for_late_rent
from kvarbo.core.law.jordabalken.lease_transfer_consent import lease_transfer_consent
from kvarbo.core.law.jordabalken.move_out_day import move_out_day
from kvarbo.core.law.jordabalken.notice_latest_fixed_term import notice_latest_fixed_term
from kvarbo.core.law.jordabalken.refer_to_tribunal import refer_to_tribunal
from kvarbo.core.law.jordabalken.rent_claim_limit import rent_claim_limit
from kvarbo.core.law.jordabalken.rent_due import rent_due
from kvarbo.core.law.jordabalken.tenancy_end import tenancy_end
from kvarbo.core.law.jordabalken.termination_window import termination_window
from kvarbo.core.law.jordabalken.when_a_payment_counts import when_a_payment_counts
from kvarbo.core.law.tenant_ownership.late_fee_forfeiture import late_fee_forfeiture
from kvarbo.core.law.tenant_ownership.move_out_after_termination import move_out_after_termination
from kvarbo.core.law.tenant_ownership.pledgee_notice import pledgee_notice
from kvarbo.core.law.tenant_ownership.window_to_terminate import window_to_terminate
from kvarbo.core.values import NoValueInForce

DAYS = st.dates(date(2025, 1, 1), date(2040, 12, 31))
DAY = timedelta(days=1)
BY_ONE_EVENT: dict[str, Callable[[date], Finding[Deadline]]] = {
    "refer_to_tribunal": lambda day: refer_to_tribunal(tenancy_ends=day),
    "appeal_tribunal": lambda day: appeal_tribunal(decision_date=day),
    "lease_transfer_consent": lambda day: lease_transfer_consent(requested=day),
    "rent_claim_limit": lambda day: rent_claim_limit(left=day),
    "abandoned_goods": lambda day: abandoned_goods(left=day),
    "abandoned_goods_demanded": lambda day: abandoned_goods(left=date(2025, 1, 1), demanded=day),
    "move_out_day": lambda day: move_out_day(tenancy_ends=day),
    "tenancy_end": lambda day: tenancy_end(notice_given=day),
    "tenancy_end_premises": lambda day: tenancy_end(premises=True, notice_given=day),
    **{
        f"termination_window_{ground}": lambda day, ground=ground: termination_window(ground=ground, learned=day)
        for ground in (3, 4, 6, 8, 11, 12)
    },
    **{
        f"window_to_terminate_{ground}": lambda day, ground=ground: window_to_terminate(ground=ground, learned=day)
        for ground in ("2", "4", "7", "8", "9")
    },
}


def days_of(finding: Finding[Deadline]) -> tuple[date, date]:
    assert finding.value.protective is not None
    assert finding.value.enforcing is not None
    return finding.value.protective, finding.value.enforcing


@pytest.mark.parametrize("rule", BY_ONE_EVENT)
@given(DAYS, st.integers(1, 30))
def test_a_day_later_is_never_an_earlier_end(rule: str, day: date, days: int) -> None:
    first = days_of(BY_ONE_EVENT[rule](day))
    second = days_of(BY_ONE_EVENT[rule](day + days * DAY))
    assert first[0] <= first[1]
    assert first[0] <= second[0]
    assert first[1] <= second[1]


@pytest.mark.parametrize("rule", [name for name in BY_ONE_EVENT if not name.startswith("tenancy_end")])
@given(DAYS)
def test_both_readings_are_days_on_which_one_can_act(rule: str, day: date) -> None:
    assert all(is_arbetsdag(end) for end in days_of(BY_ONE_EVENT[rule](day)))


@given(DAYS, st.integers(0, 400))
def test_a_sublet_that_ended_never_makes_the_time_longer(day: date, days: int) -> None:
    without = days_of(termination_window(ground=3, learned=day))
    ended = days_of(termination_window(ground=3, learned=day, ended=day - timedelta(days=200) + days * DAY))
    assert ended[0] <= without[0]
    assert ended[1] <= without[1]


@given(DAYS, st.integers(0, 170), st.integers(0, 900))
def test_an_investigation_never_makes_the_time_shorter(day: date, begun: int, lasted: int) -> None:
    start = day + begun * DAY
    without = days_of(termination_window(ground=12, learned=day))
    extended = termination_window(
        ground=12, learned=day, proceedings_begun=start, proceedings_ended=start + lasted * DAY
    )
    running = termination_window(ground=12, learned=day, proceedings_begun=start).value
    assert days_of(extended)[0] >= without[0]
    assert days_of(extended)[1] >= without[1]
    assert running.not_before is not None
    assert running.not_before <= days_of(extended)[0]


@pytest.mark.parametrize("ground", [1, 2, 7, 9, 10, 13])
def test_a_ground_without_a_time_of_its_own_is_refused(ground: int) -> None:
    with pytest.raises(ValueError, match=f"För punkt {ground} i 42 § räknas ingen tid från vetskap"):
        termination_window(ground=ground, learned=date(2026, 10, 13))


def test_the_numbering_before_july_2024_is_not_guessed() -> None:
    with pytest.raises(NoValueInForce, match=r"jb\.12_43\.pest_or_contract_window_months saknas för 2024-06-30"):
        termination_window(ground=8, learned=date(2024, 6, 30))


@given(DAYS, st.booleans())
def test_rent_is_forfeited_only_by_the_later_reading(day: date, premises: bool) -> None:
    found = forfeited_for_late_rent(premises=premises, due_date=day).value
    assert found.protective is not None
    assert found.enforcing is not None
    assert day < found.protective <= found.enforcing
    assert forfeited_for_late_rent(premises=premises, due_date=day, paid=found.enforcing).value.forfeited is False
    late = forfeited_for_late_rent(premises=premises, due_date=day, unpaid_on=found.enforcing + DAY).value
    assert late.forfeited is True


@given(DAYS)
def test_the_months_own_due_day_and_the_week_agree_with_rent_due(day: date) -> None:
    due = rent_due(month=day).value
    found = forfeited_for_late_rent(rent_month=day).value
    assert found.enforcing is not None
    assert found.enforcing + DAY == due.enforcing_late_from
    assert found.protective is not None
    assert found.protective < due.protective_late_from


@given(DAYS)
def test_an_earlier_agreed_day_never_makes_a_home_forfeited_sooner(day: date) -> None:
    by_law = forfeited_for_late_rent(rent_month=day).value
    agreed = forfeited_for_late_rent(rent_month=day, due_date=day.replace(day=1) - 20 * DAY).value
    assert (agreed.protective, agreed.enforcing) == (by_law.protective, by_law.enforcing)


@given(DAYS, st.booleans())
def test_a_late_fee_is_judged_by_the_later_reading_too(day: date, premises: bool) -> None:
    found = late_fee_forfeiture(premises=premises, due_date=day).value
    assert found.protective is not None
    assert found.enforcing is not None
    assert day < found.protective <= found.enforcing
    assert found.forfeited is None
    assert found.missing == ("paid", "unpaid_on")


@given(DAYS, st.integers(1, 800))
def test_notice_of_a_fixed_lease_lies_before_its_end(starts: date, length: int) -> None:
    ends = starts + (length - 1) * DAY
    found = days_of(notice_latest_fixed_term(lease_starts=starts, lease_ends=ends))
    premises = days_of(notice_latest_fixed_term(premises=True, lease_starts=starts, lease_ends=ends))
    assert found[0] <= found[1] < ends
    assert premises[1] <= found[1]


def test_a_lease_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="slutar 2026-01-01 innan det börjar 2026-02-01"):
        notice_latest_fixed_term(lease_starts=date(2026, 2, 1), lease_ends=date(2026, 1, 1))


@pytest.mark.parametrize("ground", ["1", "4", "5", "6", "8"])
def test_some_grounds_end_a_bostadsratt_at_once(ground: str) -> None:
    found = move_out_after_termination(ground=ground, notice_given=date(2026, 11, 22)).value
    assert (found.at_once, found.enforcing) == (True, date(2026, 11, 22))


@pytest.mark.parametrize("ground", ["2", "3", "7", "9"])
def test_other_grounds_give_three_months_and_the_month_shift(ground: str) -> None:
    found = move_out_after_termination(ground=ground, notice_given=date(2026, 11, 22)).value
    assert (found.at_once, found.enforcing) == (False, date(2027, 2, 28))


def test_an_unknown_ground_of_a_bostadsratt_is_refused() -> None:
    with pytest.raises(ValueError, match="BRL 7:18 har ingen punkt '10'"):
        move_out_after_termination(ground="10", notice_given=date(2026, 11, 22))
    with pytest.raises(ValueError, match="För punkt 5 i BRL 7:18 räknas ingen tid"):
        window_to_terminate(ground="5", learned=date(2026, 11, 22))


def test_an_order_after_its_booking_is_an_error_in_the_ledger() -> None:
    with pytest.raises(ValueError, match="kan inte ha tagits emot efter att det bokfördes"):
        when_a_payment_counts(ordered=date(2026, 11, 6), booked=date(2026, 11, 5))


@given(DAYS, st.integers(0, 10), st.integers(-10, 10))
def test_a_payment_whose_order_day_is_unknown_is_never_called_late(day: date, bank_days: int, late: int) -> None:
    found = when_a_payment_counts(booked=day, last_day=day - late * DAY).value
    assert found.in_time is (True if late <= 0 else None)
    known = when_a_payment_counts(ordered=day - bank_days * DAY, booked=day, last_day=day - late * DAY).value
    assert known.in_time is (bank_days >= late)


def test_the_pledgee_is_told_of_positive_amounts_only() -> None:
    with pytest.raises(ValueError, match="unpaid i öre, noll eller mer"):
        pledgee_notice(unpaid=-1, monthly_fee=450000)
    with pytest.raises(ValueError, match="monthly_fee i öre, mer än noll"):
        pledgee_notice(unpaid=1, monthly_fee=0)
