"""The Swedish calendar: holidays, the four kinds of day, statutory time, the last weekday before a month."""

from __future__ import annotations

import timeit
from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvarbo.core import calendar
from kvarbo.core.calendar import LastWeekday, OutsideCalendar
from tests.core.law import independent_recovery as statute

DAY = timedelta(days=1)
DAYS = st.dates(date(1990, 2, 1), date(2199, 11, 1))


@pytest.mark.parametrize("year", range(2005, 2041))
def test_every_day_of_the_year_is_a_holiday_exactly_when_the_holidays_package_says_so(year: int) -> None:
    known = holidays.country_holidays("SE", years=year)
    days = [date(year, 1, 1) + number * DAY for number in range(366 if year % 4 == 0 else 365)]
    ours = [day for day in days if calendar.is_public_holiday(day)]
    assert ours == [day for day in days if day in known or day.weekday() == 6]


@pytest.mark.parametrize("easter", ["2026-04-05", "2027-03-28", "2028-04-16", "2029-04-01", "2030-04-21", "2038-04-25"])
def test_easter_falls_where_the_church_says(easter: str) -> None:
    day = date.fromisoformat(easter)
    assert calendar.easter_sunday(day.year) == day
    assert calendar.holiday_name(day) == "påskdagen"
    assert calendar.holiday_name(day - 2 * DAY) == "långfredagen"


def test_easter_agrees_with_the_full_moon_of_the_church_in_every_gregorian_year() -> None:
    years = range(1583, 4200)
    assert [calendar.easter_sunday(year) for year in years] == [statute.easter(year) for year in years]


def test_the_holidays_around_whitsun_fell_as_the_act_says_before_2005() -> None:
    assert [day for day, name in calendar.public_holidays(2004).items() if "pingst" in name] == [
        date(2004, 5, 30),
        date(2004, 5, 31),
    ]
    assert calendar.holiday_name(date(1990, 6, 4)) == "annandag pingst"
    assert calendar.holiday_name(date(2004, 6, 6)) == "söndag"


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-06-19", "midsommarafton"),
        ("2027-06-25", "midsommarafton"),
        ("2028-06-23", "midsommarafton"),
        ("2026-10-31", "alla helgons dag"),
        ("2027-11-06", "alla helgons dag"),
        ("2028-11-04", "alla helgons dag"),
        ("2008-05-01", "Kristi himmelsfärdsdag och första maj"),
        ("2049-06-06", "pingstdagen och nationaldagen"),
        ("2026-11-22", "söndag"),
        ("2026-11-23", None),
        ("2026-12-31", "nyårsafton"),
    ],
)
def test_holidays_and_eves_have_their_swedish_names(day: str, name: str | None) -> None:
    assert calendar.holiday_name(date.fromisoformat(day)) == name


def test_the_national_day_took_the_place_of_whit_monday_in_2005() -> None:
    assert not calendar.is_public_holiday(date(2003, 6, 6))
    assert calendar.holiday_name(date(2004, 5, 31)) == "annandag pingst"
    assert calendar.holiday_name(date(2005, 6, 6)) == "nationaldagen"
    assert not calendar.is_public_holiday(date(2005, 5, 16))


@pytest.mark.parametrize(
    ("day", "vardag", "arbetsdag"),
    [
        ("2026-11-21", True, False),  # a Saturday
        ("2026-11-22", False, False),  # a Sunday
        ("2026-11-23", True, True),
        ("2026-12-24", True, False),  # julafton
        ("2026-12-25", False, False),
        ("2027-01-05", True, True),  # trettondagsafton is an ordinary day (RÅ 2004 not 40)
        ("2026-04-30", True, True),  # so is valborg
    ],
)
def test_vardag_and_arbetsdag_are_different_readings(day: str, vardag: bool, arbetsdag: bool) -> None:
    on = date.fromisoformat(day)
    assert calendar.is_vardag(on) is vardag
    assert calendar.is_arbetsdag(on) is arbetsdag
    assert calendar.is_bank_day(on) is arbetsdag


