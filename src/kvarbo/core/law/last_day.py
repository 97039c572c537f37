"""Sista dag: a period counted from a known day, in both readings, with the reasons for each."""

from __future__ import annotations

from datetime import date, timedelta

from kvarbo.core.calendar import (
    STATUTORY_TIME_1,
    STATUTORY_TIME_2,
    corresponding_day,
    holiday_name,
    in_words,
    last_arbetsdag,
    next_vardag,
)
from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.deadline import Deadline
from kvarbo.core.swedish import listed

_ONE = {"dagar": "1 dag", "veckor": "1 vecka", "månader": "1 månad", "år": "1 år"}


def last_day(
    start: date,
    source: str,
    *,
    days: int | None = None,
    weeks: int | None = None,
    months: int | None = None,
    years: int | None = None,
) -> Finding[Deadline]:
    """Sista dag for a period of exactly one length from ``start``, which is day 0.

    ``protective`` is the last arbetsdag on or before the counted day, ``enforcing`` the next arbetsdag on or after it
    (lag 1930:173 2 §).
    """
    if days is not None:
        given, counted = start + timedelta(days=days), source
    else:
        given = corresponding_day(start, weeks=weeks, months=months, years=years)
        counted = f"{source}; {STATUTORY_TIME_1}"
    length = _length(days, weeks, months, years)
    text = f"{length} räknat från {in_words(start)} slutar {in_words(given)}."
    return both_readings(given, Step(text, counted))


def both_readings(given: date, *before: Step) -> Finding[Deadline]:
    """A last day that is already known, in both readings; ``before`` are the steps that led to it."""
    protective, enforcing = last_arbetsdag(given), next_vardag(given)
    steps = list(before)
    if enforcing != given:
        why = holiday_name(given) or "lördag"
        text = f"Den dagen är {why}: det som ska göras får göras nästa vardag, {in_words(enforcing)}."
        steps.append(Step(text, STATUTORY_TIME_2))
    if protective != enforcing:
        text = f"För att vara säker på att hinna: gör det senast {in_words(protective)}."
        steps.append(Step(text, STATUTORY_TIME_2))
    return Finding(Deadline(protective, enforcing), tuple(steps))


def days_of(counted: Finding[Deadline]) -> tuple[date, date]:
    """The protective and the enforcing day of a deadline that has both."""
    protective, enforcing = counted.value.protective, counted.value.enforcing
    if protective is None or enforcing is None:
        raise ValueError(f"The deadline has no day: {', '.join(counted.value.missing)}.")
    return protective, enforcing


def not_known(source: str, *missing: str, not_before: date | None = None) -> Finding[Deadline]:
    """No last day yet: says what is missing, and the safe bound where there is one."""
    return Finding(
        Deadline(None, None, not_before, missing), steps_for_unknown(source, *missing, not_before=not_before)
    )


def steps_for_unknown(source: str, *missing: str, not_before: date | None = None) -> tuple[Step, ...]:
    """The reasons that an answer without a day shows."""
    steps = (Step(f"Det går inte att säga än. Det som saknas: {listed(missing)}.", source),)
    if not_before is None:
        return steps
    return (*steps, Step(f"Inte före {in_words(not_before)}, räknat på det som är känt.", source))


def _length(days: int | None, weeks: int | None, months: int | None, years: int | None) -> str:
    for unit, count in (("dagar", days), ("veckor", weeks), ("månader", months), ("år", years)):
        if count is not None:
            return _ONE[unit] if count == 1 else f"{count} {unit}"
    raise ValueError("Ange tidens längd i dagar, veckor, månader eller år.")
