"""Every worked example in cases/children is played against its rule; each answer says why."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from kvarbo.core.children.along import Along, childrens_unit_along
from kvarbo.core.children.family import AgreedMeaning, ChildLives, KnownChild, family_with_children
from kvarbo.core.children.rights import OfAChild, waits_for
from kvarbo.core.finding import Finding

FOLDER = Path(__file__).parents[2] / "cases" / "children"


def _cases(stem: str) -> list[Any]:
    content = yaml.safe_load((FOLDER / f"{stem}.yaml").read_text(encoding="utf-8"))
    return [pytest.param(case["given"], case["expect"], id=case["title"]) for case in content["cases"]]


def _says_why(finding: Finding[Any], first: str) -> None:
    assert first in finding.steps[0].text
    for step in finding.steps:
        assert step.source
        assert step.text[0].isupper()
        assert step.text.endswith(".")


@pytest.mark.parametrize(("given", "expect"), _cases("family_with_children"))
def test_the_household_counts_as_the_worked_example_says(given: dict[str, Any], expect: dict[str, Any]) -> None:
    said = given["meaning"]
    meaning = AgreedMeaning(*said, date(2026, 3, 2), "Kvarnbyhem") if said is not None else None
    children = [KnownChild(ChildLives(lives), age) for lives, age in given["children"]]
    finding = family_with_children(children, meaning)
    assert finding.value is expect["counts"]
    _says_why(finding, expect["first"])


@pytest.mark.parametrize(("given", "expect"), _cases("childrens_unit_along"))
def test_the_childrens_unit_comes_along_as_the_worked_example_says(
    given: dict[str, Any], expect: dict[str, Any]
) -> None:
    finding = childrens_unit_along(**{**given, "where": Along(given["where"])})
    assert finding.value is expect["may"]
    _says_why(finding, expect["first"])


@pytest.mark.parametrize(("given", "expect"), _cases("childs_rights"))
def test_what_the_child_has_not_had_is_as_the_worked_example_says(
    given: dict[str, Any], expect: dict[str, Any]
) -> None:
    said = dict(given)
    finding = waits_for(OfAChild(**{name: said[name] for name in said if name != "on"}), on=said["on"])
    assert [right.value for right in finding.value] == expect["waits"]
    _says_why(finding, expect["first"])
