"""Dröjsmålsränta: agrees with a sum day by day, refuses an unknown half-year, and takes what an installation adds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kvarbo.core.law.interest.late_interest import REFERENCE_RATE, AddedRate, late_interest
from kvarbo.core.values import NoValueInForce, Period, load_added

DAYS = st.dates(date(2019, 7, 1), date(2026, 6, 30))
# Written down from the announcements, apart from the values file: reference rate by first day of the half-year.
RATES = (
    *((date(2019, 7, 1), "0"), (date(2022, 7, 1), "0.5"), (date(2023, 1, 1), "2.5"), (date(2023, 7, 1), "3.5")),
    *((date(2024, 1, 1), "4"), (date(2025, 1, 1), "3"), (date(2025, 7, 1), "2")),
)


def day_by_day(capital: int, due: date, paid: date) -> Decimal:
    """An independent calculation: one day's share of a year's interest for each day."""
    total = Decimal(0)
    day = due
    while day < paid:
        reference = [Decimal(rate) for start, rate in RATES if start <= day][-1]
        year = 366 if (date(day.year, 12, 31) - date(day.year, 1, 1)).days == 365 else 365
        total += capital * (reference + 8) / 100 / year
        day += timedelta(days=1)
    return total


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 5_000_000), DAYS, st.integers(0, 900))
def test_the_interest_agrees_with_a_sum_day_by_day(capital: int, due: date, length: int) -> None:
    paid = min(due + timedelta(days=length), date(2026, 7, 1))
    value = late_interest(capital=capital, due_date=due, paid=paid).value
    assert abs(value.interest - day_by_day(capital, due, paid)) <= Decimal("0.5001")
    assert value.days == (paid - due).days


@given(st.integers(0, 5_000_000), DAYS, st.integers(0, 400), st.integers(0, 400))
def test_paying_later_never_costs_less(capital: int, due: date, first: int, more: int) -> None:
    last = date(2026, 7, 1)
    early = late_interest(capital=capital, due_date=due, paid=min(due + timedelta(days=first), last)).value
    late = late_interest(capital=capital, due_date=due, paid=min(due + timedelta(days=first + more), last)).value
    assert early.interest <= late.interest


def test_every_half_year_shows_its_rate_and_its_source() -> None:
    finding = late_interest(capital=800000, due_date=date(2025, 5, 30), paid=date(2025, 7, 15))
    assert [step.text for step in finding.steps] == [
        "Ränta räknas från förfallodagen fredag 30 maj 2025.",
        "Tillägg till referensräntan för dröjsmålsränta: 8 procentenheter.",
        "Referensränta: 3,0 procent.",
        "fredag 30 maj 2025 till och med måndag 30 juni 2025: 32 dagar med 11 procent, 77,15 kr.",
        "Referensränta: 2,0 procent.",
        "tisdag 1 juli 2025 till och med måndag 14 juli 2025: 14 dagar med 10 procent, 30,68 kr.",
        "Vid sjukdom, arbetslöshet eller liknande hinder får räntan sättas ned om den annars vore oskälig.",
    ]
    assert finding.steps[2].source == "SFS 2024:1373"
    assert [(period.start, period.to) for period in finding.value.periods] == [
        (date(2025, 5, 30), date(2025, 7, 1)),
        (date(2025, 7, 1), date(2025, 7, 15)),
    ]


def test_the_second_half_of_2026_is_refused_until_the_rate_is_added_with_source_and_signature(tmp_path: Path) -> None:
    with pytest.raises(NoValueInForce, match=r"ranta\.9\.reference_rate saknas för 2026-07-01"):
        late_interest(capital=800000, due_date=date(2026, 6, 30), paid=date(2026, 7, 31))
    file = tmp_path / "added.yaml"
    file.write_text(
        "ranta.9.reference_rate:\n  - {from: 2026-07-01, to: 2027-01-01, value: '2.5', source: Riksbanken 2026-06-30, "
        "signed_by: Ekonomichefen, signed_on: 2026-07-02}\n",
        encoding="utf-8",
    )
    added = tuple(AddedRate.from_period(period) for period in load_added(file)[REFERENCE_RATE])
    finding = late_interest(capital=800000, due_date=date(2026, 6, 30), paid=date(2026, 7, 31), added_rates=added)
    assert finding.value.interest == 7123
    told = next(step for step in finding.steps if "tillagt av Ekonomichefen" in step.text)
    assert told.source == "Riksbanken 2026-06-30"


def test_a_rate_without_signature_is_no_added_rate() -> None:
    with pytest.raises(ValueError, match="underskrift"):
        AddedRate.from_period(Period(date(2026, 7, 1), None, Decimal("2.5")))


SIGNED = {"cite": "Riksbanken 2026-06-30", "signed_by": "Karin Öberg", "signed_on": date(2026, 7, 1)}


@pytest.mark.parametrize("lacking", SIGNED)
def test_a_rate_that_lacks_its_source_or_any_part_of_its_signature_is_no_added_rate(lacking: str) -> None:
    whole = Period(date(2026, 7, 1), None, Decimal("2.5"), **SIGNED)
    assert AddedRate.from_period(whole).as_period() == whole
    with pytest.raises(ValueError, match="underskrift"):
        AddedRate.from_period(replace(whole, **{lacking: None}))
    with pytest.raises(ValueError, match="värde i procent"):
        AddedRate.from_period(replace(whole, value=2))


def test_a_negative_debt_is_refused() -> None:
    with pytest.raises(ValueError, match="obetalt"):
        late_interest(capital=-1, due_date=date(2026, 1, 30), paid=date(2026, 3, 30))


def test_a_year_before_the_first_known_rate_is_refused() -> None:
    with pytest.raises(NoValueInForce, match="2018-12-31"):
        late_interest(capital=800000, due_date=date(2018, 12, 31), paid=date(2019, 8, 1))
