"""Hyrans förfallodag: the two readings stay in order for every month, and each answer says why."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvarbo.core.calendar import is_arbetsdag
from kvarbo.core.law.jordabalken.rent_due import rent_due
from kvarbo.core.law.lagstadgad_tid.statutory_end import statutory_end
from kvarbo.core.values import NoValueInForce


@given(st.dates(date(1993, 8, 1), date(2198, 12, 31)))
def test_what_the_tenant_is_told_is_never_later_than_what_gates_the_landlord(day: date) -> None:
    due = rent_due(month=day).value
    assert due.month == day.replace(day=1)
    assert due.protective <= due.literal <= due.enforcing
    assert due.protective < due.month
    assert due.protective_late_from <= due.enforcing_late_from
    assert is_arbetsdag(due.protective)
    assert is_arbetsdag(due.enforcing)
    assert due.protective_late_from > due.protective + timedelta(weeks=1)


def test_a_month_read_in_two_ways_says_so_with_both_paragraphs() -> None:
    finding = rent_due(month=date(2027, 1, 1))
    assert [step.source for step in finding.steps] == [
        "JB 12:20 första stycket",
        "JB 12:20 första stycket; Lag (1930:173) 2 §",
        "JB 12:42 första stycket 1",
        "JB 12:42 första stycket 1",
    ]
    assert len(rent_due(month=date(2026, 12, 1)).steps) == 3


def test_months_before_the_weeks_value_are_refused_rather_than_guessed() -> None:
    with pytest.raises(NoValueInForce, match=r"jb\.12_42\.forfeiture_housing_weeks saknas för 1992-12-30"):
        rent_due(month=date(1993, 1, 1))


def test_a_moved_last_day_also_tells_the_day_that_is_surely_in_time() -> None:
    finding = statutory_end(start=date(2026, 5, 30), weeks=3)
    assert finding.value.protective == date(2026, 6, 18)
    assert finding.steps[-1].text == "För att vara säker på att hinna: gör det senast torsdag 18 juni 2026."
    assert len(statutory_end(start=date(2026, 11, 23), weeks=3).steps) == 1
