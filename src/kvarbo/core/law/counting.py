"""Räkna en frist: a dated value and a known event give a Deadline, or say which event is missing."""

from __future__ import annotations

from datetime import date, timedelta

from kvarbo.core import calendar
from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.deadline import Deadline
from kvarbo.core.law.lagstadgad_tid.statutory_end import StatutoryEnd, statutory_end
from kvarbo.core.values import Unit, all_values, values

_DAY = timedelta(days=1)


def counted(start: date, value: str, *, on: date | None = None) -> Finding[StatutoryEnd]:
    """Slutdag for the weeks, months or years that the value sets, counted from ``start``.

    The value is read on the day ``on``, otherwise on the day the counting starts. The end's ``protective`` is the last
    arbetsdag on or before the counted day, its ``last_day`` the next arbetsdag on or after it.
    """
    known = values(on or start)
    length, unit = known.number(value), known.entry(value).unit
    if unit is Unit.WEEKS:
        end = statutory_end(start=start, weeks=length)
    elif unit is Unit.MONTHS:
        end = statutory_end(start=start, months=length)
    else:
        end = statutory_end(start=start, years=length)
    return Finding(end.value, (known.step(value), *end.steps))


def deadline_after(*, start: date | None, fact: str, unknown: str, value: str) -> Finding[Deadline]:
    """The deadline that the value sets after one event; when the event is not known, ``unknown`` says so.

    ``protective`` is the last arbetsdag on or before the counted day, ``enforcing`` the next arbetsdag on or after it.
    """
    if start is None:
        return missing_event(fact, unknown, all_values()[value].cite)
    end = counted(start, value)
    return Finding(Deadline(end.value.protective, end.value.last_day), end.steps)


def missing_event(fact: str, text: str, source: str) -> Finding[Deadline]:
    """No day can be told: the event has not happened, or nobody has written down when."""
    return Finding(Deadline(None, None, missing=(fact,)), (Step(text, source),))


def vardagar_after(day: date, count: int) -> tuple[date, date]:
    """The ``count``-th vardag after a day: as the words stand (Saturdays and eves are vardagar), and as arbetsdag."""
    literal = day
    for _ in range(count):
        literal += _DAY
        while not calendar.is_vardag(literal):
            literal += _DAY
    return literal, calendar.add_arbetsdagar(day, count)


def month_end(day: date) -> date:
    """The last day of the day's month: the first månadsskifte that does not come before the day."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1) - _DAY