@pytest.mark.parametrize(
    ("month", "a", "b", "extended"),
    [
        ("2026-11", "2026-10-30", "2026-10-30", "2026-10-30"),
        ("2026-12", "2026-11-30", "2026-11-30", "2026-11-30"),
        ("2027-01", "2026-12-30", "2026-12-31", "2027-01-04"),
        ("2027-02", "2027-01-29", "2027-01-30", "2027-02-01"),
        ("2026-05", "2026-04-30", "2026-04-30", "2026-04-30"),
        ("2026-06", "2026-05-29", "2026-05-30", "2026-06-01"),
    ],
)
def test_the_last_weekday_before_a_month_is_told_in_both_readings(month: str, a: str, b: str, extended: str) -> None:
    days = LastWeekday(*(date.fromisoformat(day) for day in (a, b, extended)))
    assert calendar.last_weekday_before_month(date.fromisoformat(f"{month}-01")) == days
    assert calendar.last_weekday_before_month(date.fromisoformat(f"{month}-17")) == days


@given(DAYS, st.integers(1, 60))
def test_arbetsdagar_forward_and_back_and_counted_agree(day: date, count: int) -> None:
    later = calendar.add_arbetsdagar(day, count)
    assert calendar.arbetsdagar_between(day, later) == count - 1
    walked = sum(calendar.is_arbetsdag(day + n * DAY) for n in range(1, (later - day).days))
    assert calendar.bank_days_between(day, later) == walked
    assert calendar.add_arbetsdagar(calendar.next_vardag(day), 0) == calendar.next_vardag(day)
    assert calendar.add_arbetsdagar(later, -count) <= day < calendar.add_arbetsdagar(later, 1 - count)


def test_no_day_lies_between_a_day_and_itself_or_an_earlier_one() -> None:
    monday = date(2026, 11, 23)
    assert calendar.bank_days_between(monday, monday) == 0
    assert calendar.bank_days_between(monday, monday - 7 * DAY) == 0
    assert calendar.bank_days_between(monday, monday + 2 * DAY) == 1


@given(DAYS, st.integers(1, 30))
def test_a_period_in_weeks_ends_on_the_same_weekday_or_moves_to_the_next_day_one_can_act(
    start: date, weeks: int
) -> None:
    finding = calendar.statutory_end(min(start, date(2190, 1, 1)), weeks=weeks)
    raw = min(start, date(2190, 1, 1)) + timedelta(weeks=weeks)
    assert finding.value == calendar.next_vardag(raw)
    assert calendar.is_arbetsdag(finding.value)
    assert len(finding.steps) == (1 if finding.value == raw else 2)
    assert calendar.last_arbetsdag(raw) <= raw <= finding.value


def test_the_steps_of_a_moved_period_say_why_and_by_which_paragraph() -> None:
    finding = calendar.statutory_end(date(2026, 12, 3), weeks=3)
    assert [(step.text, step.source) for step in finding.steps] == [
        ("3 veckor räknat från torsdag 3 december 2026 slutar torsdag 24 december 2026.", "Lag (1930:173) 1 §"),
        ("Den dagen är julafton: sista dag blir nästa vardag, måndag 28 december 2026.", "Lag (1930:173) 2 §"),
    ]


def test_a_missing_day_number_ends_on_the_last_of_the_month_and_is_told() -> None:
    finding = calendar.statutory_end(date(2028, 1, 31), months=1)
    assert finding.value == date(2028, 2, 29)
    assert finding.steps[1].text == "Slutmånaden har ingen dag med nummer 31, så månadens sista dag är slutdag."
    assert calendar.corresponding_day(date(2026, 11, 30), months=14) == date(2028, 1, 30)
    assert calendar.corresponding_day(date(2028, 2, 29), years=2) == date(2030, 2, 28)


@pytest.mark.parametrize("length", [{}, {"weeks": 1, "months": 1}, {"weeks": 0}, {"months": -1}, {"years": 9000}])
def test_a_period_without_one_sensible_length_is_refused(length: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"veckor|månader|år"):
        calendar.statutory_end(date(2026, 11, 23), **length)


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1899, 12, 31), date(1989, 12, 31), date(2200, 1, 1), date.max])
def test_days_outside_the_calendar_are_refused_and_never_wrapped_around(day: date) -> None:
    for ask in (calendar.is_public_holiday, calendar.is_arbetsdag, calendar.is_vardag, calendar.holiday_name):
        with pytest.raises(OutsideCalendar, match="ligger utanför almanackan, som täcker 1990–2199"):
            ask(day)
    with pytest.raises(OutsideCalendar):
        calendar.last_weekday_before_month(day if day.year < 2200 else date(2210, 1, 1))


def test_a_lookup_costs_about_as_much_as_an_index() -> None:
    day = date(2027, 1, 5)
    best = min(timeit.repeat(lambda: calendar.is_arbetsdag(day), number=20_000, repeat=5)) / 20_000
    assert best < 2e-6
