"""The pages that say which rule answers what name only rules and values that exist."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
import yaml

from kvarbo.core.law.catalogue import rule_names
from kvarbo.core.values import all_values

ROOT = Path(__file__).resolve().parents[2]
COVERAGE = ROOT / "docs" / "proof" / "law-coverage.md"
DISCREPANCIES = ROOT / "docs" / "proof" / "source-discrepancies.md"
RULE_WITH_CASES = re.compile(r"`([\w.]+)` \((\d+)\)")


@cache
def rows() -> tuple[tuple[str, str, str, str], ...]:
    """Name, rules, values and remark of every row of the two tables."""
    lines = [line for line in COVERAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    found = []
    for line in lines:
        name, rules, values, remark = (cell.strip() for cell in line.strip("|").split("|"))
        found.append((name.strip("`"), rules, values, remark))
    return tuple(found)


@cache
def worked_examples() -> Counter[str]:
    """How many worked examples each rule has."""
    count: Counter[str] = Counter()
    for folder in ("law", "disclosures"):
        for file in (ROOT / "cases" / folder).glob("*.yaml"):
            content = yaml.safe_load(file.read_text(encoding="utf-8"))
            count[content["rule"]] += len(content["cases"])
    return count


def rules_named_in(page: Path) -> set[str]:
    """Whatever is written as ``<act>.<rule>`` on the page, for the acts there are."""
    acts = "|".join(sorted({name.partition(".")[0] for name in rule_names()}))
    return set(re.findall(rf"`((?:{acts})\.[a-z]\w*)`", page.read_text(encoding="utf-8")))


def test_no_name_of_the_two_lists_stands_twice_in_its_list() -> None:
    halves = COVERAGE.read_text(encoding="utf-8").split("## The list of ")[1:]
    names = [re.findall(r"^\| `(\w+)` \|", half, re.MULTILINE) for half in halves]
    claimed = [int(found) for found in re.findall(r"\((\d+) names\)", " ".join(COVERAGE.read_text("utf-8").split()))]
    assert [len(part) for part in names] == claimed
    assert [len(set(part)) for part in names] == claimed


@pytest.mark.parametrize("page", [COVERAGE, DISCREPANCIES], ids=["coverage", "discrepancies"])
def test_every_rule_that_a_page_names_exists(page: Path) -> None:
    named = rules_named_in(page)
    assert len(named) > 20
    assert named - set(rule_names()) == set()


def test_every_rule_in_the_tables_exists_and_has_at_least_the_worked_examples_that_are_told() -> None:
    told = {(rule, int(count)) for _, rules, _, _ in rows() for rule, count in RULE_WITH_CASES.findall(rules)}
    assert {rule for rule, _ in told} - set(rule_names()) == set()
    assert [(rule, count) for rule, count in told if not 0 < count <= worked_examples()[rule]] == []


def test_every_value_in_the_tables_exists() -> None:
    named = {value for _, _, values, _ in rows() for value in re.findall(r"`([^`]+)`", values)}
    assert len(named) > 50
    assert named - set(all_values()) == set()


def test_a_name_that_no_rule_answers_has_its_reason() -> None:
    assert [name for name, rules, _, remark in rows() if rules == "–" and len(remark) < 20] == []


def test_all_twenty_nine_discrepancies_are_told_in_order() -> None:
    numbers = re.findall(r"^\| (\d+) \|", DISCREPANCIES.read_text(encoding="utf-8"), re.MULTILINE)
    assert [int(number) for number in numbers] == list(range(1, 30))


def test_a_misspelt_address_at_kronofogden_is_not_in_the_product() -> None:
    misspelt = "kronfogden" + ".se"
    told = [path for path in (ROOT / "src").rglob("*") if path.suffix in {".py", ".yaml", ".html", ".txt", ".po"}]
    assert told
    assert [path for path in told if misspelt in path.read_text(encoding="utf-8")] == []
