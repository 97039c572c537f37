"""Every rule that counts from one event: later events never end earlier, both readings in order, holidays only add."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvarbo.core import calendar
from kvarbo.core.finding import Finding
from kvarbo.core.law.administrative_procedure.authority_must_decide import authority_must_decide
from kvarbo.core.law.deadline import Deadline
from kvarbo.core.law.enforcement_code.application_lapses import application_lapses
from kvarbo.core.law.enforcement_code.eviction_earliest import eviction_earliest
from kvarbo.core.law.enforcement_code.eviction_target import eviction_target
from kvarbo.core.law.enforcement_code.removal_earliest import removal_earliest
from kvarbo.core.law.enforcement_code.respite_end import respite_end
from kvarbo.core.law.enforcement_code.stored_goods import stored_goods
from kvarbo.core.law.inkassolagen.inkasso_response import inkasso_response
from kvarbo.core.law.last_day import days_of, last_day, not_known
from kvarbo.core.law.payment_orders.order_to_pay_reopening import order_to_pay_reopening
from kvarbo.core.law.payment_orders.order_to_pay_reply import order_to_pay_reply
from kvarbo.core.law.payment_orders.order_to_pay_transfer_to_court import order_to_pay_transfer_to_court
from kvarbo.core.law.records_and_claims.limitation import limitation
from kvarbo.core.law.social_services.child_followup_end import child_followup_end
from kvarbo.core.law.social_services.child_immediate_safety import child_immediate_safety
from kvarbo.core.law.social_services.child_investigation import child_investigation
from kvarbo.core.law.social_services.child_preliminary_assessment import child_preliminary_assessment
from kvarbo.core.law.social_services.child_reporter_feedback import child_reporter_feedback
from kvarbo.core.law.social_services.open_inquiry import open_inquiry
from kvarbo.core.law.social_services.repayment_suit import repayment_suit
from kvarbo.core.law.social_services.unexecuted_decision_report import unexecuted_decision_report

Rule = Callable[[date], Finding[Deadline]]

# Each rule as a question about one event, everything else known.
RULES: dict[str, Rule] = {
    "inkasso_response": lambda day: inkasso_response(sent=day),
    "order_to_pay_reply": lambda day: order_to_pay_reply(served=day, stated_days=10),
    "order_to_pay_transfer_to_court": lambda day: order_to_pay_transfer_to_court(objection_notice_sent=day),
    "order_to_pay_reopening": lambda day: order_to_pay_reopening(verdict=day),
    "eviction_target": lambda day: eviction_target(documents_complete=day),
    "eviction_earliest": lambda day: eviction_earliest(heard=day, lives_abroad=False),
    "eviction_earliest_abroad": lambda day: eviction_earliest(heard=None, lives_abroad=True, notice_sent_abroad=day),
    "removal_earliest": lambda day: removal_earliest(notified=day, interim_decision=False),
    "respite_end": lambda day: respite_end(documents_complete=day, exceptional_reasons=False),
    "respite_end_exceptional": lambda day: respite_end(
        documents_complete=day, exceptional_reasons=True, compensation_paid=True
    ),
    "application_lapses": lambda day: application_lapses(application=day),
    "stored_goods": lambda day: stored_goods(evicted=day, asked_to_collect=True),
    "open_inquiry": lambda day: open_inquiry(received=day),
    "child_immediate_safety": lambda day: child_immediate_safety(received=day),
    "child_investigation": lambda day: child_investigation(opened=day),
    "child_reporter_feedback": lambda day: child_reporter_feedback(asked_on=day, decided=day),
    "child_followup_end": lambda day: child_followup_end(ended=day),
    "unexecuted_decision_report": lambda day: unexecuted_decision_report(decided=day),
    "repayment_suit": lambda day: repayment_suit(cost_arose=day, granted=day),
    "limitation": lambda day: limitation(due_date=day, still_living_there=True),
    "authority_must_decide": lambda day: authority_must_decide(
        started=date(2025, 9, 1), started_by_party=True, request_received=day
    ),
}
# All the acts as they are read now: the oldest start among the values that these rules use.
DAYS = st.dates(date(2026, 3, 1), date(2090, 12, 31))
RULE = st.sampled_from(sorted(RULES))
# From an act's first day to two years ahead, one day in each quarter; each rule has its own beginning.
FIRST_DAYS = {
    "inkasso_response": date(2011, 1, 1),
    "order_to_pay_reply": date(1992, 1, 1),
    "order_to_pay_transfer_to_court": date(1997, 1, 1),
    "order_to_pay_reopening": date(1992, 1, 1),
    "eviction_target": date(1990, 1, 1),
    "eviction_earliest": date(1990, 1, 1),
    "respite_end": date(1990, 1, 1),
    "application_lapses": date(1996, 1, 1),
    "stored_goods": date(1990, 1, 1),
    "open_inquiry": date(2013, 1, 1),
    "child_immediate_safety": date(2013, 1, 1),
    "child_investigation": date(2013, 1, 1),
    "child_followup_end": date(2013, 1, 1),
    "unexecuted_decision_report": date(2018, 1, 1),
    "limitation": date(1990, 1, 1),
}


@contextmanager
def extra_holiday(day: date) -> Iterator[None]:
    """Let the calendar hold one more public holiday."""
    kept = calendar._MARKS
    marks = bytearray(kept)
    marks[calendar._index(day)] |= calendar._HOLIDAY | calendar._NO_WORK
    calendar._MARKS = bytes(marks)
    try:
        yield
    finally:
        calendar._MARKS = kept


@given(RULE, DAYS, st.integers(0, 400))
def test_a_later_event_never_gives_an_earlier_end(name: str, day: date, later: int) -> None:
    early, late = days_of(RULES[name](day)), days_of(RULES[name](day + timedelta(days=later)))
    assert early[0] <= late[0]
    assert early[1] <= late[1]


@given(RULE, DAYS)
def test_what_the_protected_hears_is_never_later_than_what_gates_the_other_side(name: str, day: date) -> None:
    finding = RULES[name](day)
    protective, enforcing = days_of(finding)
    assert day <= protective <= enforcing
    assert finding.value.missing == ()
    assert all(step.text and step.source for step in finding.steps)


@given(RULE, DAYS, st.integers(0, 400))
def test_one_more_holiday_never_ends_a_time_earlier_for_the_side_that_waits(name: str, day: date, after: int) -> None:
    before = days_of(RULES[name](day))
    holiday = day + timedelta(days=after)
    with extra_holiday(holiday):
        with_holiday = days_of(RULES[name](day))
    assert with_holiday[1] >= before[1]


@pytest.mark.parametrize("name", sorted(FIRST_DAYS))
def test_every_quarter_since_the_law_began_has_an_answer(name: str) -> None:
    day, last = FIRST_DAYS[name], date(2028, 12, 31)
    while day <= last:
        protective, enforcing = days_of(RULES[name](day))
        assert day <= protective <= enforcing
        day = calendar.corresponding_day(day, months=3)


@pytest.mark.parametrize("name", sorted(FIRST_DAYS))
def test_before_the_first_wording_that_was_read_there_is_an_error_and_no_date(name: str) -> None:
    before = FIRST_DAYS[name] - timedelta(days=1)
    if before.year < calendar.FIRST_YEAR:
        return  # the calendar refuses those years for every rule
    with pytest.raises((LookupError, ValueError), match=r"saknas|inläst|kända"):
        RULES[name](before)


def test_an_unknown_event_names_what_is_missing_and_shows_the_safe_bound() -> None:
    finding = not_known("UB 16:3", "dagen för beslutet", not_before=date(2026, 12, 1))
    assert [step.text for step in finding.steps] == [
        "Det går inte att säga än. Det som saknas: dagen för beslutet.",
        "Inte före tisdag 1 december 2026, räknat på det som är känt.",
    ]
    with pytest.raises(ValueError, match="dagen för beslutet"):
        days_of(finding)


@given(st.dates(date(1990, 1, 1), date(2190, 1, 1)), st.integers(1, 400))
def test_counting_days_agrees_with_walking_them(start: date, days: int) -> None:
    given_day = start
    for _ in range(days):
        given_day += timedelta(days=1)
    protective, enforcing = days_of(last_day(start, "prov", days=days))
    assert protective <= given_day <= enforcing
    assert calendar.is_arbetsdag(protective)
    assert calendar.is_arbetsdag(enforcing)
    assert calendar.arbetsdagar_between(protective, enforcing) == 0


@given(DAYS)
def test_what_is_known_of_a_respite_is_never_later_than_its_end(day: date) -> None:
    unknown = respite_end(documents_complete=day, exceptional_reasons=None).value.not_before
    ordinary = days_of(respite_end(documents_complete=day, exceptional_reasons=False))
    exceptional = days_of(respite_end(documents_complete=day, exceptional_reasons=True, compensation_paid=True))
    assert unknown == ordinary[0] <= exceptional[0]
    assert ordinary[1] <= exceptional[1]


@given(DAYS, st.integers(0, 60))
def test_being_heard_later_never_ends_a_respite_earlier(day: date, later: int) -> None:
    without = days_of(respite_end(documents_complete=day, exceptional_reasons=False))
    heard = days_of(respite_end(documents_complete=day, exceptional_reasons=False, heard=day + timedelta(days=later)))
    assert heard[0] >= without[0]
    assert heard[1] >= without[1]


@given(DAYS, st.one_of(st.none(), st.integers(0, 30)), st.one_of(st.none(), st.integers(0, 30)))
def test_a_stated_day_or_a_late_arrival_never_lets_the_landlord_act_earlier(
    sent: date, stated: int | None, received: int | None
) -> None:
    plain = inkasso_response(sent=sent).value
    finding = inkasso_response(
        sent=sent,
        stated_day=None if stated is None else sent + timedelta(days=stated),
        received=None if received is None else sent + timedelta(days=received),
    ).value
    assert plain.earliest_legal_action is not None
    assert finding.earliest_legal_action is not None
    assert finding.earliest_legal_action >= plain.earliest_legal_action
    assert finding.enforcing is not None
    assert finding.earliest_legal_action == finding.enforcing + timedelta(days=1)


@given(st.dates(date(2013, 1, 1), date(2090, 12, 31)), st.booleans())
def test_a_childs_preliminary_assessment_is_fourteen_days_in_the_old_and_the_new_act(day: date, running: bool) -> None:
    value = child_preliminary_assessment(received=day, inquiry_running=running).value
    assert value.decision_needed is not running
    if not running:
        assert value.protective is not None
        assert value.enforcing is not None
        assert value.protective <= day + timedelta(days=14) <= value.enforcing
