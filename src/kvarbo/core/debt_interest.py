"""Dröjsmålsränta på obetalda avier: day by day, each part-payment and each half-year a row of its own.

Only the open bills and only capital bear interest: never fees, costs, interest or an increase in dispute. A half-year
whose reference rate nobody has entered gives a row without interest, and then the sum is unknown, never a guess.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from kvarbo.core import swedish
from kvarbo.core.allocation import RENT_FIRST, allocate, counted_day
from kvarbo.core.facts import Bill, BillKind, Payment
from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.interest.late_interest import (
    FROM_DUE_DATE,
    MAY_BE_ADJUSTED,
    REFERENCE_RATE,
    AddedRate,
    calendar_half_years,
    late_interest,
)
from kvarbo.core.payment_history import last_day_in_time
from kvarbo.core.values import NoValueInForce

# Kapital: what interest may run on. A fee, a cost or interest bears none here (our choice, to the tenant's good).
CAPITAL = frozenset({BillKind.RENT, BillKind.METER, BillKind.INSURANCE, BillKind.GARAGE, BillKind.OTHER})
RATE_IS_SET = "Räntelagen (1975:635) 9 §"
SIX = "Räntelagen (1975:635) 6 §"


@dataclass(frozen=True, slots=True)
class InterestRow:
    """En ränterad: the same capital at the same rate from ``start`` up to, not including, ``to``; None is unknown."""

    month: date
    capital: int
    start: date
    to: date
    rate: Decimal | None
    interest: int | None

    @property
    def text(self) -> str:
        """The row in words."""
        through = swedish.day(self.to - timedelta(days=1))
        days = swedish.days((self.to - self.start).days)
        what = f"Avin för {swedish.month(self.month)}: {swedish.money(self.capital)}"
        time = f"{swedish.day(self.start)} till och med {through}, {days}"
        if self.rate is None or self.interest is None:
            return f"{what}, {time}: räntan är okänd."
        return f"{what}, {time} med {percent(self.rate)} procent: {swedish.money(self.interest)}."


@dataclass(frozen=True, slots=True)
class DebtInterest:
    """Ränta till och med dagen före ``on``; öre. ``interest`` and ``per_day`` are None when a rate is unknown.

    ``known`` is the sum of the rows whose rate is known, never a whole when ``interest`` is None.
    """

    on: date
    rows: tuple[InterestRow, ...]
    interest: int | None
    known: int
    per_day: int | None


def percent(rate: Decimal) -> str:
    """A rate as a Swede writes it: "10", "10,5"."""
    return f"{rate.normalize():f}".replace(".", ",")


def interest_by_day(
    bills: Sequence[Bill],
    payments: Sequence[Payment],
    *,
    on: date,
    order: Sequence[BillKind] = RENT_FIRST,
    kinds: frozenset[BillKind] = CAPITAL,
    added_rates: tuple[AddedRate, ...] = (),
) -> Finding[DebtInterest]:
    """Dröjsmålsränta (räntelagen 3, 6, 9 §§) on what is open on the day, from each bill's due date.

    A due date on a day off has moved to the next vardag. Each row is rounded to whole öre, so that the rows sum up.
    """
    rows: list[InterestRow] = []
    unknown: list[Step] = []
    now = 0
    for bill, spans in _open_spans(bills, payments, on, order, kinds):
        now += spans[-1][2]
        for start, to, capital in spans:
            for part_start, part_to in calendar_half_years(start, to):
                row, why = _row(bill, capital, part_start, part_to, added_rates)
                rows.append(row)
                unknown += why
    known = sum(row.interest for row in rows if row.interest is not None)
    per_day = _per_day(now, on, added_rates) if rows else 0
    value = DebtInterest(on, tuple(rows), None if unknown else known, known, per_day)
    return Finding(value, _steps(value, tuple(dict.fromkeys(unknown))))


def _open_spans(
    bills: Sequence[Bill], payments: Sequence[Payment], on: date, order: Sequence[BillKind], kinds: frozenset[BillKind]
) -> Iterator[tuple[Bill, list[tuple[date, date, int]]]]:
    """Each open bill with the times during which the same capital of it was open, oldest bill first."""
    moved = {counted_day(payment) for payment in payments}
    moved |= {bill.due_date for bill in bills if bill.amount < 0}
    capital_on: dict[date, dict[str, int]] = {}
    for bill in sorted(bills, key=lambda bill: (bill.due_date, bill.month, bill.id)):
        late_from = last_day_in_time(bill.due_date)
        if bill.amount <= 0 or late_from >= on:
            continue
        days = [late_from, *sorted(day for day in moved if late_from < day < on), on]
        for day in days:
            if day not in capital_on:
                spread = allocate(bills, payments, on=day, order=order)
                capital_on[day] = {
                    each.id: sum(left for kind, left in spread.kinds_of(each, order) if kind in kinds) for each in bills
                }
        if capital_on[on].get(bill.id, 0):
            yield bill, _joined([(day, to, capital_on[day][bill.id]) for day, to in pairwise(days)])


def _joined(spans: list[tuple[date, date, int]]) -> list[tuple[date, date, int]]:
    """Times that follow each other with the same capital are one; a time without any is left out."""
    joined: list[tuple[date, date, int]] = []
    for start, to, capital in spans:
        if joined and joined[-1][1] == start and joined[-1][2] == capital:
            joined[-1] = (joined[-1][0], to, capital)
        elif capital:
            joined.append((start, to, capital))
    return joined


def _row(
    bill: Bill, capital: int, start: date, to: date, added_rates: tuple[AddedRate, ...]
) -> tuple[InterestRow, tuple[Step, ...]]:
    try:
        counted = late_interest(capital=capital, due_date=start, paid=to, added_rates=added_rates).value
    except NoValueInForce as missing:
        if missing.name != REFERENCE_RATE:
            raise
        return InterestRow(bill.month, capital, start, to, None, None), (_unknown(missing),)
    return InterestRow(bill.month, capital, start, to, counted.periods[0].rate, counted.interest), ()


def _unknown(missing: NoValueInForce) -> Step:
    """The error in its own words but for the day, which would make one step of each row."""
    half = f"{'första' if missing.on.month < 7 else 'andra'} halvåret {missing.on.year}"
    return Step(f"Referensräntan för {half} är inte inlagd. Slå upp den hos Riksbanken och lägg till den.", RATE_IS_SET)


def _per_day(capital: int, on: date, added_rates: tuple[AddedRate, ...]) -> int | None:
    """What one day more costs on what is open now."""
    try:
        finding = late_interest(capital=capital, due_date=on, paid=on + timedelta(days=1), added_rates=added_rates)
    except NoValueInForce as missing:
        if missing.name != REFERENCE_RATE:
            raise
        return None
    return finding.value.interest


def _steps(value: DebtInterest, unknown: tuple[Step, ...]) -> tuple[Step, ...]:
    if not value.rows:
        return (Step("Inget som löper med ränta är förfallet och obetalt.", FROM_DUE_DATE),)
    first = Step("Ränta räknas från varje avis förfallodag, och en delbetalning sänker kapitalet.", FROM_DUE_DATE)
    rows = tuple(Step(row.text, SIX) for row in value.rows)
    adjusted = "Vid sjukdom, arbetslöshet eller liknande hinder får räntan sättas ned om den annars vore oskälig."
    return (first, *rows, *unknown, Step(adjusted, MAY_BE_ADJUSTED))
