"""Does a wrong version ever answer otherwise? Both are asked the same, and the first difference is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import import_module
from typing import Any

from tests.mutation.examples import examples
from tests.mutation.grid import Given, inputs
from tests.mutation.modules import CATALOGUE, rules_among

DAY = timedelta(days=1)
CALENDAR = "kvarbo.core.calendar"


@dataclass(frozen=True, slots=True)
class Difference:
    """``answers``: a date, amount or permission differs; otherwise only the reasons that are shown do."""

    answers: bool
    asked: str
    was: str
    became: str


def _ask(rule: Any, given: Given) -> tuple[str, tuple[str, ...]]:
    try:
        finding = rule.ask(given)
        return repr(finding.value), tuple(f"{step.text} [{step.source}]" for step in finding.steps)
    except Exception as refusal:  # also when the answer is no finding at all
        return f"refused: {type(refusal).__name__}", (str(refusal),)


@cache
def _right(name: str) -> tuple[list[Given], list[tuple[str, int]]]:
    rule = import_module(CATALOGUE).find(name)
    asked = inputs(rule)
    answers = [_ask(rule, given) for given in asked]
    return asked, [(answer, hash(reasons)) for answer, reasons in answers]


def remember_right_answers() -> int:
    """Ask every rule as it stands, before any wrong version is made; how many questions there are."""
    _ = calendar_answers()
    return sum(len(_right(name)[0]) for name in import_module(CATALOGUE).rule_names())


def difference(affected: Iterable[str]) -> Difference | None:
    """The first question that the rules, as they now are, answer otherwise; an answer goes before a reason."""
    names = set(affected)
    if CALENDAR in names:
        wrong = _in_the_calendar()
        if wrong is not None:
            return wrong
    found = None
    for name in sorted(rules_among(names, {example.rule for example in examples()})):
        found = _of_rule(name, found)
        if found is not None and found.answers:
            return found
    return found


def _in_the_calendar() -> Difference | None:
    asked = "the calendar"
    try:
        for (asked, was), (_, became) in zip(calendar_answers(), _calendar(), strict=True):
            if was != became:
                return Difference(True, asked, _first_apart(was, became), _first_apart(became, was))
    except Exception as refusal:
        return Difference(True, f"what comes after {asked}", "an answer", f"refused: {type(refusal).__name__}")
    return None


def _of_rule(name: str, found: Difference | None) -> Difference | None:
    asked, right = _right(name)
    try:
        rule = import_module(CATALOGUE).find(name)
    except Exception as refusal:
        return Difference(True, name, "a rule", f"refused: {type(refusal).__name__}")
    for given, (was, reasons) in zip(asked, right, strict=True):
        became, told = _ask(rule, given)
        if became != was:
            return Difference(True, f"{name} {given}", was, became)
        if found is None and hash(told) != reasons:
            found = Difference(False, f"{name} {given}", "other reasons", " | ".join(told))
    return found


def _first_apart(one: str, other: str) -> str:
    place = next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)
    return one[max(place - 30, 0) : place + 40]


@cache
def calendar_answers() -> tuple[tuple[str, str], ...]:
    """What the calendar itself answers over all its years, as it stands."""
    return tuple(_calendar())


def _calendar() -> Iterator[tuple[str, str]]:
    calendar = import_module(CALENDAR)
    years = range(1990, 2200)
    yield "easter_sunday", repr([calendar.easter_sunday(year) for year in range(1583, 4200)])
    yield "public_holidays", repr([calendar.public_holidays(year) for year in years])
    yield "eves", repr([calendar.eves(year) for year in years])
    for name in ("public_holidays", "eves"):
        yield f"{name} outside", repr([_told(getattr(calendar, name), year) for year in (1989, 2200)])
    days = [date(1990, 1, 1) + number * DAY for number in range(0, (date(2199, 12, 31) - date(1990, 1, 1)).days + 1)]
    for name in ("is_public_holiday", "is_vardag", "is_arbetsdag", "is_bank_day"):
        yield name, repr([getattr(calendar, name)(day) for day in days])
        outside = (date(1989, 12, 31), date(2200, 1, 1), date.max)
        yield f"{name} outside", repr([_told(getattr(calendar, name), day) for day in outside])
    some = days[12400:14300]
    for name in ("next_vardag", "last_arbetsdag", "is_eve", "holiday_name", "in_words"):
        yield name, repr([getattr(calendar, name)(day) for day in some])
    yield (
        "last_weekday_before_month",
        repr([_told(calendar.last_weekday_before_month, day) for day in (*some, *days[:40])]),
    )
    yield from _counting(calendar, some)


def _counting(calendar: Any, some: list[date]) -> Iterator[tuple[str, str]]:
    for count in (-6, -3, -1, 0, 1, 2, 5):
        yield f"add_arbetsdagar {count}", repr([calendar.add_arbetsdagar(day, count) for day in some[::3]])
    for apart in (-3, -1, 0, 1, 2, 5, 30):
        both = [(day, day + apart * DAY) for day in some[::3]]
        yield f"arbetsdagar_between {apart}", repr([calendar.arbetsdagar_between(*pair) for pair in both])
        yield f"bank_days_between {apart}", repr([calendar.bank_days_between(*pair) for pair in both])
    lengths = [{unit: count} for unit in ("weeks", "months", "years") for count in (-1, 0, 1, 2, 3, 12, 14, 9000)]
    for length in (*lengths, {}, {"weeks": 1, "months": 1}, {"months": 1, "years": 1}, {"weeks": 1, "years": 1}):
        for name in ("corresponding_day", "statutory_end"):
            ask = getattr(calendar, name)
            told = repr([_told(ask, day, **length) for day in some[:: 1 if len(length) == 1 else 100]])
            yield f"{name} {length}", told


def _told(ask: Any, day: Any, **length: int) -> str:
    try:
        return repr(ask(day, **length))
    except (ValueError, ArithmeticError) as refusal:
        return type(refusal).__name__
