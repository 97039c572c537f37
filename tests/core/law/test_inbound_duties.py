"""What the board does with what came in: the days of each duty equal those of the rule it rests on, and say why."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvarbo.core.law.administrative_procedure.document_received import ArrivalChannel
from kvarbo.core.law.jordabalken.recovery_period import recovery_period
from kvarbo.core.law.notices.inbound_duties import InboundDuties, InboundDuty, InboundDutyKind, inbound_duties
from kvarbo.core.law.notices.notice_duty import NoticeEvent, notice_duty

FRIDAY, MONDAY = date(2026, 12, 11), date(2026, 11, 23)
CHANNELS = st.sampled_from(list(ArrivalChannel))
ANSWERS = st.sampled_from([True, False, None])


def came(event: NoticeEvent, on: date = FRIDAY, channel: ArrivalChannel = ArrivalChannel.EMAIL) -> InboundDuties:
    return inbound_duties(
        event=event, channel=channel, reached=on, child_concerned=True, child_inquiry_running=False,
        counts_as_child_report=True,
    ).value  # fmt: skip


def duty(found: InboundDuties, what: InboundDutyKind) -> InboundDuty:
    (one,) = (each for each in found.duties if each.what is what)
    return one


def test_a_familys_eviction_time_in_on_a_friday_has_two_duties_by_midnight_and_fourteen_days_to_decide() -> None:
    found = came(NoticeEvent.EVICTION_TIME)
    confirm = duty(found, InboundDutyKind.CONFIRM_EVICTION_TIME)
    assert (confirm.protective, confirm.enforcing, confirm.until_midnight) == (FRIDAY, FRIDAY, True)
    assert {each.applies for each in found.duties} == {True}
    assert any(step.source == "SoF 11:3" and "kl. 24" in step.text for step in confirm.steps)
    safety = duty(found, InboundDutyKind.CHILD_SAFETY)
    assert (safety.protective, safety.enforcing, safety.steps[-1].source) == (FRIDAY, FRIDAY, "SoL 20:1")
    decide = duty(found, InboundDutyKind.CHILD_PRELIMINARY_ASSESSMENT)
    # day fourteen is juldagen: by law Monday 28 December, the target the last arbetsdag before it
    assert (decide.protective, decide.enforcing, decide.until_midnight) == (
        date(2026, 12, 23),
        date(2026, 12, 28),
        False,
    )


def test_a_standpoint_is_taken_at_once_and_by_our_reading_on_the_next_vardag() -> None:
    found = duty(came(NoticeEvent.DISTURBANCE_WARNING), InboundDutyKind.STANDPOINT)
    assert (found.applies, found.protective, found.enforcing) == (True, FRIDAY, date(2026, 12, 14))
    assert "JO 1683-2017" in {step.source for step in found.steps}


def test_the_home_can_be_won_back_for_three_weeks_from_the_day_of_posting_at_the_earliest() -> None:
    posted, reached = date(2026, 11, 20), date(2026, 11, 24)
    found = inbound_duties(
        event=NoticeEvent.UNPAID_RENT_TERMINATION, channel=ArrivalChannel.POST, reached=reached,
        posted_registered=posted, child_concerned=False,
    ).value  # fmt: skip
    watched = duty(found, InboundDutyKind.WATCH_RECOVERY)
    rule = recovery_period(board_posted_registered=posted, board_received=date(2026, 11, 23)).value
    assert (watched.applies, watched.protective, watched.enforcing) == (True, None, None)
    assert (watched.not_before, watched.missing) == (rule.not_before, ("tenant_served",))
    assert watched.not_before == date(2026, 12, 11)


def test_a_cooperatives_notice_has_its_recovery_period_watched_and_says_that_no_undertaking_saves_the_home() -> None:
    watched = duty(came(NoticeEvent.UNPAID_FEE_TERMINATION, MONDAY), InboundDutyKind.WATCH_RECOVERY)
    assert (watched.applies, watched.not_before) == (True, date(2026, 12, 14))
    assert any(step.text.startswith("Socialnämnden kan inte rädda en bostadsrätt") for step in watched.steps)


@pytest.mark.parametrize(
    ("reached", "posted", "ground"),
    [
        (date(2024, 7, 1), date(2024, 6, 28), "JB 12:25 a första stycket och 12:42 tredje stycket"),
        (None, date(2024, 6, 28), "JB 12:25 andra stycket (lydelse före 2024-07-01)"),
        (date(2024, 7, 1), None, "JB 12:25 a första stycket och 12:42 tredje stycket"),
    ],
)
def test_the_ground_of_the_notice_is_that_of_the_day_it_came_in_or_else_of_its_posting(
    reached: date | None, posted: date | None, ground: str
) -> None:
    finding = inbound_duties(
        event=NoticeEvent.DISTURBANCE_WARNING, channel=ArrivalChannel.BY_HAND, reached=reached,
        posted_registered=posted, child_concerned=False,
    )  # fmt: skip
    assert [step.source for step in finding.steps if step.source.startswith("JB 12:25")] == [ground]


def test_without_any_day_no_ground_is_told_for_no_wording_can_be_chosen() -> None:
    finding = inbound_duties(
        event=NoticeEvent.DISTURBANCE_WARNING, channel=ArrivalChannel.BY_HAND, reached=None, child_concerned=False
    )
    assert not any(step.source.startswith("JB") for step in finding.steps)
    assert finding.value.code == "N2"


def test_when_nobody_knows_whether_it_is_about_a_child_the_day_is_shown_and_what_is_open_is_told() -> None:
    found = inbound_duties(
        event=NoticeEvent.EVICTION_TIME, channel=ArrivalChannel.EMAIL, reached=MONDAY, child_concerned=None
    ).value
    safety = duty(found, InboundDutyKind.CHILD_SAFETY)
    assert (safety.applies, safety.protective) == (None, MONDAY)
    assert [step.source for step in safety.steps[:2]] == ["fakta", "tolkning"]


def test_a_notice_that_the_municipality_does_not_count_as_a_report_says_so() -> None:
    finding = inbound_duties(
        event=NoticeEvent.EVICTION_TIME, channel=ArrivalChannel.EMAIL, reached=MONDAY, child_concerned=True,
        counts_as_child_report=False,
    )  # fmt: skip
    assert InboundDutyKind.CHILD_SAFETY not in {each.what for each in finding.value.duties}
    assert "kommunens beslut" in {step.source for step in finding.steps}


def test_an_application_for_eviction_tells_that_a_confirmation_is_welcome_though_none_is_required() -> None:
    finding = inbound_duties(
        event=NoticeEvent.EVICTION_APPLICATION, channel=ArrivalChannel.EMAIL, reached=MONDAY, child_concerned=False
    )
    assert [each.what for each in finding.value.duties] == [InboundDutyKind.STANDPOINT]
    assert any(step.text.endswith("kräver ingen bekräftelse. Skicka gärna en ändå.") for step in finding.steps)


@pytest.mark.parametrize("event", list(NoticeEvent))
def test_whatever_comes_in_a_standpoint_is_taken_and_the_code_is_the_laws(event: NoticeEvent) -> None:
    found = came(event)
    assert InboundDutyKind.STANDPOINT in found.later
    assert found.code == notice_duty(event=event, day=FRIDAY).value.code


@given(
    event=st.sampled_from(list(NoticeEvent)), channel=CHANNELS, child=ANSWERS, running=ANSWERS, counts=ANSWERS,
    first=ANSWERS, reached=st.dates(date(2025, 7, 2), date(2029, 6, 30)),
)  # fmt: skip
def test_no_duty_is_told_without_a_reason_a_day_or_what_is_missing(
    event: NoticeEvent, channel: ArrivalChannel, child: bool | None, running: bool | None, counts: bool | None,
    first: bool | None, reached: date,
) -> None:  # fmt: skip
    finding = inbound_duties(
        event=event, channel=channel, reached=reached, child_concerned=child, child_inquiry_running=running,
        counts_as_child_report=counts, first_emptying=first,
    )  # fmt: skip
    found = finding.value
    assert (*found.same_day, *found.later) == tuple(each.what for each in found.duties)
    for each in found.duties:
        assert each.steps
        assert set(each.steps) <= set(finding.steps)
        assert each.protective is not None or each.missing
        if each.until_midnight:
            assert each.protective == found.received
