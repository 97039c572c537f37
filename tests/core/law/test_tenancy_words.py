"""What the tenancy rules say in words: where a reader of the steps alone would otherwise be misled."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvarbo.core import calendar
from kvarbo.core.law.jordabalken.co_tenant_and_spouse import co_tenant_and_spouse
from kvarbo.core.law.jordabalken.forfeited_for_late_rent import forfeited_for_late_rent
from kvarbo.core.law.jordabalken.forfeiture_cured import forfeiture_cured
from kvarbo.core.law.jordabalken.rent_due import rent_due

MONTHS = st.dates(date(2005, 1, 1), date(2040, 12, 31)).map(lambda day: day.replace(day=1))
DAY = timedelta(days=1)


@given(MONTHS)
def test_the_two_rules_on_late_rent_agree_on_every_month(month: date) -> None:
    due, late = rent_due(month=month).value, forfeited_for_late_rent(rent_month=month).value
    assert late.enforcing is not None
    assert due.enforcing_late_from == late.enforcing + DAY
    week_ends = due.protective + timedelta(weeks=1)
    assert late.protective == calendar.last_arbetsdag(week_ends)
    assert due.protective_late_from == calendar.next_vardag(week_ends) + DAY


def test_rent_paid_late_points_to_the_rule_on_putting_right_in_time() -> None:
    texts = [step.text for step in forfeited_for_late_rent(rent_month=date(2026, 12, 1), paid=date(2026, 12, 8)).steps]
    assert any("inte skiljas från lägenheten" in text and "forfeiture_cured" in text for text in texts)
    for told in ({"paid": date(2026, 12, 7)}, {"unpaid_on": date(2026, 12, 8)}):
        steps = forfeited_for_late_rent(rent_month=date(2026, 12, 1), **told).steps
        assert not any("forfeiture_cured" in step.text for step in steps)


@pytest.mark.parametrize("ground", [1, 2, 4, 7, 10])
def test_only_disturbances_can_be_too_serious_to_put_right(ground: int) -> None:
    days = {"put_right": date(2026, 12, 9), "notice_given": date(2026, 12, 10)}
    assert forfeiture_cured(ground=ground, especially_serious=True, **days) == forfeiture_cured(ground=ground, **days)
    assert forfeiture_cured(ground=9, especially_serious=True, **days).value.cured is False


def test_a_refusal_does_not_speak_of_whom_the_landlord_can_accept() -> None:
    refused = co_tenant_and_spouse(has_share=True, is_spouse_or_cohabitant=True, terminated_early=True, ground=1)
    granted = co_tenant_and_spouse(has_share=False, is_spouse_or_cohabitant=True, lives_there=True)
    unknown = co_tenant_and_spouse(has_share=False, is_spouse_or_cohabitant=True)
    assert refused.value.may_claim is False
    assert [step.source for step in refused.steps] == ["JB 12:47 första stycket", "vårt råd"]
    for finding in (granted, unknown):
        assert any("skäligen kan godta" in step.text for step in finding.steps)
