"""The recovery period beside a calculation written from the statute's words by someone without sight of our code."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kvarbo.core.calendar import is_arbetsdag
from kvarbo.core.law.jordabalken.eviction_decision_earliest import eviction_decision_earliest
from kvarbo.core.law.jordabalken.recovery_period import recovery_period
from tests.core.law import independent_recovery as statute

FIRST, LAST = date(2024, 1, 1), date(2030, 12, 31)
DAYS = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]
APART = 10


def ours(served: date, board: date) -> tuple[date | None, date | None]:
    answer = recovery_period(tenant_served=served, social_board_notified=board).value
    return answer.protective, answer.enforcing


def theirs(served: date, board: date) -> tuple[date, date]:
    return statute.last_safe_day(served, board), statute.last_day_to_pay(served, board)


def test_every_start_day_from_2024_to_2030_ends_as_the_statute_says() -> None:
    differing = {day: (ours(day, day), theirs(day, day)) for day in DAYS if ours(day, day) != theirs(day, day)}
    assert len(DAYS) == 2557
    assert differing == {}


@pytest.mark.parametrize("year", range(2024, 2031))
def test_every_pair_of_events_up_to_ten_days_apart_ends_as_the_statute_says(year: int) -> None:
    pairs = [
        (served, served + timedelta(days=between))
        for served in DAYS
        if served.year == year
        for between in range(-APART, APART + 1)
    ]
    assert len(pairs) >= 365 * 21
    assert [pair for pair in pairs if ours(*pair) != theirs(*pair)] == []


def test_every_period_for_premises_ends_as_the_statute_says() -> None:
    answers = {day: recovery_period(premises=True, tenant_served=day).value.enforcing for day in DAYS}
    assert {day: end for day, end in answers.items() if end != statute.last_day_premises(day)} == {}


def test_a_decision_comes_on_the_first_working_day_after_two_more_vardagar_have_passed() -> None:
    """The statute names a day that may be a Saturday; our rule names the first working day from there on."""
    for day in DAYS:
        end = recovery_period(tenant_served=day, social_board_notified=day).value.enforcing
        expected = statute.first_day_for_decision(day, day)
        while not is_arbetsdag(expected):
            expected += timedelta(days=1)
        assert eviction_decision_earliest(recovery_end=end).value.enforcing == expected, day
