"""How money and days are written in the reasons that people read (belopp och datum i ord)."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from kvarbo.core.calendar import MONTHS

_SHORT_WEEKDAYS = ("mån", "tis", "ons", "tors", "fre", "lör", "sön")


def money(ore: int) -> str:
    """Öre as kronor: ``841200`` is "8 412 kr", ``-50`` is "−0,50 kr"; öre are shown only when there are any."""
    kronor, rest = divmod(abs(ore), 100)
    sign = "−" if ore < 0 else ""
    cents = f",{rest:02d}" if rest else ""
    return f"{sign}{kronor:,}".replace(",", " ") + f"{cents} kr"


@lru_cache(maxsize=4096)
def day(on: date) -> str:
    """The day as the screen shows it: "tors 5 november 2026"."""
    return f"{_SHORT_WEEKDAYS[on.weekday()]} {on.day} {MONTHS[on.month - 1]} {on.year}"


@lru_cache(maxsize=1024)
def month(of: date) -> str:
    """The month as the screen shows it: "november 2026"."""
    return f"{MONTHS[of.month - 1]} {of.year}"


def days(count: int) -> str:
    """A number of days: "1 dag", "6 dagar"."""
    return "1 dag" if count == 1 else f"{count} dagar"


def listed(words: tuple[str, ...]) -> str:
    """Words as a Swedish enumeration: "a, b och c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} och {words[-1]}" if words else ""
