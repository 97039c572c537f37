"""Money and days in words, as the reasons show them."""

from __future__ import annotations

from datetime import date

import pytest

from kvarbo.core import swedish


@pytest.mark.parametrize(
    ("ore", "words"),
    [(841200, "8 412 kr"), (0, "0 kr"), (-50, "−0,50 kr"), (123456789, "1 234 567,89 kr"), (7, "0,07 kr")],
)
def test_money_is_written_in_kronor_with_ore_only_when_there_are_any(ore: int, words: str) -> None:
    assert swedish.money(ore) == words


def test_days_months_and_lists_are_written_as_on_the_screen() -> None:
    assert swedish.day(date(2026, 11, 5)) == "tors 5 november 2026"
    assert swedish.month(date(2026, 5, 1)) == "maj 2026"
    assert (swedish.days(1), swedish.days(6)) == ("1 dag", "6 dagar")
    assert [swedish.listed(words) for words in ((), ("a",), ("a", "b"), ("a", "b", "c"))] == [
        "",
        "a",
        "a och b",
        "a, b och c",
    ]
