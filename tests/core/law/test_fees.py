"""What may be charged: never more than the law, never of a tenant what is for business, and nothing on a guess."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvarbo.core.law.collection_costs.fee_allowed import CollectionFee, fee_allowed
from kvarbo.core.law.enforcement_fees.application_fee import application_fee
from kvarbo.core.law.enforcement_fees.basic_fee import basic_fee
from kvarbo.core.law.inkassolagen.collection_demand_contents import collection_demand_contents
from kvarbo.core.law.payment_orders.application_as_notice import application_as_notice
from kvarbo.core.law.payment_orders.order_to_pay_reply import order_to_pay_reply
from kvarbo.core.values import NoValueInForce

DAY = date(2026, 11, 24)
MAYBE = st.sampled_from([True, False, None])


@given(st.sampled_from(list(CollectionFee)), st.integers(0, 100_000), MAYBE, MAYBE)
def test_a_housing_tenant_never_pays_more_than_180_kr_and_never_450(
    fee: CollectionFee, charged: int, agreed: bool | None, done: bool | None
) -> None:
    value = fee_allowed(
        fee=fee, day=DAY, charged=charged, agreed_before_debt=agreed, done_as_required=done, housing_tenant=True
    ).value
    assert value.at_most is None or value.at_most in {0, 6000, 17000, 18000}
    if value.charged_allowed:
        assert value.at_most is not None
        assert charged <= value.at_most <= 18000
    if value.missing:
        assert value.charged_allowed is None
    if fee is CollectionFee.COMPENSATION:
        assert value.at_most == 0


def test_a_reminder_before_march_2013_is_refused_rather_than_given_an_old_amount() -> None:
    with pytest.raises(NoValueInForce, match="reminder_fee_max saknas för 2013-03-15"):
        fee_allowed(
            fee=CollectionFee.REMINDER,
            day=date(2013, 3, 15),
            charged=None,
            agreed_before_debt=True,
            done_as_required=True,
        )


def test_too_much_is_told_with_both_amounts_and_cannot_be_agreed() -> None:
    finding = fee_allowed(fee=CollectionFee.DEMAND, day=DAY, charged=25000, done_as_required=True)
    assert finding.steps[-1].text == "250 kr är mer än de 180 kr som får tas ut; mer kan inte avtalas."
    assert finding.steps[-1].source == "Lag (1981:739) 6 § första stycket"


def test_a_demand_names_each_missing_sum_by_its_own_paragraph() -> None:
    finding = collection_demand_contents(
        written=True, creditor=None, ground="hyra", capital=100, interest=None, costs=0, respond_by=None
    )
    assert finding.value.missing == ("borgenärens namn", "ränta för sig", "dagen då svaret senast ska ha kommit")
    assert len({step.source for step in finding.steps}) == 3


def test_an_application_that_asks_for_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="Ange vad ansökan gäller"):
        application_fee(day=DAY, order_to_pay=False, assistance=False)


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"titles": 0, "eviction": True, "seizure": False}, "minst en exekutionstitel"),
        ({"titles": 1, "eviction": False, "seizure": False}, "Ange verkställighetsform"),
        ({"titles": 1, "eviction": False, "seizure": False, "removed_people": -1}, "inget negativt antal"),
    ],
)
def test_a_basic_fee_that_cannot_be_meant_is_refused(facts: dict[str, int | bool], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        basic_fee(day=DAY, **facts)


def test_a_time_longer_than_two_weeks_is_shown_but_questioned() -> None:
    finding = order_to_pay_reply(served=DAY, stated_days=20)
    assert any("särskilda skäl" in step.text for step in finding.steps)
    assert not any("särskilda skäl" in step.text for step in order_to_pay_reply(served=DAY, stated_days=14).steps)


@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)), st.integers(0, 200))
def test_what_is_known_of_an_application_is_never_later_than_its_service(applied: date, later: int) -> None:
    waiting = application_as_notice(seeks_eviction=True, application_received=applied, served=None).value
    served = date.fromordinal(applied.toordinal() + later)
    given_on = application_as_notice(seeks_eviction=True, application_received=applied, served=served).value.given_on
    assert waiting.not_before == applied
    assert given_on is not None
    assert waiting.not_before <= given_on
