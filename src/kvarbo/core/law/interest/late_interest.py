"""Dröjsmålsränta: what a rent that was paid late costs, day by day and half-year by half-year."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from kvarbo.core.calendar import in_words
from kvarbo.core.finding import Finding, Step
from kvarbo.core.swedish import days as count_of_days
from kvarbo.core.swedish import money
from kvarbo.core.values import Period, values

MARGIN = "ranta.6.margin"
REFERENCE_RATE = "ranta.9.reference_rate"
FROM_DUE_DATE = "Räntelagen (1975:635) 3 § första stycket"
MAY_BE_ADJUSTED = "Räntelagen (1975:635) 8 §"
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class AddedRate:
    """En referensränta som installationen själv har slagit upp; half-open, with its source and who signed for it."""

    start: date
    to: date | None
    rate: Decimal
    source: str
    signed_by: str
    signed_on: date

    @classmethod
    def from_period(cls, period: Period) -> AddedRate:
        """The rate of a period that :func:`kvarbo.core.values.load_added` has read."""
        if not isinstance(period.value, Decimal) or not (period.cite and period.signed_by and period.signed_on):
            raise ValueError("En tillagd referensränta ska ha värde i procent, källa och underskrift.")
        return cls(period.start, period.to, period.value, period.cite, period.signed_by, period.signed_on)

    def as_period(self) -> Period:
        """The rate as :func:`kvarbo.core.values.values` takes it."""
        return Period(
            self.start, self.to, self.rate, cite=self.source, signed_by=self.signed_by, signed_on=self.signed_on
        )


@dataclass(frozen=True, slots=True)
class InterestPeriod:
    """Dagar med samma räntesats i samma kalenderår: from ``start`` up to, not including, ``to``."""

    start: date
    to: date
    rate: Decimal  # procent om året


@dataclass(frozen=True, slots=True)
class LateInterest:
    """Räntan in öre, rounded once, the number of days and the periods it was counted in."""

    interest: int
    days: int
    periods: tuple[InterestPeriod, ...]


def late_interest(
    *, capital: int, due_date: date, paid: date, added_rates: tuple[AddedRate, ...] = ()
) -> Finding[LateInterest]:
    """Dröjsmålsränta på ett belopp i öre (räntelagen 3, 6, 9 §§) from the due date until, not including, the day paid.

    The days of a leap year are 366ths. A half-year whose reference rate nobody has entered raises NoValueInForce.
    """
    if capital < 0:
        raise ValueError(
            f"Kapitalet är {money(capital)}. Dröjsmålsränta räknas bara på det som är obetalt: ange noll eller mer."
        )
    extra = {REFERENCE_RATE: tuple(rate.as_period() for rate in added_rates)} if added_rates else None
    on_due = values(due_date, extra=extra)
    steps = [Step(f"Ränta räknas från förfallodagen {in_words(due_date)}.", FROM_DUE_DATE)]
    periods: list[InterestPeriod] = []
    exact = Decimal(0)
    for start, to in calendar_half_years(due_date, paid):
        on = values(start, extra=extra)
        rate = _percent(on[REFERENCE_RATE]) + _percent(on[MARGIN])
        part = capital * rate / 100 * (to - start).days / (366 if isleap(start.year) else 365)
        exact += part
        periods.append(InterestPeriod(start, to, rate))
        steps += [on.step(REFERENCE_RATE), _period_step(start, to, rate, part)]
    if not periods:
        steps.append(Step("Betalt senast på förfallodagen: ingen ränta.", FROM_DUE_DATE))
    else:
        steps.insert(1, on_due.step(MARGIN))
        text = "Vid sjukdom, arbetslöshet eller liknande hinder får räntan sättas ned om den annars vore oskälig."
        steps.append(Step(text, MAY_BE_ADJUSTED))
    interest = int(exact.quantize(Decimal(1), ROUND_HALF_UP))
    return Finding(LateInterest(interest, max((paid - due_date).days, 0), tuple(periods)), tuple(dict.fromkeys(steps)))


def calendar_half_years(start: date, end: date) -> Iterator[tuple[date, date]]:
    """The half-years that a time touches, cut to it; the reference rate is set for each, and no year is in two."""
    while start < end:
        turn = date(start.year, 7, 1) if start.month < 7 else date(start.year + 1, 1, 1)
        yield start, min(turn, end)
        start = turn


def _period_step(start: date, to: date, rate: Decimal, part: Decimal) -> Step:
    amount = money(int(part.quantize(Decimal(1), ROUND_HALF_UP)))
    length = count_of_days((to - start).days)
    percent = f"{rate.normalize():f}".replace(".", ",")
    through = in_words(to - _DAY)
    text = f"{in_words(start)} till och med {through}: {length} med {percent} procent, {amount}."
    return Step(text, "Räntelagen (1975:635) 6 §")


def _percent(value: object) -> Decimal:
    if not isinstance(value, Decimal):
        raise TypeError(f"The rate {value!r} is not a decimal number.")
    return value
