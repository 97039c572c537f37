"""The calendar's first and last days, its eves, and how a period is told in words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kvarbo.core import calendar
from kvarbo.core.calendar import LastWeekday

DAY = timedelta(days=1)


def test_the_holidays_of_the_last_year_are_there_to_the_last_day() -> None:
    # Nyårsdagen, juldagen and annandag jul, lag (1989:253) 1 §; none of them is a Sunday in 2199.
    for day in (date(2198, 12, 25), date(2199, 1, 1), date(2199, 12, 25), date(2199, 12, 26)):
        assert day.weekday() != 6
        assert calendar.is_public_holiday(day)
    assert not calendar.is_public_holiday(date(2199, 12, 31))
    assert not calendar.is_arbetsdag(date(2199, 12, 31))


def test_the_first_day_of_the_calendar_is_in_it() -> None:
    assert calendar.is_public_holiday(date(1990, 1, 1))
    assert calendar.is_arbetsdag(date(1990, 1, 2))


def test_the_eves_are_the_three_that_the_act_names_and_no_other() -> None:
    year = [date(2026, 1, 1) + number * DAY for number in range(365)]
    assert [day for day in year if calendar.is_eve(day)] == [
        date(2026, 6, 19),
        date(2026, 12, 24),
        date(2026, 12, 31),
    ]


def test_the_last_weekday_is_told_for_the_first_month_that_has_the_month_before_in_the_calendar() -> None:
    wednesday = date(1990, 1, 31)
    assert calendar.last_weekday_before_month(date(1990, 2, 1)) == LastWeekday(wednesday, wednesday, wednesday)


@pytest.mark.parametrize(
    ("length", "in_words", "ends"),
    [
        ({"weeks": 1}, "1 vecka", "måndag 30 november 2026"),
        ({"weeks": 2}, "2 veckor", "måndag 7 december 2026"),
        ({"months": 1}, "1 månad", "onsdag 23 december 2026"),
        ({"months": 3}, "3 månader", "tisdag 23 februari 2027"),
        ({"years": 1}, "1 år", "tisdag 23 november 2027"),
    ],
)
def test_a_length_is_told_in_the_singular_and_in_the_plural(length: dict[str, int], in_words: str, ends: str) -> None:
    steps = calendar.statutory_end(date(2026, 11, 23), **length).steps
    assert [step.text for step in steps] == [f"{in_words} räknat från måndag 23 november 2026 slutar {ends}."]


def test_two_is_told_in_the_plural() -> None:
    assert calendar.statutory_end(date(2026, 10, 9), months=2).steps[0].text.startswith("2 månader räknat från")


def test_a_saturday_is_named_as_what_moves_the_last_day() -> None:
    assert [step.text for step in calendar.statutory_end(date(2026, 11, 14), weeks=1).steps] == [
        "1 vecka räknat från lördag 14 november 2026 slutar lördag 21 november 2026.",
        "Den dagen är lördag: sista dag blir nästa vardag, måndag 23 november 2026.",
    ]


def test_a_month_that_has_the_day_number_is_never_said_to_lack_it() -> None:
    assert [step.text for step in calendar.statutory_end(date(2026, 10, 22), months=1).steps] == [
        "1 månad räknat från torsdag 22 oktober 2026 slutar söndag 22 november 2026.",
        "Den dagen är söndag: sista dag blir nästa vardag, måndag 23 november 2026.",
    ]
