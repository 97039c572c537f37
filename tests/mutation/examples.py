"""What finds a wrong rule out: the worked examples, the public calendar, and the statute's own words."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import import_module
from typing import Any

import holidays
import yaml

from tests.core.law import independent_recovery as statute
from tests.mutation.modules import ROOT, rules_among

DAY = timedelta(days=1)
YEARS = range(2005, 2041)
FIRST_START, STARTS = date(2026, 10, 1), 400


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example of cases/law or cases/disclosures."""

    rule: str
    title: str
    given: dict[str, Any]
    expect: dict[str, Any]
    as_text: bool


@cache
def examples() -> tuple[Example, ...]:
    """Every worked example, read once."""
    found = []
    for folder in ("law", "disclosures"):
        for file in sorted((ROOT / "cases" / folder).glob("*.yaml")):
            content = yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER)
            found += [
                Example(content["rule"], case["title"], case["given"], case["expect"], folder == "disclosures")
                for case in content["cases"]
            ]
    return tuple(found)


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def plain(answer: Any) -> Any:
    """An answer as YAML would write it."""
    if dataclasses.is_dataclass(answer) and not isinstance(answer, type):
        return {field.name: plain(getattr(answer, field.name)) for field in dataclasses.fields(answer)}
    return [plain(part) for part in answer] if isinstance(answer, (list, tuple)) else answer


def _differs(example: Example) -> bool:
    finding = import_module("kvarbo.core.law.catalogue").find(example.rule).ask(example.given)
    if example.as_text:
        told = {name: getattr(finding.value, name) for name in example.expect}
        shown = {name: list(part) if isinstance(part, tuple) else str(part) for name, part in told.items()}
        return shown != example.expect
    answer = plain(finding.value) if dataclasses.is_dataclass(finding.value) else {"value": plain(finding.value)}
    return {name: answer[name] for name in example.expect} != example.expect


def found_out(affected: Iterable[str]) -> str | None:
    """What finds the rules wrong as they now are, among those affected; None when nothing does."""
    rules = rules_among(affected, {example.rule for example in examples()})
    for example in examples():
        if example.rule in rules:
            try:
                differs = _differs(example)
            except Exception as error:
                return f"example: {example.rule}: {example.title} ({type(error).__name__})"
            if differs:
                return f"example: {example.rule}: {example.title}"
    if "jordabalken.recovery_period" in rules and not _as_the_statute_says():
        return "the calculation from the statute's words"
    if "kvarbo.core.calendar" in set(affected) and not _as_the_public_calendar_says():
        return "the public calendar"
    return None


def _as_the_statute_says() -> bool:
    ask = import_module("kvarbo.core.law.jordabalken.recovery_period").recovery_period
    days = [FIRST_START + number * DAY for number in range(STARTS)]
    for served in days:
        board = served + (served.toordinal() % 21 - 10) * DAY
        answer = ask(tenant_served=served, social_board_notified=board).value
        if answer.protective != statute.last_safe_day(served, board):
            return False
        if answer.enforcing != statute.last_day_to_pay(served, board):
            return False
    return all(ask(premises=True, tenant_served=day).value.enforcing == statute.last_day_premises(day) for day in days)


@cache
def public_holidays() -> tuple[tuple[date, bool], ...]:
    """Each day of the years compared, and whether the public calendar has it as a holiday."""
    known = holidays.country_holidays("SE", years=YEARS)
    first = date(YEARS.start, 1, 1)
    days = (first + number * DAY for number in range((date(YEARS.stop, 1, 1) - first).days))
    return tuple((day, day in known or day.weekday() == 6) for day in days)


def _as_the_public_calendar_says() -> bool:
    calendar = import_module("kvarbo.core.calendar")
    return all(calendar.is_public_holiday(day) is free for day, free in public_holidays())
