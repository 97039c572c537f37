"""Uppgifter i ord: how money, days and months are written in a letter, in its language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, get_type_hints

from kvarbo.core.calendar import MONTHS, in_words
from kvarbo.core.swedish import money as swedish_money
from kvarbo.core.swedish import month as swedish_month
from kvarbo.ground.letters.variables import Month, Ore

NO_BREAK = "\N{NO-BREAK SPACE}"


class Language(StrEnum):
    """Språk that a letter is set in."""

    SWEDISH = "sv"
    ENGLISH = "en"
    EASY = "lättläst"

    @property
    def tag(self) -> str:
        """The language as documents declare it."""
        return "en" if self is Language.ENGLISH else "sv"


_ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October"),
    *("November", "December"),
)
assert len(MONTHS) == len(_ENGLISH_MONTHS)


def day(on: date, language: Language) -> str:
    """A day with its weekday: "torsdag 10 december 2026"."""
    if language is Language.ENGLISH:
        return f"{_ENGLISH_DAYS[on.weekday()]} {on.day} {_ENGLISH_MONTHS[on.month - 1]} {on.year}"
    return in_words(on)


def month(of: date, language: Language) -> str:
    """A month: "november 2026"."""
    if language is Language.ENGLISH:
        return f"{_ENGLISH_MONTHS[of.month - 1]} {of.year}"
    return swedish_month(of)


def money(ore: int, language: Language) -> str:
    """An amount that is never broken over two lines: "8 412 kr", "SEK 8,412"."""
    if language is Language.ENGLISH:
        kronor, rest = divmod(abs(ore), 100)
        cents = f".{rest:02d}" if rest else ""
        return f"{'−' if ore < 0 else ''}SEK{NO_BREAK}{kronor:,}{cents}"
    return swedish_money(ore).replace(" ", NO_BREAK)


def in_text(values: Any, language: Language) -> dict[str, str]:
    """Each field of a dataclass as it stands in a sentence; what is left out, and what is a list, is empty."""
    hints = field_types(type(values))
    return {name: _one(getattr(values, name), hints[name], language) for name in hints}


def told(values: Any) -> frozenset[str]:
    """The fields that say something: not None, empty, no or nothing."""
    return frozenset(name for name in field_types(type(values)) if getattr(values, name))


def field_types(of: type) -> Mapping[str, Any]:
    """The fields of a dataclass with their types, in order."""
    return get_type_hints(of)


def _one(value: Any, hint: Any, language: Language) -> str:
    if value is None:
        return ""
    if hint is Ore:
        return money(value, language)
    if hint is Month:
        return month(value, language)
    if isinstance(value, date):
        return day(value, language)
    return value if isinstance(value, str) else ""
