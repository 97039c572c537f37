"""Kalenderremsan: the weeks from the first known event to the last day that matters, as a table of days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kvarbo.core.calendar import holiday_name, is_arbetsdag

LONGEST = 12  # weeks; beyond that the days are told in the list alone
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Cell:
    """One day: what happens on it in words, whether the period is running, and whether it is a working day."""

    day: date
    marks: tuple[str, ...]
    running: bool
    free: bool
    holiday: str | None


@dataclass(frozen=True, slots=True)
class Week:
    """A week from Monday to Sunday, with its number."""

    number: int
    monday: date
    cells: tuple[Cell, ...]


def weeks(marks: Mapping[date, Iterable[str]], running: tuple[date, date] | None) -> tuple[Week, ...]:
    """The weeks that hold all marks; none when there are more than a page can show.

    ``running`` is the first and last day of the period; both are part of it.
    """
    first, last = min(marks), max(marks)
    monday = first - first.weekday() * _DAY
    count = (last - monday).days // 7 + 1
    if count > LONGEST:
        return ()
    return tuple(_week(monday + number * _WEEK, marks, running) for number in range(count))


def _week(monday: date, marks: Mapping[date, Iterable[str]], running: tuple[date, date] | None) -> Week:
    days = [monday + number * _DAY for number in range(7)]
    return Week(monday.isocalendar().week, monday, tuple(_cell(day, marks, running) for day in days))


def _cell(day: date, marks: Mapping[date, Iterable[str]], running: tuple[date, date] | None) -> Cell:
    name = holiday_name(day)
    return Cell(
        day=day,
        marks=tuple(marks.get(day, ())),
        running=running is not None and running[0] <= day <= running[1],
        free=not is_arbetsdag(day),
        holiday=None if name == "söndag" else name,
    )
