"""What the tenancy rules say in words: where a reader of the steps alone would otherwise be misled."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvarbo.core import calendar
from kvarbo.core.law.jordabalken.co_tenant_and_spouse import co_tenant_and_spouse
from kvarbo.core.law.jordabalken.eviction_decision_earliest import eviction_decision_earliest
from kvarbo.core.law.jordabalken.forfeited_for_late_rent import forfeited_for_late_rent
from kvarbo.core.law.jordabalken.forfeiture_cured import forfeiture_cured
from kvarbo.core.law.jordabalken.rent_due import rent_due
from kvarbo.core.law.jordabalken.tenancy_end import tenancy_end
from kvarbo.core.law.jordabalken.waiver_of_prolongation import waiver_of_prolongation

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
    in_time = forfeited_for_late_rent(rent_month=date(2026, 12, 1), paid=date(2026, 12, 7)).steps
    unpaid = forfeited_for_late_rent(rent_month=date(2026, 12, 1), unpaid_on=date(2026, 12, 8)).steps
    assert not any("forfeiture_cured" in step.text for step in (*in_time, *unpaid))


@pytest.mark.parametrize("ground", [1, 2, 4, 7, 10])
def test_only_disturbances_can_be_too_serious_to_put_right(ground: int) -> None:
    right, notice = date(2026, 12, 9), date(2026, 12, 10)
    plain = forfeiture_cured(ground=ground, put_right=right, notice_given=notice)
    assert plain == forfeiture_cured(ground=ground, put_right=right, notice_given=notice, especially_serious=True)
    serious = forfeiture_cured(ground=9, put_right=right, notice_given=notice, especially_serious=True)
    assert serious.value.cured is False


def test_a_refusal_does_not_speak_of_whom_the_landlord_can_accept() -> None:
    refused = co_tenant_and_spouse(has_share=True, is_spouse_or_cohabitant=True, terminated_early=True, ground=1)
    granted = co_tenant_and_spouse(has_share=False, is_spouse_or_cohabitant=True, lives_there=True)
    unknown = co_tenant_and_spouse(has_share=False, is_spouse_or_cohabitant=True)
    assert refused.value.may_claim is False
    assert [step.source for step in refused.steps] == ["JB 12:47 första stycket", "vårt råd"]
    for finding in (granted, unknown):
        assert any("skäligen kan godta" in step.text for step in finding.steps)


def test_a_notice_on_the_last_day_of_a_month_ends_the_lease_on_the_same_turn_of_the_month() -> None:
    last, before = (
        tenancy_end(notice_given=date(2026, 11, 30)).steps,
        tenancy_end(notice_given=date(2026, 11, 22)).steps,
    )
    assert last[2].text == "Den dagen är månadens sista, så avtalet upphör samma dag: söndag 28 februari 2027."
    assert before[2].text == "Avtalet upphör vid nästa månadsskifte, med månadens sista dag: söndag 28 februari 2027."


def test_a_decision_on_eviction_is_said_to_come_on_the_third_vardag() -> None:
    texts = [step.text for step in eviction_decision_earliest(recovery_end=date(2026, 11, 5)).steps]
    assert (
        "De vardagarna ska ha gått helt: beslut får meddelas tidigast nästa vardag efter dem, alltså den tredje."
        in texts
    )


def test_the_spouses_own_consent_is_judged_on_the_day_of_the_waiver() -> None:
    consent = [step.text for step in waiver_of_prolongation().steps if step.source == "JB 12:45 a andra stycket"]
    assert len(consent) == 1
    assert "som bodde där när avståendet gjordes" in consent[0]
