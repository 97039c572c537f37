"""Every worked example in cases/debt is played against the debt on its day; each expectation is an equality."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from kvarbo.core.debt import RENT_FIRST, Balance, balance
from kvarbo.core.facts import BillKind, Facts
from kvarbo.core.facts_yaml import facts_from_mapping
from kvarbo.core.finding import Finding
from kvarbo.core.yaml_fields import ore

FOLDER = Path(__file__).parents[2] / "cases" / "debt"
FACTS = {"lease", "bills", "payments"}
AMOUNTS = {"total", "rent_only", "credit", "elsewhere", "taken_back", "awaiting", "not_yet_due"}
EXPECTED = AMOUNTS | {"by_kind", "by_month", "contradicted", "says"}
FILES = {file.stem: yaml.safe_load(file.read_text(encoding="utf-8")) for file in sorted(FOLDER.glob("*.yaml"))}
CASES = [
    pytest.param(case, id=f"{stem}: {case['title']}") for stem, content in FILES.items() for case in content["cases"]
]


def facts_of(case: dict[str, Any]) -> Facts:
    assert set(case) <= FACTS | {"title", "day", "order", "expect"}
    return facts_from_mapping({key: case[key] for key in FACTS if key in case}, where=case["title"]).facts


def answer(case: dict[str, Any], *, backwards: bool = False) -> Finding[Balance]:
    facts, turn = facts_of(case), -1 if backwards else 1
    first = tuple(BillKind(word) for word in case.get("order", ()))
    order = (*first, *(kind for kind in RENT_FIRST if kind not in first))
    return balance(facts.bills[::turn], facts.payments[::turn], on=case["day"], order=order)


def told(value: Balance, name: str) -> Any:
    """What the balance says under a name, as the example writes it."""
    if name == "by_kind":
        return {kind.value: amount for kind, amount in value.by_kind}
    if name == "by_month":
        return {f"{month:%Y-%m}": amount for month, amount in value.by_month}
    return len(value.contradicted) if name == "contradicted" else getattr(value, name)


def in_ore(name: str, wanted: Any) -> Any:
    if isinstance(wanted, dict):
        return {key: ore(amount) for key, amount in wanted.items()}
    return wanted if name == "contradicted" else ore(wanted)


@pytest.mark.parametrize("case", CASES)
def test_the_debt_is_what_the_worked_example_says(case: dict[str, Any]) -> None:
    assert {"total", "rent_only"} <= set(case["expect"]) <= EXPECTED
    finding = answer(case)
    wanted = {name: in_ore(name, part) for name, part in case["expect"].items() if name != "says"}
    assert {name: told(finding.value, name) for name in wanted} == wanted
    if "says" in case["expect"]:
        assert len([step for step in finding.steps if step.text.startswith(case["expect"]["says"])]) == 1


@pytest.mark.parametrize("case", CASES)
def test_the_order_in_which_the_rows_stand_changes_nothing(case: dict[str, Any]) -> None:
    assert answer(case, backwards=True) == answer(case)


@pytest.mark.parametrize("case", CASES)
def test_every_reason_is_a_whole_sentence_with_its_source(case: dict[str, Any]) -> None:
    for step in answer(case).steps:
        assert step.source
        assert step.text[0].isupper() or step.text[0].isdigit()
        assert step.text.endswith((".", ": kontrollera."))


def test_there_are_at_least_forty_examples_and_no_title_twice() -> None:
    titles = [case["title"] for content in FILES.values() for case in content["cases"]]
    assert len(titles) >= 40
    assert len(set(titles)) == len(titles)
    assert all(isinstance(case["day"], date) for content in FILES.values() for case in content["cases"])
