"""Lagstadgad tid: the last day of a period set by law, and the day to tell the person who must make it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kvarbo.core import calendar
from kvarbo.core.finding import Finding, Step


@dataclass(frozen=True, slots=True)
class StatutoryEnd:
    """Slutdagen: ``unshifted`` is the counted day (1 §), ``last_day`` the next arbetsdag on or after it (2 §).

    ``protective`` is the last arbetsdag on or before the counted day.
    """

    start: date
    unshifted: date
    last_day: date
    protective: date


def statutory_end(
    *, start: date, weeks: int | None = None, months: int | None = None, years: int | None = None
) -> Finding[StatutoryEnd]:
    """Slutdag for a period in weeks, months or years (lag 1930:173); give exactly one length, the start is day 0.

    The rule that people ask. ``calendar.statutory_end`` is the counting beneath it and gives only ``last_day``.
    """
    unshifted = calendar.corresponding_day(start, weeks=weeks, months=months, years=years)
    end = calendar.statutory_end(start, weeks=weeks, months=months, years=years)
    protective = calendar.last_arbetsdag(unshifted)
    steps = end.steps
    if protective != end.value:
        text = f"För att vara säker på att hinna: gör det senast {calendar.in_words(protective)}."
        steps = (*steps, Step(text, calendar.STATUTORY_TIME_2))
    return Finding(StatutoryEnd(start, unshifted, end.value, protective), steps)
