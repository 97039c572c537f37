"""Delbetalningar: an amount divided on months. Pure arithmetic, so that files and rooms divide alike."""

from __future__ import annotations

from datetime import date

from kvarbo.core.calendar import corresponding_day, last_day_of_month
from kvarbo.core.facts import Instalment


def instalments(*, amount: int, first: date, months: int) -> tuple[Instalment, ...]:
    """Equal parts in whole öre, a month apart, that sum to ``amount``; the last one takes what is left over.

    Counted from the first day, never from the part before: 31 January, 28 February, 31 March. A first day that ends
    its month keeps to the ends of months, also from 30 November or 28 February.
    """
    if months < 1 or amount < months:
        raise ValueError("Beloppet går inte att dela på så många delar. Ange minst en del, och minst ett öre i varje.")
    each = amount // months
    ends = first == last_day_of_month(first)
    days = [first] + [corresponding_day(first, months=number) for number in range(1, months)]
    if ends:
        days = [last_day_of_month(day) for day in days]
    amounts = [each] * (months - 1) + [amount - each * (months - 1)]
    return tuple(Instalment(day, part) for day, part in zip(days, amounts, strict=True))
