"""The values of the law a second time, each with its days: a wrong digit or day has to be written in two places.

Write the list anew with ``python -m tests.core.law.test_days_of_the_values``, and read what changed against the law.
"""

from __future__ import annotations

from pathlib import Path

from kvarbo.core.values import DatedValue, all_values, in_words

LIST = Path(__file__).with_name("values_of_the_law.txt")


def listed() -> str:
    """Each value with its periods, a line each: from its first day up to, not including, the last."""
    return "".join(f"{entry.name}\n{_periods(entry)}" for entry in all_values().values())


def _periods(entry: DatedValue) -> str:
    return "".join(
        f"  {period.start} – {period.to or 'tills vidare'}: {in_words(period.value, entry.unit)}\n"
        for period in entry.periods
    )


def test_every_value_and_every_day_it_begins_or_ends_is_as_it_was_read() -> None:
    assert listed() == LIST.read_text(encoding="utf-8")


if __name__ == "__main__":
    LIST.write_text(listed(), encoding="utf-8")
