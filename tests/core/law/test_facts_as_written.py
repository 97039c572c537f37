"""Facts as a person or a table writes them: what is taken, what is unknown, and what is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kvarbo.core.law import catalogue


def ask(rule: str, **given: Any) -> Any:
    return catalogue.find(rule).ask(given).value


def test_a_misspelt_fact_is_answered_with_the_one_that_was_meant() -> None:
    with pytest.raises(ValueError, match=r"frågar inte efter 'tenant_servd'\. Menade du tenant_served\?"):
        ask("recovery_period", tenant_servd="2026-10-13")
    with pytest.raises(ValueError, match=r"frågar inte efter 'xyz'\. Den frågar efter"):
        ask("recovery_period", xyz=1)


def test_an_empty_cell_is_unknown() -> None:
    assert ask("recovery_period", tenant_served="2026-10-13", social_board_notified="") == ask(
        "recovery_period", tenant_served="2026-10-13"
    )


def test_yes_is_no_number() -> None:
    assert ask("repeated_lateness", late_payments=1).late_payments == 1
    with pytest.raises(ValueError, match="True är inget heltal"):
        ask("repeated_lateness", late_payments=True)


@pytest.mark.parametrize("month", ["2027-01", "2027-01-01", "2027-01-17", date(2027, 1, 17)])
def test_a_month_is_written_as_a_month_or_as_any_day_of_it(month: Any) -> None:
    assert ask("rent_due", month=month) == ask("rent_due", month=date(2027, 1, 1))


def test_a_number_where_a_text_is_asked_for_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="paragraph: 11 är ingen text"):
        ask("old_reference", act="sol_2025", paragraph=11, day="2026-11-25")
