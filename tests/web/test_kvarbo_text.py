"""Dates, money and reasons as people read them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from kvarbo.core.finding import Step
from kvarbo.web.templatetags import kvarbo_text as text

ON = date(2026, 11, 5)


def plain(shown: str) -> str:
    """The text with ordinary spaces, so that expectations can be read."""
    return shown.replace(text.NBSP, " ")


def test_a_date_says_its_weekday_in_swedish() -> None:
    assert plain(text.long_date(ON)) == "tors 5 november 2026"


def test_a_date_is_english_for_the_one_who_chose_english() -> None:
    with translation.override("en"):
        assert plain(text.long_date(ON)) == "Thu 5 November 2026"


def test_the_day_and_its_month_never_part_at_a_line_end() -> None:
    assert text.long_date(ON).split(" ") == [f"tors{text.NBSP}5{text.NBSP}november", "2026"]


def test_short_dates_and_months_stay_on_one_line() -> None:
    assert text.short_date(ON) == f"5{text.NBSP}nov{text.NBSP}2026"
    assert text.month_name(date(2026, 3, 31)) == f"mars{text.NBSP}2026"
    assert text.short_month(ON) == "nov"


def test_what_is_unknown_is_shown_as_unknown() -> None:
    shown = (text.long_date(None), text.short_date(None), text.month_name(None), text.kronor(None))
    assert shown == ("okänt datum", "okänt datum", "okänd månad", "okänt belopp")
    assert text.days_left(None, ON) == "okänt datum"
    assert text.days_late(None) == "okänt hur sen"


@pytest.mark.parametrize(
    ("ore", "shown"),
    [
        (841_200, "8 412 kr"),
        (841_250, "8 412,50 kr"),
        (841_205, "8 412,05 kr"),
        (0, "0 kr"),
        (-50_000, "−500 kr"),
        (-5, "−0,05 kr"),
        (123_456_789_00, "123 456 789 kr"),
    ],
)
def test_money_is_kronor_and_ore_only_when_there_are_any(ore: int, shown: str) -> None:
    assert plain(text.kronor(ore)) == shown


@given(st.integers(min_value=-(10**13), max_value=10**13))
def test_money_shown_can_be_read_back_to_the_same_ore(ore: int) -> None:
    figures = text.kronor(ore).removesuffix(f"{text.NBSP}kr").replace(text.NBSP, "").replace(text.MINUS, "-")
    whole, _, cents = figures.partition(",")
    sign = -1 if whole.startswith("-") else 1
    assert int(whole) * 100 + sign * int(cents or "0") == ore


@pytest.mark.parametrize("value", [84.12, "8412", True])
def test_money_that_is_not_whole_ore_is_an_error(value: object) -> None:
    with pytest.raises(TypeError, match="öre"):
        text.kronor(value)  # type: ignore[arg-type]


@pytest.mark.parametrize("show", [text.long_date, text.short_date, text.month_name])
def test_a_time_without_a_zone_is_not_a_date(show: Callable[[object], str]) -> None:
    with pytest.raises(TypeError, match="date"):
        show(datetime(2026, 11, 5, 23, 30))


def test_a_moment_shows_the_day_it_was_in_sweden() -> None:
    after_midnight = datetime(2026, 11, 4, 23, 30, tzinfo=UTC)
    assert plain(text.long_date(after_midnight)) == "tors 5 november 2026"
    assert plain(text.short_date(after_midnight)) == "5 nov 2026"


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (date(2026, 11, 13), "8 dagar kvar"),
        (date(2026, 11, 6), "i morgon"),
        (ON, "i dag"),
        (date(2026, 11, 4), "gick ut i går"),
        (date(2026, 11, 2), "gick ut för 3 dagar sedan"),
    ],
)
def test_days_left_is_said_in_words(day: date, shown: str) -> None:
    assert text.days_left(day, ON) == shown


def test_one_day_late_is_not_one_days_late() -> None:
    assert (text.days_late(1), text.days_late(5)) == ("1 dag sen", "5 dagar sen")


def test_counts_have_their_thousands_apart() -> None:
    assert [plain(text.number(count)) for count in (7, 22_310, -1_200)] == ["7", "22 310", "−1 200"]


def test_why_shows_every_step_with_its_source() -> None:
    steps = (Step("Hyran förföll fre 30 oktober 2026.", "fakta"), Step("Dag 2: hör av er.", "Hemma, dag 2"))
    page = Template("{% load kvarbo_text %}{% why steps 'Ring' %}").render(Context({"steps": steps}))
    assert "<summary>Varför?" in page
    assert "Hyran förföll fre 30 oktober 2026." in page
    assert "(Hemma, dag 2)" in page


def test_why_is_silent_when_there_is_nothing_to_explain() -> None:
    assert Template("{% load kvarbo_text %}{% why steps %}").render(Context({"steps": ()})).strip() == ""


def test_a_reason_cannot_smuggle_markup_into_the_page() -> None:
    page = Template("{% load kvarbo_text %}{% why steps %}").render(Context({"steps": [Step("<b>=1+1", "fakta")]}))
    assert "&lt;b&gt;=1+1" in page
