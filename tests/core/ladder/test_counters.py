"""Counters: from recorded events only, within a time, months in a row, since a step, over year ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kvarbo.core.facts import Event, EventKind, LadderStep
from kvarbo.core.ladder.counters import (
    DEMANDED,
    FILED,
    REMINDED,
    Counted,
    Removal,
    months_in_a_row,
    removed_within,
    sent_since,
    sent_within,
)


def done(day: date, step: LadderStep = LadderStep.COLLECTION_DEMAND, month: date | None = None) -> Event:
    return Event(day, EventKind.STEP_DONE, step=step, month=month)


def demanded(*months: tuple[int, int]) -> list[Event]:
    """A demand on the tenth of each month, for that month's rent."""
    return [done(date(year, month, 10), month=date(year, month, 1)) for year, month in months]


ACROSS = demanded((2026, 11), (2026, 12), (2027, 1))


def test_demands_within_a_year_are_counted_across_new_year() -> None:
    value = sent_within(ACROSS, DEMANDED, on=date(2027, 1, 31), months=12).value
    assert value == Counted(
        3,
        (date(2026, 11, 10), date(2026, 12, 10), date(2027, 1, 10)),
        (date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1)),
        0,
    )


@pytest.mark.parametrize(
    ("on", "count"), [(date(2027, 11, 9), 1), (date(2027, 11, 10), 0), (date(2026, 11, 10), 1), (date(2026, 11, 9), 0)]
)
def test_the_day_a_year_ago_is_outside_the_year_and_the_day_itself_is_inside(on: date, count: int) -> None:
    assert sent_within(demanded((2026, 11)), DEMANDED, on=on, months=12).value.count == count


@pytest.mark.parametrize(("on", "count"), [(date(2027, 2, 27), 1), (date(2027, 2, 28), 0)])
def test_a_window_from_the_last_of_august_ends_with_february(on: date, count: int) -> None:
    assert sent_within([done(date(2026, 8, 31))], DEMANDED, on=on, months=6).value.count == count


def test_another_step_a_promise_and_a_removal_are_no_demand() -> None:
    events = [
        done(date(2026, 11, 10), LadderStep.REMINDER),
        Event(date(2026, 11, 11), EventKind.PROMISE, until=date(2026, 11, 20)),
        Event(date(2026, 11, 12), EventKind.REMOVED, step=LadderStep.COLLECTION_DEMAND, outcome="betalar alltid"),
        Event(date(2026, 11, 13), EventKind.CONTACT, channel="call", reached=True),
    ]
    assert sent_within(events, DEMANDED, on=date(2026, 12, 1), months=12).value.count == 0
    assert sent_within(events, REMINDED, on=date(2026, 12, 1), months=12).value.count == 1


def test_a_reminder_sent_as_a_contact_by_letter_is_a_reminder() -> None:
    letter = Event(date(2026, 11, 10), EventKind.CONTACT, step=LadderStep.REMINDER, channel="letter", reached=False)
    assert sent_within([letter], REMINDED, on=date(2026, 11, 10), months=1).value.count == 1


def test_the_same_demand_recorded_twice_is_one_and_two_months_on_a_day_are_two() -> None:
    one = done(date(2026, 11, 10), month=date(2026, 11, 1))
    assert sent_within([one, replace(one)], DEMANDED, on=date(2026, 12, 1), months=12).value.count == 1
    other = replace(one, month=date(2026, 10, 1))
    assert sent_within([one, other], DEMANDED, on=date(2026, 12, 1), months=12).value.count == 2


def test_several_kinds_of_step_are_counted_together_when_asked_for() -> None:
    events = [done(date(2026, 11, 10), LadderStep.COLLECTION_FILE), done(date(2026, 11, 11))]
    assert sent_within(events, DEMANDED | FILED, on=date(2026, 12, 1), months=12).value.count == 2


def test_months_in_a_row_go_across_new_year_and_end_with_the_latest() -> None:
    value = months_in_a_row(ACROSS, DEMANDED, on=date(2027, 1, 31)).value
    assert (value.count, value.months[0], value.months[-1]) == (3, date(2026, 11, 1), date(2027, 1, 1))


