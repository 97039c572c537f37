"""Dates, money and reasons as people read them: "tors 5 november 2026", "8 412 kr", "Varför?".

``None`` is shown as unknown, never as empty. Anything else of the wrong type is an error, not a guess.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Protocol

from django import template
from django.utils.translation import get_language, gettext, ngettext

from kvarbo.ground import clock

register = template.Library()

NBSP = "\u00a0"
MINUS = "\u2212"

WEEKDAYS = {
    "sv": ("mån", "tis", "ons", "tors", "fre", "lör", "sön"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
MONTHS = {
    "sv": (
        *("januari", "februari", "mars", "april", "maj", "juni"),
        *("juli", "augusti", "september", "oktober", "november", "december"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
SHORT_MONTHS = {
    "sv": ("jan", "feb", "mars", "apr", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}


class Reason(Protocol):
    """One step of a finding: a sentence and where it comes from."""

    text: str
    source: str


def _language() -> str:
    """The language of dates: English when the reader chose it, otherwise Swedish."""
    return "en" if (get_language() or "sv").startswith("en") else "sv"


def _as_date(value: object) -> date:
    """The value as a Swedish date: of a moment, the day it was in Sweden; a moment without a time zone is refused."""
    if isinstance(value, datetime) and value.tzinfo is not None:
        return clock.day_of(value)
    if isinstance(value, datetime) or not isinstance(value, date):
        raise TypeError(f"A date is needed here, got {type(value).__name__}.")
    return value


@register.filter
def long_date(value: date | None) -> str:
    """ "tors 5 november 2026"; None reads "okänt datum"."""
    if value is None:
        return gettext("okänt datum")
    day = _as_date(value)
    names = _language()
    return f"{WEEKDAYS[names][day.weekday()]}{NBSP}{day.day}{NBSP}{MONTHS[names][day.month - 1]} {day.year}"


@register.filter
def short_date(value: date | None) -> str:
    """ "5 nov 2026" on one line; None reads "okänt datum"."""
    if value is None:
        return gettext("okänt datum")
    day = _as_date(value)
    return f"{day.day}{NBSP}{SHORT_MONTHS[_language()][day.month - 1]}{NBSP}{day.year}"


@register.filter
def month_name(value: date | None) -> str:
    """ "november 2026" for any day of the month; None reads "okänd månad"."""
    if value is None:
        return gettext("okänd månad")
    day = _as_date(value)
    return f"{MONTHS[_language()][day.month - 1]}{NBSP}{day.year}"


@register.filter
def short_month(value: date) -> str:
    """ "nov", for the months drawn as squares."""
    return SHORT_MONTHS[_language()][_as_date(value).month - 1]


@register.filter
def kronor(value: int | None) -> str:
    """Öre as "8 412 kr", with öre only when there are any: "8 412,50 kr"; None reads "okänt belopp"."""
    if value is None:
        return gettext("okänt belopp")
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"Money is whole öre, got {type(value).__name__}.")
    whole, cents = divmod(abs(value), 100)
    figures = f"{whole:,}".replace(",", NBSP) + (f",{cents:02}" if cents else "")
    return f"{MINUS if value < 0 else ''}{figures}{NBSP}kr"


@register.filter
def number(value: int) -> str:
    """A count with its thousands apart: "22 310"."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"A count is a whole number, got {type(value).__name__}.")
    return f"{MINUS if value < 0 else ''}{abs(value):,}".replace(",", NBSP)


@register.filter
def days_left(value: date | None, on: date) -> str:
    """How far away a day is, seen from ``on``: "3 dagar kvar", "i morgon", "i dag", "gick ut för 2 dagar sedan"."""
    if value is None:
        return gettext("okänt datum")
    days = (_as_date(value) - _as_date(on)).days
    if days == 0:
        return gettext("i dag")
    if days == 1:
        return gettext("i morgon")
    if days > 1:
        return gettext("%(days)s dagar kvar") % {"days": days}
    return ngettext("gick ut i går", "gick ut för %(days)s dagar sedan", -days) % {"days": -days}


@register.filter
def days_late(value: int | None) -> str:
    """ "1 dag sen", "5 dagar sen"; None reads "okänt hur sen"."""
    if value is None:
        return gettext("okänt hur sen")
    return ngettext("%(days)s dag sen", "%(days)s dagar sen", value) % {"days": value}


@register.inclusion_tag("components/why.html")
def why(steps: Iterable[Reason], about: str = "") -> dict[str, object]:
    """The steps behind a suggestion or a date, folded under "Varför?"; ``about`` says of what to a screen reader."""
    return {"steps": steps, "about": about}
