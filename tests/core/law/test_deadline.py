"""The shape that every rule of a day answers with refuses what no rule may say."""

from __future__ import annotations

from datetime import date

import pytest

from kvarbo.core.law.deadline import Deadline

FRIDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 23)


def test_the_safe_day_is_never_later_than_the_day_the_landlord_waits_for() -> None:
    assert Deadline(FRIDAY, MONDAY).protective == FRIDAY
    assert Deadline(FRIDAY, FRIDAY).enforcing == FRIDAY
    with pytest.raises(ValueError, match="is later than"):
        Deadline(MONDAY, FRIDAY)


@pytest.mark.parametrize("days", [(None, None), (FRIDAY, None), (None, FRIDAY)])
def test_a_day_that_is_not_known_has_a_fact_that_is_missing(days: tuple[date | None, date | None]) -> None:
    assert Deadline(*days, missing=("tenant_served",)).missing == ("tenant_served",)
    with pytest.raises(ValueError, match="must name what is missing"):
        Deadline(*days)