def test_a_month_between_breaks_the_row() -> None:
    value = months_in_a_row(demanded((2026, 10), (2026, 12), (2027, 1)), DEMANDED, on=date(2027, 1, 31)).value
    assert (value.count, value.days) == (2, (date(2026, 12, 10), date(2027, 1, 10)))


def test_what_comes_after_the_day_is_not_known_yet() -> None:
    assert months_in_a_row(ACROSS, DEMANDED, on=date(2027, 1, 9)).value.count == 2


def test_two_demands_for_one_month_are_one_month_of_the_row() -> None:
    again = done(date(2027, 1, 20), month=date(2027, 1, 1))
    assert months_in_a_row([*ACROSS, again], DEMANDED, on=date(2027, 1, 31)).value.count == 3


def test_a_demand_without_a_month_is_left_out_of_the_row_and_told() -> None:
    finding = months_in_a_row([*ACROSS, done(date(2027, 1, 20))], DEMANDED, on=date(2027, 1, 31))
    assert (finding.value.count, finding.value.without_month) == (3, 1)
    assert finding.steps[1].text == "1 säger inte vilken månad det gällde och räknas inte i raden."
    alone = months_in_a_row([done(date(2027, 1, 20))], DEMANDED, on=date(2027, 1, 31))
    assert alone.value == Counted(0, (), (), 1)
    assert alone.steps[0].text == "Ingen månad med inkassokrav är antecknad."


def test_since_a_step_counts_only_later_days_and_only_since_the_last_time() -> None:
    warned = [
        done(date(2026, 10, 20), LadderStep.WARNING_TO_REMEDY),
        done(date(2026, 12, 10), LadderStep.WARNING_TO_REMEDY),
    ]
    finding = sent_since([*ACROSS, *warned], DEMANDED, since=LadderStep.WARNING_TO_REMEDY, on=date(2027, 1, 31))
    assert finding is not None
    assert finding.value.days == (date(2027, 1, 10),)
    assert [step.text for step in finding.steps] == [
        "Antecknat 1 gång efter rättelseanmaning tors 10 december 2026: inkassokrav.",
        "Inkassokrav för januari 2027, sön 10 januari 2027.",
    ]


def test_since_a_step_that_never_was_there_is_no_answer() -> None:
    assert sent_since(ACROSS, DEMANDED, since=LadderStep.WARNING_TO_REMEDY, on=date(2027, 1, 31)) is None
    later = done(date(2027, 2, 10), LadderStep.WARNING_TO_REMEDY)
    assert sent_since([*ACROSS, later], DEMANDED, since=LadderStep.WARNING_TO_REMEDY, on=date(2027, 1, 31)) is None


@pytest.mark.parametrize(("day", "count"), [(date(2027, 4, 19), 1), (date(2027, 4, 20), 0)])
def test_since_a_step_within_half_a_year_ends_the_day_before_its_day(day: date, count: int) -> None:
    events = [done(date(2026, 10, 20), LadderStep.WARNING_TO_REMEDY), done(day)]
    finding = sent_since(events, DEMANDED, since=LadderStep.WARNING_TO_REMEDY, on=date(2027, 12, 31), months=6)
    assert finding is not None
    assert finding.value.count == count


def test_removals_tell_their_day_month_and_reason() -> None:
    removed = Event(
        date(2026, 12, 9), EventKind.REMOVED, step=LadderStep.COLLECTION_FILE, outcome="betalar alltid",
        month=date(2026, 12, 1),
    )  # fmt: skip
    finding = removed_within([removed], on=date(2027, 1, 31), months=12)
    assert finding.value == (Removal(date(2026, 12, 9), date(2026, 12, 1), "betalar alltid"),)
    assert finding.steps[0].text == "Borttagen ur underlaget ons 9 december 2026: betalar alltid."
    assert removed_within([removed], on=date(2027, 12, 9), months=12).value == ()
    assert removed_within([removed], on=date(2026, 12, 8), months=12).value == ()
