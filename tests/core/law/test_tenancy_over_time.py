"""Tidstäckning: every tenancy rule answers on every quarter from its first value to 2040, and says why."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from kvarbo.core.law import catalogue
from kvarbo.core.values import all_values

ACTS = ("jordabalken", "service_of_documents", "tenant_ownership")
CASES = Path(__file__).parents[3] / "cases" / "law"
QUARTERS = [date(year, month, 1) for year in range(2005, 2041) for month in (1, 4, 7, 10)]
RULES = [name for name in catalogue.rule_names() if name.partition(".")[0] in ACTS]


@cache
def all_cases() -> dict[str, list[dict[str, Any]]]:
    files = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in sorted(CASES.glob("*.yaml"))]
    return {content["rule"]: [case["given"] for case in content["cases"]] for content in files}


def moved(given: dict[str, Any], to: date) -> dict[str, Any]:
    """The same facts with the earliest of their days on ``to`` and the others as far from it as before."""
    read = {name: date.fromisoformat(f"{day}-01") if is_month(day) else day for name, day in given.items()}
    days = [day for day in read.values() if isinstance(day, date)]
    shift = to - min(days, default=to)
    return {name: day + shift if isinstance(day, date) else day for name, day in read.items()}


def is_month(written: Any) -> bool:
    return isinstance(written, str) and len(written) == 7 and written[4] == "-"


def first_day(rule: str) -> date:
    """The first day on which the rule has all its values; a rule that asks for a way of service uses that act's too."""
    names = list(catalogue.values_used(rule))
    if any(fact.name == "way" for fact in catalogue.find(rule).facts):
        names += catalogue.values_used("service_of_documents.when_served")
    return max((all_values()[name].periods[0].start for name in names), default=QUARTERS[0])


@pytest.mark.parametrize("rule", RULES)
def test_the_rule_answers_every_quarter_from_its_first_value(rule: str) -> None:
    asked = catalogue.find(rule)
    cases = all_cases()[rule]
    assert cases
    for quarter in QUARTERS:
        start = max(quarter, first_day(rule) + timedelta(days=40))
        for given in cases:
            finding = asked.ask(moved(given, start))
            assert all(step.text and step.source for step in finding.steps)
            protective = getattr(finding.value, "protective", None)
            enforcing = getattr(finding.value, "enforcing", None)
            if protective and enforcing:
                assert protective <= enforcing


def test_each_rule_cites_at_least_one_paragraph() -> None:
    assert [rule for rule in RULES if not catalogue.paragraphs_of(rule)] == []
    for rule in RULES:
        sources = {step.source for given in all_cases()[rule] for step in catalogue.find(rule).ask(given).steps}
        assert any("§" in source or ":" in source for source in sources), rule
