"""Every worked example in cases/law is played against the rule it names."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest
import yaml

from kvarbo.core.law import catalogue

FOLDER = Path(__file__).parents[2] / "cases" / "law"


def _cases() -> list[Any]:
    contents = [(file.stem, yaml.safe_load(file.read_text(encoding="utf-8"))) for file in sorted(FOLDER.glob("*.yaml"))]
    return [
        pytest.param(content["rule"], case, id=f"{stem}: {case['title']}")
        for stem, content in contents
        for case in content["cases"]
    ]


def _plain(answer: Any) -> Any:
    """An answer as YAML would write it: names and contents instead of dataclasses, lists instead of tuples."""
    if dataclasses.is_dataclass(answer) and not isinstance(answer, type):
        return {field.name: _plain(getattr(answer, field.name)) for field in dataclasses.fields(answer)}
    return [_plain(part) for part in answer] if isinstance(answer, (list, tuple)) else answer


@pytest.mark.parametrize(("rule", "case"), _cases())
def test_the_rule_answers_as_the_worked_example_says(rule: str, case: dict[str, Any]) -> None:
    finding = catalogue.find(rule).ask(case["given"])
    answer = _plain(finding.value) if dataclasses.is_dataclass(finding.value) else {"value": _plain(finding.value)}
    assert {name: answer[name] for name in case["expect"]} == case["expect"]


def test_every_rule_has_a_worked_example() -> None:
    folders = (FOLDER, FOLDER.parent / "disclosures")
    files = [file for folder in folders for file in sorted(folder.glob("*.yaml"))]
    told = {yaml.safe_load(file.read_text(encoding="utf-8"))["rule"] for file in files}
    assert told == set(catalogue.rule_names())
