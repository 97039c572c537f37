"""The board's own duties: the old act where it held, nothing destroyed on a guess, and refusals that say why."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvarbo.core.law.administrative_procedure.document_received import ArrivalChannel, document_received
from kvarbo.core.law.in_force import NotInForce
from kvarbo.core.law.population_register.wrong_registration_notice import wrong_registration_notice
from kvarbo.core.law.records_and_claims.limitation import limitation
from kvarbo.core.law.social_services.child_followup_end import child_followup_end
from kvarbo.core.law.social_services.child_investigation import child_investigation
from kvarbo.core.law.social_services.child_reporter_feedback import child_reporter_feedback
from kvarbo.core.law.social_services.confirm_eviction_time import (
    ConfirmEvictionTime,
    EvictionMeasure,
    EvictionNotice,
    confirm_eviction_time,
)
from kvarbo.core.law.social_services.open_inquiry import open_inquiry
from kvarbo.core.law.social_services.retention import RecordKind, RetentionArea, retention
from kvarbo.core.law.social_services.support_without_assessment import SupportMeasure, support_without_assessment
from kvarbo.core.law.social_services.undertaking_to_pay import Tenure, undertaking_to_pay
from kvarbo.core.values import NoValueInForce

CHANNELS = st.sampled_from(list(ArrivalChannel))
DAYS = st.dates(date(2018, 1, 1), date(2090, 12, 31))


def confirmation(on: date, about: EvictionNotice = EvictionNotice.TIME) -> ConfirmEvictionTime:
    return confirm_eviction_time(
        about=about, measure=EvictionMeasure.EVICTION, channel=ArrivalChannel.EMAIL, reached=on
    ).value


def test_a_matter_before_july_2025_shows_the_paragraph_that_held_then() -> None:
    old = confirm_eviction_time(
        about=EvictionNotice.TIME,
        measure=EvictionMeasure.EVICTION,
        channel=ArrivalChannel.EMAIL,
        reached=date(2025, 6, 30),
    )
    new = confirm_eviction_time(
        about=EvictionNotice.TIME,
        measure=EvictionMeasure.EVICTION,
        channel=ArrivalChannel.EMAIL,
        reached=date(2025, 7, 1),
    )
    assert "SoF (2001:937) 5:4" in [step.source for step in old.steps]
    assert "SoF 11:3" in [step.source for step in new.steps]
    assert open_inquiry(received=date(2024, 3, 1)).steps[0].source == "SoL (2001:453) 11:1"
    assert "utan dröjsmål" in open_inquiry(received=date(2024, 3, 1)).steps[0].text
    assert child_followup_end(ended=date(2025, 6, 15)).steps[-1].source == "SoL 23:5"


def test_before_2017_the_confirmation_is_refused_because_its_wording_is_not_read() -> None:
    with pytest.raises(NotInForce, match="SoF 11:3: lydelsen som gällde 2016-05-02 är inte inläst"):
        confirmation(date(2016, 5, 2))
    with pytest.raises(NotInForce):
        confirmation(date(2017, 6, 30))
    assert confirmation(date(2017, 7, 1)).required


@given(CHANNELS, DAYS, st.booleans())
def test_a_document_is_never_received_after_the_day_it_reached_the_authority(
    channel: ArrivalChannel, day: date, first: bool
) -> None:
    value = document_received(channel=channel, reached=day, first_emptying=first).value
    assert value.received is not None
    assert value.received <= day


@given(DAYS)
def test_the_confirmation_is_due_the_day_it_came_whatever_day_that_was(day: date) -> None:
    value = confirmation(day)
    assert value.protective == value.received == day
    assert value.enforcing is not None
    assert value.enforcing >= day
    assert not confirmation(day, EvictionNotice.APPLICATION).required


@given(
    st.sampled_from(list(RecordKind)),
    st.sampled_from([None, *RetentionArea]),
    st.one_of(st.none(), st.dates(date(1950, 1, 1), date(2026, 11, 24))),
    st.one_of(st.none(), st.booleans()),
)
def test_nothing_is_destroyed_while_something_is_unknown(
    record: RecordKind, area: RetentionArea | None, born: date | None, remains: bool | None
) -> None:
    value = retention(
        record=record, area=area, last_entry=date(2026, 11, 22), born=born, other_data_remains=remains
    ).value
    if value.missing:
        assert value.due_from is None
        assert value.done_by is None
    if value.keep:
        assert value.due_from is None
    if value.due_from is not None and value.done_by is not None:
        assert value.done_by == date(value.due_from.year + 1, 12, 31)
        assert value.due_from >= date(2031, 11, 22)


def test_a_childs_record_is_kept_at_least_as_long_as_an_ordinary_one() -> None:
    for year in range(1990, 2027):
        born = date(year, 3, 4)
        child, ordinary = (
            retention(
                record=record,
                area=RetentionArea.ELSEWHERE,
                last_entry=date(2026, 2, 1),
                born=born,
                other_data_remains=False,
            ).value.due_from
            for record in (RecordKind.CHILD_INQUIRY, RecordKind.ORDINARY)
        )
        assert child is not None
        assert ordinary is not None
        assert child >= ordinary


def test_feedback_before_january_2026_has_no_time_and_says_so() -> None:
    with pytest.raises(NoValueInForce, match=r"sol\.19_6\.reporter_feedback_weeks saknas för 2025-12-01"):
        child_reporter_feedback(asked_on=date(2025, 11, 20), decided=date(2025, 12, 1))


def test_an_extension_before_the_inquiry_opened_is_refused() -> None:
    with pytest.raises(ValueError, match="förlängas till 2026-01-01"):
        child_investigation(opened=date(2026, 11, 23), extended_to=date(2026, 1, 1))


def test_a_wrong_registration_before_june_2021_is_not_guessed() -> None:
    with pytest.raises(NotInForce, match="FOL 32 c §"):
        wrong_registration_notice(day=date(2021, 6, 17), probably_wrong=True, special_reasons=False)
    assert wrong_registration_notice(
        day=date(2021, 6, 18), probably_wrong=True, special_reasons=False
    ).value.must_notify


def test_living_there_and_having_moved_out_cannot_both_be_said() -> None:
    with pytest.raises(ValueError, match="både bo kvar och ha flyttat"):
        limitation(due_date=date(2026, 1, 30), still_living_there=True, moved_out=date(2026, 8, 1))


@given(st.integers(0, 17), st.booleans(), st.booleans())
def test_a_child_under_fifteen_never_gets_help_against_the_guardian(age: int, consents: bool, suitable: bool) -> None:
    value = support_without_assessment(
        day=date(2026, 11, 24),
        measure=SupportMeasure.HOME_VISIT,
        decided_by_board=True,
        age=age,
        guardian_consents=consents,
        suitable_from_15=suitable,
    ).value
    assert value.allowed is (consents or (age >= 15 and suitable))


@given(st.integers(0, 40), st.integers(0, 20))
def test_an_undertaking_in_good_time_always_stops_the_eviction(sent_after: int, span: int) -> None:
    protective = date(2026, 12, 14)
    value = undertaking_to_pay(
        tenure=Tenure.RENTAL,
        written=True,
        signed_by_authorised=True,
        to_landlord=True,
        amount=841200,
        amount_owed=841200,
        months_stated=True,
        sent_registered=date.fromordinal(date(2026, 12, 1).toordinal() + sent_after),
        recovery_protective=protective,
        recovery_enforcing=date.fromordinal(protective.toordinal() + span),
    ).value
    assert value.send_by == protective
    if value.in_good_time:
        assert value.blocks_eviction


def test_a_notice_found_in_mondays_post_box_says_that_it_is_late_already() -> None:
    finding = confirm_eviction_time(
        about=EvictionNotice.TIME,
        measure=EvictionMeasure.EVICTION,
        channel=ArrivalChannel.LETTER_BOX,
        reached=date(2026, 12, 14),
        first_emptying=True,
    )
    late = "Den hittades först måndag 14 december 2026, så bekräftelsen är redan sen."
    assert any(step.text.startswith(late) for step in finding.steps)


def test_what_makes_a_measure_allowed_to_a_child_is_told_and_nothing_of_children_to_an_adult() -> None:
    def steps(age: int) -> list[str]:
        finding = support_without_assessment(
            day=date(2026, 11, 24),
            measure=SupportMeasure.ADVICE,
            decided_by_board=True,
            age=age,
            guardian_consents=True,
        )
        return [step.source for step in finding.steps]

    assert steps(18) == ["SoL 11:5 första stycket", "SoL 14:4", "SoL 11:6"]
    assert steps(17) == ["SoL 11:5 första stycket", "SoL 21:2", "SoL 14:4", "SoL 11:6"]
