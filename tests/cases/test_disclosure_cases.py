"""Every worked example in cases/disclosures is played against the rule it names; each answer says why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from kvarbo.core.law import catalogue

FOLDER = Path(__file__).parents[2] / "cases" / "disclosures"
FILES = {file.stem: yaml.safe_load(file.read_text(encoding="utf-8")) for file in sorted(FOLDER.glob("*.yaml"))}
CASES = [
    pytest.param(content["rule"], case, id=f"{stem}: {case['title']}")
    for stem, content in FILES.items()
    for case in content["cases"]
]


@pytest.mark.parametrize(("rule", "case"), CASES)
def test_the_rule_answers_as_the_worked_example_says(rule: str, case: dict[str, Any]) -> None:
    finding = catalogue.find(rule).ask(case["given"])
    told = {name: getattr(finding.value, name) for name in case["expect"]}
    assert {name: list(part) if isinstance(part, tuple) else str(part) for name, part in told.items()} == case["expect"]


@pytest.mark.parametrize(("rule", "case"), CASES)
def test_every_answer_cites_its_ground_and_says_why_in_whole_sentences(rule: str, case: dict[str, Any]) -> None:
    finding = catalogue.find(rule).ask(case["given"])
    assert finding.steps[0].source == finding.value.ground
    for step in finding.steps:
        assert step.source
        assert step.text[0].isupper()
        assert step.text.endswith(".")


def test_there_are_at_least_sixty_examples_and_no_title_twice() -> None:
    titles = [case["title"] for content in FILES.values() for case in content["cases"]]
    assert len(titles) >= 60
    assert len(set(titles)) == len(titles)
