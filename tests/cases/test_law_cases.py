"""Every worked example in cases/law is played against the rule it names."""

from __future__ import annotations

import dataclasses
import importlib
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

FOLDER = Path(__file__).parents[2] / "cases" / "law"


def _cases() -> list[Any]:
    contents = [(file.stem, yaml.safe_load(file.read_text(encoding="utf-8"))) for file in sorted(FOLDER.glob("*.yaml"))]
    return [
        pytest.param(content["rule"], case, id=f"{stem}: {case['title']}")
        for stem, content in contents
        for case in content["cases"]
    ]


def _as_argument(value: Any) -> Any:
    """A month is written 2027-01 in a case; a rule takes its first day."""
    return date.fromisoformat(f"{value}-01") if re.fullmatch(r"\d{4}-\d{2}", str(value)) else value


@pytest.mark.parametrize(("rule", "case"), _cases())
def test_the_rule_answers_as_the_worked_example_says(rule: str, case: dict[str, Any]) -> None:
    function = getattr(importlib.import_module(f"kvarbo.core.law.{rule}"), rule.rpartition(".")[2])
    finding = function(**{name: _as_argument(value) for name, value in case["given"].items()})
    answer = dataclasses.asdict(finding.value)
    assert {name: answer[name] for name in case["expect"]} == case["expect"]


def test_every_rule_has_a_worked_example() -> None:
    law = Path(__file__).parents[2] / "src" / "kvarbo" / "core" / "law"
    rules = {f"{file.parent.name}.{file.stem}" for file in law.glob("*/*.py") if file.stem != "__init__"}
    told = {yaml.safe_load(file.read_text(encoding="utf-8"))["rule"] for file in FOLDER.glob("*.yaml")}
    assert told == rules
