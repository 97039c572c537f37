"""Reads of reference rates: Kvarbo's own values, and after them what the room has looked up (räntelagen 9 §)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from kvarbo.core.debt_interest import percent
from kvarbo.core.law.interest.late_interest import REFERENCE_RATE, AddedRate
from kvarbo.core.values import all_values
from kvarbo.landlord.rates.models import OwnRate

SET_BEFORE = timedelta(days=31)  # a rate is set shortly before its half-year begins


@dataclass(frozen=True, slots=True)
class HalfYear:
    """Ett halvår and its rate in percent; ``own`` is the row of the room, None where the rate is Kvarbo's own."""

    start: date
    rate: Decimal
    source: str
    own: OwnRate | None = None

    @property
    def percent(self) -> str:
        """The rate as it is written: "2,5"."""
        return percent(self.rate)


def next_half_year(start: date) -> date:
    """The first day of the half-year after the one that begins on ``start``."""
    return date(start.year, 7, 1) if start.month < 7 else date(start.year + 1, 1, 1)


def known_by_kvarbo_until() -> date:
    """The first day that Kvarbo's own values say nothing of."""
    last = all_values()[REFERENCE_RATE].periods[-1]
    return last.to if last.to is not None else date.max


def own_rates() -> list[OwnRate]:
    """The room's rates that count, first first: half-years in a row from where Kvarbo's own values end.

    When a later Kvarbo holds a half-year itself its value counts, and the room's row stands as it was written.
    """
    held = {row.start: row for row in OwnRate.objects.filter(withdrawn_on=None)}
    counted, start = [], known_by_kvarbo_until()
    while start in held:
        counted.append(held[start])
        start = next_half_year(start)
    return counted


def added_rates() -> tuple[AddedRate, ...]:
    """The room's own rates, as the rules of interest take them."""
    return tuple(
        AddedRate(row.start, next_half_year(row.start), row.rate, row.source, row.by_name, row.signed_on)
        for row in own_rates()
    )


def first_unknown() -> date:
    """The first day of the half-year that is to be looked up next."""
    rows = own_rates()
    return next_half_year(rows[-1].start) if rows else known_by_kvarbo_until()


def may_be_set(start: date, *, on: date) -> bool:
    """Whether the rate of a half-year can be known on the day."""
    return start <= on + SET_BEFORE


def half_years(*, years: int = 3) -> list[HalfYear]:
    """The last half-years whose rate is known, the latest first."""
    own = [HalfYear(row.start, row.rate, row.source, row) for row in own_rates()]
    kvarbos = [
        HalfYear(one.start, one.value, one.cite or "")
        for one in all_values()[REFERENCE_RATE].periods
        if isinstance(one.value, Decimal)
    ]
    return sorted((*kvarbos, *own), key=lambda one: one.start, reverse=True)[: 2 * years]


def withdrawn() -> list[OwnRate]:
    """What was written wrongly and has been withdrawn."""
    return list(OwnRate.objects.exclude(withdrawn_on=None))
